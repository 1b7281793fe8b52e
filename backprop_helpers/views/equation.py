"""A formula of the notation table with its matrices filled in live, and one element of it written out as a sum."""

from collections.abc import Collection, Mapping

from ..mathematics.network import Trace
from ..notation.formula import Token, expand, index_form, left_side, tokens, value
from ..notation.table import Element, quantity
from ..style import number
from .parts.highlight import example_of, in_example, key, shown_element
from .parts.matrices import line, matrix, shape_text
from .parts.tables import coloured
from .parts.view import View


def chosen_element(name: str, trace: Trace, choices: Mapping) -> Element:
    """Return the highlighted element of this quantity, or its first one, in the example that is shown."""
    found, known = shown_element(trace, choices), quantity(name)
    if found is not None and found.name == name:
        return found
    first = Element(name, (0, 0) if known.is_matrix else (0,) if known.shape else ())
    return first if trace.sizes["N"] == 1 else in_example(first, example_of(trace, choices))


def formula_piece(trace: Trace, piece: Token, lit: Element, used: Collection[Element]) -> tuple[str, str, str]:
    """Return an array of a formula with its symbol above and its shape below, or the sign between two arrays."""
    if not piece.name:
        return "", piece.text, ""
    drawn = matrix(trace, piece.name, lit, used, piece.transposed)
    return piece.text, drawn, shape_text(piece.name, trace.sizes, piece.transposed)


def in_its_role(entry: Element, text: str) -> str:
    """Return the text in the colour of the entry's role, lit with all that shows it; a size, such as N, has neither."""
    role = quantity(entry.name).role
    return f"<span>{text}</span>" if role == "setting" else coloured(f"{role} {key(entry)}", text)


class Equation(View):
    """A view: symbols, matrices and shapes of one formula in three lines, its index form, and one element in numbers.

    Shows the quantity `quantity_name`, by default the choice `stage` or the quantity of the choice `highlight`. The
    element is the highlighted one or the first one; of a batch, it is of the choice `example`.
    """

    name = "equation"
    reads = frozenset({"stage", "highlight", "example"})

    def __init__(self, quantity_name: str | None = None):
        self.quantity_name = None if quantity_name is None else quantity(quantity_name).name

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        lit = choices.get("highlight")
        name = self.quantity_name or choices.get("stage") or (lit.name if lit else "z1")
        known, sizes = quantity(name), trace.sizes
        if known.formula is None:
            given = f"<p>{known.html} is given: {known.meaning}.</p>"
            return given + matrix(trace, name) + f"<p class='bp-muted'>{shape_text(name, sizes)}</p>"
        element = chosen_element(name, trace, choices)
        written = expand(trace, element, in_its_role)
        pieces = [Token(known.html, name), Token("="), *tokens(name, sizes["N"], functions=trace.functions)]
        formula = line(formula_piece(trace, piece, element, written.used) for piece in pieces)
        right = index_form(name, functions=trace.functions)
        by_letters = "" if sizes["N"] > 1 else f"<p>{left_side(name)} = {right}</p>"
        result = coloured("lit", number(value(trace, element)))
        return (
            f"{formula}{by_letters}<p>{coloured('lit', element.text)} = {written.names}</p>"
            f"<p>{element.text} = {written.numbers} = {result}</p>"
        )
