"""Two lines with formulas: what a learner's code computes, and what the step is, with what differs marked in both."""

import html
from collections.abc import Sequence
from itertools import groupby

from ..notation.table import Quantity
from ..read_back.expression import row
from ..read_back.reading import Formula
from ..read_back.writing import Piece, written
from .feedback import Line

COMPUTED, STEP = "your code computes", "the step is"


def lines_of(formula: Formula, where: str = "") -> tuple[Line, Line]:
    """Return both lines of a formula that was read back."""
    trees = ((f"{where}{COMPUTED}", formula.computed_tree), (STEP, formula.right_tree))
    return tuple(
        Line(
            label,
            f"{_result(formula.name, text_of)} = {''.join(piece.text for piece in written(tree))}",
            f"{_result(formula.name, html_of)} = {_marked(written(tree, html_of))}",
        )
        for label, tree in trees
    )


def text_of(known: Quantity) -> str:
    return known.text


def html_of(known: Quantity) -> str:
    """The symbol in the colour of its role."""
    return f"<span class='bp-{known.role}'>{known.html}</span>" if known.role else known.html


def _result(name: str, symbol) -> str:
    new = "new " * name.startswith("new_")
    return new + symbol(row(name.removeprefix("new_")))


def _marked(pieces: Sequence[Piece]) -> str:
    groups = ((differs, "".join(map(_escaped, some))) for differs, some in groupby(pieces, lambda piece: piece.differs))
    return "".join(f"<span class='bp-differs'>{some}</span>" if differs else some for differs, some in groups)


def _escaped(piece: Piece) -> str:
    """The piece in HTML: a symbol or a transpose is so already, anything else may hold a learner's words."""
    return piece.text if piece.name or piece.transposed else html.escape(piece.text)
