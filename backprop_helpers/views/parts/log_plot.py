"""Lines over the number of parameters, one for each way to the gradient, on logarithmic axes."""

import math
from collections.abc import Iterable, Mapping

from ...style import PALETTE
from .plot import RolePlot, in_powers

#: A way's words, its colour, and its line; the two slow ways are told apart by their lines.
LOOKS = {
    "forward": ("forward pass", PALETTE["forward"][0], "-"),
    "loops": ("forward pass, with loops", PALETTE["forward"][0], ":"),
    "backward": ("backward pass", PALETTE["gradient"][0], "-"),
    "every path": ("every path by itself", PALETTE["ink"][0], "--"),
    "differences": ("finite differences", PALETTE["ink"][0], ":"),
}


class LogPlot(RolePlot):
    """Lines over the number of parameters P, one for each method, on logarithmic axes in whole decades."""

    ways: tuple[str, ...] = ()
    ylabel = ""
    marks: Mapping = {}
    top = 12  # the highest decade

    def __init__(self, width: float = 8.4, height: float = 3.6, **size: float):
        super().__init__(width, height, **{"dpi": 130, **size})

    def draw(self, axes) -> list:
        axes.set(xscale="log", yscale="log", xlabel="number of parameters P")
        axes.set_ylabel(self.ylabel)
        in_powers(axes.xaxis, axes.yaxis)
        axes.grid(color="0.88")
        self._lines = {}
        for way in self.ways:
            words, colour, line = LOOKS[way]
            (self._lines[way],) = axes.plot([], [], line, color=colour, linewidth=2, label=words, **self.marks)
        axes.legend(
            handles=[*self._lines.values()], loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=10
        )
        return list(self._lines.values())

    def _decades(self, numbers: Iterable[float]) -> tuple[float, float]:
        """Return the powers of ten around these numbers."""
        low, high = math.floor(math.log10(min(numbers))), math.ceil(math.log10(max(numbers)) + 0.01)
        return 10.0**low, 10.0 ** min(high, self.top)
