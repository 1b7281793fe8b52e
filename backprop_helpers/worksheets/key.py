"""The key of worksheets, for the teacher: right numbers, how far off they may be, and the usual wrong ones, named."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..style import MINUS
from .blanks import BLANKS, symbol
from .pages import given, named, numbers, off_by
from .paper_style import page_document
from .sheet import ExpectedError, Worksheet

_CSS = """
@page {@bottom-right {content: "page " counter(page) " of " counter(pages); font: 8.5pt sans-serif}}
.key {break-before: page; width: 186mm; margin: 0 auto; font-size: 8pt} .key:first-of-type {break-before: auto}
.key h3 {padding: 1mm 0; line-height: 1.2} .key tr {break-inside: avoid}
.key > table {border-collapse: collapse; width: 100%}
.key > table > * > tr > * {border-top: .15mm solid #777; padding: .3mm 1mm; text-align: left; line-height: 1.25}
.key > table > * > tr > :first-child {width: 92mm}
.key .numbers td {line-height: 1.2; padding: 0 .8mm}
.places {display: flex; flex-wrap: wrap; gap: .5mm 3mm} .places > div {display: flex; align-items: center; gap: 1mm}
.columns {display: flex; flex-wrap: wrap; gap: 1mm 7mm; align-items: center}
.columns > div {display: flex; align-items: center; gap: 1mm; white-space: nowrap}
nav {width: 186mm; margin: 0 auto 4mm} nav ol {columns: 5; margin: 2mm 0}
@media screen {body {padding: 6mm; background: #fff} .key {margin-bottom: 12mm; border-top: .5mm solid}}
@media print {nav {break-after: page}}
"""


def answer_keys(sheets: Iterable[Worksheet]) -> str:
    """One HTML document with the keys in the order of the sheets; in front, where there are several, a list of them."""
    sheets = list(sheets)
    links = "".join(f"<li><a href='#key-{k}'>{sheet.title}</a></li>" for k, sheet in enumerate(sheets, 1))
    front = f"<nav aria-label='Keys'><h2>Keys, in the order of the sheets</h2><ol>{links}</ol></nav>"
    body = "".join(_key(sheet, k) for k, sheet in enumerate(sheets, 1))
    return page_document("Key: backpropagation by hand", front * (len(sheets) > 1) + body, _CSS)


def _key(sheet: Worksheet, place: int) -> str:
    def write(value: float) -> str:
        return fixed(value, sheet.decimals)

    right = "".join(named(name, numbers(sheet.key[name], write, symbol(name)) + off_by(sheet, name)) for name in BLANKS)
    made = dict.fromkeys(error.mistake.name for error in sheet.expected_errors)
    errors = "".join(
        _row([error for error in sheet.expected_errors if error.mistake.name == name], write) for name in made
    )
    hidden = ""
    if sheet.indistinguishable:
        hidden = f"<p>Hardly told from rounding with these numbers: {', '.join(sheet.indistinguishable)}.</p>"
    return (
        f"<section class='key' id='key-{place}'><h2>Key <small>{sheet.title}</small></h2>"
        f"{''.join(given(sheet))}"
        f"<h3>Right, and how far off an answer may be</h3><div class='columns'>{right}</div>"
        f"<p>After the step the loss is {write(sheet.after.loss)}; it was {write(sheet.trace.loss)}.</p>"
        "<h3>Usual wrong numbers, where everything before them is right</h3>"
        "<table aria-label='wrong numbers'><thead><tr>"
        "<th scope='col'>what was done</th><th scope='col'>numbers</th></tr></thead>"
        f"<tbody>{errors}</tbody></table>{hidden}</section>"
    )


def _row(errors: list[ExpectedError], write) -> str:
    """One mistake: its sentence, and what it gives at each blank where it can be made."""
    places = "".join(
        named(error.blank, numbers(error.numbers, write, f"wrong {symbol(error.blank)}")) for error in errors
    )
    mistake = errors[0].mistake
    return f"<tr><td><b>{mistake.name}</b>: {mistake.sentence}</td><td><div class='places'>{places}</div></td></tr>"


def fixed(value: float, decimals: int) -> str:
    """A number with so many decimals, and no sign on a zero."""
    text = f"{np.round(value, decimals) + 0.0:.{decimals}f}"
    return text.replace("-", MINUS)
