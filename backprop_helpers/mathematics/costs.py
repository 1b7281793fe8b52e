"""Slow methods beside the fast ones, and a counter of their multiplications. Primer: Computational Efficiency.

The slow methods give the same numbers: every path multiplied out by itself, finite differences, loops without NumPy's
matrix product.
A watched array reports every `@` and `*` to its counter, so the code that runs is what is counted. A matrix product
(r, k) @ (k, c) has r k c multiplications, each with the addition that follows it; an elementwise product has one for
each element. Sums, divisions, and the inside of sigma and sigma' are left out.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np

from . import validate
from .activations import sigma, sigma_prime
from .deep import Arrays, DeepNetwork, backward, checked_sizes, forward
from .functions import SIGMOIDS
from .gradient_check import differences


class Counter:
    """A count of the multiply-adds of watched arrays."""

    def __init__(self):
        self.multiply_adds = 0

    def watch(self, *arrays) -> np.ndarray | tuple[np.ndarray, ...]:
        """Return the arrays as watched ones; what is computed from them with operators is counted, too."""
        watched = tuple(_watched(validate.real(f"arrays[{k}]", array), self) for k, array in enumerate(arrays))
        return watched if len(watched) > 1 else watched[0]


class _Watched(np.ndarray):
    """An array that reports every multiplication to its counter."""

    def __array_finalize__(self, origin):
        self.counter = getattr(origin, "counter", None)

    def __getitem__(self, index):
        index = index if isinstance(index, tuple) else (index,)
        return super().__getitem__((*index, ...))  # so that a single element is a watched array, too

    def __array_ufunc__(self, ufunc, method, *inputs, **keywords):
        counter = next(each.counter for each in (*inputs, self) if isinstance(each, _Watched))
        plain = [np.asarray(each) for each in inputs]
        if "out" in keywords:
            keywords["out"] = tuple(np.asarray(each) for each in keywords["out"])
        result = np.asarray(getattr(ufunc, method)(*plain, **keywords))
        if method == "__call__" and ufunc in (np.matmul, np.multiply):
            counter.multiply_adds += result.size * (plain[0].shape[-1] if ufunc is np.matmul else 1)
        return result if ufunc is np.absolute else _watched(result, counter)  # sigma starts with |z|: it is left out


def _watched(array: np.ndarray, counter: Counter) -> _Watched:
    watched = array.view(_Watched)
    watched.counter = counter
    return watched


def gradients_by_paths(weights: Sequence[np.ndarray], z: Arrays, a: Arrays, y: np.ndarray) -> tuple[list, list]:
    """Return dL_dW and dL_db of one example: for each parameter by itself the sum over its paths to the loss."""
    slopes, dL_da = [sigma_prime(each) for each in z], a[-1] - y

    def along(path, layer):
        """Return dL/dz of the path's first unit, which is in this layer, by this path alone."""
        product = dL_da[path[-1], 0] * slopes[-1][path[-1], 0]
        for k in reversed(range(len(path) - 1)):
            product = product * weights[layer + k + 1][path[k + 1], path[k]] * slopes[layer + k][path[k], 0]
        return product

    dL_dW, dL_db = [np.zeros(W.shape) for W in weights], [np.zeros((len(W), 1)) for W in weights]
    for layer, W in enumerate(weights):
        later = [range(len(other)) for other in weights[layer + 1 :]]
        for i in range(len(W)):
            for path in itertools.product([i], *later):
                dL_db[layer][i, 0] += along(path, layer)
                for j in range(W.shape[1]):
                    dL_dW[layer][i, j] += along(path, layer) * a[layer][j, 0]
    return dL_dW, dL_db


def gradients_by_differences(weights, biases, x, y) -> tuple[list, list]:
    """Return dL_dW and dL_db by central differences: two forward passes for each parameter."""
    layers = len(weights)

    def loss(*moved):
        return SIGMOIDS.loss_of(None, forward(moved[:layers], moved[layers:], x)[1][-1], y)

    found = differences(loss, [*weights, *biases])
    return found[:layers], found[layers:]


def forward_by_loops(weights, biases, x) -> np.ndarray:
    """Return the network's output for one example, multiplied number by number, without NumPy's matrix product."""
    a = x
    for W, b in zip(weights, biases, strict=True):
        z = [sum(W[i, j] * a[j, 0] for j in range(W.shape[1])) + b[i, 0] for i in range(len(W))]
        a = sigma(np.array(z, dtype=float)).reshape(-1, 1)
    return a


def parameters(sizes: Iterable[int]) -> int:
    """Return the number of weights and biases, P. For n-h-m: hn + h + mh + m."""
    sizes = checked_sizes(sizes)
    return _products(sizes) + sum(sizes[1:])


def kept(sizes: Iterable[int]) -> int:
    """Return how many numbers this package keeps for the backward pass of one example: x, every z and every a.

    With sigma' = a (1 - a), x and every a would be enough.
    """
    first, *others = checked_sizes(sizes)
    return first + 2 * sum(others)


def _products(sizes: Sequence[int]) -> int:
    return sum(size * before for before, size in zip(sizes, sizes[1:], strict=False))


def _paths_formula(sizes: Sequence[int]) -> int:
    """Each path from layer l has 2 (L - l) + 2 factors, and a weight's one more: the activation where it starts."""
    total, last = 0, len(sizes) - 1
    for layer in range(1, last + 1):
        paths, steps = math.prod(sizes[layer:]), 2 * (last - layer) + 1
        total += paths * (sizes[layer - 1] * (steps + 1) + steps)
    return total


def _after_forward(gradients: Callable) -> Callable:
    def get_ready(weights, biases, x, y):
        return partial(gradients, weights, *forward(weights, biases, x), y)

    return get_ready


#: Each method: a function that prepares it and returns the part to count and to time; its count by the sizes.
METHODS: dict[str, tuple[Callable, Callable]] = {
    "forward": (lambda weights, biases, x, y: partial(forward, weights, biases, x), _products),
    "loops": (lambda weights, biases, x, y: partial(forward_by_loops, weights, biases, x), _products),
    "backward": (
        _after_forward(backward),
        lambda sizes: _products(sizes) + _products(sizes[1:]) + sum(sizes[1:]),
    ),
    "every path": (_after_forward(gradients_by_paths), _paths_formula),
    "differences": (
        lambda *given: partial(gradients_by_differences, *given),
        lambda sizes: 2 * parameters(sizes) * _products(sizes),
    ),
}


def _method(name: str) -> tuple[Callable, Callable]:
    validate.known("method", name, METHODS)
    return METHODS[name]


def ready(method: str, sizes: Iterable[int], watch: Callable = lambda array: array) -> Callable:
    """Return one run of a method, on a random network of these sizes (inputs first) and one example."""
    net, draw = DeepNetwork.random(sizes), np.random.default_rng(1).standard_normal
    x, y = watch(draw((net.sizes[0], 1))), watch(draw((net.sizes[-1], 1)))
    return _method(method)[0]([*map(watch, net.weights)], [*map(watch, net.biases)], x, y)


def counted(method: str, sizes: Iterable[int]) -> int:
    """Return the multiply-adds of a method, counted while it runs: forward, loops, backward, every path, differences.

    `sizes` are the numbers of units, inputs first. Backward and every path start from a forward pass that is done and
    not counted. Raises `ValueError` for an unknown method or invalid sizes.
    """
    counter = Counter()
    run = ready(method, sizes, counter.watch)
    counter.multiply_adds = 0
    run()
    return counter.multiply_adds


def multiply_adds(method: str, sizes: Iterable[int]) -> int:
    """Return what `counted` does, by a formula: for sizes that would take too long to run.

    For n-h-m: forward and loops hn + mh; backward hn + 2mh + h + m; differences 2 P (hn + mh).
    """
    return _method(method)[1](checked_sizes(sizes))
