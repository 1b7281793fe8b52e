"""The loss over two numbers as contour lines, with the path that a training takes on it."""

from collections.abc import Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.gradient_check import loss_over
from ..mathematics.training import Training
from ..notation.table import element
from ..style import number
from .parts.plot import GRADIENT, INK, LivePlot, Words, blues

POINTS = 81
LEVELS = np.linspace(0, 1, 14) ** 2  # from the lowest loss to the highest: closer together if the loss is low
OPACITY = 0.6


class LossSurface(LivePlot):
    """A live plot of a training: the loss over two elements of parameters, all others as they are, and the path on it.

    `across` and `up` name the elements, `reach` is (left, right, bottom, top). The path lies on the surface if only
    these two move. The dashed line is the next step, minus the learning rate times the gradient. A star marks the
    lowest loss that is shown, and the shades are explained above the picture.
    """

    name = "loss surface"
    shows = (Training,)
    reads = frozenset()
    size = 4.8, 3.5, 130

    def __init__(
        self, across: str, up: str, reach: tuple[float, float, float, float] = (-4.0, 4.0, -4.0, 4.0), **size: float
    ):
        super().__init__(**size)
        self.across, self.up = element(across), element(up)
        self.reach = validate.rising("reach", reach, "left, right, bottom, top")
        self._surface, self._lines = None, []

    def fills(self) -> list[np.ndarray]:
        middles = (LEVELS[:-1] + LEVELS[1:]) / 2
        return blues(middles[middles > 0.05], OPACITY)  # the lightest pass for white

    def draw(self, axes) -> list:
        left, right, bottom, top = self.reach
        self._columns, self._rows = np.linspace(left, right, POINTS), np.linspace(bottom, top, POINTS)
        axes.set(xlim=(left, right), ylim=(bottom, top), xlabel=self.across.text, ylabel=self.up.text)
        (self._lowest,) = axes.plot([], [], "*", color="white", mec=INK, markersize=14, label="lowest")
        (self._path,) = axes.plot([], [], ".-", color=INK, linewidth=1.2, markersize=5, label="path")
        (self._next,) = axes.plot([], [], "--", color=GRADIENT, linewidth=2.2, label="next step")
        (self._start,) = axes.plot([], [], "s", color="white", mec=INK, mew=1.5, markersize=10, label="start")
        (self._now,) = axes.plot([], [], "o", color=INK, markersize=6, label="now")
        return [self._lowest, self._path, self._start, self._now, self._next]

    def show(self, training: Training, choices: Mapping) -> Words:
        across, up = training.path(self.across), training.path(self.up)
        self._path.set_data(across, up)
        self._start.set_data(across[:1], up[:1])
        self._now.set_data(across[-1:], up[-1:])
        self._next.set_data([across[-1], training.next_value(self.across)], [up[-1], training.next_value(self.up)])
        self._contour(loss_over(training.trace, self.across, self.up, self._columns, self._rows))
        row, column = np.unravel_index(self._surface.argmin(), self._surface.shape)
        self._lowest.set_data(self._columns[[column]], self._rows[[row]])
        return Words(
            f"Contour lines of the loss over {self.across.text} and {self.up.text}. The path of {training.at} steps "
            f"starts at ({number(across[0])}, {number(up[0])}), loss {number(training.losses[0])}, and is now at "
            f"({number(across[-1])}, {number(up[-1])}), loss {number(training.losses[-1])}. The loss shown is lowest "
            f"near ({number(self._columns[column])}, {number(self._rows[row])})."
        )

    def _contour(self, surface: np.ndarray) -> None:
        """Draws the contour lines anew if the surface has changed."""
        if self._surface is not None and np.allclose(surface, self._surface, rtol=1e-9):
            return
        self.redraw()
        for old in self._lines:
            old.remove()
        self._surface = surface
        low, high = surface.min(), surface.max()
        shades = f"☆ lowest loss {number(low)} … highest: {number(high)}"
        self.axes.set_title(shades, fontsize=9, loc="left", color="0.2")
        levels = low + (high - low + 1e-12) * LEVELS
        grid = self._columns, self._rows, surface
        filled = self.axes.contourf(*grid, levels=levels, cmap="Blues", zorder=0, alpha=OPACITY)
        self._lines = [filled, self.axes.contour(*grid, levels=levels, colors="0.45", linewidths=0.7, zorder=1)]
