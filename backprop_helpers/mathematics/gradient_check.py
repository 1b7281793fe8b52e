"""Gradients by central differences: slow, and independent of the chain rule. Backpropagation is checked against them.

`numerical_gradient` moves the parameters of a network. The other functions move any quantity of a trace, many values
at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from ..notation.table import PARAMETERS, QUANTITIES, Element, element
from . import validate
from .network import Network, forward
from .trace import Trace

MOVABLE = (*PARAMETERS, "x", "y", "z1", "a1", "z2", "a2")
STEP = 1e-5


def differences(loss: Callable, arrays: Sequence[np.ndarray], step: float = STEP) -> list[np.ndarray]:
    """Return the gradients of loss(*arrays) by central differences, each in the shape of its array.

    Every number p is moved by itself: (L(p + step) - L(p - step)) / (2 step), two losses for each.
    """
    gradients = [np.empty(array.shape) for array in arrays]
    for k, array in enumerate(arrays):

        def loss_at(index, value, k=k, array=array):
            moved = array.copy()
            moved[index] = value
            return loss(*arrays[:k], moved, *arrays[k + 1 :])

        for index, value in np.ndenumerate(array):
            up, down = value + step, value - step
            _refuse_lost(step, up - down)
            gradients[k][index] = (loss_at(index, up) - loss_at(index, down)) / (up - down)
    return gradients


def numerical_gradient(net: Network, x, y, held: Mapping | None = None, step: float = STEP) -> dict[str, np.ndarray]:
    """Return dL/dp by central differences, for each parameter p by itself.

    x is (n,) or (n, N), y (m,) or (m, N). Gives {"W1": (h, n), "b1": (h, 1), "W2": (m, h), "b2": (m, 1)}, each with
    its parameter's shape. `held` is as in `Network.trace`. The error falls as step^2 until round-off takes over;
    1e-5 lies near the best. Costs two forward passes for each parameter. Raises `ValueError` as `Network.trace` does.
    """
    validate.instance("net", net, Network)
    step, start = validate.above_zero("step", step), net.trace(x, y, held)
    parameters = [getattr(net, name) for name in PARAMETERS]
    fixed = {name: getattr(start, name) for name in start.held}

    def loss(*parameters):
        if "loss" in fixed:
            return fixed["loss"]
        passed = forward(*parameters, start.x, fixed, start.functions)
        return start.functions.loss_of(*passed[2:], start.y, "a2" in fixed)

    return dict(zip(PARAMETERS, differences(loss, parameters, step), strict=True))


def _losses(trace: Trace, moved: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the loss (K,) of a trace with each of these quantities at its K values, and all that they feed recomputed.

    A quantity of the forward pass is then held at these values; what the trace holds fixed stays fixed.
    """
    (count,) = {len(values) for values in moved.values()}
    if "loss" in trace.held:
        return np.full(count, trace.loss)
    now = {name: moved.get(name, getattr(trace, name)) for name in MOVABLE}
    held = {name: array for name, array in now.items() if name in {*moved, *trace.held}}
    parameters = (now[name] for name in PARAMETERS)
    passed = forward(*parameters, now["x"], held, trace.functions)
    return np.broadcast_to(trace.functions.loss_of(*passed[2:], now["y"], "a2" in held), count)


def loss_along(trace: Trace, moved: Element | str, values) -> np.ndarray:
    """Return the loss (K,) of a trace with one element at each of K values, and everything that it feeds recomputed."""
    return _losses(trace, _copies(trace, [(moved, values)]))


def loss_over(trace: Trace, across: Element | str, up: Element | str, columns, rows) -> np.ndarray:
    """Return the loss (R, C) with one element at each of `columns` (C,) and another at each of `rows` (R,)."""
    columns, rows = np.meshgrid(columns, rows)
    found = _losses(trace, _copies(trace, [(across, columns.ravel()), (up, rows.ravel())]))
    return found.reshape(columns.shape)


def _copies(trace: Trace, elements: Iterable[tuple[Element | str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Return the quantities of these elements, K times (K, *shape), with each element at its K values."""
    arrays = {}
    for moved, values in elements:
        moved, values = _movable(trace, moved), validate.array("values", values, "(K,)").ravel()
        old = getattr(trace, moved.name)
        copies = arrays.setdefault(moved.name, np.repeat(old[np.newaxis], len(values), axis=0))
        copies[(slice(None), *moved.place)] = values
    return arrays


def central_differences(trace: Trace, name: str, step: float = STEP) -> np.ndarray:
    """Return the gradient of the loss by one quantity, from central differences, in the quantity's shape."""
    step, old = validate.above_zero("step", step), _array(trace, name)
    moves = step * np.eye(old.size).reshape(old.size, *old.shape)
    width = (old + step) - (old - step)  # what is left of 2 step after rounding
    _refuse_lost(step, width)
    up, down = (_losses(trace, {name: values}) for values in (old + moves, old - moves))
    return (up - down).reshape(old.shape) / width


def error_over_h(trace: Trace, moved: Element | str, steps) -> np.ndarray:
    """Return how far the central difference of one element with each step h of `steps` (K,) is from its gradient: (K,).

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
    moved = element(moved)
    moved.check_in(_array(trace, moved.name).shape)
    return moved


def _refuse_lost(step: float, width: np.ndarray | float) -> None:
    """Refuse a step that is lost in the last digit of some number, so that nothing has moved."""
    if not np.all(width):
        raise ValueError(f"step is {step}, too small to move every number: 1e-5 lies near the best.")
