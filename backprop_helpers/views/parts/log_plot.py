"""Lines over the number of parameters, one for each way to the gradient, on logarithmic axes."""

import math
from collections.abc import Iterable, Mapping

from .plot import FORWARD, GRADIENT, INK, RolePlot, in_powers

#: A way's words, its colour, and its line; the two slow ways are told apart by their lines.
LOOKS = {
    "forward": ("forward pass", FORWARD, "-"),
    "loops": ("forward pass, with loops", FORWARD, ":"),
    "backward": ("backward pass", GRADIENT, "-"),
    "every path": ("every path by itself", INK, "--"),
    "differences": ("finite differences", INK, ":"),
}


class LogPlot(RolePlot):
    """Lines over the number of parameters P, one for each method, on logarithmic axes in whole decades."""

    ways: tuple[str, ...] = ()
    ylabel = ""
    marks: Mapping = {}
    top = 12  # the highest decade
    size = 6.1, 4.0, 130

    def draw(self, axes) -> list:
        axes.set(xscale="log", yscale="log", xlabel="number of parameters P", ylabel=self.ylabel)
        in_powers(axes.xaxis, axes.yaxis)
        axes.grid(color="0.88")
        self._lines = {}
        for way in self.ways:
            words, colour, line = LOOKS[way]
            (self._lines[way],) = axes.plot([], [], line, color=colour, linewidth=2, label=words, **self.marks)
        lines = list(self._lines.values())
        axes.legend(handles=lines, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=3, frameon=False, fontsize=8)
        return lines

    def _decades(self, numbers: Iterable[float]) -> tuple[float, float]:
        """Return the powers of ten around these numbers."""
        low, high = math.floor(math.log10(min(numbers))), math.ceil(math.log10(max(numbers)) + 0.01)
        return 10.0**low, 10.0 ** min(high, self.top)
