"""Counts multiplications while code runs, for the ways to the gradient. NumPy only. Primer: Computational Efficiency.

An array under watch tells its counter about every `@` and `*` that it meets, so the code that is counted is the code
that runs. A matrix product (r, k) @ (k, c) has r k c multiplications, each with the addition that follows it; an
elementwise product has one for each element. Sums, divisions, and the inside of sigma and sigma' are left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np

from . import slow_ways, validate
from .deep import backward, forward


class Counter:
    """Counts the multiply-adds of the arrays that it watches."""

    def __init__(self):
        self.multiply_adds = 0

    def watch(self, *arrays) -> np.ndarray | tuple[np.ndarray, ...]:
        """The arrays, each as one that is counted; what is computed from it with operators is counted, too."""
        watched = tuple(validate.real(f"arrays[{k}]", array).view(_Watched) for k, array in enumerate(arrays))
        for array in watched:
            array.counter = self
        return watched if len(watched) > 1 else watched[0]


class _Watched(np.ndarray):
    """An array whose counter hears of every multiplication."""

    def __array_finalize__(self, origin):
        self.counter = getattr(origin, "counter", None)

    def __getitem__(self, index):
        index = index if isinstance(index, tuple) else (index,)
        return super().__getitem__((*index, ...))  # a single element is under watch, too

    def __array_ufunc__(self, ufunc, method, *inputs, **keywords):
        counter = next(each.counter for each in (*inputs, self) if isinstance(each, _Watched))
        plain = [np.asarray(each) for each in inputs]
        if "out" in keywords:
            keywords["out"] = tuple(np.asarray(each) for each in keywords["out"])
        result = np.asarray(getattr(ufunc, method)(*plain, **keywords))
        if method == "__call__" and ufunc in (np.matmul, np.multiply):
            counter.multiply_adds += result.size * (plain[0].shape[-1] if ufunc is np.matmul else 1)
        return counter.watch(result)


def _backward(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    return lambda: backward(weights, z, a, y)


def _paths(weights, biases, x, y):
    z, a = forward(weights, biases, x)
    return lambda: slow_ways.by_paths(weights, z, a, y)


#: The ways, each as a function that gets everything ready and returns the part to count and to time.
WAYS: dict[str, Callable] = {
    "forward": lambda weights, biases, x, y: lambda: forward(weights, biases, x),
    "loops": lambda weights, biases, x, y: lambda: slow_ways.forward_by_loops(weights, biases, x),
    "backward": _backward,
    "every path": _paths,
    "differences": lambda weights, biases, x, y: lambda: slow_ways.by_differences(weights, biases, x, y),
}


def ready(way: str, sizes: Iterable[int], watch: Callable = lambda array: array) -> Callable:
    """One run of a way, on a random network of these sizes (inputs first) and one example."""
    draw, sizes = np.random.default_rng(0).standard_normal, checked_sizes(sizes)
    weights = [watch(draw((size, before)) / math.sqrt(before)) for before, size in zip(sizes, sizes[1:], strict=False)]
    biases = [watch(np.zeros((size, 1))) for size in sizes[1:]]
    return _way(WAYS, way)(weights, biases, watch(draw((sizes[0], 1))), watch(draw((sizes[-1], 1))))


def counted(way: str, sizes: Iterable[int]) -> int:
    """The multiply-adds of a way, counted while it runs: forward, loops, backward, every path, or differences.

    `sizes` are the numbers of units, inputs first. Backward and every path start from a forward pass that is done and
    not counted. Raises `ValueError` for another way, or sizes that are none.
    """
    counter = Counter()
    run = ready(way, sizes, counter.watch)
    counter.multiply_adds = 0
    run()
    return counter.multiply_adds


def _products(sizes: list[int]) -> int:
    return sum(size * before for before, size in zip(sizes, sizes[1:], strict=False))


def _paths_formula(sizes: list[int]) -> int:
    """Each path from layer l has 2 (L - l) + 2 factors, and a weight's one more: the activation where it starts."""
    total, last = 0, len(sizes) - 1
    for layer in range(1, last + 1):
        paths, steps = math.prod(sizes[layer:]), 2 * (last - layer) + 1
        total += paths * (sizes[layer - 1] * (steps + 1) + steps)
    return total


#: The same as formulas of the sizes.
FORMULAS: dict[str, Callable] = {
    "forward": _products,
    "loops": _products,
    "backward": lambda sizes: _products(sizes) + _products(sizes[1:]) + sum(sizes[1:]),
    "every path": _paths_formula,
    "differences": lambda sizes: 2 * parameters(sizes) * _products(sizes),
}


def multiply_adds(way: str, sizes: Iterable[int]) -> int:
    """What `counted` gives, by a formula: for sizes that would take too long to run.

    For n-h-m: forward and loops hn + mh; backward hn + 2mh + h + m; differences 2 P (hn + mh).
    """
    return _way(FORMULAS, way)(checked_sizes(sizes))


def parameters(sizes: Iterable[int]) -> int:
    """The number of weights and biases, P. For n-h-m: hn + h + mh + m."""
    sizes = checked_sizes(sizes)
    return _products(sizes) + sum(sizes[1:])


def kept(sizes: Iterable[int]) -> int:
    """The numbers that the forward pass keeps for the backward pass, for one example: x, every z and every a."""
    first, *others = checked_sizes(sizes)
    return first + 2 * sum(others)


def checked_sizes(sizes: Iterable[int], name: str = "sizes") -> tuple[int, ...]:
    """The numbers of units, inputs first. Raises `ValueError` where there is no layer, or a number is none."""
    sizes = validate.listed(name, sizes, "the units of each layer, inputs first")
    found = tuple(validate.size(f"{name}[{k}]", size) for k, size in enumerate(sizes))
    if len(found) < 2:
        raise ValueError(f"{name} should hold the inputs and at least one layer, but is {list(found)}.")
    return found


def _way(ways: dict[str, Callable], name: str) -> Callable:
    if not isinstance(name, str) or name not in ways:
        raise ValueError(f"There is no way {name!r} to the gradient; there are {', '.join(ways)}.")
    return ways[name]
