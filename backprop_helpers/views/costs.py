"""What the ways to the gradient cost: counts as a table, counts and measured times against the number of parameters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np

from ..mathematics.costs import counted, kept, multiply_adds, parameters
from ..mathematics.deep import DeepTrace
from ..mathematics.timing import Timed
from ..style import PALETTE, number
from .parts.plot import LivePlot, in_powers
from .parts.tables import figures, table

#: A way's words, its colour, and its line; the two slow ways are told apart by their lines.
LOOKS = {
    "forward": ("forward pass", PALETTE["forward"][0], "-"),
    "loops": ("forward pass, with loops", PALETTE["forward"][0], ":"),
    "backward": ("backward pass", PALETTE["gradient"][0], "-"),
    "every path": ("every path by itself", PALETTE["ink"][0], "--"),
    "differences": ("finite differences", PALETTE["ink"][0], ":"),
}
SHOWN = ("forward", "backward", "every path", "differences")
MOST = 5000  # multiply-adds that are counted anew at every move
WIDTHS = tuple(2**k for k in range(1, 11))
DEPTHS = tuple(range(1, 31))


def sizes_of(trace: DeepTrace) -> tuple[int, ...]:
    """The units of each layer, inputs first."""
    return len(trace.x), *map(len, trace.weights)


def cost_words(trace: DeepTrace, choices: Mapping = {}) -> str:
    """The costs in a sentence."""
    sizes = sizes_of(trace)
    cost = {way: multiply_adds(way, sizes) for way in SHOWN}
    both = (cost["forward"] + cost["backward"]) / cost["forward"]
    return (
        f"{'-'.join(map(str, sizes))}: {parameters(sizes)} parameters. Multiply-adds: "
        f"{', '.join(f'{LOOKS[way][0]} {cost[way]:,}' for way in SHOWN)}. Both passes together cost as much as "
        f"{both:.1f} forward passes, finite differences as much as {2 * parameters(sizes)}."
    )


class Costs:
    """A view of a deep trace: each way's multiply-adds, by formula and counted while it ran, and what is kept."""

    name = "costs"

    def __call__(self, trace: DeepTrace, choices: Mapping = {}) -> str:
        sizes = sizes_of(trace)
        forward = multiply_adds("forward", sizes)
        rows = []
        for way in SHOWN:
            cost = multiply_adds(way, sizes)
            ran = f"{counted(way, sizes):,}" if cost <= MOST else f"not run: above {MOST:,}"
            cells = (f"{cost:,}", ran, f"{cost / forward:,.1f}")
            rows.append((LOOKS[way][0], *map(figures, cells)))
        head = ("way", "multiply-adds, by formula", "counted while it ran", "in forward passes")
        widest = max(size + before for before, size in zip(sizes, sizes[1:], strict=False))
        memory = (
            f"<p>The price is memory: {kept(sizes)} numbers (x, every z and a) wait for the backward pass, "
            f"{8 * kept(sizes):,} bytes for each example. A forward pass alone needs two layers at a time, "
            f"{widest} numbers at most.</p>"
        )
        return table("Costs", head, rows) + memory


class _LogPlot(LivePlot):
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


class CostPlot(_LogPlot):
    """A live plot of a deep trace: multiply-adds against P as the hidden layers get wider, or more.

    The choice `grow` says which, "width" or "depth". The points are the network of the sliders; the slope at the right
    end of each line stands beside it.
    """

    name = "cost plot"
    ways = SHOWN
    ylabel = "multiply-adds"

    def draw(self, axes) -> list:
        lines = super().draw(axes)
        (self._now,) = axes.plot([], [], "o", color=PALETTE["ink"][0], markersize=7)
        return [*lines, self._now]

    def update(self, trace: DeepTrace, choices: Mapping) -> bool:
        sizes = sizes_of(trace)
        grown = _grown(sizes, choices.get("grow", "width"))
        xs = np.array([parameters(each) for each in grown], dtype=float)
        ys = {way: np.array([multiply_adds(way, each) for each in grown], dtype=float) for way in self.ways}
        for way, line in self._lines.items():
            line.set_data(xs, ys[way])
        self._now.set_data([parameters(sizes)] * len(self.ways), [multiply_adds(way, sizes) for way in self.ways])
        return self._fit(xs, np.concatenate(list(ys.values())))

    def beside(self, trace: DeepTrace, choices: Mapping) -> list[str]:
        return ["<b>slope at the right end</b>", *self._slope_words(sizes_of(trace), choices)]

    def _slope_words(self, sizes: tuple[int, ...], choices: Mapping) -> list[str]:
        *_, before, last = _grown(sizes, choices.get("grow", "width"))
        wider = math.log(parameters(last) / parameters(before))
        slopes = {way: math.log(multiply_adds(way, last) / multiply_adds(way, before)) / wider for way in self.ways}
        return [f"{LOOKS[way][0]} {slope:.1f}" for way, slope in slopes.items()]

    def alt(self, trace: DeepTrace, choices: Mapping) -> str:
        return (
            f"Multiply-adds of the ways to the gradient against the number of parameters, both logarithmic, as "
            f"{choices.get('grow', 'width')} grows. Slopes at the right end: "
            f"{', '.join(self._slope_words(sizes_of(trace), choices))}."
        )


def _grown(sizes: tuple[int, ...], way: str) -> list[tuple[int, ...]]:
    """The network with its hidden layers made wider, or with more of them."""
    first, *hidden, last = sizes
    if way == "depth":
        return [(first, *[max(hidden)] * depth, last) for depth in DEPTHS]
    return [(first, *[width] * len(hidden), last) for width in WIDTHS]


class Times(_LogPlot):
    """A live plot of what `timed` gives: measured seconds against P, and under it the counts beside them."""

    name = "times"
    ways = tuple(LOOKS)
    ylabel = "seconds, measured"
    marks = {"marker": "o", "markersize": 4}

    def __call__(self, state: tuple[Timed, ...], choices: Mapping = {}) -> str:
        return super().__call__(state, choices) + self._table(state)

    def update(self, state: tuple[Timed, ...], choices: Mapping) -> bool:
        for way, line in self._lines.items():
            points = [(each.parameters, each.seconds) for each in state if each.method == way]
            line.set_data(*np.array(points).reshape(-1, 2).T)
        return self._fit([each.parameters for each in state], [each.seconds for each in state])

    def alt(self, state: tuple[Timed, ...], choices: Mapping) -> str:
        longest = state[-1]
        return (
            f"Measured seconds of each way against the number of parameters, both logarithmic, {len(state)} points. "
            f"The newest: {LOOKS[longest.method][0]}, {longest.parameters} parameters, "
            f"{number(longest.seconds)} seconds."
        )

    def _table(self, state: tuple[Timed, ...]) -> str:
        """The largest network that each way was timed on."""
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
