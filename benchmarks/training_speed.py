"""How long an epoch of `Training` takes, beside plain NumPy: python benchmarks/training_speed.py

The symmetry network of 1986, 6-2-1, over its 64 patterns, with momentum, as a reader would write it down; both keep
the loss of each epoch. They run in turn, each time is the best of many. Training should take at most 1.5 times as
long: it adds a sigmoid that is stable for every number, a history, and a check that all numbers stay finite.
"""

from __future__ import annotations

import math
from time import perf_counter

import numpy as np

from backprop_helpers import SYMMETRY, Training

EPOCHS = 500
ROUNDS = 30


def plain(x, y, eta: float, momentum: float) -> list[float]:
    """Training in plain NumPy: the loss at each epoch."""
    net = SYMMETRY.start(seed=1)
    W1, b1, W2, b2 = net.W1, net.b1, net.W2, net.b2
    changes, losses = [0.0, 0.0, 0.0, 0.0], []
    for _ in range(EPOCHS):
        a1 = 1 / (1 + np.exp(-(W1 @ x + b1)))
        a2 = 1 / (1 + np.exp(-(W2 @ a1 + b2)))
        losses.append(0.5 * np.sum((a2 - y) ** 2) / x.shape[1])
        dL_dz2 = (a2 - y) / x.shape[1] * a2 * (1 - a2)
        dL_dz1 = W2.T @ dL_dz2 * a1 * (1 - a1)
        gradients = dL_dz1 @ x.T, dL_dz1.sum(1, keepdims=True), dL_dz2 @ a1.T, dL_dz2.sum(1, keepdims=True)
        changes = [momentum * change - eta * gradient for change, gradient in zip(changes, gradients, strict=True)]
        W1, b1, W2, b2 = (old + change for old, change in zip((W1, b1, W2, b2), changes, strict=True))
    return losses


def ours(x, y, eta: float, momentum: float) -> list[float]:
    training = Training(SYMMETRY.start(seed=1), x, y, eta, momentum)
    training.go(EPOCHS - 1)
    return training.losses.tolist()


def main() -> None:
    given = SYMMETRY.x, SYMMETRY.y, SYMMETRY.eta, SYMMETRY.momentum
    assert np.allclose(plain(*given), ours(*given), rtol=1e-6), "the two trainings differ"
    least = {plain: math.inf, ours: math.inf}
    for _ in range(ROUNDS):
        for run in least:
            start = perf_counter()
            run(*given)
            least[run] = min(least[run], perf_counter() - start)
    for run, seconds in least.items():
        print(f"{run.__name__:>6}: {EPOCHS / seconds:10,.0f} epochs per second")
    print(f"  ours takes {least[ours] / least[plain]:.2f} times as long")


if __name__ == "__main__":
    main()
