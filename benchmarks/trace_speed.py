"""How long `Network.trace` takes, beside the same lines of bare NumPy: python benchmarks/trace_speed.py

Both run in turn on the same numbers; each time is the best of many. From 64 units up, trace should take at most 1.2
times as long: what it adds (checks, copies of x and y, an immutable trace) does not grow with the network.
"""

from __future__ import annotations

import math
from time import perf_counter

import numpy as np

from backprop_helpers import Network

SIZES = ((2, 3, 2), (8, 8, 8), (64, 64, 64), (128, 128, 128), (256, 256, 256), (512, 512, 512))
SECONDS = 1.0  # for each size


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0) / (1.0 + e)


def sigmoid_prime(z):
    e = np.exp(-np.abs(z))
    return e / (1.0 + e) ** 2


def bare(W1, b1, W2, b2, x, y):
    """The forward and the backward pass, as lines of NumPy alone."""
    z1 = W1 @ x + b1
    a1 = sigmoid(z1)
    z2 = W2 @ a1 + b2
    a2 = sigmoid(z2)
    loss = 0.5 * np.sum((a2 - y) ** 2) / x.shape[1]
    dL_dz2 = (a2 - y) / x.shape[1] * sigmoid_prime(z2)
    dL_dz1 = (W2.T @ dL_dz2) * sigmoid_prime(z1)
    return (
        loss,
        *(dL_dz1 @ x.T, dL_dz1.sum(axis=1, keepdims=True)),
        *(dL_dz2 @ a1.T, dL_dz2.sum(axis=1, keepdims=True)),
    )


def best_of_both(net: Network, x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """The least seconds of the bare lines and of `trace`, run in turn."""
    given = net.W1, net.b1, net.W2, net.b2, x, y
    least = [math.inf, math.inf]
    until = perf_counter() + SECONDS
    while perf_counter() < until:
        for k, run in enumerate((lambda: bare(*given), lambda: net.trace(x, y))):
            start = perf_counter()
            run()
            least[k] = min(least[k], perf_counter() - start)
    return tuple(least)


def main() -> None:
    print(f"{'n-h-m':>14} {'examples':>9} {'bare NumPy':>12} {'trace':>12} {'times':>7}")
    for n, h, m in SIZES:
        for examples in (1, 64):
            draw = np.random.default_rng(0)
            x, y = draw.standard_normal((n, examples)), draw.uniform(size=(m, examples))
            alone, traced = best_of_both(Network.random(n, h, m), x, y)
            name = f"{n}-{h}-{m}"
            print(
                f"{name:>14} {examples:>9} {alone * 1e6:>9.1f} µs {traced * 1e6:>9.1f} µs {traced / alone:>6.2f}x",
                flush=True,
            )


if __name__ == "__main__":
    main()
