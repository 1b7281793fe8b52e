"""Step 3, or 5: the derivative with three indices and its zeros, of which one outer product is left."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..mathematics.paths import paths_to_loss
from ..notation.formula import value
from ..notation.table import PARAMETERS, Element, quantity
from ..style import number
from .parts.highlight import element_asked_for, one_example
from .parts.matrices import diagonal, labelled, line, shown_indices, sign
from .parts.tables import coloured, figures, table
from .parts.view import View


class WeightJacobian(View):
    """A view: how every pre-activation of a layer depends on one of its weights or biases, zeros shown, and the sum.

    The parameter is `element`, or the highlighted one. For a bias the whole Jacobian is shown: the identity matrix.
    For one example.
    """

    name = "three indices"
    reads = frozenset({"highlight"})

    def __init__(self, element: str | None = None):
        self.element = element

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        moved = element_asked_for(self.element, choices, PARAMETERS)
        (first, *_), i = paths_to_loss(trace, moved)[0].links, moved.index[0]
        z, gradient = f"z{moved.name[1]}", Element(f"dL_d{moved.name}", moved.index)
        local = f"{first.text} = <b>{number(first.derivative)}</b>" if first.factor else f"<b>{first.text}</b>"
        total, rows = number(value(trace, gradient)), []
        for k in shown_indices(len(getattr(trace, z))):
            if k is None:
                rows.append(("⋮",) * 4)
                continue
            delta = coloured("gradient", number(value(trace, Element(f"dL_d{z}", (k,)))))
            if k == i:
                row = f"<b>{k}</b> = i", local, delta, total
            else:
                row = f"<b>{k}</b>", coloured("muted", f"0, since k ≠ {i}"), delta, coloured("muted", "0")
            rows.append((row[0], *map(figures, row[1:])))
        rows.append((f"<b>sum: {gradient.text}</b>", "", "", figures(f"<b class='bp-gradient'>{total}</b>")))
        head = ("k", f"∂{quantity(z).text}[k] / ∂{moved.text}", f"{quantity(f'dL_d{z}').text}[k]", "product")
        sums = table(f"Every pre-activation against {moved.text}", head, rows)
        return sums + (self._identity(trace, z, moved) if moved.name[0] == "b" else self._count(trace, z, moved))

    def _count(self, trace: Trace, z: str, moved: Element) -> str:
        rows, columns = getattr(trace, moved.name).shape
        whole, sender = f"{rows}·{rows}·{columns} = {rows * rows * columns}", "x" if moved.name == "W1" else "a1"
        return (
            f"<p>For all k, i and j, ∂{quantity(z).text}/∂{quantity(moved.name).text} is an array of {whole} numbers "
            f"with three indices. All but the {rows * columns} with k = i are 0, so no sum is left: each gradient is "
            f"one number of {quantity(f'dL_d{z}').text} times one of {quantity(sender).text}.</p>"
        )

    def _identity(self, trace: Trace, z: str, moved: Element) -> str:
        (i,), gradient = moved.index, f"dL_d{moved.name}"
        entries = [coloured("muted", "0") if z in trace.held else "1"] * len(getattr(trace, z))
        symbol = f"∂{quantity(z).html}/∂{quantity(moved.name).html}"
        whole = diagonal(symbol, entries, quantity(z).shape[0], "ink", "identity matrix", row=i)
        lit = labelled(trace, gradient, Element(gradient, (i,)))
        pieces = [lit, sign("="), whole, sign("@"), labelled(trace, f"dL_d{z}")]
        return line(pieces) + (
            "<p>The identity matrix: each bias moves its own pre-activation, at the rate 1, whatever the bias is. "
            "Ones in place of the zeros would put the sum of the column into every bias.</p>"
        )
