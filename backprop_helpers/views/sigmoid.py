"""The sigmoid's curve, and its slope, with the units of one layer riding on them."""

from collections.abc import Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.network import Trace, sigmoid, sigmoid_prime
from ..notation.table import Element, quantity
from ..style import number
from .parts.highlight import example_of
from .parts.plot import FORWARD, GRADIENT, RolePlot, Words
from .sentence import SATURATED

MOST = 6  # units that are told in words


class SigmoidPlot(RolePlot):
    """A live plot: each unit of the layer with pre-activations `z` ("z1" or "z2") as a point (z, sigma(z)).

    With `slope`, also as a point (z, sigma'(z)) on the derivative, and the saturated ranges are marked. Of a batch it
    shows the choice `example` (1 to N), at first example 1.
    """

    name = "sigmoid"
    reads = frozenset({"example"})

    def __init__(self, z: str = "z1", reach: float = 10.0, slope: bool = False, **size: float):
        super().__init__(**size)
        validate.known("layer of pre-activations", z, ("z1", "z2"))
        self.z, self.a, self.slope = z, "a" + z[1:], slope
        self.reach = validate.above_zero("reach", reach)

    def draw(self, axes) -> list:
        grid = np.linspace(-self.reach, self.reach, 401)
        axes.plot(grid, sigmoid(grid), color="0.45", linewidth=2)
        axes.set(
            xlim=(-1.04 * self.reach, 1.04 * self.reach),
            ylim=(-0.08, 1.08),
            xlabel=f"pre-activation {quantity(self.z).text}",
        )
        axes.set_ylabel(f"activation {quantity(self.a).text}" + (" and slope" if self.slope else ""))
        axes.grid(color="0.88")
        (self._points,) = axes.plot([], [], "o", color=FORWARD, markersize=9, label="activation")
        (self._slopes,) = axes.plot([], [], "D", color=GRADIENT, markersize=7, label="slope")
        if self.slope:
            self._draw_slope(axes, grid)
        self._names = [axes.text(0, 0, str(unit), ha="right", va="bottom", fontsize=10) for unit in range(MOST)]
        return [self._points, self._slopes, *self._names]

    def _draw_slope(self, axes, grid: np.ndarray) -> None:
        axes.plot(grid, sigmoid_prime(grid), "--", color=GRADIENT, linewidth=2)
        words, paper = "slope σ′ ≤ 1/4", {"facecolor": "white", "edgecolor": "none", "pad": 1}
        axes.text(-2.2, 0.2, words, color=GRADIENT, ha="right", fontsize=10, bbox=paper)
        for side in (-1, 1):
            axes.axvspan(side * SATURATED, side * self.reach, color="0.86", zorder=0)
            middle = side * (SATURATED + self.reach) / 2
            axes.text(middle, 0.5, "saturated", ha="center", color="0.2", fontsize=10)

    def show(self, trace: Trace, choices: Mapping) -> Words:
        example = example_of(trace, choices)
        z, a = getattr(trace, self.z)[:, example], getattr(trace, self.a)[:, example]
        place = np.clip(z, -self.reach, self.reach)
        self._points.set_data(place, a)
        for unit, name in enumerate(self._names):
            name.set_visible(unit < len(z))
            if unit < len(z):
                name.set_position((place[unit] - 0.025 * self.reach, a[unit] + 0.02))
        if self.slope:
            self._slopes.set_data(place, sigmoid_prime(z))
        which = (f"Example {example + 1} of {trace.sizes['N']}",) if trace.sizes["N"] > 1 else ()
        units = (
            f"{Element(self.z, (i,)).text} = {number(u)}  →  {Element(self.a, (i,)).text} = {number(v)}"
            + (f",  σ′ = {number(sigmoid_prime(u))}" if self.slope else "")
            for i, (u, v) in enumerate(zip(z[:MOST], a[:MOST], strict=True))
        )
        words = *which, *units
        curves = "The sigmoid, an S from 0 to 1"
        if self.slope:
            curves += f", and its slope, a bell of height 1/4, saturated beyond ±{SATURATED:.0f}"
        return Words(f"{curves}, with a point for each unit: " + "; ".join(words), words)
