"""Every layer's weights beside their gradient."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.deep import DeepTrace
from ..style import number, subscript
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
            symbol, text, shape = f"<i>W</i><sub>{k + 1}</sub>", f"W{subscript(k + 1)}", "×".join(map(str, W.shape))
            weights = symbol, _numbers(W, "parameter", text), shape
            gradient = f"∂<i>L</i>/∂{symbol}", _numbers(dL_dW, "gradient", f"∂L/∂{text}"), shape
            lines.append(in_a_row([weights, gradient]))
        return "<div style='display:grid;gap:14px'>" + "".join(lines) + "</div>"


def _numbers(array: np.ndarray, role: str, label: str) -> str:
    return bracketed(array.shape, lambda row, column: number(array[row, column]), role, label)
