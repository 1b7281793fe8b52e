"""Multiply-adds against the number of parameters."""

import math
from collections.abc import Mapping

import numpy as np

from ..mathematics.costs import multiply_adds, parameters
from ..mathematics.deep import DeepTrace
from .costs import SHOWN, sizes_of
from .parts.log_plot import LOOKS, LogPlot
from .parts.plot import INK, Words

WIDTHS = tuple(2**k for k in range(1, 11))
DEPTHS = tuple(range(1, 31))


class CostPlot(LogPlot):
    """A live plot of a deep trace: multiply-adds against P as the hidden layers get wider, or more.

    The choice `grow` says which, "width" or "depth". The points are the network of the sliders; the slope at the right
    end of each line stands beside it.
    """

    name = "cost plot"
    shows = (DeepTrace,)
    reads = frozenset({"grow"})
    ways = SHOWN
    ylabel = "multiply-adds"

    def draw(self, axes) -> list:
        lines = super().draw(axes)
        (self._now,) = axes.plot([], [], "o", color=INK, markersize=7, label="now")
        return [*lines, self._now]

    def show(self, trace: DeepTrace, choices: Mapping) -> Words:
        sizes, grow = sizes_of(trace), choices.get("grow", "width")
        grown = _grown(sizes, grow)
        xs = np.array([parameters(each) for each in grown], dtype=float)
        ys = {way: np.array([multiply_adds(way, each) for each in grown], dtype=float) for way in self.ways}
        for way, line in self._lines.items():
            line.set_data(xs, ys[way])
        self._now.set_data([parameters(sizes)] * len(self.ways), [multiply_adds(way, sizes) for way in self.ways])
        self.limits(xlim=self._decades(xs), ylim=self._decades(np.concatenate(list(ys.values()))))
        wider = math.log(xs[-1] / xs[-2])
        slopes = [f"{LOOKS[way][0]} {math.log(ys[way][-1] / ys[way][-2]) / wider:.1f}" for way in self.ways]
        alt = (
            f"Multiply-adds of the ways to the gradient against the number of parameters, both logarithmic, as {grow} "
            f"grows. Slopes at the right end: {', '.join(slopes)}."
        )
        return Words(alt, ("<b>slope at the right end</b>", *slopes))


def _grown(sizes: tuple[int, ...], way: str) -> list[tuple[int, ...]]:
    """Return the sizes of networks with wider hidden layers, or with more of them."""
    first, *hidden, last = sizes
    if way == "depth":
        return [(first, *[max(hidden)] * depth, last) for depth in DEPTHS]
    return [(first, *[width] * len(hidden), last) for width in WIDTHS]
