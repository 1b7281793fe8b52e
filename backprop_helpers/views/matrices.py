"""Matrices as HTML tables with live numbers: brackets by CSS borders, so they look alike without a maths font."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from ..network import Trace
from ..notation import Element, quantity
from ..style import LIT, LIT_INK, PALETTE, number

LONGEST = 8  # more rows or columns than this are elided


def shown_indices(size: int, longest: int = LONGEST) -> list[int | None]:
    """The indices that are shown of `size`: all, or the first ones, a gap (None) and the last."""
    return list(range(size)) if size <= longest else [*range(longest - 2), None, size - 1]


def colour(role: str) -> str:
    """A role's colour: the theme's, or the light one where the style sheet is missing."""
    return f"var(--bp-{role},{PALETTE[role][0]})"


def shape_text(name: str, sizes: Mapping[str, int], transposed: bool = False) -> str:
    """A shape in letters and in numbers: h×n = 3×2; without letters that are 1 anyway."""
    known = quantity(name)
    letters = ["1" if letter == "N" and sizes["N"] == 1 else letter for letter in known.shape]
    numbers = [str(size) for size in known.shape_for(**sizes)]
    if not letters:
        return "one number"
    if transposed:
        letters, numbers = letters[::-1], numbers[::-1]
    return f"{'×'.join(letters)} = {'×'.join(numbers)}"


def matrix(
    trace: Trace,
    name: str,
    lit: Element | None = None,
    used: Collection[Element] = (),
    transposed: bool = False,
    hidden: bool = False,
) -> str:
    """One quantity of a trace as a bracketed table. The lit element is filled yellow, the used ones are framed."""
    known = quantity(name)
    array = np.atleast_2d(trace.sizes[name] if name in trace.sizes else getattr(trace, name))
    rows, columns = array.shape
    one_index = len(known.shape) == 2 and not known.is_matrix and columns == 1

    def cell(row, column):
        if row is None or column is None:
            return "<td style='padding:1px 7px;text-align:center'>⋯</td>"
        index = () if not known.shape else (row,) if one_index else (row, column)
        here, extra = Element(name, index), ""
        if here == lit:
            extra = f" class='bp-lit' style='background:{LIT};color:{LIT_INK};padding:1px 7px;text-align:right'"
        elif here in used:
            extra = " class='bp-used' style='padding:1px 7px;text-align:right'"
        else:
            extra = " style='padding:1px 7px;text-align:right'"
        return f"<td{extra} title='{here.text}'>{'·' if hidden else number(array[row, column])}</td>"

    places = [(r, c) for r in shown_indices(rows) for c in shown_indices(columns)]
    width = len(shown_indices(columns))
    if transposed:
        places = [(r, c) for c in shown_indices(columns) for r in shown_indices(rows)]
        width = len(shown_indices(rows))
    cells = [cell(r, c) for r, c in places]
    body = "".join("<tr>" + "".join(cells[i : i + width]) + "</tr>" for i in range(0, len(cells), width))
    brackets = "border-left:2px solid;border-right:2px solid;border-radius:9px" if known.shape else ""
    label = f"{known.text}{' transposed' if transposed else ''}"
    return (
        f"<table class='bp-{known.role}' aria-label='{label}' "
        f"style='color:{colour(known.role)};border-collapse:separate;border-spacing:2px;{brackets}'>{body}</table>"
    )


class Matrices:
    """A view: some quantities of the trace, side by side, each with its symbol above and its shape below."""

    def __init__(self, *names: str, name: str = "matrices"):
        self.names = [quantity(known).name for known in names]
        self.name = name

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        lit = choices.get("lit")
        boxes = "".join(
            "<div style='text-align:center'>"
            f"<div><b>{quantity(known).html}</b></div>{matrix(trace, known, lit=lit)}"
            f"<div class='bp-muted' style='font-size:13px'>{shape_text(known, trace.sizes)}</div></div>"
            for known in self.names
        )
        return f"<div style='display:flex;flex-wrap:wrap;gap:10px 26px;align-items:center'>{boxes}</div>"
