"""The primer's network with one hidden layer: forward pass, loss, backpropagation and update, in NumPy.

Read it beside the primer: the passes in `Network.trace` are its formulas, line by line.
Vectors are columns, N examples side by side: x is (n, N). The primer is N = 1, and the code is the same.
For N examples the loss is the mean over the examples of the primer's loss, so 1/N enters once, in `dL_da2`.
Left out on purpose: other activations and losses, speed beyond NumPy's, any number of layers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import wraps

import numpy as np

from . import validate

FORWARD = ("x", "z1", "a1", "z2", "a2", "y", "loss")


def _written_down(function):
    """Return the function; an array that writes down what is done to it (`read_back`) writes it down by its name."""

    @wraps(function)
    def either(z):
        return z.through(either) if hasattr(z, "through") else function(z)

    return either


@_written_down
@np.errstate(under="ignore")
def sigmoid(z):
    """1 / (1 + exp(-z)), elementwise; stable and silent for every finite z. Primer: Notation.

    exp is only ever taken of numbers <= 0, so it can't overflow; both branches are the same function.
    """
    z = np.asarray(validate.real("z", z), dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0) / (1.0 + e)


@_written_down
@np.errstate(under="ignore")
def sigmoid_prime(z):
    """sigma'(z) = sigma(z) (1 - sigma(z)), elementwise, at most 1/4. Primer: Step 2.

    Written with exp(-|z|), since 1 - sigma(z) loses its digits where sigma(z) is almost 1.
    """
    e = np.exp(-np.abs(np.asarray(validate.real("z", z), dtype=float)))
    return e / (1.0 + e) ** 2


@dataclass(frozen=True, eq=False)
class Trace:
    """Every quantity of one forward and backward pass, under the primer's name. Immutable: the arrays are read-only.

    Shapes for n inputs, h hidden units, m outputs and N examples: x (n, N); z1, a1 (h, N); z2, a2, y (m, N);
    loss a float; each gradient has the shape of its quantity. `da1_dz1` and `da2_dz2` are sigma'(z1) and sigma'(z2),
    the diagonals of the activations' Jacobians. `held` names the quantities that were held fixed.
    """

    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray
    x: np.ndarray
    y: np.ndarray
    z1: np.ndarray
    a1: np.ndarray
    z2: np.ndarray
    a2: np.ndarray
    loss: float
    dL_da2: np.ndarray
    da2_dz2: np.ndarray
    dL_dz2: np.ndarray
    dL_dW2: np.ndarray
    dL_db2: np.ndarray
    dL_da1: np.ndarray
    da1_dz1: np.ndarray
    dL_dz1: np.ndarray
    dL_dW1: np.ndarray
    dL_db1: np.ndarray
    held: frozenset[str] = field(default=frozenset())

    def __post_init__(self):
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.flags.writeable = False

    @property
    def sizes(self) -> dict[str, int]:
        """The sizes behind every shape: {"n": inputs, "h": hidden units, "m": outputs, "N": examples}."""
        return {"n": self.x.shape[0], "h": self.a1.shape[0], "m": self.a2.shape[0], "N": self.x.shape[1]}


@dataclass(frozen=True, eq=False)
class Network:
    """Weights and biases: W1 (h, n), b1 (h, 1), W2 (m, h), b2 (m, 1). Immutable. Primer: Notation.

    (W1)_ij leads TO hidden unit i FROM input j. A 1-D bias is taken as a column.
    Raises `ValueError`, naming the argument and both shapes, for shapes that do not fit and for numbers that are none.
    """

    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray

    def __post_init__(self):
        W1 = validate.matrix("W1", self.W1, letters="(h, n)")
        h = W1.shape[0]
        b1 = validate.columns("b1", self.b1, h, 1, letters="(h, 1), one bias for each row of W1")
        W2 = validate.matrix("W2", self.W2, columns=h, letters="(m, h), one column for each row of W1")
        b2 = validate.columns("b2", self.b2, W2.shape[0], 1, letters="(m, 1), one bias for each row of W2")
        for name, value in (("W1", W1), ("b1", b1), ("W2", W2), ("b2", b2)):
            object.__setattr__(self, name, value)

    @classmethod
    def random(cls, n: int, h: int, m: int, seed: int = 0) -> Network:
        """A network with n inputs, h hidden units and m outputs, drawn from a normal distribution by `seed`."""
        n, h, m = validate.size("n", n), validate.size("h", h), validate.size("m", m)
        draw = np.random.default_rng(validate.whole("seed", seed, 0)).standard_normal
        return cls(W1=draw((h, n)), b1=draw((h, 1)), W2=draw((m, h)), b2=draw((m, 1)))

    @property
    def n(self) -> int:
        return self.W1.shape[1]

    @property
    def h(self) -> int:
        return self.W1.shape[0]

    @property
    def m(self) -> int:
        return self.W2.shape[0]

    def trace(self, x, y, held: Mapping | None = None) -> Trace:
        """One forward and one backward pass for x (n,) or (n, N), y (m,) or (m, N). Primer: Forward Pass, Steps 1 to 5.

        `held={"a1": value}` holds a forward quantity fixed at a value of its shape: nothing flows back through it,
        so every gradient before it is 0. Raises `ValueError` for shapes that do not fit and numbers that are none.
        """
        x, y, held = self._examples(x, y, held)
        return self._passes(x, y, held)

    def _examples(self, x, y, held) -> tuple[np.ndarray, np.ndarray, dict]:
        x = validate.columns("x", x, self.n, letters="(n, N), one row for each column of W1")
        examples = x.shape[1]
        y = validate.columns("y", y, self.m, examples, letters="(m, N), one column for each column of x")
        if held is None:
            return x, y, {}
        if not isinstance(held, Mapping) or not set(held) <= set(FORWARD):
            raise ValueError(f"held should map names among {', '.join(FORWARD)} to values, but is {held!r}.")
        rows = {"x": self.n, "z1": self.h, "a1": self.h, "z2": self.m, "a2": self.m, "y": self.m}
        checked = {}
        for name, value in held.items():
            label = f"held[{name!r}]"
            if name == "loss":
                checked[name] = validate.scalar(label, value)
            else:  # the sigmoid takes every finite pre-activation
                largest = np.inf if name in ("z1", "z2") else validate.LARGEST
                checked[name] = validate.columns(label, value, rows[name], examples, largest=largest)
        return x, y, checked

    def _passes(self, x: np.ndarray, y: np.ndarray, held: dict) -> Trace:
        W1, b1, W2, b2 = self.W1, self.b1, self.W2, self.b2
        x, y = held.get("x", x), held.get("y", y)
        N = x.shape[1]

        def through(name, gradient):  # what reaches the quantities before `name`: nothing, if it is held fixed
            return np.zeros_like(gradient) if name in held else gradient

        # Forward Pass, hidden layer
        z1 = held.get("z1", W1 @ x + b1)
        a1 = held.get("a1", sigmoid(z1))
        # Forward Pass, output layer
        z2 = held.get("z2", W2 @ a1 + b2)
        a2 = held.get("a2", sigmoid(z2))
        # Forward Pass, loss: half the sum of squares of one example; the mean of that over N examples
        loss = held.get("loss", float(0.5 * np.sum((a2 - y) ** 2) / N))

        # Step 1: output activation
        dL_da2 = through("loss", (a2 - y) / N)
        # Step 2: output pre-activation
        da2_dz2 = through("a2", sigmoid_prime(z2))
        dL_dz2 = dL_da2 * da2_dz2
        # Step 3: output weights and bias
        dL_dW2 = through("z2", dL_dz2 @ a1.T)
        dL_db2 = through("z2", dL_dz2.sum(axis=1, keepdims=True))
        # Step 4: hidden activation and pre-activation
        dL_da1 = through("z2", W2.T @ dL_dz2)
        da1_dz1 = through("a1", sigmoid_prime(z1))
        dL_dz1 = dL_da1 * da1_dz1
        # Step 5: hidden weights and bias
        dL_dW1 = through("z1", dL_dz1 @ x.T)
        dL_db1 = through("z1", dL_dz1.sum(axis=1, keepdims=True))

        return Trace(
            *(W1, b1, W2, b2, x, y, z1, a1, z2, a2, loss),
            *(dL_da2, da2_dz2, dL_dz2, dL_dW2, dL_db2),
            *(dL_da1, da1_dz1, dL_dz1, dL_dW1, dL_db1),
            held=frozenset(held),
        )

    def step(self, trace: Trace, eta: float) -> Network:
        """The network after one step of gradient descent with learning rate eta. Primer: Gradient Descent Update Rule.

        All four gradients are those of `trace`, so all are taken at the same old parameters. Nothing changes in place.
        Raises `ValueError` where the trace is of a network with other sizes, or eta is no finite number.
        """
        validate.instance("trace", trace, Trace)
        if trace.W1.shape != self.W1.shape or trace.W2.shape != self.W2.shape:
            raise ValueError(
                f"trace has W1 {trace.W1.shape} and W2 {trace.W2.shape}, but should have the shapes of this network: "
                f"W1 {self.W1.shape} and W2 {self.W2.shape}."
            )
        eta = validate.scalar("eta", eta)
        return Network(
            W1=self.W1 - eta * trace.dL_dW1,
            b1=self.b1 - eta * trace.dL_db1,
            W2=self.W2 - eta * trace.dL_dW2,
            b2=self.b2 - eta * trace.dL_db2,
        )
