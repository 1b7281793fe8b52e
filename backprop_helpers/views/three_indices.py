"""Step 3, or 5: the derivative with three indices and its zeros, of which one outer product is left."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..mathematics.paths import paths_to_loss
from ..notation.formula import value
from ..notation.table import PARAMETERS, Element, quantity
from ..style import number
from .parts.highlight import element_asked_for, one_example
from .parts.matrices import bracketed, line, matrix, shape_text, shown_indices
from .parts.tables import figures, table
from .parts.view import View


class WeightJacobian(View):
    """A view: how every pre-activation of a layer depends on one of its weights or biases, zeros shown, and the sum.

    The parameter is `element`, or the highlighted one. For a bias the whole Jacobian is shown: the
    identity matrix. For one example.
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
        rows = []
        for k in shown_indices(len(getattr(trace, z))):
            if k is None:
                rows.append(("⋮", "⋮", "⋮", "⋮"))
                continue
            delta = value(trace, Element(f"dL_d{z}", (k,)))
            local = f"{first.text} = <b>{number(first.derivative)}</b>" if first.factor else f"<b>{first.text}</b>"
            rows.append(
                (
                    f"<b>{k}</b>" + (" = i" if k == i else ""),
                    figures(local if k == i else f"<span class='bp-muted'>0, since k ≠ {i}</span>"),
                    figures(f"<span class='bp-gradient'>{number(delta)}</span>"),
                    figures(number(value(trace, gradient)) if k == i else "<span class='bp-muted'>0</span>"),
                )
            )
        total = f"<b class='bp-gradient'>{number(value(trace, gradient))}</b>"
        rows.append((f"<b>sum: {gradient.text}</b>", "", "", figures(total)))
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
        size, i = len(getattr(trace, z)), moved.index[0]
        held, gradient, delta = z in trace.held, f"dL_d{moved.name}", f"dL_d{z}"
        jacobian = bracketed(
            (size, size),
            lambda row, column: "1" if row == column and not held else "<span class='bp-muted'>0</span>",
            *("ink", "identity matrix"),
            mark=lambda row, column: "used" if row == i else "",
        )
        lit, letter = Element(gradient, (i,)), quantity(z).shape[0]
        pieces = [
            (quantity(gradient).html, matrix(trace, gradient, lit), shape_text(gradient, trace.sizes)),
            ("", "=", ""),
            (f"∂{quantity(z).html}/∂{quantity(moved.name).html}", jacobian, f"{letter}×{letter} = {size}×{size}"),
            ("", "@", ""),
            (quantity(delta).html, matrix(trace, delta), shape_text(delta, trace.sizes)),
        ]
        return line(pieces) + (
            "<p>The identity matrix: each bias moves its own pre-activation, at the rate 1, whatever the bias is. "
            "Ones in place of the zeros would put the sum of the column into every bias.</p>"
        )
