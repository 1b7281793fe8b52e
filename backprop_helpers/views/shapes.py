"""Every shape of a network."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..notation.table import QUANTITIES, quantity
from .parts.tables import coloured, table
from .parts.view import View
from .variables import shape_letters

TALLEST = 22  # dots, of the picture of a shape


class ShapeTable(View):
    """A view: every array of the network with its shape in letters and now, and the gradient of the same shape."""

    name = "shapes"
    reads = frozenset()
    names = tuple(q.name for q in QUANTITIES.values() if q.shape and q.role != "gradient")

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        rows = []
        for name in self.names:
            known, array, gradient = quantity(name), getattr(trace, name), QUANTITIES.get(f"dL_d{name}")
            symbol, letters = coloured(known.role, known.html), shape_letters(known)
            picture, same = _outline(array.shape, known.role), coloured("gradient", gradient.html) if gradient else ""
            rows.append((f"<code>{name}</code>", symbol, letters, f"<b>{array.shape}</b>", array.size, picture, same))
        return table("Shapes", ("code", "symbol", "shape", "now", "numbers", "picture", "same shape"), rows)


def _outline(shape: tuple[int, int], role: str) -> str:
    """Return a small grid with one square for each number, no higher than a line of text: no row moves another."""
    rows, columns = shape
    wide, tall = 7 * columns + 1, 7 * rows + 1
    scale = min(1, TALLEST / tall)
    squares = "".join(f"M{1 + 7 * c} {3.5 + 7 * r}h5" for r in range(rows) for c in range(columns))
    return (
        f"<svg class='bp-{role} bp-squares' xmlns='http://www.w3.org/2000/svg' width='{scale * wide:.0f}' "
        f"height='{scale * tall:.0f}' viewBox='0 0 {wide} {tall}' aria-hidden='true'><path d='{squares}'/></svg>"
    )
