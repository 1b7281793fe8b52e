"""A nudge of one number: what the loss really does, against what the gradient says."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..mathematics.gradient_check import loss_along
from ..mathematics.network import Trace
from ..mathematics.paths import STARTS
from ..notation.formula import value
from ..notation.table import Element
from ..style import factor, number
from .parts.highlight import element_asked_for
from .parts.tables import figures, table
from .parts.view import View

MOVABLE = tuple(name for name in STARTS if name != "x")  # what has a gradient in a trace


@dataclass(frozen=True)
class Nudged:
    """One element moved by `nudge`: its value, the loss before and after, and the gradient before."""

    element: Element
    gradient: Element
    nudge: float
    before: float
    loss_before: float
    loss_after: float
    slope: float

    @classmethod
    def of(cls, trace: Trace, moved: Element, choices: Mapping) -> "Nudged":
        """Return the nudge that the choice `nudge` asks for, 0 without that choice."""
        gradient = Element(f"dL_d{moved.name}", moved.index)
        nudge, before = choices.get("nudge", 0), value(trace, moved)
        (after,) = loss_along(trace, moved, [before + nudge])
        return cls(moved, gradient, nudge, before, trace.loss, float(after), value(trace, gradient))

    @property
    def change(self) -> float:
        return self.loss_after - self.loss_before

    @property
    def predicted(self) -> float:
        return self.slope * self.nudge

    @property
    def missed(self) -> float:
        return self.change - self.predicted


class Nudge(View):
    """A view: the true change of the loss when one number is nudged, the gradient times the nudge, and the difference.

    The choice `nudge` says how far; the number is `element`, or the highlighted one. The difference
    divided by the square of the nudge stays almost the same: it is exactly 1/2 for an output's activation.
    """

    name = "nudge"
    reads = frozenset({"highlight", "nudge"})

    def __init__(self, element: str | None = None):
        self.element = element

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        seen = Nudged.of(trace, element_asked_for(self.element, choices, MOVABLE), choices)
        rate = number(seen.missed / seen.nudge**2) if seen.nudge else "·"
        rows = [
            (f"{seen.element.text} goes from {number(seen.before)} by", number(seen.nudge)),
            ("true change of the loss, after − before", f"<span class='bp-forward'>{number(seen.change)}</span>"),
            (
                f"what the gradient says: {seen.gradient.text} · nudge = {factor(seen.slope)} · {factor(seen.nudge)}",
                f"<span class='bp-gradient'>{number(seen.predicted)}</span>",
            ),
            ("difference", number(seen.missed)),
            ("difference / nudge²", f"<b>{rate}</b>"),
        ]
        return table(
            "Nudge", (f"nudge of {seen.element.text}", "number"), [(words, figures(shown)) for words, shown in rows]
        )
