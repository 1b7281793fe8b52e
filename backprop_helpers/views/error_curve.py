"""How far a central difference is off, over its step h: truncation on one side, round-off on the other."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.gradient_check import error_over_h
from ..mathematics.network import Trace
from ..style import number, power
from .nudge import MOVABLE
from .parts.highlight import element_asked_for
from .parts.plot import GRADIENT, INK, RolePlot, Words, in_powers

STEPS = np.logspace(-13, 0, 105)
LEAST = 1e-16  # the end of the axis: an error of 0 has no logarithm
LONGEST_ROUNDED = 1e-10  # up to here the error is nearly all round-off
NEIGHBOURS = 9


class ErrorCurve(RolePlot):
    """A live plot on logarithmic axes: the error of a central difference over its step h, with the best h marked.

    The number is `element`, or the highlighted one. The choice `exponent` marks h = 10^exponent.
    """

    name = "error curve"
    reads = frozenset({"highlight", "exponent"})

    def __init__(self, element: str | None = None, **size: float):
        super().__init__(**size)
        self.element = element

    def draw(self, axes) -> list:
        axes.set(xscale="log", yscale="log", xlim=(STEPS[0], STEPS[-1]), ylim=(LEAST, 1))
        axes.set(xlabel="step h", ylabel="|central difference − gradient|")
        in_powers(axes.xaxis, axes.yaxis)
        axes.grid(color="0.88")
        looks = {"transform": axes.transAxes, "fontsize": 10, "color": "0.3"}
        self._rounding = axes.text(0.03, 0.06, "", ha="left", **looks)
        axes.text(0.97, 0.06, "truncation: ~ h² →", ha="right", **looks)
        (self._curve,) = axes.plot([], [], color=GRADIENT, linewidth=2, label="error")
        (self._best,) = axes.plot([], [], "*", color=INK, markersize=14, label="best")
        (self._now,) = axes.plot([], [], "o", color="white", mec=INK, mew=2, markersize=8, label="now")
        return [self._curve, self._best, self._now]

    def show(self, trace: Trace, choices: Mapping) -> Words:
        moved = element_asked_for(self.element, choices, MOVABLE)
        errors = error_over_h(trace, moved, STEPS)
        best, gradient = _best(errors), f"∂L/∂{moved.text}"
        now = [10.0 ** choices["exponent"]] if "exponent" in choices else []
        off = error_over_h(trace, moved, now) if now else []
        self._name_rounding(errors)
        self._curve.set_data(STEPS, np.maximum(errors, LEAST))
        self._best.set_data([STEPS[best]], [max(errors[best], LEAST)])
        self._now.set_data(now, np.maximum(off, LEAST))
        alt = (
            f"How far the central difference is from {gradient}, over its step h, on logarithmic axes. "
            f"Least near h = {number(STEPS[best])}, where it is off by {number(errors[best])}. Round-off grows as h "
            f"falls, to {number(errors[0])} at h = {number(STEPS[0])}"
        )
        if errors[-1] > 10 * errors[best]:
            alt += f"; truncation grows with h, to {number(errors[-1])} at h = {number(STEPS[-1])}"
        caption = (f"★ best h for {gradient}:", f"about {number(STEPS[best])}")
        if not now:
            return Words(f"{alt}.", caption)
        h, error = number(now[0]), number(off[0])
        return Words(f"{alt}. With h = {h} it is off by {error}.", (*caption, f"○ h = {h}:", f"off by {error}"))

    def _name_rounding(self, errors: np.ndarray) -> None:
        """Say how large the error of rounding is here, as a power of ten over h, from its median on short steps."""
        short = STEPS <= LONGEST_ROUNDED
        typical = np.median(errors[short] * STEPS[short])
        size = power(round(np.log10(typical))) if typical else "1"
        if (words := f"← round-off: ~ {size} / h") != self._rounding.get_text():
            self._rounding.set_text(words)
            self.redraw()


def _best(errors: np.ndarray) -> int:
    """Return the index of the least error, each taken as the worst of its neighbours: round-off is sometimes lucky."""
    padded = np.pad(errors, NEIGHBOURS // 2, mode="edge")
    return int(np.lib.stride_tricks.sliding_window_view(padded, NEIGHBOURS).max(axis=1).argmin())
