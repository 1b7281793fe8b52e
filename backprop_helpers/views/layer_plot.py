"""What flows back through many layers: the gradient's norm at each layer, as a curve."""

import math
from collections.abc import Mapping

import numpy as np

from ..mathematics.deep import DeepTrace
from .layers import norms
from .parts.plot import GRADIENT, INK, RolePlot, Words, in_powers
from .sentence import describe


def bounds(trace: DeepTrace) -> np.ndarray:
    """Return the most that the norm of each layer's delta can be: per layer the largest slope times the norm of W."""
    found = [np.linalg.norm(trace.delta[-1])]
    for layer in reversed(range(len(trace.weights) - 1)):
        found.insert(0, found[0] * np.linalg.norm(trace.weights[layer + 1], 2) * trace.functions[layer].steepest)
    return np.array(found)


class LayerPlot(RolePlot):
    """A live plot of a deep trace: for each layer the norm of delta and of dL/dW, and the bound, on a logarithmic axis.

    The axis changes in large steps, so that a slider seldom rescales it; a bound above 10⁶ leaves the picture. A norm
    of exactly 0 has no place there; the alternative text and the table say it.
    """

    name = "layer plot"
    shows = (DeepTrace,)
    reads = frozenset()
    size = 4.4, 3.6, 150

    def draw(self, axes) -> list:
        axes.set(yscale="log", xlabel="layers back from the output", ylabel="norm")
        in_powers(axes.yaxis)
        axes.grid(color="0.88")
        axes.xaxis.get_major_locator().set_params(integer=True)
        (self._bound,) = axes.plot([], [], "--", color=INK, linewidth=1.5, label="upper bound of |δ|")
        (self._delta,) = axes.plot([], [], "-D", color=GRADIENT, markersize=5, label="|δ| = |∂L/∂z|")
        (self._dL_dW,) = axes.plot([], [], "-s", color=GRADIENT, mfc="white", markersize=6, label="|∂L/∂W|")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.17), ncols=3, frameon=False, fontsize=8, columnspacing=1)
        return [self._bound, self._delta, self._dL_dW]

    def show(self, trace: DeepTrace, choices: Mapping) -> Words:
        back = np.arange(len(trace.weights))[::-1]
        curves = bounds(trace), norms(trace.delta), norms(trace.dL_dW)
        for line, ys in zip((self._bound, self._delta, self._dL_dW), curves, strict=True):
            line.set_data(back, np.where(ys > 0, ys, np.nan))
        sizes = np.concatenate(curves[1:])
        lowest = np.log10(sizes[sizes > 0]).min() if sizes.any() else 0.0
        left = 6 * 2 ** max(0, math.ceil(math.log2(len(back) / 6)))
        self.limits(xlim=(left - 0.7, -0.3), ylim=(10.0 ** (6 * min(-1, math.floor(lowest / 6))), 1e6))
        words = "The norm of each layer's gradients, on a logarithmic axis, the last layer on the right."
        return Words(f"{words} {describe(trace)}")
