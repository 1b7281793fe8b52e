"""Step 2, or its like in the hidden layer: a diagonal Jacobian is an elementwise product; and the step left out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..mathematics.network import Trace
from ..notation.formula import value
from ..notation.table import Element, quantity
from ..style import factor, number
from .parts.highlight import lit_unit, one_example, one_layer
from .parts.matrices import bracketed, line, matrix, shape_text
from .parts.tables import figures, table


class Jacobian:
    """A view: diag(sigma'(z)) with its zeros, times the gradient of a, and the same as an elementwise product.

    `layer` is 2 or 1. The choice `lit`, an element of that layer, says which row is followed. For one example.
    """

    def __init__(self, layer: int = 2, name: str = "jacobian"):
        self.layer, self.name = one_layer(layer), name
        self.z, self.a, self.slope = f"dL_dz{layer}", f"dL_da{layer}", f"da{layer}_dz{layer}"

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        i, slopes = lit_unit(choices, self.layer), getattr(trace, self.slope)[:, 0]
        column = [Element(self.a, (k,)) for k in range(len(slopes))]
        slope, result = Element(self.slope, (i,)), Element(self.z, (i,))
        size, letter = len(slopes), quantity(self.z).shape[0]

        def piece(name, used):
            return quantity(name).html, matrix(trace, name, result, used), shape_text(name, trace.sizes)

        def entry(row, column):
            return number(slopes[row]) if row == column else "<span class='bp-muted'>0</span>"

        diagonal = bracketed(
            *((size, size), entry, "gradient", f"diagonal matrix of {quantity(self.slope).text}"),
            mark=lambda row, column: "used" if row == i else "",
        )
        product = [piece(self.slope, [slope]), ("", "⊙", ""), piece(self.a, [column[i]])]
        whole = f"diag({quantity(self.slope).html})", diagonal, f"{letter}×{letter} = {size}×{size}"
        terms = " + ".join(
            f"{factor(value(trace, slope)) if k == i else 0}·{factor(value(trace, each))}"
            for k, each in enumerate(column)
        )
        return (
            f"{line([piece(self.z, ()), ('', '=', ''), whole, ('', '@', ''), piece(self.a, column)])}"
            f"<p>{result.text} = {terms} = {number(value(trace, result))}. Each unit's activation depends on its own "
            f"pre-activation alone, so all but the diagonal is 0, and what is left is the elementwise product:</p>"
            f"{line([piece(self.z, ()), ('', '=', ''), *product])}"
        )


class WithoutSlope:
    """A view: the gradient at the output's pre-activation beside what it is with sigma'(z2) forgotten.

    Without the slope it is a2 - y, which is the gradient of another loss, the cross-entropy. For one example.
    """

    def __init__(self, name: str = "without slope"):
        self.name = name

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        columns = ("a2", "y", "da2_dz2", "dL_dz2", "dL_da2")
        head = ("output", *(quantity(name).html for name in columns[:3]), "with the slope: ∂L/∂z₂", "without: a₂ − y")
        rows = [
            (
                f"<b>{k}</b>",
                *(
                    figures(f"<span class='bp-{quantity(n).role}'>{number(getattr(trace, n)[k, 0])}</span>")
                    for n in columns[:3]
                ),
                *(_bar(getattr(trace, name)[k, 0]) for name in columns[3:]),
            )
            for k in range(trace.sizes["m"])
        ]
        k = int(np.abs(trace.dL_da2).argmax())
        error, gradient = trace.dL_da2[k, 0], trace.dL_dz2[k, 0]
        share = (
            f"lets {number(100 * gradient / error)} % of that through" if gradient else "lets nothing of that through"
        )
        return table("The gradient with and without the slope", head, rows) + (
            f"<p>Output {k} is furthest from its target: a₂ − y = {number(error)}. Its sigmoid {share}. "
            f"Without σ′(z₂) all of it would come: that is the gradient of another loss, the cross-entropy.</p>"
        )


def _bar(shown: float) -> str:
    """A number with a bar from the middle, to the left for a negative one; 1 is the whole width."""
    width = 50 * min(abs(shown), 1)
    return (
        f"<div style='display:flex;align-items:center;gap:8px'><span class='bp-gradient' style='min-width:64px;"
        f"text-align:right'>{number(shown)}</span><svg class='bp-gradient' width='102' height='14' aria-hidden='true'>"
        f"<path d='M51 0V14'/><rect x='{51 - (width if shown < 0 else 0):.1f}' y='2' width='{width:.1f}' height='10' "
        f"fill='currentColor'/></svg></div>"
    )
