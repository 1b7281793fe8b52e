"""The items with numbers: the right one by the notation table's formula, each wrong one by that of a named mistake."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.trace import Trace
from ..mistakes.bank import MISTAKES
from ..mistakes.wrong_pass import FormulaPass
from ..notation.table import element
from ..style import MINUS
from .item import Item, Option

DIGITS = 3
#: name: (notebook, what is asked, what is given, whose numbers, wrong options, why). A wrong option is a misconception,
#: and the name of a mistake (or of one of its variants), or a formula with what tempts.
COMPUTED = {
    "forward": ("02", "z1[0]", ("x", "W1", "b1"), "pair", (
        ("same index", "elementwise_for_matrix"),
        ("from to", "W1.T @ x + b1", "A column of W₁ was used. Row i of W₁ leads to hidden unit i."),
    ), "Row 0 of W₁ times x, plus b₁[0]: hidden unit 0 has a weight from every input."),
    "loss": ("02", "loss", ("a2", "y"), "wide", (
        ("half", "factor_2"),
        ("mean loss", "sum((a2 - y) ** 2) / m", "This is the mean of the squares."),
        ("mean loss", "0.5 * sum((a2 - y) ** 2) / m", "This is half the mean of the squares."),
    ), "Half the sum of the squared errors; there is no mean over the outputs."),
    "error": ("03", "dL_da2[0]", ("a2", "y"), "pair", (
        ("sign", "flip_sign"),
        ("half", "factor_2"),
        ("mean loss", "(a2 - y) / m", "This would be right for a mean over the outputs. This loss is a sum."),
    ), "a₂[0] − y[0]. The ½ of the loss cancels the 2 of the square."),
    "slope": ("04", "dL_dz2[0]", ("z2", "a2", "y"), "pair", (
        ("no slope", "no_sigma2"),
        ("slope at a", "slope_at_a"),
        ("slope at a", "z_times_one_minus_z"),
        ("products", "matrix_for_elementwise", 4),
    ), "(a₂[0] − y[0]) σ′(z₂[0]), and σ′(z₂[0]) is a₂[0] (1 − a₂[0])."),
    "weight": ("05", "dL_dW2[0,1]", ("dL_dz2", "a1"), "pair", (
        ("layouts", "dW_transposed"),
        ("row", "np.ones_like(dL_dz2) @ a1.T", "That is a₁ alone. ∂L/∂z₂ is a factor, too."),
    ), "∂L/∂z₂[0] times a₁[1]: the weight leads to output 0, from hidden unit 1."),
    "bias": ("05", "dL_db2[0]", ("b2", "dL_dz2"), "pair", (
        ("zero bias", "dL_dz2 * b2", "How large the bias is doesn't matter: the loss moves when it moves."),
        ("bias sum", "bias_sum"),
        ("bias sum", "np.ones_like(b2)", "1 is ∂z₂[0]/∂b₂[0]. The chain rule multiplies it by ∂L/∂z₂[0]."),
    ), "∂L/∂z₂[0]: if the bias moves, the pre-activation of its own unit moves just as much."),
    "paths": ("06", "dL_da1[0]", ("W2", "dL_da2", "dL_dz2"), "pair", (
        ("transpose", "no_transpose"),
        ("paths", "mean_paths"),
        ("paths", "first_path_only"),
        ("no slope", "dL_da2_for_dL_dz2"),
    ), "The sum over both outputs: column 0 of W₂, number by number times ∂L/∂z₂."),
    "batch": ("12", "dL_db2[0]", ("dL_dz2",), "batch", (
        ("several", "dL_dz2[:, :1]", "That is the first example alone. The bias feeds its output in every example."),
        ("several", "dL_dz2.mean(axis=1, keepdims=True)", "The mean is taken already: the loss is a mean over the "
         "examples, so ∂L/∂z₂ has the factor 1/3."),
        ("bias sum", "bias_sum"),
    ), "The sum of row 0: one output, all examples."),
}  # fmt: skip


def shown(value: float) -> str:
    """Return a number with three digits that count: −0.0364."""
    return np.format_float_positional(value, DIGITS, fractional=False, trim="-").replace("-", MINUS)


def computed(name: str, traces: Mapping[str, Trace]) -> Item:
    """Return the item with the numbers of its trace, rounded to two decimals; the bias that is asked for is 0."""
    notebook, asked, names, whose, wrong, why = COMPUTED[name]
    asked, trace = element(asked), traces[whose]
    given = {each: np.round(getattr(trace, each), 2) * (each != "b2") + 0.0 for each in names}

    def value(wrong: Mapping[str, str]) -> str:
        numbers = FormulaPass(trace, wrong)
        numbers.update(given)
        result = np.asarray(numbers[asked.name])
        return shown((result[asked.place if result.size > 1 else (0, 0)] if result.ndim else result) + 0.0)

    options = [Option(value({}))]
    for believes, how, *rest in wrong:
        if how in MISTAKES:
            (place, formulas), tempts = _place(how, asked.name), MISTAKES[how].sentence
            options.append(Option(value({place: formulas[rest[0] if rest else 0]}), believes, tempts))
        else:
            options.append(Option(value({asked.name: how}), believes, *rest))
    several = " There are 3 examples, one in each column." if whose == "batch" else ""
    text = f"What is {asked.text}?{several} Choose the nearest number."
    return Item(name, notebook, text, tuple(options), why, given)


def _place(mistake: str, asked: str) -> tuple[str, tuple[str, ...]]:
    """Return where a mistake is made, and its formulas: at what is asked, or at the last thing before it."""
    places = MISTAKES[mistake].places
    place = asked if asked in places else [each for each in places if each in ("da2_dz2", "dL_da2")][0]
    return place, places[place]
