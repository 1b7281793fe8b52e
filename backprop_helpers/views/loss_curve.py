"""The loss against one number, with the tangent that the gradient gives and the point that a nudge reaches."""

import math
from collections.abc import Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.gradient_check import loss_along
from ..mathematics.network import Trace
from ..notation.table import QUANTITIES, quantity
from ..style import number
from .nudge import MOVABLE, Nudged
from .parts.highlight import element_asked_for
from .parts.plot import FORWARD, GRADIENT, RolePlot, Words

POINTS = 201


class LossCurve(RolePlot):
    """A live plot: the loss against one number, everything else as it is, and the tangent at the number's value.

    The number is `element`, or the highlighted one. The choice `nudge` moves a second point along the curve; the bar
    from the tangent to it is what the gradient misses. `reach`, (low, high), is how much of the curve is drawn; without
    it, the range of the number's slider.
    """

    name = "loss curve"
    reads = frozenset({"highlight", "nudge"})

    def __init__(self, element: str | None = None, reach: tuple[float, float] | None = None, **size: float):
        super().__init__(**size)
        self.element = element
        self.reach = None if reach is None else validate.rising("reach", reach, "low, high")

    def draw(self, axes) -> list:
        axes.grid(color="0.88")
        axes.set_ylabel(f"loss {quantity('loss').text}")
        (self._curve,) = axes.plot([], [], color=FORWARD, linewidth=2.5, label="loss")
        (self._tangent,) = axes.plot([], [], "--", color=GRADIENT, linewidth=2, label="tangent: the gradient")
        (self._missed,) = axes.plot([], [], color="0.1", linewidth=3, label="difference")
        (self._after,) = axes.plot([], [], "D", color="white", mec=FORWARD, mew=2, markersize=6, label="nudged")
        (self._before,) = axes.plot([], [], "o", color=FORWARD, markersize=9, label="now")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.17), ncols=5, frameon=False, fontsize=9, columnspacing=1)
        return [self._curve, self._tangent, self._missed, self._after, self._before]

    def show(self, trace: Trace, choices: Mapping) -> Words:
        seen = Nudged(trace, element_asked_for(self.element, choices, MOVABLE), choices)
        after = seen.before + seen.nudge
        low, high = self.reach or quantity(seen.element.name).range[:2]
        low, high = min(low, seen.before, after), max(high, seen.before, after)
        grid = np.linspace(low, high, POINTS)
        losses = loss_along(trace, seen.element, grid)
        self._curve.set_data(grid, losses)
        self._tangent.set_data([low, high], seen.loss_before + seen.slope * (np.array([low, high]) - seen.before))
        self._before.set_data([seen.before], [seen.loss_before])
        self._after.set_data([after], [seen.loss_after])
        self._missed.set_data([after, after], [seen.loss_before + seen.predicted, seen.loss_after])
        pad, top = 0.03 * (high - low), round_up(losses.max())
        self.limits(xlim=(low - pad, high + pad), ylim=(-0.12 * top, 1.08 * top), xlabel=seen.element.text)
        words = (
            f"The loss {QUANTITIES['loss'].text} against {seen.element.text}: at {number(seen.before)} it is "
            f"{number(seen.loss_before)}, and the tangent there has slope {number(seen.slope)}."
        )
        if not seen.nudge:
            return Words(words)
        return Words(
            f"{words} Nudged by {number(seen.nudge)} the loss is {number(seen.loss_after)}; the tangent says "
            f"{number(seen.loss_before + seen.predicted)}, a difference of {number(seen.missed)}."
        )


def round_up(top: float) -> float:
    """Return the least of ..., 0.1, 0.2, 0.3, 0.5, 1, 2, ... that is not below: few, so that axes seldom change."""
    power = 10.0 ** math.floor(math.log10(max(top, 1e-6)))
    return next(step * power for step in (1, 2, 3, 5, 10) if step == 10 or step * power >= top)
