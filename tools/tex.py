r"""Text with formulas in Unicode, as in the questions, to HTML with formulas in TeX: W₁x to \(W_{1}x\).

A formula is a run of symbols, numbers and signs that holds at least one letter or sign that words don't have.
"""

import html
import re

_SUB = "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₗₘₙ₊₋"
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵀⁿ"
_PLAIN = str.maketrans(_SUB + _SUPER, "0123456789ijklmn+-0123456789+-Tn")
_GREEK = {"δ": "delta", "ε": "epsilon", "η": "eta", "λ": "lambda", "μ": "mu", "σ": "sigma"}
_SIGNS = {"−": "-", "·": r"\cdot ", "⊙": r"\odot ", "½": r"\tfrac{1}{2}", "¼": r"\tfrac{1}{4}", "Σ": r"\sum "}
_SIGNS |= {
    "×": r"\times ",
    "≤": r"\le ",
    "≥": r"\ge ",
    "≈": r"\approx ",
    "≠": r"\ne ",
    "∇": r"\nabla ",
    "∂": r"\partial ",
}
_SIGNS |= {"′": "'", "‖": r"\| ", "∞": r"\infty ", **{letter: rf"\{name} " for letter, name in _GREEK.items()}}
_ATOM = rf"(?:[A-Za-z{''.join(_GREEK)}]′?(?![A-Za-z])|\d+(?:[.,]\d+)?)(?:[{_SUB}]+)?(?:[{_SUPER}]+)?(?:\[[\d, ij]+\])?"
_FRACTION = rf"∂{_ATOM}/∂\(?{_ATOM}\)?(?:[{_SUB}]+)?(?:\[[\d, ij]+\])?"
_TOKEN = rf"(?:{_FRACTION}|{_ATOM}|½|¼|∞|Σ[{_SUB}]*|\)[{_SUPER}{_SUB}]+|[-+−·⊙×≤≥≈≠∇‖=/(),])"
_RUN = re.compile(rf"(?<![\w.'’]){_TOKEN}(?: ?{_TOKEN})*")
_SPECIAL = re.compile(rf"[{_SUB}{_SUPER}{''.join(_GREEK)}∂Σ½¼·⊙×≤≥≈≠∇‖∞′]|[a-z]\[\d")
_WORDS = ("a", "A", "I")  # letters that may be words


def with_tex(text: str) -> str:
    """Returns the plain text as HTML, its formulas between \\( and \\)."""
    done, end = [], 0
    for found in _RUN.finditer(text):
        start, stop = _trimmed(text, *found.span())
        if start < stop and _SPECIAL.search(text[start:stop]):
            done += [html.escape(text[end:start], quote=False), rf"\({tex(text[start:stop])}\)"]
            end = stop
    return "".join([*done, html.escape(text[end:], quote=False)])


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Takes off the ends what belongs to the sentence: spaces, commas, lone words, brackets without a partner."""
    while True:
        part = text[start:stop]
        first, last = part.split(" ")[0], part.split(" ")[-1]
        open_brackets = part.count("(") - part.count(")")
        if part[-1:] in (*" ,=/(−+",) or part[-1:] == ")" and open_brackets < 0:
            stop -= 1
        elif part[:1] in (*" ,)/=",) or part[:1] == "(" and open_brackets > 0:
            start += 1
        elif first in _WORDS and " " in part:
            start += len(first)
        elif last in _WORDS and " " in part:
            stop -= len(last)
        else:
            return start, stop


def _fraction(found: re.Match) -> str:
    above, below = found[0].split("/", 1)
    return rf"\frac{{{above}}}{{{below}}}"


def tex(formula: str) -> str:
    """Returns one formula in TeX."""
    formula = re.sub(_FRACTION, _fraction, formula)
    for marks, sign in ((_SUB, "_"), (_SUPER, "^")):
        formula = re.sub(f"[{marks}]+", lambda found, sign=sign: f"{sign}{{{found[0].translate(_PLAIN)}}}", formula)
    for symbol, command in _SIGNS.items():
        formula = formula.replace(symbol, command)
    return formula
