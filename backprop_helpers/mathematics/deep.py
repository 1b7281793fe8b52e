"""The primer's network with any number of layers: the same passes, as a loop. Primer: Extension to Deep Networks.

With a_0 = x, layer l computes z_l = W_l a_(l-1) + b_l and a_l = sigma(z_l). Going back from the last layer, K, with
delta_l for dL/dz_l:

    delta_K = dL/da_K (.) sigma'(z_K)
    delta_l = (W_(l+1)^T delta_(l+1)) (.) sigma'(z_l)
    dL/dW_l = delta_l a_(l-1)^T        dL/db_l = delta_l

Python counts from 0, so `weights[0]` is W_1, and likewise z[0], delta[0], dL_dW[0]; but a[0] is x, so a[1] is a_1.
With two layers the numbers are those of `Network`, to the last bit.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from . import validate
from .functions import Functions
from .losses import HALF

Arrays = tuple[np.ndarray, ...]


def forward(
    weights: Sequence[np.ndarray], biases: Sequence[np.ndarray], x: np.ndarray, functions: Functions | None = None
) -> tuple[Arrays, Arrays]:
    """Return the pre-activations z of all layers, and the activations a, of which the first is x."""
    functions, z, a = functions or _sigmoids(weights), [], [x]
    for layer, (W, b) in enumerate(zip(weights, biases, strict=True)):
        z.append(W @ a[-1] + b)
        a.append(functions[layer].value(z[-1]))
    return tuple(z), tuple(a)


def _sigmoids(weights: Sequence[np.ndarray]) -> Functions:
    return Functions(("sigmoid",) * len(weights))


def backward(
    weights: Sequence[np.ndarray],
    z: Arrays,
    a: Arrays,
    y: np.ndarray,
    slopes: Sequence[Callable] | None = None,
    functions: Functions | None = None,
) -> tuple[Arrays, Arrays, Arrays]:
    """Return delta, dL_dW and dL_db of all layers, from what the forward pass has kept.

    `slopes` are other functions of z than those of `functions`, one for each layer: a mistake.
    """
    functions = functions or _sigmoids(weights)
    dL_da = functions.gradient(z[-1], a[-1], y)
    delta, dL_dW, dL_db = [], [], []
    for layer in reversed(range(len(weights))):
        slope = (slopes[layer] if slopes else functions[layer].slope)(z[layer])
        is_last = layer == len(weights) - 1
        delta.insert(0, functions.delta(dL_da, slope, a[-1], y) if is_last else dL_da * slope)
        dL_dW.insert(0, delta[0] @ a[layer].T)
        dL_db.insert(0, delta[0].sum(axis=1, keepdims=True))
        if layer > 0:  # dL/dx is not needed
            dL_da = weights[layer].T @ delta[0]
    return tuple(delta), tuple(dL_dW), tuple(dL_db)


@dataclass(frozen=True, eq=False)
class DeepTrace:
    """Every quantity of one pass through all layers. Immutable: tuples of read-only arrays, input side first.

    For K layers and N examples: a holds K + 1 arrays, the first is x; z, delta, dL_dW and dL_db hold K each.
    delta is dL/dz; each gradient has the shape of its quantity. loss is a float.
    """

    weights: Arrays
    biases: Arrays
    x: np.ndarray
    y: np.ndarray
    z: Arrays
    a: Arrays
    loss: float
    delta: Arrays
    dL_dW: Arrays
    dL_db: Arrays
    functions: Functions

    def __post_init__(self):
        for array in (*self.z, *self.a, *self.delta, *self.dL_dW, *self.dL_db):
            array.setflags(write=False)


@dataclass(frozen=True, eq=False)
class DeepNetwork:
    """Weights and biases of all layers, input side first: weights[k] (units, units before), biases[k] (units, 1).

    Immutable; a 1-D bias is taken as a column. `activation` is one name for all layers, or one for each, and `loss` a
    name, as those of `Network`. Primer: Extension to Deep Networks. Raises `ValueError` as `Network` does.
    """

    weights: Arrays
    biases: Arrays
    activation: str | tuple[str, ...] = "sigmoid"
    loss: str = HALF

    def __post_init__(self):
        given = [validate.listed(name, vars(self)[name], "one entry for each layer") for name in ("weights", "biases")]
        layers, others = map(len, given)
        if not layers:
            raise ValueError("weights is empty; a network has at least one layer.")
        if layers != others:
            raise ValueError(f"weights has {layers} arrays and biases {others}; each layer needs one of both.")
        weights, biases, before = [], [], None
        for k, (W, b) in enumerate(zip(*given, strict=True)):
            letters = f"one column for each row of weights[{k - 1}]" if k else "(units, inputs)"
            weights.append(validate.matrix(f"weights[{k}]", W, columns=before, letters=letters))
            before = len(weights[-1])
            letters = f"one bias for each row of weights[{k}]"
            biases.append(validate.columns(f"biases[{k}]", b, before, 1, letters=letters))
        activations = Functions.of(self.activation, self.loss, layers).activations
        vars(self).update(weights=tuple(weights), biases=tuple(biases), activation=activations)

    @classmethod
    def random(
        cls,
        sizes: Iterable[int],
        seed: int = 0,
        scale: float = 1.0,
        activation: str | tuple[str, ...] = "sigmoid",
        loss: str = HALF,
    ) -> "DeepNetwork":
        """Return a network with these numbers of units, inputs first; parameters are `scale` times normal numbers.

        With three sizes and scale 1 it is `Network.random` with the same seed.
        """
        sizes, scale, seed = checked_sizes(sizes), validate.scalar("scale", scale), validate.whole("seed", seed, 0)
        draw = np.random.default_rng(seed).standard_normal
        weights, biases = [], []
        for before, size in zip(sizes, sizes[1:], strict=False):
            weights.append(scale * draw((size, before)))
            biases.append(scale * draw((size, 1)))
        return cls(weights, biases, activation, loss)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of inputs, and of units in each layer."""
        return self.weights[0].shape[1], *map(len, self.weights)

    def trace(self, x, y) -> DeepTrace:
        """Run both passes for x (inputs,) or (inputs, N) and y (outputs,) or (outputs, N).

        The loss is the mean over the examples, so 1/N enters once. Raises `ValueError` as `Network.trace` does.
        """
        sizes = self.sizes
        x = validate.columns("x", x, sizes[0], letters="(inputs, N), one row for each column of weights[0]")
        letters = "(outputs, N), one column for each column of x"
        y = validate.columns("y", y, sizes[-1], x.shape[1], letters=letters)
        functions = Functions(self.activation, self.loss)
        functions.check_targets(y)
        z, a = forward(self.weights, self.biases, x, functions)
        loss = float(functions.loss_of(z[-1], a[-1], y))
        gradients = backward(self.weights, z, a, y, functions=functions)
        return DeepTrace(self.weights, self.biases, x, y, z, a, loss, *gradients, functions)

    def step(self, trace: DeepTrace, eta: float) -> "DeepNetwork":
        """Return the network after one step of gradient descent with learning rate eta. Nothing changes in place.

        Raises `ValueError` if the trace is of a network with other sizes, or eta is not a finite number.
        """
        validate.instance("trace", trace, DeepTrace)
        shapes, ours = [[W.shape for W in weights] for weights in (trace.weights, self.weights)]
        if shapes != ours:
            raise ValueError(f"trace has weights of shapes {shapes}, but this network has weights of shapes {ours}.")
        eta = validate.scalar("eta", eta)
        return DeepNetwork(
            [W - eta * dL_dW for W, dL_dW in zip(self.weights, trace.dL_dW, strict=True)],
            [b - eta * dL_db for b, dL_db in zip(self.biases, trace.dL_db, strict=True)],
            self.activation,
            self.loss,
        )


def checked_sizes(sizes: Iterable[int], name: str = "sizes") -> tuple[int, ...]:
    """Return the numbers of units, inputs first. Raises `ValueError` if there is no layer, or a size is invalid."""
    sizes = validate.listed(name, sizes, "the units of each layer, inputs first")
    found = tuple(validate.size(f"{name}[{k}]", size) for k, size in enumerate(sizes))
    if len(found) < 2:
        raise ValueError(f"{name} should hold the inputs and at least one layer, but is {list(found)}.")
    return found
