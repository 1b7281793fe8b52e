"""Step 4 with the transpose, and what the numbers would be without it: a column of W2 against a row."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..notation.formula import Token, expand, tokens, value
from ..notation.table import Element, quantity
from ..style import number
from .equation import formula_piece, in_its_role
from .parts.highlight import highlighted_unit, one_example
from .parts.matrices import line
from .parts.tables import coloured
from .parts.view import View

FORGOTTEN = "W2 @ dL_dz2"


class Transpose(View):
    """A view: which numbers of W2 go into the gradient of one hidden unit's activation, for one example.

    The choice `transpose`, "kept" or "forgotten", says whether W2 is transposed; the highlighted element, of a1, z1, b1
    or W1, says which hidden unit. If h and m differ, W2 without the transpose does not fit, and the view says so.
    """

    name = "transpose"
    reads = frozenset({"highlight", "transpose"})

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        gradient = Element("dL_da1", (highlighted_unit(choices, 1),))
        if choices.get("transpose", "kept") == "kept":
            return _kept(trace, gradient)
        return _forgotten(trace, gradient) if trace.sizes["h"] == trace.sizes["m"] else _does_not_fit(trace)


def _kept(trace: Trace, gradient: Element) -> str:
    written, unit = expand(trace, gradient, in_its_role), gradient.index[0]
    right = coloured("lit", number(value(trace, gradient)))
    pieces = [Token(quantity("dL_da1").html, "dL_da1"), Token("="), *tokens("dL_da1")]
    return (
        f"{line(formula_piece(trace, piece, gradient, written.used) for piece in pieces)}"
        f"<p>{gradient.text} = {written.names}<br/>= {written.numbers} = {right}</p>"
        f"<p>Column {unit} of W₂: the weights on the {trace.sizes['m']} edges that leave hidden unit {unit}. "
        f"Transposed, the column is a row.</p>"
    )


def _forgotten(trace: Trace, gradient: Element) -> str:
    written, unit, size = expand(trace, gradient, in_its_role, FORGOTTEN), gradient.index[0], trace.sizes["h"]
    wrong, right = number((trace.W2 @ trace.dL_dz2)[gradient.place]), number(value(trace, gradient))
    agrees = f"and by accident {gradient.text} is the same" if wrong == right else f"but {gradient.text} = {right}"
    pieces = tokens("dL_da1", code=FORGOTTEN)
    return (
        f"{line(formula_piece(trace, piece, gradient, written.used) for piece in pieces)}"
        f"<p>Number {unit} of this product = {written.names}<br/>= {written.numbers} = {coloured('lit', wrong)}, "
        f"{agrees}.</p>"
        f"<p>Row {unit} of W₂: the weights on the edges that arrive at output {unit}. Only one of them leaves hidden "
        f"unit {unit}. The network is square, h = m = {size}: the shapes fit, and NumPy says nothing.</p>"
    )


def _does_not_fit(trace: Trace) -> str:
    pieces = [formula_piece(trace, piece, None, ()) for piece in tokens("dL_da1", code=FORGOTTEN)]
    h, m = trace.sizes["h"], trace.sizes["m"]
    return (
        f"{line(pieces)}<p>Does not fit: W₂ has {h} columns and ∂L/∂z₂ has {m} row{'s' * (m > 1)}. There is no such "
        f"product, and NumPy stops with an error. Here, where h and m differ, a forgotten transpose cannot hide.</p>"
    )
