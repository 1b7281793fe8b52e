"""The variables of a notebook as a table."""

from dataclasses import dataclass

from ..notation.table import QUANTITIES, Quantity, quantity
from .parts.static import static_html
from .parts.tables import coloured, table


def shape_letters(known: Quantity, examples: str = "1") -> str:
    """Return the shape in letters, with `examples` as the number of examples."""
    letters = (examples if letter == "N" else letter for letter in known.shape)
    return f"({', '.join(letters)})" if known.shape else "one number"


@dataclass(frozen=True)
class Variables:
    """A table of some quantities: code, symbol, meaning, shape. Shown in a notebook's cell.

    The shapes are for N examples if N is among the quantities, else for one.
    """

    rows: tuple[Quantity, ...]

    def _shape(self, known: Quantity) -> str:
        return shape_letters(known, "N" if any(row.name == "N" for row in self.rows) else "1")

    def _repr_html_(self) -> str:
        rows = [(f"<code>{q.name}</code>", coloured(q.role, q.html), q.meaning, self._shape(q)) for q in self.rows]
        return static_html(table("Variables", ("code", "symbol", "meaning", "shape"), rows))

    def __repr__(self) -> str:
        rows = [("code", "symbol", "shape", "meaning")]
        rows += [(q.name, q.text, self._shape(q), q.meaning) for q in self.rows]
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        return "\n".join(
            "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=False)) + "  " + row[3]
            for row in rows
        )


def variables(*names: str) -> Variables:
    """Return the table of these quantities, or of all. Raises `ValueError` for a name that is not in the notation."""
    return Variables(tuple(map(quantity, names)) or tuple(QUANTITIES.values()))
