"""How the blanks of a sheet are written, on paper and in a notebook, and what a sheet starts from."""

from __future__ import annotations

import numpy as np

from ..notation.formula import index_form, left_side, tokens
from ..notation.table import QUANTITIES
from ..style import MINUS
from ..views.diagram import NetworkDiagram
from ..views.parts.matrices import bracketed
from .sheet import SLOPES, STEP, Worksheet

GIVEN = ("x", "W1", "b1", "W2", "b2", "y")


def starting_numbers(sheet: Worksheet) -> str:
    """The picture, and under it every given number with its symbol, just as the printed sheet has them."""
    shown = "".join(map(_named, GIVEN, (getattr(sheet.trace, name) for name in GIVEN)))
    eta = f"<div>{QUANTITIES['eta'].html} = {plain(sheet.eta)}</div>"
    return f"{NetworkDiagram(until='x')(sheet.trace)}<div class='bp-row'>{shown}{eta}</div>"


def _named(name: str, array) -> str:
    known = QUANTITIES[name]

    def write(row: int, column: int) -> str:
        return plain(array[row, column])

    return (
        f"<div class='bp-box'><b>{known.html}</b>"
        f"{bracketed(array.shape, write, known.role, known.text, brackets=array.size > 1)}</div>"
    )


def plain(value: float) -> str:
    """A given number with just the digits that it has: −0.3, 2, 0.15."""
    return np.format_float_positional(value, trim="-").replace("-", MINUS)


def symbol_html(name: str) -> str:
    return f"new {QUANTITIES[name[4:]].html}" if name in STEP else QUANTITIES[name].html


def formula(name: str) -> tuple[str, str]:
    """The formula of a blank in HTML, whole and by letters."""
    if name in STEP:
        old = QUANTITIES[name.removeprefix("new_")]
        gradient, eta = f"dL_d{old.name}", QUANTITIES["eta"].html
        letters = f"new {left_side(old.name)} = {left_side(old.name)} − {eta} {left_side(gradient)}"
        return f"{symbol_html(name)} = {old.html} − {eta} {QUANTITIES[gradient].html}", letters
    known = QUANTITIES[name]
    if name in SLOPES:
        a = QUANTITIES[f"a{name[2]}"].html
        return f"{known.html} = {a} ⊙ (1 − {a})", f"{left_side(name)} = ({a})<sub>i</sub> (1 − ({a})<sub>i</sub>)"
    right = " ".join(token.text for token in tokens(name) if token.text != "@")  # a product of matrices needs no sign
    right = right.replace("( ", "(").replace(" )", ")")
    return f"{known.html} = {right}", f"{left_side(name)} = {index_form(name)}"
