"""Measured times against the number of parameters, and the counts beside them."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.timing import Timed
from ..style import number
from .parts.log_plot import LOOKS, LogPlot
from .parts.plot import Words
from .parts.tables import figures, table


class Times(LogPlot):
    """A live plot of `Timings`: measured seconds against P, with a table of the counts below."""

    name = "times"
    shows = (tuple,)
    reads = frozenset()
    ways = tuple(LOOKS)
    ylabel = "seconds, measured"
    marks = {"marker": "o", "markersize": 4}

    def __call__(self, state: tuple[Timed, ...], choices: Mapping = {}) -> str:
        return super().__call__(state, choices) + self._table(state)

    def show(self, state: tuple[Timed, ...], choices: Mapping) -> Words:
        for way, line in self._lines.items():
            points = [(each.parameters, each.seconds) for each in state if each.method == way]
            line.set_data(*np.array(points).reshape(-1, 2).T)
        xlim, ylim = (self._decades([getattr(each, of) for each in state]) for of in ("parameters", "seconds"))
        self.limits(xlim=xlim, ylim=ylim)
        longest = state[-1]
        return Words(
            f"Measured seconds of each way against the number of parameters, both logarithmic, {len(state)} points. "
            f"The newest: {LOOKS[longest.method][0]}, {longest.parameters} parameters, "
            f"{number(longest.seconds)} seconds."
        )

    def _table(self, state: tuple[Timed, ...]) -> str:
        """Return a table of the largest network that each method was timed on."""
        last = {each.method: each for each in state}
        rows = [
            (
                LOOKS[way][0],
                *map(figures, (f"{each.parameters:,}", f"{each.multiply_adds:,}", f"{number(1000 * each.seconds)} ms")),
                figures(f"{number(1e9 * each.seconds / each.multiply_adds)} ns"),
            )
            for way, each in last.items()
        ]
        return table("Times", ("way", "P, at most", "multiply-adds", "measured", "for each multiply-add"), rows)
