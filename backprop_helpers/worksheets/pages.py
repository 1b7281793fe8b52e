"""Worksheets as HTML pages to print. Every block has its height in millimetres, so no browser is needed to fill pages.

A page fits A4 and Letter. Black and white is enough: signs are written, negative edges are dashed.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

import numpy as np

from ..style import CSS, FONT, MINUS, PALETTE
from ..views.diagram import NetworkDiagram
from ..views.parts.layout import WIDTH, layout
from .blanks import BLANKS, formula_html, section, symbol, symbol_html
from .sheet import Worksheet
from .tolerance import BETWEEN, GRID, TABLE_DECIMALS

#: What a sheet starts from.
GIVEN = ("x", "W1", "b1", "W2", "b2", "y")
#: Millimetres: a page above its footer; a third of its width; a card's two lines and margin; a box; a heading.
_INSIDE, _THIRD, _LINES, _CELL, _HEADING = 244, 62, 14, 8, 8
_ONE_ROW = 36  # so many letters of given numbers have room in one row
_STARTS_ROW = {"z2", "new_W1"}  # layer by layer
_HEADS = {"Update": "The update: one step of gradient descent"}


@dataclass(frozen=True)
class _Block:
    """A piece of a page that is never split, and its height in millimetres."""

    height: int
    inside: str

    @property
    def html(self) -> str:
        return f"<section style='height:{self.height}mm'>{self.inside}</section>"


def worksheets(sheets: Iterable[Worksheet]) -> str:
    """Return one HTML document with the sheets to hand out; no number of the key is in it."""
    return document("Backpropagation by hand", "".join(map(_pages, sheets)))


def document(title: str, body: str, *styles: str) -> str:
    """Return an HTML document with the style sheet of paper, and `styles` by name. Only screen readers meet its h1."""
    css = "".join((files(__package__) / f"{name}.css").read_text(encoding="utf-8") for name in ("paper", *styles))
    black = "".join(f"--bp-{role}: #000;" for role in PALETTE)
    palette = f"{CSS} body {{font-family: {FONT}}} @media print {{.bp {{{black}}}}}"
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta name='viewport' content='width=device-width'><style>{palette}{css}</style></head>"
        f"<body><h1 class='unseen'>{title}</h1><main>{body}</main></body></html>"
    )


def numbers(array: np.ndarray, write, label: str, kind: str = "") -> str:
    """Return an array as a table between brackets; a single number without brackets."""
    rows = np.atleast_2d(array)
    body = "".join(f"<tr>{''.join(f'<td>{write(each)}</td>' for each in row)}</tr>" for row in rows)
    bracket = " bracket" if rows.size > 1 else ""
    return f"<table class='numbers{bracket}{kind}' aria-label='{label}'><tbody>{body}</tbody></table>"


def _pages(sheet: Worksheet) -> str:
    """Return the sheet's pages, an even number, so that two-sided prints of different sheets stay apart."""
    pages, used = [[]], 0
    for block in _blocks(sheet):
        if pages[-1] and used + block.height > _INSIDE:
            pages.append([])
            used = 0
        pages[-1].append(block.html)
        used += block.height
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
    steps = {step: list(names) for step, names in groupby(BLANKS, section)}
    first, second = (_step(sheet, f"Step {k}", steps.pop(f"Step {k}"), k) for k in (1, 2))
    for step, names in steps.items():
        if step == "Step 3":
            yield _Block(first.height, f"<div class='cards'>{first.html}{second.html}</div>")
        yield _step(sheet, _HEADS.get(step, step.capitalize()), names)


def _head(sheet: Worksheet) -> _Block:
    words = (
        f"Compute every blank from top to bottom, with the numbers that you have written before it. Round each to "
        f"<b>{sheet.decimals} decimals</b> and go on with the rounded number. The number after ± says how far off you "
        "can be through rounding alone."
    )
    heading = f"<h2>Backpropagation by hand <small>{sheet.title}</small></h2>"
    look = f" Check yourself in a notebook: <code>from backprop_helpers import ByHand; {html.escape(sheet.call)}</code>"
    return _Block(41, f"{heading}<p class='name'><span>Name</span><span>Date</span></p><p>{words}{look}</p>")


def _network(sheet: Worksheet) -> _Block:
    width = 172  # mm
    picture = round(width * layout(sheet.sizes, "values").height / WIDTH)
    rows = given(sheet)
    height = picture + len(rows) * (6 * max(sheet.sizes) + 2) + 14
    diagram = f"<div class='diagram bp' style='width:{width}mm'>{NetworkDiagram(until='x')(sheet.trace)}</div>"
    return _Block(height, f"<h3>The network</h3>{diagram}{''.join(rows)}")


def given(sheet: Worksheet) -> list[str]:
    """Return the numbers that a sheet starts from, with their symbols, in one row, or in two if they are wide."""
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
    """Return how far an answer may be off."""
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
    table = f"<thead><tr><td>z</td>{heads}</tr></thead><tbody>{rows}</tbody>"
    table = f"<table class='sigmoid' aria-label='sigmoid'>{table}</table>"
    return _Block(45, f"<h3>The sigmoid</h3><p>{words}</p>{table}")


def _step(sheet: Worksheet, title: str, names: list[str], thirds: int = 3) -> _Block:
    """Return a step's blanks, each a card with its formula, its index form and boxes in the right shape."""
    rows, room = [], 0
    for name in names:
        span = min(3, -(-(18 * _shape(sheet, name)[1] + 12) // _THIRD))
        if span > room or name in _STARTS_ROW:
            rows.append([])
            room = thirds
        rows[-1].append((name, span))
        room -= span
    height, inside = _HEADING, ""
    for row in rows:
        tall = _LINES + _CELL * max(_shape(sheet, name)[0] for name, _ in row)
        inside += f"<div class='cards' style='height:{tall}mm'>{''.join(_card(sheet, *each) for each in row)}</div>"
        height += tall
    return _Block(height, f"<h3>{title}</h3>{inside}")


def _shape(sheet: Worksheet, name: str) -> tuple[int, int]:
    return np.atleast_2d(sheet.key[name]).shape


def _card(sheet: Worksheet, name: str, span: int) -> str:
    line, letters = formula_html(name)
    boxes = numbers(sheet.key[name], lambda each: "", f"{symbol(name)}: boxes to fill in", " boxes")
    return (
        f"<div class='card' style='width:{span * _THIRD}mm'><p>{line}</p><p class='letters'>{letters}</p>"
        f"<div class='blank'>{boxes}{off_by(sheet, name)}</div></div>"
    )
