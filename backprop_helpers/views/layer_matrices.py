"""Every layer's weights beside their gradient."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.deep import DeepTrace
from ..style import number
from .parts.deep import subscript
from .parts.matrices import bracketed, in_a_row
from .parts.view import View


class LayerMatrices(View):
    """A view of a deep trace: every layer's weights, with their gradient beside them."""

    name = "layer matrices"
    shows = (DeepTrace,)
    reads = frozenset()

    def __call__(self, trace: DeepTrace, choices: Mapping = {}) -> str:
        lines = []
        for k, (W, dL_dW) in enumerate(zip(trace.weights, trace.dL_dW, strict=True)):
            symbol = f"<i>W</i><sub>{k + 1}</sub>"
            shape = "×".join(map(str, W.shape))
            boxes = [(symbol, _numbers(W, "parameter", f"W{subscript(k + 1)}"), shape)]
            gradient = _numbers(dL_dW, "gradient", f"∂L/∂W{subscript(k + 1)}")
            lines.append(in_a_row([*boxes, (f"∂<i>L</i>/∂{symbol}", gradient, shape)]))
        return "<div style='display:grid;gap:14px'>" + "".join(lines) + "</div>"


def _numbers(array: np.ndarray, role: str, label: str) -> str:
    return bracketed(array.shape, lambda row, column: number(array[row, column]), role, label)
