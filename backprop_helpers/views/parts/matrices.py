"""Matrices as HTML tables with live numbers: brackets by CSS borders, so they look alike without a maths font."""

from collections.abc import Callable, Collection, Iterable, Mapping

import numpy as np

from ...mathematics.network import Trace
from ...notation.formula import array_of
from ...notation.table import Element, quantity
from ...style import number
from .highlight import key
from .tables import coloured

FEW = 3
LONGEST = 8  # more rows or columns than this are elided


def shown_indices(size: int, longest: int = LONGEST) -> list[int | None]:
    """Return the indices that are shown of `size`: all, or the first ones, a gap (None) and the last."""
    return list(range(size)) if size <= longest else [*range(longest - 2), None, size - 1]


def shape_text(name: str, sizes: Mapping[str, int], transposed: bool = False) -> str:
    """Return a shape in letters and in numbers: h×n = 3×2; a letter that is always 1 is written 1."""
    known, order = quantity(name), -1 if transposed else 1
    letters = ["1" if letter == "N" and sizes["N"] == 1 else letter for letter in known.shape][::order]
    numbers = map(str, known.shape_for(**sizes)[::order])
    return f"{'×'.join(letters)} = {'×'.join(numbers)}" if letters else "one number"


def bracketed(
    shape: tuple[int, int],
    write: Callable[[int, int], str],
    role: str,
    label: str,
    mark: Callable[[int, int], str] = lambda row, column: "",
    entry: Callable[[int, int], Element | None] = lambda row, column: None,
    brackets: bool = True,
) -> str:
    """Return a bracketed table of any cells, elided if it is long. `mark` says "lit", "used" or "" for each cell.

    `entry` gives the element in a cell: it is named there, and lights up with all else that shows it.
    """

    def cell(row, column):
        if row is None or column is None:
            return "<td>⋯</td>"
        marked, here = mark(row, column), entry(row, column)
        names = " ".join(filter(None, [here and key(here), marked and f"bp-{marked}"]))
        extra = (f" class='{names}'" if names else "") + (f" title='{here.text}'" if here else "")
        return f"<td{extra}>{write(row, column)}</td>"

    rows, columns = map(shown_indices, shape)
    body = "".join(f"<tr>{''.join(cell(row, column) for column in columns)}</tr>" for row in rows)
    return f"<table class='bp-matrix bp-{role}{' bp-bracket' * brackets}' aria-label='{label}'>{body}</table>"


def matrix(
    trace: Trace,
    name: str,
    lit: Element | None = None,
    used: Collection[Element] = (),
    transposed: bool = False,
    write: Callable[[Element, float], str] = lambda here, value: number(value),
) -> str:
    """Return one quantity of a trace as a bracketed table. The highlighted element is yellow, its operands framed."""
    known = quantity(name)
    array = np.atleast_2d(array_of(trace, name))
    one_index = len(known.shape) == 2 and not known.is_matrix and array.shape[1] == 1

    def places(elements):  # x[1] and x[1,0] are one place
        return {each.place for each in elements if each.name == name}

    lit_places, used_places = places([lit] if lit else []), places(used)

    def at(row, column):
        place = (column, row) if transposed else (row, column)
        return Element(name, () if not known.shape else place[:1] if one_index else place), array[place]

    def mark(row, column):
        here, _ = at(row, column)
        return "lit" if here.place in lit_places else "used" if here.place in used_places else ""

    return bracketed(
        *(array.T.shape if transposed else array.shape, lambda row, column: write(*at(row, column)), known.role),
        label=f"{known.text}{' transposed' if transposed else ''}",
        mark=mark,
        entry=lambda row, column: at(row, column)[0],
        brackets=bool(known.shape),
    )


def labelled(trace: Trace, name: str, *marks, **how) -> tuple[str, str, str]:
    """Return a quantity's symbol, its matrix and its shape, for `line` or `in_a_row`."""
    return quantity(name).html, matrix(trace, name, *marks, **how), shape_text(name, trace.sizes)


def diagonal(symbol: str, entries: list[str], letter: str, role: str, label: str, row: int) -> tuple[str, str, str]:
    """Return a square matrix with its zeros, with its symbol and shape, for `line`. One row is framed."""
    size = len(entries)
    drawn = bracketed(
        *((size, size), lambda i, j: entries[i] if i == j else coloured("muted", "0"), role, label),
        mark=lambda i, j: "used" if i == row else "",
    )
    return symbol, drawn, f"{letter}×{letter} = {size}×{size}"


def sign(text: str) -> tuple[str, str, str]:
    """Return a sign between two arrays, for `line`."""
    return "", text, ""


def line(pieces: Iterable[tuple[str, str, str]]) -> str:
    """Return pieces of a formula side by side, each given as (symbol above, matrix or sign, shape below)."""
    cell = "<td>{}</td>".format
    symbols, bodies, shapes = zip(*pieces, strict=True)
    rows = (
        [f"<b>{symbol}</b>" if symbol else "" for symbol in symbols],
        bodies,
        [f"<small class='bp-muted'>{shape}</small>" if shape else "" for shape in shapes],
    )
    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f"<table class='bp-line' role='presentation'>{body}</table>"


def in_a_row(boxes: Iterable[tuple[str, str, str]]) -> str:
    """Return matrices side by side, each given as (symbol above, matrix, shape below).

    They wrap if there is no room, but no matrix is cut off, and `FEW` columns of numbers stand side by side; of many
    matrices, a third.
    """
    boxes = list(boxes)
    drawn = "".join(
        f"<div class='bp-box'><b>{symbol}</b>{body}<small class='bp-muted'>{shape}</small></div>"
        for symbol, body, shape in boxes
    )
    wide = [body.split("</tr>", 1)[0].count("<td") for _, body, _ in boxes]
    columns = max(*wide, min(sum(wide), FEW), sum(wide) // 3)
    return f"<div class='bp-row bp-boxes' style='--bp-columns:{columns}'>{drawn}</div>"
