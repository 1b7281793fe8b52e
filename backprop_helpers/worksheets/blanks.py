"""The blanks of a worksheet, which are everything to compute: their order, formulas, names and sections."""

from ..mistakes.mistake import STEP
from ..notation.formula import index_form, left_side, tokens
from ..notation.table import QUANTITIES, Element

#: Everything that is to be computed, in this order.
BLANKS = (*(name for name, row in QUANTITIES.items() if row.formula), *STEP)
#: The slope of the sigmoid, as it is computed by hand.
SLOPES = {f"da{k}_dz{k}": f"a{k} * (1 - a{k})" for k in (1, 2)}
#: Every blank's formula in Python, as it is computed by hand.
FORMULAS = {name: SLOPES.get(name) or STEP.get(name) or QUANTITIES[name].formula for name in BLANKS}


def section(name: str) -> str:
    """Return the section of the primer that a blank belongs to, or "Update"."""
    return "Update" if name in STEP else QUANTITIES[name].section


def symbol(name: str) -> str:
    """Return a blank's symbol: z₁, ∂L/∂W₂, new W₁."""
    return f"new {_old(name).text}" if name in STEP else QUANTITIES[name].text


def symbol_html(name: str) -> str:
    """Return the symbol of a blank, or of any quantity, in HTML."""
    return f"new {_old(name).html}" if name in STEP else QUANTITIES[name].html


def label(name: str, place: tuple[int, ...]) -> str:
    """Return the name of one number on a sheet: W₁[0,1], z₁[0], new b₂[0]."""
    return str(Element(symbol(name), place if _old(name).is_matrix else place[:1]))


def formula_html(name: str) -> tuple[str, str]:
    """Return the formula of a blank, whole and by letters."""
    known = _old(name)
    if name in STEP:
        gradient, eta = QUANTITIES[f"dL_d{known.name}"], QUANTITIES["eta"].html
        letters = f"new {left_side(known.name)} = {left_side(known.name)} − {eta} {left_side(gradient.name)}"
        return f"{symbol_html(name)} = {known.html} − {eta} {gradient.html}", letters
    if name in SLOPES:
        a = QUANTITIES[f"a{name[2]}"].html
        return f"{known.html} = {a} ⊙ (1 − {a})", f"{left_side(name)} = ({a})<sub>i</sub> (1 − ({a})<sub>i</sub>)"
    right = " ".join(token.text for token in tokens(name) if token.text != "@")  # a product of matrices needs no sign
    right = right.replace("( ", "(").replace(" )", ")")
    return f"{known.html} = {right}", f"{left_side(name)} = {index_form(name)}"


def _old(name: str):
    """Return the table's row of a blank; of a new parameter, the row of the old one."""
    return QUANTITIES[name.removeprefix("new_")]
