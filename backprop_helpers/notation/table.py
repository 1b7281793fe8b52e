"""The one table of notation: every quantity's code name, symbol, shape, meaning, formula and section of the primer.

The labels of sliders, diagrams, equations and of the tables in the notebooks come from here.
The formulas are Python, so they can be evaluated; `formula.py` writes the same code as mathematics.

An index that is a letter is the primer's: (W1)_ij leads TO i FROM j. A number in square brackets is a Python index,
counted from 0: W1[0,1].
"""

import difflib
import re
from dataclasses import dataclass
from functools import cached_property

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_ELEMENT = re.compile(r"(\w+?)\[\s*(\d+)\s*(?:,\s*(\d+)\s*)?\]")


@dataclass(frozen=True)
class Quantity:
    """One row of the table.

    `shape` is in the letters n, h, m and N, where N is the number of examples (1 in the primer), () for one number.
    `formula` is the primer's, for one example; `batch_formula` is right for any N. `role` decides its colour.
    """

    name: str
    shape: tuple[str, ...]
    role: str  # parameter, forward, target, gradient or setting
    meaning: str
    section: str
    formula: str | None = None
    batch_formula: str | None = None
    row: str = "i"  # the letter that counts its rows: j for the gradient of a1, whose elements are the j of (W2)_ij
    range: tuple[float, float, float] | None = None  # a slider's least value, largest value and step

    @cached_property
    def text(self) -> str:
        """The symbol in plain Unicode, for labels and pictures: ∂L/∂W₂."""
        return _symbol(self.name, "{}", "{}").translate(_SUBSCRIPTS)

    @cached_property
    def html(self) -> str:
        """The symbol in HTML, with subscripts: ∂L/∂W<sub>2</sub>."""
        return _symbol(self.name, "<i>{}</i>", "<sub>{}</sub>")

    def shape_for(self, **sizes: int) -> tuple[int, ...]:
        """Return the shape in numbers, for sizes n, h, m and N (N is 1 if not given)."""
        return tuple({"N": 1, "1": 1, **sizes}[letter] for letter in self.shape)

    @property
    def is_matrix(self) -> bool:
        """Whether an element needs two indices when there is one example."""
        return len(self.shape) == 2 and not {"1", "N"} & set(self.shape)


def _symbol(name: str, letter: str, layer: str) -> str:
    if name.startswith("dL_d"):
        return f"∂{_symbol('loss', letter, layer)}/∂{_symbol(name[4:], letter, layer)}"
    if name.startswith("da"):  # da2_dz2: the diagonal of the activation's Jacobian
        return f"σ′({_symbol(name.split('_d')[1], letter, layer)})"
    symbol, number = re.fullmatch(r"(\D+)(\d*)", {"loss": "L", "eta": "η"}.get(name, name)).groups()
    return letter.format(symbol) + (layer.format(number) if number else "")


_WEIGHTS, _FINE = (-4.0, 4.0, 0.05), (0.0, 1.0, 0.01)
_ROWS = (
    Quantity("n", (), "setting", "number of inputs", "Setup", range=(1, 8, 1)),
    Quantity("h", (), "setting", "number of hidden units", "Setup", range=(1, 8, 1)),
    Quantity("m", (), "setting", "number of outputs", "Setup", range=(1, 8, 1)),
    Quantity("N", (), "setting", "number of examples, side by side as columns", "Setup", range=(1, 8, 1)),
    Quantity("x", ("n", "N"), "forward", "input", "Notation", range=(-3.0, 3.0, 0.05)),
    Quantity("W1", ("h", "n"), "parameter", "weights of the hidden layer, to i from j", "Notation", range=_WEIGHTS),
    Quantity("b1", ("h", "1"), "parameter", "biases of the hidden layer", "Notation", range=_WEIGHTS),
    Quantity(
        *("z1", ("h", "N"), "forward", "pre-activation of the hidden layer", "Forward Pass", "W1 @ x + b1"),
        range=(-10.0, 10.0, 0.1),
    ),
    Quantity(
        *("a1", ("h", "N"), "forward", "activation of the hidden layer", "Forward Pass", "sigmoid(z1)"), range=_FINE
    ),
    Quantity("W2", ("m", "h"), "parameter", "weights of the output layer, to i from j", "Notation", range=_WEIGHTS),
    Quantity("b2", ("m", "1"), "parameter", "biases of the output layer", "Notation", range=_WEIGHTS),
    Quantity(
        *("z2", ("m", "N"), "forward", "pre-activation of the output layer", "Forward Pass", "W2 @ a1 + b2"),
        range=(-10.0, 10.0, 0.1),
    ),
    Quantity(
        *("a2", ("m", "N"), "forward", "activation of the output layer", "Forward Pass", "sigmoid(z2)"), range=_FINE
    ),
    Quantity("y", ("m", "N"), "target", "target: the output that we want", "Notation", range=_FINE),
    Quantity(
        *("loss", (), "forward", "loss: half the sum of the squared errors", "Forward Pass"),
        *("0.5 * sum((a2 - y) ** 2)", "0.5 * sum((a2 - y) ** 2) / N"),
    ),
    Quantity(
        *("dL_da2", ("m", "N"), "gradient", "gradient at the output's activation", "Step 1", "a2 - y", "(a2 - y) / N")
    ),
    Quantity("da2_dz2", ("m", "N"), "gradient", "slope of the output's sigmoid", "Step 2", "sigmoid_prime(z2)"),
    Quantity("dL_dz2", ("m", "N"), "gradient", "gradient at the output's pre-activation", "Step 2", "dL_da2 * da2_dz2"),
    Quantity("dL_dW2", ("m", "h"), "gradient", "gradient of the output layer's weights", "Step 3", "dL_dz2 @ a1.T"),
    Quantity(
        *("dL_db2", ("m", "1"), "gradient", "gradient of the output layer's biases", "Step 3", "dL_dz2"),
        "dL_dz2.sum(axis=1, keepdims=True)",
    ),
    Quantity(
        *("dL_da1", ("h", "N"), "gradient", "gradient at the hidden activation", "Step 4", "W2.T @ dL_dz2"), row="j"
    ),
    Quantity("da1_dz1", ("h", "N"), "gradient", "slope of the hidden sigmoid", "Step 4", "sigmoid_prime(z1)"),
    Quantity("dL_dz1", ("h", "N"), "gradient", "gradient at the hidden pre-activation", "Step 4", "dL_da1 * da1_dz1"),
    Quantity("dL_dW1", ("h", "n"), "gradient", "gradient of the hidden layer's weights", "Step 5", "dL_dz1 @ x.T"),
    Quantity(
        *("dL_db1", ("h", "1"), "gradient", "gradient of the hidden layer's biases", "Step 5", "dL_dz1"),
        "dL_dz1.sum(axis=1, keepdims=True)",
    ),
    Quantity("eta", (), "setting", "learning rate", "Gradient Descent Update Rule", range=(0.0, 5.0, 0.05)),
)

QUANTITIES: dict[str, Quantity] = {row.name: row for row in _ROWS}
PARAMETERS = ("W1", "b1", "W2", "b2")
#: The quantities of the backward pass, in the order in which it computes them.
BACKWARD = tuple(name for name, row in QUANTITIES.items() if row.role == "gradient")


def quantity(name: str) -> Quantity:
    """Return the row for a code name. Raises `ValueError`, with the nearest names, if there is none."""
    if isinstance(name, str) and name in QUANTITIES:
        return QUANTITIES[name]
    alike = [known for known in QUANTITIES if known.lower() == str(name).lower()]
    near = alike or difflib.get_close_matches(str(name), QUANTITIES, n=3, cutoff=0.4)
    raise ValueError(
        f"There is no quantity {name!r}. "
        + (f"Did you mean {' or '.join(near)}? " if near else "")
        + f"The quantities are {', '.join(QUANTITIES)}."
    )


@dataclass(frozen=True)
class Element:
    """One number of a quantity, such as W1[0,1] or x[1]. With one example, a column's element has one index."""

    name: str
    index: tuple[int, ...]

    def __str__(self) -> str:
        return self.name + (f"[{','.join(map(str, self.index))}]" if self.index else "")

    @property
    def text(self) -> str:
        """The element with its symbol, for labels: W₁[0,1]."""
        return str(Element(QUANTITIES[self.name].text, self.index))

    def is_in(self, shape: tuple[int, ...]) -> bool:
        """Return whether an array of this shape has this element."""
        return len(self.place) == len(shape) and all(0 <= i < size for i, size in zip(self.place, shape, strict=True))

    def check_in(self, shape: tuple[int, ...]) -> None:
        """Refuse an element that an array of this shape does not have."""
        if not self.is_in(shape):
            raise ValueError(f"{self} is outside of {self.name}, which has shape {shape}.")

    @property
    def place(self) -> tuple[int, ...]:
        """The place of the number in the array: (1, 0) for x[1]."""
        return self.index + (0,) if len(self.index) == 1 else self.index


def element(name: Element | str) -> Element:
    """Return the element with this name: `W1[0,1]`, `x[1]`, or a single number such as `loss`; an element is itself.

    Raises `ValueError` if the name is not in the table, or its indices do not fit.
    """
    text = str(name).strip()
    matched = _ELEMENT.fullmatch(text)
    if not matched and "[" in text:
        raise ValueError(f"{name!r} is not an element: indices are whole numbers from 0, as in W1[0,1] or x[1].")
    if not matched:
        known = quantity(text)
        if known.shape:
            raise ValueError(f"{name!r} is a whole array; name one element of it, such as {_first(known)}.")
        return Element(known.name, ())
    known = quantity(matched[1])
    index = tuple(int(i) for i in matched.groups()[1:] if i is not None)
    if not known.shape:
        raise ValueError(f"{known.name} is one number; it has no element {name!r}.")
    if known.is_matrix and len(index) == 1:
        raise ValueError(f"{name!r} needs two indices, such as {_first(known)}: to unit i, from unit j.")
    if index[1:] == (0,) and not known.is_matrix:
        index = index[:1]  # x[1,0] and x[1] are one element
    return Element(known.name, index)


def _first(known: Quantity) -> Element:
    return Element(known.name, (0, 0) if known.is_matrix else (0,))
