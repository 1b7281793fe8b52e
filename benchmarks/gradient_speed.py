"""How long `check_gradient` takes for millions of parameters: python benchmarks/gradient_speed.py [--quick]

A network with six square weight matrices and four examples, its gradients by backpropagation. Three checks of each
size: right gradients, all of them half as large, and a single wrong number in the fourth matrix. `seconds for a loss`
is one value of the loss alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from backprop_helpers import check_gradient  # noqa: E402

LAYERS, EXAMPLES = 6, 4
#: units of a layer: 1, 10 and 60 million parameters in all
UNITS, QUICK = (408, 1291, 3162), (100, 408)


def network(units: int, dtype: type):
    """The loss, the parameters and their gradients, all in one precision."""
    draw = np.random.default_rng(1)
    weights = [draw.standard_normal((units, units)).astype(dtype) / dtype(units**0.5) for _ in range(LAYERS)]
    x = draw.standard_normal((units, EXAMPLES)).astype(dtype)

    def forward(weights):
        activations = [x]
        for W in weights:
            activations.append(np.tanh(W @ activations[-1]))
        return activations

    def loss(*weights):
        return np.square(forward(weights)[-1]).sum() / 2

    activations = forward(weights)
    delta, gradients = activations[-1], []
    for W, before, after in zip(weights[::-1], activations[-2::-1], activations[:0:-1], strict=True):
        delta = delta * (1 - after**2)
        gradients.insert(0, delta @ before.T)
        delta = W.T @ delta
    return loss, weights, gradients


def one_wrong(gradients):
    """The gradients with one number of the fourth matrix changed by a tenth of the matrix's norm."""
    changed = gradients[3].copy()
    changed[7, 11] += np.linalg.norm(changed) / 10
    return [*gradients[:3], changed, *gradients[4:]]


def main() -> None:
    """Print a table of seconds, and what was found."""
    print("parameters  precision  seconds for a loss  what is checked    seconds  found")
    for units in QUICK if "--quick" in sys.argv else UNITS:
        for dtype in (np.float64, np.float32):
            loss, weights, gradients = network(units, dtype)
            start = perf_counter()
            loss(*weights)
            once, count = perf_counter() - start, f"{sum(W.size for W in weights):,}"
            checks = {"right": gradients, "half of each": [g / 2 for g in gradients], "one wrong": one_wrong(gradients)}
            for name, given in checks.items():
                start = perf_counter()
                found = check_gradient(loss, weights, given)
                seconds, said = perf_counter() - start, ", ".join(found.mistakes) or found.message.partition(" At")[0]
                print(f"{count:>10}  {dtype.__name__:9}  {once:18.3f}  {name:15}  {seconds:9.1f}  {said}", flush=True)


if __name__ == "__main__":
    main()
