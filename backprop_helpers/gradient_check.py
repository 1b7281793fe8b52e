"""Gradients by central differences: slow, independent of the chain rule. What backpropagation is checked against."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from . import validate
from .network import Network

PARAMETERS = ("W1", "b1", "W2", "b2")


def numerical_gradient(net: Network, x, y, held: Mapping | None = None, step: float = 1e-5) -> dict[str, np.ndarray]:
    """dL/dp by (L(p + step) - L(p - step)) / (2 step), for each parameter p by itself.

    x is (n,) or (n, N), y (m,) or (m, N). Gives {"W1": (h, n), "b1": (h, 1), "W2": (m, h), "b2": (m, 1)}, each with
    its parameter's shape. `held` is as in `Network.trace`. The error falls as step^2 until round-off takes over;
    1e-5 lies near the best. Costs two passes for each parameter. Raises `ValueError` as `Network.trace` does.
    """
    step = validate.scalar("step", step)
    if step <= 0:
        raise ValueError(f"step should be above 0, but is {step}.")
    parameters = {name: getattr(net, name) for name in PARAMETERS}

    def loss_at(name, index, value):
        moved = parameters[name].copy()
        moved[index] = value
        return Network(**{**parameters, name: moved}).trace(x, y, held).loss

    gradients = {}
    for name, old in parameters.items():
        gradients[name] = np.empty_like(old)
        for index, value in np.ndenumerate(old):
            up, down = value + step, value - step
            gradients[name][index] = (loss_at(name, index, up) - loss_at(name, index, down)) / (up - down)
    return gradients
