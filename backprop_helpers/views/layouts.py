"""Step 4 in both layouts: gradients as columns with a transpose, or gradients as rows without one."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..notation.formula import Token, expand, value
from ..notation.table import Element, quantity
from ..style import number
from .equation import formula_piece, in_its_role
from .parts.highlight import highlighted_unit, one_example
from .parts.matrices import line
from .parts.tables import coloured
from .parts.view import View

_WORDS = {
    "denominator": "Denominator layout: each gradient has the shape of its own quantity, and a₁ and z₂ are columns. "
    "The Jacobian ∂z₂/∂a₁ = W₂ has outputs as rows, so it is transposed: ∂L/∂a₁ = W₂ᵀ ∂L/∂z₂.",
    "numerator": "Numerator layout: every derivative has a row for each output and a column for each input. L is one "
    "number, so its gradients are rows, and no transpose is needed: ∂L/∂a₁ = ∂L/∂z₂ · W₂. The numbers are the same.",
}


class Layouts(View):
    """A view: the gradient of the hidden activations as a column or as a row, with the product that gives it.

    The choice `layout` is "denominator" (a gradient has the shape of its quantity) or "numerator" (Jacobians with
    outputs as rows, so gradients are rows); the highlighted element, of a1, z1, b1 or W1, says which hidden unit.
    For one example.
    """

    name = "layouts"
    reads = frozenset({"highlight", "layout"})

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        gradient, layout = Element("dL_da1", (highlighted_unit(choices, 1),)), choices.get("layout", "denominator")
        written, as_row = expand(trace, gradient, in_its_role), layout == "numerator"
        W2 = Token(quantity("W2").html + "<sup>T</sup>" * (not as_row), "W2", not as_row)
        found, delta = (Token(quantity(name).html, name, as_row) for name in ("dL_da1", "dL_dz2"))
        first, second = (delta, W2) if as_row else (W2, delta)
        pieces = (found, Token("="), first, Token("@"), second)
        result = coloured("lit", number(value(trace, gradient)))
        return (
            f"{line(formula_piece(trace, piece, gradient, written.used) for piece in pieces)}"
            f"<p>{gradient.text} = {written.names}<br/>= {written.numbers} = {result}</p><p>{_WORDS[layout]}</p>"
        )
