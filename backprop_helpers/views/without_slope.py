"""Step 2 with the slope forgotten: the gradient of another loss."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.losses import HALF
from ..mathematics.network import Trace
from ..notation.table import quantity
from ..style import number
from .parts.highlight import one_example
from .parts.tables import coloured, figures, table
from .parts.view import View


class WithoutSlope(View):
    """A view: the gradient at the output's pre-activation beside what it is with sigma'(z2) forgotten.

    Without the slope it is a2 - y, which is the gradient of another loss, the cross-entropy. For one example.
    """

    name = "without slope"
    reads = frozenset()

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        if (trace.functions.activations[1], trace.functions.loss) != ("sigmoid", HALF):
            raise ValueError("This view is about a sigmoid at the output and half the sum of the squared errors.")
        given = [quantity(name) for name in ("a2", "y", "da2_dz2")]
        shown = "with the slope: <span>∂L/∂z₂</span>", "without: <span>a₂ − y</span>"
        head = ("output", *(each.html for each in given), *shown)
        rows = []
        for k in range(trace.sizes["m"]):
            numbers = (coloured(each.role, number(getattr(trace, each.name)[k, 0])) for each in given)
            bars = _bar(trace.dL_dz2[k, 0]), _bar(trace.dL_da2[k, 0])
            rows.append((f"<b>{k}</b>", *map(figures, numbers), *bars))
        k = int(np.abs(trace.dL_da2).argmax())
        error, gradient = trace.dL_da2[k, 0], trace.dL_dz2[k, 0]
        percent = 100 * gradient / error if gradient else 0.0
        share = "nothing" if not gradient else f"{percent:.2g} %" if percent > 0.1 else f"{number(percent)} %"
        return table("The gradient with and without the slope", head, rows) + (
            f"<p>Output {k} has the largest error: a₂ − y = {number(error)}. Its sigmoid lets {share} of that "
            "through. Without σ′(z₂) all of it would pass: that is the gradient of another loss, the cross-entropy.</p>"
        )


def _bar(shown: float) -> str:
    """Return a number with a bar from the middle, to the left if it is negative; 1 is the whole width."""
    width = 40 * min(abs(shown), 1)
    return (
        f"<div style='display:flex;align-items:center;gap:8px'><span class='bp-gradient' style='min-width:4.6em;"
        f"text-align:right'>{number(shown)}</span><svg class='bp-gradient' width='82' height='14' aria-hidden='true'>"
        f"<path d='M41 0V14'/><rect x='{41 - (width if shown < 0 else 0):.1f}' y='2' width='{width:.1f}' height='10' "
        f"fill='currentColor'/></svg></div>"
    )
