"""The sigmoid's curve with the units of one layer riding on it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..network import Trace, sigmoid
from ..notation import Element, quantity
from ..style import PALETTE, number
from .plot import LivePlot


class SigmoidPlot(LivePlot):
    """A live plot: each unit of the layer with pre-activations `z` ("z1" or "z2") as a point (z, sigma(z))."""

    name = "sigmoid"

    def __init__(self, z: str = "z1", reach: float = 10.0, **size):
        super().__init__(**size)
        self.z, self.a, self.reach = z, "a" + z[1:], reach

    def draw(self, axes) -> list:
        grid = np.linspace(-self.reach, self.reach, 401)
        axes.plot(grid, sigmoid(grid), color="0.45", linewidth=2)
        axes.set(xlim=(-self.reach, self.reach), ylim=(-0.08, 1.08))
        axes.set_xlabel(f"pre-activation {quantity(self.z).text}")
        axes.set_ylabel(f"activation {quantity(self.a).text}")
        axes.grid(color="0.88")
        self._axes = axes
        (self._points,) = axes.plot([], [], "o", color=PALETTE["forward"][0], markersize=9)
        self._names = axes.text(0.02, 0.95, "", transform=axes.transAxes, va="top", fontsize=11)
        return [self._points, self._names]

    def update(self, trace: Trace, choices: Mapping) -> bool:
        z, a = getattr(trace, self.z)[:, 0], getattr(trace, self.a)[:, 0]
        self._points.set_data(np.clip(z, -self.reach, self.reach), a)
        self._names.set_text("\n".join(self._words(trace)))
        return False

    def _words(self, trace: Trace) -> list[str]:
        z, a = getattr(trace, self.z)[:, 0], getattr(trace, self.a)[:, 0]
        return [
            f"{Element(self.z, (i,)).text} = {number(u)}  →  {Element(self.a, (i,)).text} = {number(v)}"
            for i, (u, v) in enumerate(zip(z, a, strict=True))
        ][:6]

    def alt(self, trace: Trace, choices: Mapping) -> str:
        return "The sigmoid, an S from 0 to 1, with a point for each unit: " + "; ".join(self._words(trace))
