"""The primer's network with one hidden layer: forward pass, loss, backpropagation and update, in NumPy.

Read it beside the primer: `forward` and `backward` are its formulas, line by line.
Vectors are columns, N examples side by side: x is (n, N). The primer is N = 1, and the code is the same.
For N examples the loss is the mean over the examples of the primer's loss, so 1/N enters once, in `dL_da2`.
With other activation functions or another loss only the lines with sigma, sigma' and the first two gradients change.
Left out on purpose: speed beyond NumPy's, any number of layers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from . import validate
from .activations import sigma, sigma_prime
from .functions import SIGMOIDS, Functions
from .losses import HALF
from .trace import OtherTrace, Trace

FORWARD = ("x", "z1", "a1", "z2", "a2", "y", "loss")
NOTHING: Mapping = {}


@np.errstate(under="ignore")
def sigmoid(z):
    """Return sigma(z) = 1 / (1 + exp(-z)), elementwise; stable and silent for every finite z. Primer: Notation.

    Raises `ValueError` if z does not hold real numbers. The arrays of `read_back` write it down by its name.
    """
    return z.through(sigmoid) if hasattr(z, "through") else sigma(np.asarray(validate.real("z", z), dtype=float))


@np.errstate(under="ignore")
def sigmoid_prime(z):
    """Return the slope sigma'(z), elementwise, at most 1/4. Primer: Step 2.

    Raises `ValueError` if z does not hold real numbers.
    """
    if hasattr(z, "through"):
        return z.through(sigmoid_prime)
    return sigma_prime(np.asarray(validate.real("z", z), dtype=float))


def forward(W1, b1, W2, b2, x, held: Mapping = NOTHING, functions: Functions = SIGMOIDS) -> tuple[np.ndarray, ...]:
    """Return (z1, a1, z2, a2); a quantity in `held` is not computed but taken from there. Primer: Forward Pass.

    The arrays may have further axes in front, (K, ...), for K passes at once.
    """
    z1 = held.get("z1", W1 @ x + b1)
    a1 = held.get("a1", functions[0].value(z1))
    z2 = held.get("z2", W2 @ a1 + b2)
    a2 = held.get("a2", functions[1].value(z2))
    return z1, a1, z2, a2


def backward(
    W2, x, y, z1, a1, z2, a2, held: Mapping = NOTHING, functions: Functions = SIGMOIDS
) -> tuple[np.ndarray, ...]:
    """Return the ten quantities from dL_da2 to dL_db1, in the order of the lines below. Primer: Steps 1 to 5.

    Nothing flows back through a quantity in `held`: every gradient before it is 0.
    """

    def unless_held(name, gradient):
        return np.zeros_like(gradient) if name in held else gradient

    # Step 1: output activation
    dL_da2 = unless_held("loss", functions.gradient(z2, a2, y, "a2" in held))
    # Step 2: output pre-activation
    da2_dz2 = unless_held("a2", functions[1].slope(z2))
    dL_dz2 = functions.delta(dL_da2, da2_dz2, a2, y, cut="a2" in held or "loss" in held)
    # Step 3: output weights and bias
    dL_dW2 = unless_held("z2", dL_dz2 @ a1.T)
    dL_db2 = unless_held("z2", dL_dz2.sum(axis=1, keepdims=True))
    # Step 4: hidden activation and pre-activation
    dL_da1 = unless_held("z2", W2.T @ dL_dz2)
    da1_dz1 = unless_held("a1", functions[0].slope(z1))
    dL_dz1 = dL_da1 * da1_dz1
    # Step 5: hidden weights and bias
    dL_dW1 = unless_held("z1", dL_dz1 @ x.T)
    dL_db1 = unless_held("z1", dL_dz1.sum(axis=1, keepdims=True))
    return dL_da2, da2_dz2, dL_dz2, dL_dW2, dL_db2, dL_da1, da1_dz1, dL_dz1, dL_dW1, dL_db1


def value_and_grad(W1, b1, W2, b2, x, y, functions: Functions = SIGMOIDS) -> tuple[float, tuple[np.ndarray, ...]]:
    """Return the loss and its gradients (dL_dW1, dL_db1, dL_dW2, dL_db2), without checks and without a trace."""
    passed = forward(W1, b1, W2, b2, x, functions=functions)
    *_, dL_dW2, dL_db2, _, _, _, dL_dW1, dL_db1 = backward(W2, x, y, *passed, functions=functions)
    return float(functions.loss_of(*passed[2:], y)), (dL_dW1, dL_db1, dL_dW2, dL_db2)


@dataclass(frozen=True, eq=False)
class Network:
    """Weights and biases: W1 (h, n), b1 (h, 1), W2 (m, h), b2 (m, 1). Immutable. Primer: Notation.

    (W1)_ij leads TO hidden unit i FROM input j. A 1-D bias is taken as a column. `activation` is "sigmoid", "tanh",
    "ReLU" or "linear", or a pair, the hidden layer's first. `loss` is "half squared error", "binary cross-entropy",
    for which the outputs are sigmoids, or "softmax with cross-entropy", for which they are a "softmax".
    Raises `ValueError` if a shape does not fit or an entry is not a finite number, and for a name that is unknown or
    can't be used here; the message names the argument and, for a shape, both shapes.
    """

    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray
    activation: str | tuple[str, str] = "sigmoid"
    loss: str = HALF

    def __post_init__(self):
        W1 = validate.matrix("W1", self.W1, letters="(h, n)")
        b1 = validate.columns("b1", self.b1, len(W1), 1, letters="(h, 1), one bias for each row of W1")
        W2 = validate.matrix("W2", self.W2, columns=len(W1), letters="(m, h), one column for each row of W1")
        b2 = validate.columns("b2", self.b2, len(W2), 1, letters="(m, 1), one bias for each row of W2")
        found = Functions.of(self.activation, self.loss, 2)
        vars(self).update(W1=W1, b1=b1, W2=W2, b2=b2, activation=found.activations, functions=found)

    @classmethod
    def random(
        cls, n: int, h: int, m: int, seed: int = 0, activation: str | tuple[str, str] = "sigmoid", loss: str = HALF
    ) -> "Network":
        """Return a network with n inputs, h hidden units and m outputs, drawn from a normal distribution by `seed`."""
        n, h, m = validate.size("n", n), validate.size("h", h), validate.size("m", m)
        draw = np.random.default_rng(validate.whole("seed", seed, 0)).standard_normal
        return cls(draw((h, n)), draw((h, 1)), draw((m, h)), draw((m, 1)), activation, loss)

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
        """Run both passes for x (n,) or (n, N), y (m,) or (m, N). Primer: Forward Pass, Steps 1 to 5.

        `held={"a1": value}` holds a forward quantity fixed at a value of its shape: nothing flows back through it,
        so every gradient before it is 0. Raises `ValueError` as the class does.
        """
        x, y, held = self._examples(x, y, held)
        x, y, functions = held.get("x", x), held.get("y", y), self.functions
        functions.check_targets(y)
        W1, b1, W2, b2 = self.W1, self.b1, self.W2, self.b2
        passed = forward(W1, b1, W2, b2, x, held, functions)
        loss = float(held["loss"] if "loss" in held else functions.loss_of(*passed[2:], y, "a2" in held))
        gradients = backward(W2, x, y, *passed, held, functions)
        for array in (*passed, *gradients):
            array.setflags(write=False)
        values = (W1, b1, W2, b2, x, y, *passed, loss, *gradients, frozenset(held))
        return Trace.of(*values) if functions is SIGMOIDS else OtherTrace(*values, functions)

    def _examples(self, x, y, held) -> tuple[np.ndarray, np.ndarray, dict]:
        x = validate.columns("x", x, self.n, letters="(n, N), one row for each column of W1")
        examples = x.shape[1]
        y = validate.columns("y", y, self.m, examples, letters="(m, N), one column for each column of x")
        held = {} if held is None else held
        if not isinstance(held, Mapping) or not set(held) <= set(FORWARD):
            raise ValueError(f"held should map names among {', '.join(FORWARD)} to values, but is {held!r}.")
        rows = {"x": self.n, "z1": self.h, "a1": self.h, "z2": self.m, "a2": self.m, "y": self.m}
        checked = {}
        for name, value in held.items():
            label, most = f"held[{name!r}]", np.inf if name in ("z1", "z2") else validate.LARGEST  # sigma takes any z
            if name == "loss":
                checked[name] = validate.scalar(label, value)
            else:
                checked[name] = validate.columns(label, value, rows[name], examples, largest=most)
        return x, y, checked

    def step(self, trace: Trace, eta: float) -> "Network":
        """Return the network after one step of gradient descent. Primer: Gradient Descent Update Rule.

        All four gradients are those of `trace`, so all are taken at the same old parameters. Nothing changes in place.
        Raises `ValueError` if the trace is of a network with other sizes, or eta is not a finite number.
        """
        validate.instance("trace", trace, Trace)
        if trace.W1.shape != self.W1.shape or trace.W2.shape != self.W2.shape:
            raise ValueError(
                f"trace has W1 {trace.W1.shape} and W2 {trace.W2.shape}, but should have the shapes of this network: "
                f"W1 {self.W1.shape} and W2 {self.W2.shape}."
            )
        eta = validate.scalar("eta", eta)
        W1, b1 = self.W1 - eta * trace.dL_dW1, self.b1 - eta * trace.dL_db1
        W2, b2 = self.W2 - eta * trace.dL_dW2, self.b2 - eta * trace.dL_db2
        return replace(self, W1=W1, b1=b1, W2=W2, b2=b2)
