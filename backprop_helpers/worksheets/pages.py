"""A worksheet as pages to print: everything has its height in millimetres, so pages are filled without a browser.

A page fits A4 and Letter. Black and white is enough: signs are written, negative edges are dashed.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..style import MINUS
from ..views.diagram import NetworkDiagram
from ..views.parts.layout import WIDTH, layout
from .blanks import BLANKS, formula_html, section, symbol, symbol_html
from .paper_style import PAGE, page_document
from .sheet import Worksheet
from .tolerance import BETWEEN, GRID, TABLE_DECIMALS

#: What a sheet starts from.
GIVEN = ("x", "W1", "b1", "W2", "b2", "y")
#: Millimetres: a third of the page; a card's two lines and its margin; a box to write in; a heading.
_THIRD, _LINES, _CELL, _HEADING = 62, 14, 9, 8
_ONE_ROW = 36  # letters of all columns of the given numbers
_OPENS_ROW = {"z2", "new_W1"}  # layer by layer
_HEADS = {"Forward Pass": "Forward pass", "Update": "The update: one step of gradient descent"}


@dataclass(frozen=True)
class _Block:
    """A piece of a page that is never torn apart, and its height in millimetres."""

    html: str
    height: int


def worksheets(sheets: Iterable[Worksheet]) -> str:
    """One HTML document with the sheets to hand out: no number of the key is in it."""
    sheets = list(sheets)
    return page_document("Backpropagation by hand", "".join(map(_pages, sheets)))


def numbers(array: np.ndarray, write, label: str, kind: str = "") -> str:
    """A column, a row or a matrix between brackets; one number without."""
    rows = np.atleast_2d(array)
    body = "".join(f"<tr>{''.join(f'<td>{write(each)}</td>' for each in row)}</tr>" for row in rows)
    bracket = " bracket" if rows.size > 1 else ""
    return f"<table class='numbers{bracket}{kind}' aria-label='{label}'><tbody>{body}</tbody></table>"


def _pages(sheet: Worksheet) -> str:
    """The sheet's pages, as full as they can be; an even number, so that two-sided prints stay apart."""
    pages, room = [[]], 0
    for block in _blocks(sheet):
        if pages[-1] and room + block.height > PAGE["inside"]:
            pages.append([])
            room = 0
        pages[-1].append(block.html)
        room += block.height
    if len(pages) % 2:
        pages.append(["<h3>Room for your working</h3>"])
    count, title = len(pages), sheet.title
    return "".join(
        f"<section class='page'>{''.join(blocks)}<footer><span>Backpropagation by hand, {title}</span>"
        f"<span>page {k} of {count}</span></footer></section>"
        for k, blocks in enumerate(pages, 1)
    )


def _blocks(sheet: Worksheet) -> Iterable[_Block]:
    yield _head(sheet)
    yield _network(sheet)
    if sheet.decimals <= TABLE_DECIMALS:  # with more, the table would be too coarse
        yield _sigmoid_table()
    steps: dict[str, list[str]] = {}
    for name in BLANKS:
        steps.setdefault(section(name), []).append(name)
    beside = _step(sheet, "Step 1", steps.pop("Step 1"), 1), _step(sheet, "Step 2", steps.pop("Step 2"), 2)
    for step, names in steps.items():
        if step == "Step 3":
            yield _Block(f"<div class='cards'>{''.join(each.html for each in beside)}</div>", beside[0].height)
        yield _step(sheet, _HEADS.get(step, step), names)


def _head(sheet: Worksheet) -> _Block:
    words = (
        f"Compute every blank from top to bottom, with the numbers that you have written before it. Round each to "
        f"<b>{sheet.decimals} decimals</b> and go on with the rounded number. Beside each blank stands how far you "
        "may be off: so much can come from rounding alone."
    )
    look = f" Check yourself in a notebook: <code>{html.escape(sheet.call)}</code>"
    return _Block(
        f"<header style='height:37mm'><h2>Backpropagation by hand <small>{sheet.title}</small></h2>"
        f"<p class='name'><span>Name</span><span>Date</span></p><p>{words}{look}</p></header>",
        37,
    )


def _network(sheet: Worksheet) -> _Block:
    """The network as a picture and its numbers as matrices."""
    width = 172  # mm
    picture = round(width * layout(sheet.sizes, False, 18).height / WIDTH)
    rows = given(sheet)
    height = picture + len(rows) * (6 * max(sheet.sizes) + 2) + 14
    diagram = NetworkDiagram(until="x")(sheet.trace)
    return _Block(
        f"<section style='height:{height}mm'><h3>The network</h3>"
        f"<div class='diagram bp' style='width:{width}mm'>{diagram}</div>{''.join(rows)}</section>",
        height,
    )


def given(sheet: Worksheet) -> list[str]:
    """The numbers that a sheet starts from, with their symbols, in one row or, where they are too wide, in two."""
    arrays = [getattr(sheet.trace, name) for name in GIVEN]
    parts = [named(name, numbers(array, plain, name)) for name, array in zip(GIVEN, arrays, strict=True)]
    parts.append(named("eta", plain(sheet.eta)))
    letters = sum(max(map(len, map(plain, column))) for array in arrays for column in array.T)
    rows = [parts] if letters <= _ONE_ROW else [parts[:3], parts[3:]]
    return [f"<div class='given'>{''.join(row)}</div>" for row in rows]


def named(name: str, shown: str) -> str:
    return f"<div><span>{symbol_html(name)} =</span> {shown}</div>"


def plain(value: float) -> str:
    """Return a given number with only the digits that it has: −0.3, 2, 0.15."""
    return np.format_float_positional(value, trim="-").replace("-", MINUS)


def off_by(sheet: Worksheet, name: str) -> str:
    """How far an answer may be off."""
    return f"<small>±{sheet.tolerance[name]:.{sheet.decimals}f}</small>"


def _sigmoid_table() -> _Block:
    heads = "".join(f"<th scope='col'>.{k}</th>" for k in range(10))
    rows = ""
    for whole in range(4):
        cells = (f"<td>{1 / (1 + np.exp(-(whole + k * GRID))):.{TABLE_DECIMALS}f}</td>" for k in range(10))
        rows += f"<tr><th scope='row'>{whole}</th>{''.join(cells)}</tr>"
    words = (
        "σ(z) = 1 / (1 + e<sup>−z</sup>). With a calculator, or from the table: its row is the whole part of z, its "
        "column the tenths. σ(−z) = 1 − σ(z). Between two entries take a straight line: it is off by "
        f"{BETWEEN:.4f} at most."
    )
    return _Block(
        f"<section style='height:45mm'><h3>The sigmoid</h3><p>{words}</p><table class='sigmoid' aria-label='sigmoid'>"
        f"<thead><tr><td>z</td>{heads}</tr></thead><tbody>{rows}</tbody></table></section>",
        45,
    )


def _step(sheet: Worksheet, title: str, names: list[str], thirds: int = 3) -> _Block:
    """A step's blanks side by side, each a card with its formula, its index form and boxes of the right shape."""
    rows, room = [], 0
    for name in names:
        span = min(3, -(-(18 * _shape(sheet, name)[1] + 12) // _THIRD))
        if span > room or name in _OPENS_ROW:
            rows.append([])
            room = thirds
        rows[-1].append((name, span))
        room -= span
    height, inside = _HEADING, ""
    for row in rows:
        tall = _LINES + _CELL * max(_shape(sheet, name)[0] for name, _ in row)
        inside += f"<div class='cards' style='height:{tall}mm'>{''.join(_card(sheet, *each) for each in row)}</div>"
        height += tall
    return _Block(f"<section style='height:{height}mm'><h3>{title}</h3>{inside}</section>", height)


def _shape(sheet: Worksheet, name: str) -> tuple[int, int]:
    return np.atleast_2d(sheet.key[name]).shape


def _card(sheet: Worksheet, name: str, span: int) -> str:
    line, letters = formula_html(name)
    boxes = numbers(sheet.key[name], lambda each: "", f"{symbol(name)}: boxes to fill in", " boxes")
    return (
        f"<div class='card' style='width:{span * _THIRD}mm'><p>{line}</p><p class='letters'>{letters}</p>"
        f"<div class='blank'>{boxes}{off_by(sheet, name)}</div></div>"
    )
