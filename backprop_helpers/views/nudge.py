"""A nudge of one number: what the loss really does, against what the gradient says."""

from collections.abc import Mapping

from ..mathematics.gradient_check import loss_along
from ..mathematics.network import Trace
from ..mathematics.paths import STARTS
from ..notation.formula import value
from ..notation.table import Element
from ..style import factor, number
from .parts.highlight import element_asked_for
from .parts.tables import coloured, figures, table
from .parts.view import View

MOVABLE = tuple(name for name in STARTS if name != "x")  # what has a gradient in a trace


class Nudged:
    """One element moved by the choice `nudge` (0 without it): the loss's change, and what its gradient predicts."""

    def __init__(self, trace: Trace, element: Element, choices: Mapping):
        self.element, self.gradient = element, Element(f"dL_d{element.name}", element.index)
        self.before, self.slope = value(trace, element), value(trace, self.gradient)
        self.nudge, self.loss_before = choices.get("nudge", 0), trace.loss
        (self.loss_after,) = loss_along(trace, element, [self.before + self.nudge])
        self.change, self.predicted = self.loss_after - self.loss_before, self.slope * self.nudge
        self.missed = self.change - self.predicted


class Nudge(View):
    """A view: the true change of the loss when one number is nudged, the gradient times the nudge, and the difference.

    The choice `nudge` says how far; the number is `element`, or the highlighted one. The difference divided by the
    square of the nudge stays almost the same: it is exactly 1/2 for an output's activation.
    """

    name = "nudge"
    reads = frozenset({"highlight", "nudge"})

    def __init__(self, element: str | None = None):
        self.element = element

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        seen = Nudged(trace, element_asked_for(self.element, choices, MOVABLE), choices)
        rate = number(seen.missed / seen.nudge**2) if seen.nudge else "·"
        product = f"{factor(seen.slope)} · {factor(seen.nudge)}"
        rows = [
            (f"{seen.element.text} goes from {number(seen.before)} by", number(seen.nudge)),
            ("true change of the loss, after − before", coloured("forward", number(seen.change))),
            (f"what the gradient says: {product}", coloured("gradient", number(seen.predicted))),
            ("difference", number(seen.missed)),
            ("difference / nudge²", f"<b>{rate}</b>"),
        ]
        head = (f"nudge of {seen.element.text}", "number")
        return table("Nudge", head, [(words, figures(shown)) for words, shown in rows])
