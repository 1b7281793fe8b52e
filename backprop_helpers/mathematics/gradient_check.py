"""Gradients by central differences: slow, independent of the chain rule. What backpropagation is checked against.

`numerical_gradient` asks the network itself. The other functions move any one quantity of a trace, many values at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from ..notation.table import PARAMETERS, QUANTITIES, Element, element
from . import validate
from .network import Network, Trace, sigmoid

MOVABLE = (*PARAMETERS, "x", "y", "z1", "a1", "z2", "a2")
STEP = 1e-5


def numerical_gradient(net: Network, x, y, held: Mapping | None = None, step: float = STEP) -> dict[str, np.ndarray]:
    """dL/dp by (L(p + step) - L(p - step)) / (2 step), for each parameter p by itself.

    x is (n,) or (n, N), y (m,) or (m, N). Gives {"W1": (h, n), "b1": (h, 1), "W2": (m, h), "b2": (m, 1)}, each with
    its parameter's shape. `held` is as in `Network.trace`. The error falls as step^2 until round-off takes over;
    1e-5 lies near the best. Costs two passes for each parameter. Raises `ValueError` as `Network.trace` does.
    """
    validate.instance("net", net, Network)
    step = validate.above_zero("step", step)
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
            _moved(up - down, step)
            gradients[name][index] = (loss_at(name, index, up) - loss_at(name, index, down)) / (up - down)
    return gradients


def losses(trace: Trace, name: str, values) -> np.ndarray:
    """The loss (K,) of a trace for K values (K, *shape) of one quantity; all that it feeds is computed anew.

    A quantity of the forward pass is then held at these values; what the trace holds fixed stays fixed.
    Raises `ValueError` for a quantity that can't be moved, or values of another shape.
    """
    shape = _array(trace, name).shape
    values = validate.array("values", values, f"(K, {', '.join(map(str, shape))})")
    if values.shape[1:] != shape:
        raise ValueError(f"values has shape {values.shape}, but should have shape (K, {', '.join(map(str, shape))}).")
    return _losses(trace, {name: values})


def _losses(trace: Trace, moved: Mapping[str, np.ndarray]) -> np.ndarray:
    """The loss (K,) of a trace with each of these quantities at its K values."""
    (count,) = {len(values) for values in moved.values()}
    if "loss" in trace.held:
        return np.full(count, trace.loss)
    W1, b1, W2, b2, x, y, *forward = (moved.get(each, getattr(trace, each)) for each in MOVABLE)
    kept = {each: array for each, array in zip(MOVABLE[6:], forward, strict=True) if each in {*moved, *trace.held}}

    z1 = kept.get("z1", W1 @ x + b1)
    a1 = kept.get("a1", sigmoid(z1))
    z2 = kept.get("z2", W2 @ a1 + b2)
    a2 = kept.get("a2", sigmoid(z2))
    loss = 0.5 * np.sum((a2 - y) ** 2, axis=(-2, -1)) / trace.sizes["N"]
    return np.broadcast_to(loss, count)


def loss_along(trace: Trace, moved: Element | str, values) -> np.ndarray:
    """The loss (K,) of a trace with one element at each of K values, and everything that it feeds computed anew."""
    return _losses(trace, _copies(trace, [(moved, values)]))


def loss_over(trace: Trace, across: Element | str, up: Element | str, columns, rows) -> np.ndarray:
    """The loss (R, C) of a trace with one element at each of `columns` (C,) and another at each of `rows` (R,)."""
    columns, rows = np.meshgrid(columns, rows)
    found = _losses(trace, _copies(trace, [(across, columns.ravel()), (up, rows.ravel())]))
    return found.reshape(columns.shape)


def _copies(trace: Trace, elements: Iterable[tuple[Element | str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The quantities of these elements, K times (K, *shape), with each element at its K values."""
    arrays = {}
    for moved, values in elements:
        moved, values = _movable(trace, moved), validate.array("values", values, "(K,)").ravel()
        old = getattr(trace, moved.name)
        copies = arrays.setdefault(moved.name, np.repeat(old[np.newaxis], len(values), axis=0))
        copies[(slice(None), *moved.place)] = values
    return arrays


def central_differences(trace: Trace, name: str, step: float = STEP) -> np.ndarray:
    """The gradient of the loss with respect to one quantity, by central differences, in the quantity's shape."""
    step, old = validate.above_zero("step", step), _array(trace, name)
    moves = step * np.eye(old.size).reshape(old.size, *old.shape)
    width = (old + step) - (old - step)  # what is left of 2 step after rounding
    _moved(width, step)
    return (losses(trace, name, old + moves) - losses(trace, name, old - moves)).reshape(old.shape) / width


def error_over_h(trace: Trace, moved: Element | str, steps) -> np.ndarray:
    """How far the central difference of one element with each step h of `steps` (K,) is from its gradient: (K,).

    For large h the difference is off by about h^2 (truncation), for small h by about 1e-16 / h (round-off): a V on
    logarithmic axes. A step too small to move the number gives a difference of 0.
    """
    moved = _movable(trace, moved)
    gradient = f"dL_d{moved.name}"
    if gradient not in QUANTITIES:
        raise ValueError(f"{moved} has no gradient in a trace.")
    steps = validate.array("steps", steps, "(K,)").ravel()
    if (steps <= 0).any():
        raise ValueError(f"steps should be above 0, but one is {steps.min()}.")
    old = getattr(trace, moved.name)[moved.place]
    up, down = old + steps, old - steps
    rise = loss_along(trace, moved, up) - loss_along(trace, moved, down)
    slopes = np.divide(rise, up - down, out=np.zeros_like(steps), where=up > down)
    return np.abs(slopes - getattr(trace, gradient)[moved.place])


def _array(trace: Trace, name: str) -> np.ndarray:
    validate.instance("trace", trace, Trace)
    if not isinstance(name, str) or name not in MOVABLE:
        raise ValueError(f"{name!r} can't be moved; {', '.join(MOVABLE)} can.")
    return getattr(trace, name)


def _movable(trace: Trace, moved: Element | str) -> Element:
    moved = moved if isinstance(moved, Element) else element(moved)
    shape = _array(trace, moved.name).shape
    if not moved.is_in(shape):
        raise ValueError(f"{moved} is outside of {moved.name}, which has shape {shape}.")
    return moved


def _moved(width: np.ndarray | float, step: float) -> None:
    """Refuses a step that is lost in the last digit of some number."""
    if not np.all(width):
        raise ValueError(f"step is {step}, too small to move every number: 1e-5 lies near the best.")
