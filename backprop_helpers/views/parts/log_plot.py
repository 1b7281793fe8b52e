"""Lines over the number of parameters, one for each way to the gradient, on logarithmic axes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from ...style import PALETTE
from .plot import LivePlot, in_powers

#: A way's words, its colour, and its line; the two slow ways are told apart by their lines.
LOOKS = {
    "forward": ("forward pass", PALETTE["forward"][0], "-"),
    "loops": ("forward pass, with loops", PALETTE["forward"][0], ":"),
    "backward": ("backward pass", PALETTE["gradient"][0], "-"),
    "every path": ("every path by itself", PALETTE["ink"][0], "--"),
    "differences": ("finite differences", PALETTE["ink"][0], ":"),
}


class LogPlot(LivePlot):
    """Lines over the number of parameters P, one for each way, on logarithmic axes in whole decades."""

    ways: tuple[str, ...] = ()
    ylabel = ""
    marks: Mapping = {}
    top = 12  # the highest decade

    def __init__(self, width: float = 8.4, height: float = 3.6, **size: float):
        super().__init__(width, height, **{"dpi": 130, **size})

    def draw(self, axes) -> list:
        self._axes, self._frame = axes, None
        axes.set(xscale="log", yscale="log", xlabel="number of parameters P")
        axes.set_ylabel(self.ylabel)
        in_powers(axes.xaxis, axes.yaxis)
        axes.grid(color="0.88")
        self._lines = {}
        for way in self.ways:
            words, colour, line = LOOKS[way]
            (self._lines[way],) = axes.plot([], [], line, color=colour, linewidth=2, label=words, **self.marks)
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=10)
        return list(self._lines.values())

    def _fit(self, xs: Iterable[float], ys: Iterable[float]) -> bool:
        decades = tuple(
            (math.floor(math.log10(min(values))), min(math.ceil(math.log10(max(values)) + 0.01), self.top))
            for values in (xs, ys)
        )
        changed, self._frame = decades != self._frame, decades
        if changed:
            xlim, ylim = ((10.0**low, 10.0**high) for low, high in decades)
            self._axes.set(xlim=xlim, ylim=ylim)
        return changed
