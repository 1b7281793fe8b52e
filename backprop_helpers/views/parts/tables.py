"""Tables made from the notation table: the variables of a notebook, and every shape of a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...mathematics.network import Trace
from ...notation.table import QUANTITIES, Quantity, quantity
from .static import static_html


def table(caption: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table with a heading for each column; `caption` is what a screen reader calls it."""
    heads = "".join(f"<th scope='col'>{text}</th>" if text else "<td></td>" for text in head)
    body = "".join(f"<tr>{''.join(map('<td>{}</td>'.format, row))}</tr>" for row in rows)
    return (
        f"<table class='bp-table' aria-label='{caption}'><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def figures(text: str) -> str:
    """A table's cell with a number, to the right, so that signs and digits can be compared."""
    return f"<div class='bp-figures'>{text}</div>"


def _shape(known: Quantity) -> str:
    return f"({', '.join('1' if letter == 'N' else letter for letter in known.shape)})" if known.shape else "one number"


@dataclass(frozen=True)
class Variables:
    """A table of some quantities: code, symbol, meaning, shape (for one example). Shown in a notebook's cell."""

    rows: tuple[Quantity, ...]

    def _repr_html_(self) -> str:
        rows = [
            (f"<code>{q.name}</code>", f"<span class='bp-{q.role}'>{q.html}</span>", q.meaning, _shape(q))
            for q in self.rows
        ]
        return static_html(table("Variables", ("code", "symbol", "meaning", "shape"), rows))

    def __repr__(self) -> str:
        rows = [("code", "symbol", "shape", "meaning")]
        rows += [(q.name, q.text, _shape(q), q.meaning) for q in self.rows]
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        return "\n".join(
            "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=False)) + "  " + row[3]
            for row in rows
        )


def variables(*names: str) -> Variables:
    """The table of these quantities, or of all. Raises `ValueError` for a name that the notation doesn't have."""
    return Variables(tuple(map(quantity, names)) or tuple(QUANTITIES.values()))


class ShapeTable:
    """A view: every array of the network with its shape in letters and now, and the gradient of the same shape."""

    name = "shapes"
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
                    _shape(known),
                    f"<b>{shape}</b>",
                    str(int(np.prod(shape))),
                    _outline(shape, known.role),
                    f"<span class='bp-gradient'>{gradient.html}</span>" if gradient else "",
                )
            )
        return table("Shapes", ("code", "symbol", "shape", "now", "numbers", "picture", "same shape"), rows)


def _outline(shape: tuple[int, int], role: str) -> str:
    """A small grid with one square for each number."""
    rows, columns = shape
    squares = "".join(f"M{1 + 9 * c} {4.5 + 9 * r}h7" for r in range(rows) for c in range(columns))
    return (
        f"<svg class='bp-{role} bp-squares' xmlns='http://www.w3.org/2000/svg' width='{9 * columns + 1}' "
        f"height='{9 * rows + 1}' aria-hidden='true'><path d='{squares}'/></svg>"
    )
