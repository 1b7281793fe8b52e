"""Every shape of a network."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.network import Trace
from ..notation.table import QUANTITIES, quantity
from .parts.tables import table
from .parts.view import View
from .variables import shape_letters


class ShapeTable(View):
    """A view: every array of the network with its shape in letters and now, and the gradient of the same shape."""

    name = "shapes"
    reads = frozenset()
    names = tuple(q.name for q in QUANTITIES.values() if q.shape and q.role != "gradient")

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        rows = []
        for name in self.names:
            known, shape = quantity(name), np.shape(getattr(trace, name))
            gradient = QUANTITIES.get(f"dL_d{name}")
            rows.append(
                (
                    f"<code>{name}</code>",
                    f"<span class='bp-{known.role}'>{known.html}</span>",
                    shape_letters(known),
                    f"<b>{shape}</b>",
                    str(int(np.prod(shape))),
                    _outline(shape, known.role),
                    f"<span class='bp-gradient'>{gradient.html}</span>" if gradient else "",
                )
            )
        return table("Shapes", ("code", "symbol", "shape", "now", "numbers", "picture", "same shape"), rows)


def _outline(shape: tuple[int, int], role: str) -> str:
    """Return a small grid with one square for each number."""
    rows, columns = shape
    squares = "".join(f"M{1 + 9 * c} {4.5 + 9 * r}h7" for r in range(rows) for c in range(columns))
    return (
        f"<svg class='bp-{role} bp-squares' xmlns='http://www.w3.org/2000/svg' width='{9 * columns + 1}' "
        f"height='{9 * rows + 1}' aria-hidden='true'><path d='{squares}'/></svg>"
    )
