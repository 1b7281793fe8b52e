"""The losses that a network may have: numbers, and formulas in the notation's names. NumPy only.

Both cross-entropies are computed from the pre-activations: log(0) and 1 / 0 don't occur, however large these are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from .activations import log_sum_exp, sigma

TINY = np.finfo(float).tiny  # the least that is divided by


@dataclass(frozen=True, eq=False)
class Loss:
    """A loss of (z, a, y), and its gradient by a; z is None if a is given, not computed from z.

    Both are sums over an example's outputs; `value` is also summed over the examples. `formulas` are those for one
    example. A loss with an `output` needs that activation in the last layer, and its gradient by z is a - y.
    """

    name: str
    meaning: str
    value: Callable
    gradient: Callable
    formulas: Mapping[str, str]
    output: str | None = None


def _total(array: np.ndarray) -> np.ndarray:
    return array.sum(axis=(-2, -1))


def _log(a: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(a, TINY))


def _binary_loss(z, a, y):
    if z is None:
        return -_total(y * _log(a) + (1 - y) * _log(1 - a))
    return _total(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z))))


def _binary_gradient(z, a, y):
    rest = 1 - a if z is None else sigma(-z)
    return (1 - y) / np.maximum(rest, TINY) - y / np.maximum(a, TINY)


def _softmax_loss(z, a, y):
    return -_total(y * (_log(a) if z is None else z - log_sum_exp(z)))


HALF = "half squared error"
LOSSES: dict[str, Loss] = {
    each.name: each
    for each in (
        Loss(
            *(HALF, "half the sum of the squared errors", lambda z, a, y: _total((a - y) ** 2) / 2),
            *(lambda z, a, y: a - y, {"loss": "0.5 * sum((a2 - y) ** 2)", "dL_da2": "(a2 - y)"}),
        ),
        Loss(
            *("binary cross-entropy", "cross-entropy of each output with its target", _binary_loss, _binary_gradient),
            {
                "loss": "-sum(y * np.log(a2) + (1 - y) * np.log(1 - a2))",
                "dL_da2": "(a2 - y) / (a2 * (1 - a2))",
                "dL_dz2": "(a2 - y)",
            },
            "sigmoid",
        ),
        Loss(
            *("softmax with cross-entropy", "cross-entropy of the shares with the targets", _softmax_loss),
            lambda z, a, y: -y / np.maximum(a, TINY),
            {"loss": "-sum(y * np.log(a2))", "dL_da2": "-y / a2", "dL_dz2": "(a2 - y)"},
            "softmax",
        ),
    )
}
