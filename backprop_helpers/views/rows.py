"""One formula with the examples in columns, as here, and in rows, as in the libraries: the same numbers."""

from collections.abc import Mapping
from dataclasses import replace

from ..mathematics.network import Trace
from ..mistakes.cases import case_of
from ..notation.formula import Token, tokens
from ..notation.table import Element, quantity
from .equation import formula_piece
from .parts.matrices import line
from .parts.view import View


class Rows(View):
    """A view: one formula with examples in columns and, below it, in rows, where the transposes are elsewhere.

    Shows the quantity of the choice `stage`. Its weights are the same in both, (to, from); all else is turned.
    """

    name = "rows"
    reads = frozenset({"stage"})

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        name, turned = choices.get("stage", "z1"), case_of("rows")
        formula = turned.formulas.get(name)
        drawn = []
        for in_rows in (False, True):
            found = [Token(quantity(name).html, name), Token("=")]
            found += tokens(name, trace.sizes["N"], formula if in_rows else None)
            drawn.append(line(formula_piece(trace, _turned(each) if in_rows else each, _NONE, ()) for each in found))
        return f"<p>Examples in columns:</p>{drawn[0]}<p>Examples in rows:</p>{drawn[1]}"


_NONE = Element("eta", ())  # nothing is lit


def _turned(piece: Token) -> Token:
    """The piece as it is with the examples in rows: what is not a weight or its gradient lies the other way."""
    if not piece.name:
        return replace(piece, text=piece.text.replace("each row", "each column"))
    return piece if quantity(piece.name).is_matrix else replace(piece, transposed=not piece.transposed)
