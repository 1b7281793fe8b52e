"""What flows back through many layers: the gradient's norm at each layer, as a curve, a table, and in words."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ..mathematics.deep import DeepTrace
from ..style import PALETTE, number
from .parts.matrices import bracketed, shown_indices, side_by_side
from .parts.plot import LivePlot, in_powers
from .parts.tables import figures, table

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
MOST_ROWS = 12


def subscript(layer: int) -> str:
    return str(layer).translate(_SUBSCRIPTS)


def norms(arrays: tuple[np.ndarray, ...]) -> np.ndarray:
    """The length of each array, all its numbers taken as one vector."""
    return np.array([np.linalg.norm(array) for array in arrays])


def bounds(trace: DeepTrace) -> np.ndarray:
    """The most that the norm of each layer's delta can be: from layer to layer at most 1/4 times the stretch of W."""
    found = [np.linalg.norm(trace.delta[-1])]
    for W in reversed(trace.weights[1:]):
        found.insert(0, found[0] * np.linalg.norm(W, 2) / 4)
    return np.array(found)


def deep_words(trace: DeepTrace, choices: Mapping = {}) -> str:
    """The gradients of the first and the last layer in a sentence."""
    layers, gradients, deltas = len(trace.weights), norms(trace.dL_dW), norms(trace.delta)
    shown = dict.fromkeys((layers, 1))  # one layer is both
    words = f"{layers} layer{'s' if layers > 1 else ''}; loss L = {number(trace.loss)}. "
    words += ", ".join(f"|∂L/∂W{subscript(layer)}| = {number(gradients[layer - 1])}" for layer in shown)
    if not deltas[-1]:
        return f"{words}: there is no error."
    if not deltas[0]:
        return f"{words}: nothing comes back to the first layer."
    if layers == 1:
        return words + "."
    kept = (deltas[0] / deltas[-1]) ** (1 / (layers - 1))
    return f"{words}. On the way back, each layer passes on {number(kept)} of what it gets, on average."


class LayerPlot(LivePlot):
    """A live plot of a deep trace: for each layer the norm of delta and of dL/dW, and the bound, on a logarithmic axis.

    A norm of exactly 0 has no place there; the alternative text and the table say it.
    """

    name = "layer plot"

    def __init__(self, width: float = 8.4, height: float = 3.6, **size: float):
        super().__init__(width, height, **{"dpi": 130, **size})

    def draw(self, axes) -> list:
        self._axes, self._frame = axes, None
        axes.set(yscale="log", xlabel="layers back from the output")
        axes.set_ylabel("norm")
        in_powers(axes.yaxis)
        axes.grid(color="0.88")
        axes.xaxis.get_major_locator().set_params(integer=True)
        gradient, ink = PALETTE["gradient"][0], PALETTE["ink"][0]
        (self._bound,) = axes.plot([], [], "--", color=ink, linewidth=1.5, label="bound of δ: ¼ and the weights")
        (self._delta,) = axes.plot([], [], "-D", color=gradient, markersize=5, label="δ = ∂L/∂z")
        (self._dL_dW,) = axes.plot([], [], "-s", color=gradient, mfc="white", markersize=6, label="∂L/∂W")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.17), ncols=3, frameon=False, fontsize=10)
        return [self._bound, self._delta, self._dL_dW]

    def update(self, trace: DeepTrace, choices: Mapping) -> bool:
        back = np.arange(len(trace.weights))[::-1]
        curves = bounds(trace), norms(trace.delta), norms(trace.dL_dW)
        for line, ys in zip((self._bound, self._delta, self._dL_dW), curves, strict=True):
            line.set_data(back, np.where(ys > 0, ys, np.nan))
        return self._fit(len(back), np.concatenate(curves[1:]))

    def _fit(self, layers: int, sizes: np.ndarray) -> bool:
        """Sets the axes in large steps, so that a slider seldom rescales them; a bound above 10⁶ leaves the picture."""
        lowest = np.log10(sizes[sizes > 0]).min() if sizes.any() else 0.0
        frame = 6 * 2 ** max(0, math.ceil(math.log2(layers / 6))), 6 * min(-1, math.floor(lowest / 6))
        changed, self._frame = frame != self._frame, frame
        if changed:
            self._axes.set(xlim=(frame[0] - 0.7, -0.3), ylim=(10.0 ** frame[1], 1e6))
        return changed

    def alt(self, trace: DeepTrace, choices: Mapping) -> str:
        words = "The norm of each layer's gradients, on a logarithmic axis, the last layer on the right."
        return f"{words} {deep_words(trace, choices)}"


class LayerTable:
    """A view of a deep trace: each layer's norms, what share of delta it passes back, and the most that it could."""

    name = "layers"

    def __call__(self, trace: DeepTrace, choices: Mapping = {}) -> str:
        deltas, gradients = norms(trace.delta), norms(trace.dL_dW)
        rows = []
        for k in reversed(shown_indices(len(trace.weights), MOST_ROWS)):
            if k is None:
                rows.append(("⋮",) * 6)
                continue
            passed = most = ""
            if k + 1 < len(deltas):
                share = deltas[k] / deltas[k + 1] if deltas[k + 1] else 0.0
                passed, most = number(share), number(np.linalg.norm(trace.weights[k + 1], 2) / 4)
            shape = "×".join(map(str, trace.weights[k].shape))
            rows.append((str(k + 1), shape, *map(figures, (number(deltas[k]), passed, most, number(gradients[k])))))
        head = (
            "layer <i>l</i>",
            "shape of <i>W</i>",
            "|<i>δ</i>|",
            "of the next layer's",
            "at most",
            "|∂<i>L</i>/∂<i>W</i>|",
        )
        return table("Layers", head, rows)


class LayerMatrices:
    """A view of a deep trace: every layer's weights, with their gradient beside them."""

    name = "layer matrices"

    def __call__(self, trace: DeepTrace, choices: Mapping = {}) -> str:
        lines = []
        for k, (W, dL_dW) in enumerate(zip(trace.weights, trace.dL_dW, strict=True)):
            symbol = f"<i>W</i><sub>{k + 1}</sub>"
            shape = "×".join(map(str, W.shape))
            boxes = [(symbol, _numbers(W, "parameter", f"W{subscript(k + 1)}"), shape)]
            gradient = _numbers(dL_dW, "gradient", f"∂L/∂W{subscript(k + 1)}")
            lines.append(side_by_side([*boxes, (f"∂<i>L</i>/∂{symbol}", gradient, shape)]))
        return "<div style='display:grid;gap:14px'>" + "".join(lines) + "</div>"


def _numbers(array: np.ndarray, role: str, label: str) -> str:
    return bracketed(array.shape, lambda row, column: number(array[row, column]), role, label)
