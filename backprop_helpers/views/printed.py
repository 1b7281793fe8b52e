"""Numbers of a training beside the published ones, digit by digit."""

import os
from collections.abc import Iterable, Mapping

from ..mathematics import validate
from ..mathematics.training import Training
from ..notation.formula import value
from ..notation.table import QUANTITIES, element
from ..published import PrintedNumber
from .parts.tables import RIGHT, WRONG, figures, table
from .parts.view import View

MORE = 3  # digits that are shown beyond the printed ones


class PrintedDigits(View):
    """A view of a training: what was printed for this step, and the same numbers here; the digits that differ are bold.

    At a step without printed numbers, it says which steps have some.
    """

    name = "printed"
    shows = (Training,)
    reads = frozenset()

    def __init__(self, printed: Iterable[PrintedNumber]):
        self.printed = tuple(validate.listed("printed", printed, "printed numbers"))
        for k, each in enumerate(self.printed):
            validate.instance(f"printed[{k}]", each, PrintedNumber)

    def __call__(self, training: Training, choices: Mapping = {}) -> str:
        here = [printed for printed in self.printed if training.at in (printed.after, printed.really_after)]
        rows = [_row(printed, training) for printed in here]
        if not rows:
            steps = sorted({printed.after for printed in self.printed})
            loss = f"{training.losses[-1]:.12f}"
            told = ", ".join(map(str, steps))
            return f"<p>{QUANTITIES['loss'].html} = {loss}. Numbers were printed for the steps {told}.</p>"
        when = f"after update {training.at}" if training.at else "before any update"
        return table("Digit by digit", (when, "printed", "here", ""), rows)


def _row(printed: PrintedNumber, training: Training) -> tuple[str, ...]:
    here = element(printed.of)
    found = value(training.trace, here)
    verdict = f"{RIGHT} every digit" if printed.agrees(found) else f"{WRONG} {_reason(printed)}"
    symbol = here.text if here.index else QUANTITIES[here.name].html
    return symbol, figures(printed.text), figures(_marked(found, printed)), verdict


def _reason(printed: PrintedNumber) -> str:
    """Return what the printed number comes from instead."""
    if printed.really_after is not None:
        return f"the printed value is that of step {printed.really_after}"
    in_place = printed.order == "in place"
    return "the printed value comes from an update of W₂ in place" if in_place else "not the printed number"


def _marked(found: float, printed: PrintedNumber) -> str:
    """Return the digits found, bold from the first that differs from the printed number, and some more in small."""
    rounded = f"{found:.{printed.places}f}"
    same = len(os.path.commonprefix([rounded, printed.text]))
    marked = rounded[:same] + (f"<b class='bp-fault'>{rounded[same:]}</b>" if rounded[same:] else "")
    return f"{marked} <small class='bp-muted'>({found:.{printed.places + MORE}f})</small>"
