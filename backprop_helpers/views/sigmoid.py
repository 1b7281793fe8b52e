"""The activation function's curve, and its slope, with the units of one layer riding on them."""

from collections.abc import Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.activations import Activation
from ..mathematics.network import Trace
from ..notation.table import Element, quantity
from ..style import number
from .parts.highlight import example_of
from .parts.plot import FORWARD, GRADIENT, RolePlot, Words

MOST = 6  # units that are told in words
STEEPEST = {0.25: "1/4", 1.0: "1"}
#: How each function and its slope look.
LOOKS = {
    "sigmoid": ("The sigmoid, an S from 0 to 1", "a bell of height 1/4"),
    "tanh": ("tanh, an S from −1 to 1", "a bell of height 1"),
    "ReLU": ("The ReLU, 0 up to z = 0 and z from there on", "a step from 0 to 1"),
    "linear": ("The straight line a = z", "1 everywhere"),
}


class SigmoidPlot(RolePlot):
    """A live plot: each unit of the layer with pre-activations `z` ("z1" or "z2") as a point (z, sigma(z)).

    With `slope`, also as a point (z, sigma'(z)) on the derivative, and the saturated ranges are marked. Of a batch it
    shows the choice `example` (1 to N), at first example 1. If the layer has another activation function, this is it.
    """

    name = "sigmoid"
    reads = frozenset({"example"})

    def __init__(self, z: str = "z1", reach: float = 10.0, slope: bool = False, **size: float):
        super().__init__(**size)
        validate.known("layer of pre-activations", z, ("z1", "z2"))
        self.z, self.a, self.slope = z, "a" + z[1:], slope
        self.reach = validate.above_zero("reach", reach)
        self._curves: list = []  # of one activation function

    def draw(self, axes) -> list:
        axes.set(xlim=(-1.04 * self.reach, 1.04 * self.reach), xlabel=f"pre-activation {quantity(self.z).text}")
        axes.set_ylabel(f"activation {quantity(self.a).text}" + (" and slope" if self.slope else ""))
        axes.grid(color="0.88")
        axes.set_axisbelow(True)
        (self._points,) = axes.plot([], [], "o", color=FORWARD, markersize=11, label="activation")
        (self._slopes,) = axes.plot([], [], "D", color=GRADIENT, mec="white", markersize=5.5, label="slope")
        self._names = [axes.text(0, 0, str(unit), ha="right", va="bottom", fontsize=10) for unit in range(MOST)]
        return [self._points, self._slopes, *self._names]

    def _draw_curves(self, function: Activation) -> None:
        """Draw the function's curve, and its slope, in place of those of the function that was shown before."""
        grid = np.linspace(-self.reach, self.reach, 401)
        low, high = min(0.0, function.value(grid[:1])[0]), max(1.0, function.value(grid[-1:])[0])
        pad = 0.08 * (high - low)
        if not self.limits(function.name, ylim=(low - pad, high + pad)):
            return
        for each in self._curves:
            each.remove()
        self._curves = self.axes.plot(grid, function.value(grid), color="0.45", linewidth=2, zorder=1.5)
        if self.slope:
            words, paper = f"slope σ′ ≤ {STEEPEST[function.steepest]}", {"facecolor": "white", "edgecolor": "none"}
            beside = {"color": GRADIENT, "ha": "right", "fontsize": 10, "bbox": {**paper, "pad": 1}}
            self._curves += self.axes.plot(grid, function.slope(grid), "--", color=GRADIENT, linewidth=2, zorder=1.5)
            self._curves.append(self.axes.text(-2.2, 0.9 * function.steepest, words, **beside))
        for side in (-1, 1) if self.slope and function.flat < self.reach else ():
            self._curves.append(self.axes.axvspan(side * function.flat, side * self.reach, color="0.86", zorder=0))
            middle, words = side * (function.flat + self.reach) / 2, {"ha": "center", "color": "0.2", "fontsize": 10}
            self._curves.append(self.axes.text(middle, 0.5, "saturated", **words))

    def show(self, trace: Trace, choices: Mapping) -> Words:
        function = trace.functions[int(self.z[1]) - 1]
        if function.name == "softmax":
            raise ValueError("A softmax has no curve: each of its outputs depends on all pre-activations of the layer.")
        self._draw_curves(function)
        example = example_of(trace, choices)
        z, a = getattr(trace, self.z)[:, example], getattr(trace, self.a)[:, example]
        slopes, place = function.slope(z), np.clip(z, -self.reach, self.reach)
        self._points.set_data(place, a)
        for unit, name in enumerate(self._names):
            name.set_visible(unit < len(z))
            if unit < len(z):
                name.set_position((place[unit] - 0.03 * self.reach, a[unit] + 0.03))
        if self.slope:
            self._slopes.set_data(place, slopes)
        which = (f"Example {example + 1} of {trace.sizes['N']}",) if trace.sizes["N"] > 1 else ()
        units = (
            f"{Element(self.z, (i,)).text} = {number(u)}  →  {Element(self.a, (i,)).text} = {number(v)}"
            + (f",  σ′ = {number(slopes[i])}" if self.slope else "")
            for i, (u, v) in enumerate(zip(z[:MOST], a[:MOST], strict=True))
        )
        words = *which, *units
        curve, bell = LOOKS[function.name]
        curve += f", and its slope, {bell}" if self.slope else ""
        curve += f", saturated beyond ±{function.flat:.0f}" if self.slope and function.flat < np.inf else ""
        return Words(f"{curve}, with a point for each unit: " + "; ".join(words), words)
