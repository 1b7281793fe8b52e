"""The teacher's keys as HTML: the right numbers, how far off they may be, and what the usual mistakes give instead."""

from collections.abc import Iterable

import numpy as np

from ..style import MINUS
from .blanks import BLANKS, symbol
from .pages import document, given, named, numbers, off_by
from .sheet import ExpectedError, Worksheet


def answer_keys(sheets: Iterable[Worksheet]) -> str:
    """Return one HTML document with the keys in the order of the sheets; if there are several, a list comes first."""
    sheets = list(sheets)
    links = "".join(f"<li><a href='#key-{k}'>{sheet.title}</a></li>" for k, sheet in enumerate(sheets, 1))
    front = f"<nav aria-label='Keys'><h2>Keys, in the order of the sheets</h2><ol>{links}</ol></nav>"
    body = "".join(_key(sheet, k) for k, sheet in enumerate(sheets, 1))
    return document("Key: backpropagation by hand", front * (len(sheets) > 1) + body, "key")


def _key(sheet: Worksheet, place: int) -> str:
    def write(value: float) -> str:
        """Return the number with the sheet's decimals, and without a sign on a zero."""
        return f"{np.round(value, sheet.decimals) + 0.0:.{sheet.decimals}f}".replace("-", MINUS)

    right = "".join(named(name, numbers(sheet.key[name], write, symbol(name)) + off_by(sheet, name)) for name in BLANKS)
    by_mistake: dict[str, list[ExpectedError]] = {}
    for error in sheet.expected_errors:
        by_mistake.setdefault(error.mistake.name, []).append(error)
    errors = "".join(_row(made, write) for made in by_mistake.values())
    names = ", ".join(sheet.indistinguishable)
    hidden = f"<p>Hardly told from rounding with these numbers: {names}.</p>" if names else ""
    return (
        f"<section class='key' id='key-{place}'><h2>Key <small>{sheet.title}</small></h2>"
        f"{''.join(given(sheet))}"
        f"<h3>Right, and how far off an answer may be</h3><div class='columns'>{right}</div>"
        f"<p>After the step the loss is {write(sheet.after.loss)}; it was {write(sheet.trace.loss)}.</p>"
        "<h3>Usual wrong numbers, if everything before them is right</h3>"
        "<table aria-label='wrong numbers'><thead><tr>"
        "<th scope='col'>what was done</th><th scope='col'>numbers</th></tr></thead>"
        f"<tbody>{errors}</tbody></table>{hidden}</section>"
    )


def _row(errors: list[ExpectedError], write) -> str:
    """Return one mistake: its sentence, and what it gives at each blank at which it can be made."""
    mistake = errors[0].mistake
    places = "".join(named(each.blank, numbers(each.numbers, write, f"wrong {symbol(each.blank)}")) for each in errors)
    return f"<tr><td><b>{mistake.name}</b>: {mistake.sentence}</td><td><div class='places'>{places}</div></td></tr>"
