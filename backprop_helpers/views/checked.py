"""Gradients with their central differences in small print under each number."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.gradient_check import MOVABLE, central_differences
from ..mathematics.network import Trace
from ..notation.table import PARAMETERS, QUANTITIES, Element, quantity
from ..style import number, numbers_apart
from .parts.highlight import shown_element
from .parts.matrices import in_a_row, labelled
from .parts.tables import RIGHT, WRONG
from .parts.view import View

CHECKABLE = tuple(f"dL_d{name}" for name in MOVABLE if f"dL_d{name}" in QUANTITIES)
RELATIVE, ABSOLUTE = 1e-6, 1e-9  # what truncation and round-off leave of a right gradient


class Checked(View):
    """A view: gradients as matrices, each number with its central difference below it, and whether the two agree.

    `names` are gradients ("dL_dW2", "dL_da1"), by default those of the parameters.
    Raises `ValueError` for a quantity that is not a gradient of the loss.
    """

    name = "checked"
    reads = frozenset({"highlight", "example"})

    def __init__(self, *names: str):
        self.names = [quantity(known).name for known in names or (f"dL_d{name}" for name in PARAMETERS)]
        wrong = [known for known in self.names if known not in CHECKABLE]
        if wrong:
            raise ValueError(f"Name gradients to check, of {', '.join(CHECKABLE)}; not {', '.join(wrong)}.")

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        lit = shown_element(trace, choices)
        checks = {known: _Check(trace, known) for known in self.names}
        boxes = in_a_row(labelled(trace, known, lit, write=check.write) for known, check in checks.items())
        return f"<p>{_words(checks)}</p>{boxes}"


class _Check:
    """One gradient against its central differences."""

    def __init__(self, trace: Trace, name: str):
        gradient = getattr(trace, name)
        self.slow = central_differences(trace, name.removeprefix("dL_d"))
        self.off = np.abs(gradient - self.slow)
        self.agrees = self.off <= RELATIVE * np.abs(gradient) + ABSOLUTE

    def write(self, here: Element, shown: float) -> str:
        slow = self.slow[here.place]
        if self.agrees[here.place]:
            return f"<div class='bp-beside'>{number(shown)}<br/><small>≈{number(slow)} {RIGHT}</small></div>"
        ours, right = numbers_apart(shown, slow)
        return f"<div class='bp-beside bp-faulty'>{ours}<br/><small>≠{right} {WRONG}</small></div>"


def _words(checks: Mapping[str, _Check]) -> str:
    wrong = [known for known, check in checks.items() if not check.agrees.all()]
    if not wrong:
        count = sum(check.off.size for check in checks.values())
        return f"{RIGHT} All {count} agree with the differences (≈)."
    off = number(max(checks[known].off.max() for known in wrong))
    names = ", ".join(quantity(known).text for known in wrong)
    return f"{WRONG} Wrong: {names}. By up to {off} away from the differences (≠)."
