"""How everything looks: one palette, one number format, and the style sheets that the palette is filled into.

Each colour has one role everywhere, in formula, matrix, diagram and plot alike. The hues are Okabe and Ito's, which
colour-blind readers tell apart; the shades are moved until text has a contrast of 4.5 : 1 on the theme's background.
"""

import math
import re
from importlib.resources import files
from itertools import product
from string import Template

MINUS = "\N{MINUS SIGN}"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

#: role: (colour on a light background, colour on a dark one)
PALETTE = {
    "forward": ("#0072B2", "#56B4E9"),
    "gradient": ("#B34700", "#FF9A57"),
    "parameter": ("#96407A", "#E59ACB"),
    "target": ("#00735A", "#2FC79A"),
    "fault": ("#B00020", "#FF8A8A"),
    "setting": ("#1A1A1A", "#F0F0F0"),
    "ink": ("#1A1A1A", "#F0F0F0"),
    "muted": ("#5C5C5C", "#B3B3B3"),
}
#: The one element that is lit: a background, under dark ink in both themes.
LIT, LIT_INK = "#F0E442", "#1A1A1A"
BACKGROUNDS = {"light": ("#FFFFFF",), "dark": ("#111111", "#212121")}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"


def number(value: float) -> str:
    """Return a number for the reader: 1.234, 0.0123, −1.2·10⁻⁵; 0 for exactly zero, ∞ for an overflow.

    At most seven characters, not counting the minus sign and the small characters of an exponent.
    """
    size = abs(value)
    if size == 0:
        return "0"
    if math.isinf(size):
        text = "∞"
    elif size >= 99999.95 or size < 9.5e-4:
        mantissa, exponent = f"{size:.1e}".split("e")
        text = f"{mantissa}·{power(int(exponent))}"
    elif size >= 100:
        text = f"{size:.1f}"
    elif size >= 0.0995:
        text = f"{size:.3f}"
    else:
        text = f"{size:.4f}"
    return MINUS + text if value < 0 else text


def numbers_apart(one: float, other: float) -> tuple[str, str]:
    """Return two numbers for the reader, with as many digits as it takes to tell them apart if they differ."""
    shown, digits = (number(one), number(other)), 4
    while shown[0] == shown[1] and one != other and digits < 18:
        shown, digits = tuple(_to_digits(each, digits) for each in (one, other)), digits + 1
    return shown


def _to_digits(value: float, digits: int) -> str:
    mantissa, _, exponent = f"{abs(value):#.{digits}g}".partition("e")
    return MINUS * bool(value < 0) + (f"{mantissa}·{power(int(exponent))}" if exponent else mantissa.rstrip("."))


def power(exponent: int) -> str:
    """Return a power of ten: 10⁻³."""
    return f"10{str(exponent).translate(_SUPERSCRIPTS)}"


def subscript(layer: int) -> str:
    """Return the number of a layer as a subscript: ₁₂."""
    return str(layer).translate(_SUBSCRIPTS)


def factor(value: float) -> str:
    """Return the number as a factor of a product or a term of a sum: in brackets if it is negative."""
    return f"({number(value)})" if value < 0 else number(value)


def _variables(theme: int) -> str:
    return "".join(f"--bp-{role}:{shades[theme]};" for role, shades in PALETTE.items())


def _style_sheet(name: str, **filled: str) -> str:
    """Return a CSS file of this folder without its comments and with its $-names filled in."""
    text = (files(__package__) / f"{name}.css").read_text(encoding="utf-8")
    return Template(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).substitute(filled).lstrip()


_ROLES = "".join(f".bp-{role}{{color:var(--bp-glow-ink,var(--bp-{role}))}}" for role in PALETTE)
_DRAWING = _style_sheet("drawing", lit=LIT, ink=LIT_INK)


def _pointing() -> str:
    """Return the rule that lights up all that shows an element while it is pointed at or chosen in the list of them."""
    sizes = {"W1": 2, "W2": 2, **dict.fromkeys(("x", "z1", "a1", "b1", "z2", "a2", "b2", "y"), 1), "loss": 0}
    keys = (
        "-".join(["bp", name, *index]) for name, count in sizes.items() for index in product("012345", repeat=count)
    )
    lights = ",".join(f".bp-views:has(.{key}:is(:hover,:focus>:checked)) .{key}" for key in keys)
    return f"{lights}{{--bp-glow:{LIT};--bp-glow-ink:{LIT_INK};--bp-shown:visible}}"


#: The style sheet of everything of ours in a notebook, for screen and projector, light and dark.
CSS = _style_sheet(
    "style",
    **{"light": _variables(0), "dark": _variables(1), "font": FONT, "lit": LIT, "ink": LIT_INK, "roles": _ROLES},
    drawing=_DRAWING.replace("svg", ".bp svg"),
    pointing=_pointing(),
    system="".join(f"--bp-{role}:CanvasText !important;" for role in PALETTE),
)
#: The same colours for a picture that stands alone, without the style sheet: always on a light card. Nothing in it
#: answers to the pointer.
STANDALONE_CSS = (
    f"svg{{{_variables(0)} font-family:{FONT}; color:{PALETTE['ink'][0]}; background:#fff}}{_ROLES}{_DRAWING}"
    ".bp-pointing{display:none}"
)
#: What projector mode changes.
PROJECTOR = _style_sheet("projector")
