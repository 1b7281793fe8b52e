"""What a sheet starts from, in a notebook: the network as a picture and its numbers as matrices."""

from __future__ import annotations

from ..notation import QUANTITIES
from ..sheet import Worksheet
from .diagram import NetworkDiagram
from .matrices import bracketed
from .paper import GIVEN, plain


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
