"""The notation table's formulas, which are Python, written as mathematics: whole, by index, and with numbers.

One walk over the code's syntax tree gives the index form of one element; what the walk writes down (HTML, LaTeX,
code, numbers, or just which elements are used) is the pen's affair. So what is shown can't differ from what is run.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..style import factor
from .table import Element, quantity


@lru_cache(maxsize=256)
def tree(code: str) -> ast.expr:
    """The syntax tree of a formula."""
    return ast.parse(code, mode="eval").body


def formula_of(name: str, examples: int = 1) -> str:
    """The formula of a quantity, as Python, for this number of examples. `ValueError` where it has none (W1, x)."""
    known = quantity(name)
    code = known.batch_formula if examples > 1 and known.batch_formula else known.formula
    if code is None:
        raise ValueError(f"{name} is given, not computed: it has no formula.")
    return code


def array_of(trace, name: str) -> np.ndarray:
    """A quantity or a size of a trace. Raises `ValueError` where the trace does not hold it, such as eta."""
    if name not in trace.sizes and not hasattr(trace, name):
        raise ValueError(f"{name} is no quantity of a trace.")
    return np.asarray(trace.sizes[name] if name in trace.sizes else getattr(trace, name))


def value(trace, element: Element) -> float:
    """One number of a trace. Raises `ValueError` where the trace has no such element."""
    array = array_of(trace, element.name)
    try:
        return float(array[element.place])
    except (IndexError, TypeError):
        raise ValueError(f"{element} is outside of {element.name}, which has shape {array.shape}.") from None


@dataclass(frozen=True)
class Pen:
    """How the walk writes: an entry of an array, a sum over a letter, and the signs between."""

    entry: Callable[[str, object, object], str]
    total: Callable[[str, str, Callable[[object], str]], str]
    times: str = "·"
    minus: str = " − "
    half: Callable[[str], str] = "½ {}".format
    square: Callable[[str], str] = "({})²".format
    call: Callable[[str, str], str] = lambda name, inside: f"{'σ′' if name == 'sigmoid_prime' else 'σ'}({inside})"


def write(node: ast.expr, row, column, pen: Pen) -> str:
    """Element (row, column) of the formula below this node. `column` is None in the column of a single example."""
    match node:
        case ast.Name(id=name):
            return pen.entry(name, row, None if quantity(name).shape[1:] == ("1",) else column)
        case ast.Attribute(value=inner, attr="T"):
            return write(inner, column, row, pen)
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            letter, size = _inner(left, row, column)
            return pen.total(
                letter, size, lambda k: write(left, row, k, pen) + pen.times + write(right, k, column, pen)
            )
        case ast.BinOp(left=ast.Constant(value=0.5), op=ast.Mult(), right=right):
            return pen.half(write(right, row, column, pen))
        case ast.BinOp(left=left, op=ast.Div(), right=ast.Name(id="N")):
            return f"({write(left, row, column, pen)}) / {pen.entry('N', None, None)}"
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return write(left, row, column, pen) + pen.times + write(right, row, column, pen)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return write(left, row, column, pen) + " + " + write(right, row, column, pen)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return write(left, row, column, pen) + pen.minus + write(right, row, column, pen)
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=2)):
            return pen.square(write(left, row, column, pen))
        case ast.Call(func=ast.Name(id="sum"), args=[inner]):  # of every entry
            return pen.total("i", "m", lambda i: pen.total("e", "N", lambda e: write(inner, i, e, pen)))
        case ast.Call(func=ast.Attribute(value=inner, attr="sum")):  # of each row
            return pen.total("e", "N", lambda e: write(inner, row, e, pen))
        case ast.Call(func=ast.Name(id=function), args=[inner]):
            return pen.call(function, write(inner, row, column, pen))
    raise NotImplementedError(f"no index form for {ast.unparse(node)}")


def _shape(node: ast.expr) -> tuple[str, ...]:
    match node:
        case ast.Name(id=name):
            return quantity(name).shape
        case ast.Attribute(value=inner, attr="T"):
            return _shape(inner)[::-1]
    raise NotImplementedError(f"no shape for {ast.unparse(node)}")


def _inner(left: ast.expr, row, column) -> tuple[str, str]:
    """The letter and the size of the sum in a matrix product: the letter of (W)_ij that is still free."""
    return ("i" if row == "j" else "j"), _shape(left)[1]


def _single_or_letter(letter: str, size: str, body: Callable[[object], str], sign: str) -> str:
    return body(None) if size == "N" else sign.format(letter) + body(letter)


def _entry(symbol: str, subscript: str, row, column) -> str:
    indices = "".join(str(i) for i in (row, column) if i is not None)
    if not indices:
        return symbol
    return (symbol if len(symbol) == 1 or symbol in ("<i>x</i>", "<i>y</i>") else f"({symbol})") + subscript.format(
        indices
    )


HTML = Pen(
    lambda name, row, column: _entry(quantity(name).html, "<sub>{}</sub>", row, column),
    lambda letter, size, body: _single_or_letter(letter, size, body, "Σ<sub>{}</sub> "),
    times=" ",
)
LATEX = Pen(
    lambda name, row, column: _entry(quantity(name).latex, "_{{{}}}", row, column),
    lambda letter, size, body: _single_or_letter(letter, size, body, r"\sum_{{{}}} "),
    times=r" \, ",
    minus=" - ",
    half=r"\tfrac{{1}}{{2}} {}".format,
    square="({})^2".format,
    call=lambda name, inside: rf"\sigma{chr(39) if name == 'sigmoid_prime' else ''}\left({inside}\right)",
)


def index_form(name: str, pen: Pen = HTML) -> str:
    """The right side of the formula for one element, by letters, for one example: Σ_j (W1)_ij (x)_j + (b1)_i."""
    known = quantity(name)
    return write(tree(formula_of(name)), known.row if known.shape else None, "j" if known.is_matrix else None, pen)


def left_side(name: str, pen: Pen = HTML) -> str:
    """The element that `index_form` gives: (z1)_i."""
    known = quantity(name)
    return pen.entry(name, known.row if known.shape else None, "j" if known.is_matrix else None)


@dataclass(frozen=True)
class Expansion:
    """One element's index sum written out: with names, with numbers, and the elements that it uses."""

    names: str
    numbers: str
    used: frozenset[Element]


def expand(trace, element: Element, show: Callable[[Element, str], str], code: str | None = None) -> Expansion:
    """The index sum of one element of a trace. `show` turns an entry and its text (a name, a number) into HTML.

    `code` is another formula than the table's: a mistaken one, to look at.
    """
    sizes, used = trace.sizes, set()

    def entry(text_of):
        def write_entry(name, row, column):
            found = Element(name, tuple(int(i) for i in (row, column) if i is not None))
            used.add(found)
            return show(found, text_of(found))

        return write_entry

    def total(letter, size, body):
        one_example = size == "N" and sizes["N"] == 1
        return body(None) if one_example else " + ".join(body(k) for k in range(sizes[size]))

    value(trace, element)  # an element that the trace does not have is refused here
    row, column = (*element.index, None, None)[:2]
    node = tree(code or formula_of(element.name, sizes["N"]))
    names = write(node, row, column, Pen(entry(lambda e: e.text), total, half="½ [{}]".format))
    numbers = write(node, row, column, Pen(entry(lambda e: factor(value(trace, e))), total, half="½ [{}]".format))
    return Expansion(names, numbers, frozenset(used))


@dataclass(frozen=True)
class Token:
    """A piece of a formula on its line: an array (with its name, perhaps transposed) or a sign between arrays."""

    text: str
    name: str | None = None
    transposed: bool = False


def tokens(name: str, examples: int = 1, code: str | None = None) -> list[Token]:
    """The formula (or `code`) as it is written on one line: arrays and signs, with @ and ⊙ for the two products."""
    return _tokens(tree(code or formula_of(name, examples)))


_SIGNS = {ast.MatMult: "@", ast.Mult: "⊙", ast.Add: "+", ast.Sub: "−", ast.Div: "/"}


def _tokens(node: ast.expr, transposed: bool = False) -> list[Token]:
    match node:
        case ast.Name(id=name):
            return [Token(quantity(name).html + ("<sup>T</sup>" if transposed else ""), name, transposed)]
        case ast.Attribute(value=inner, attr="T"):
            return _tokens(inner, not transposed)
        case ast.BinOp(left=ast.Constant(value=0.5), right=right):
            return [Token("½"), *_tokens(right)]
        case ast.BinOp(left=left, op=ast.Pow()):
            return [Token("("), *_tokens(left), Token(")²")]
        case ast.BinOp(left=ast.BinOp(op=ast.Sub()) as left, op=ast.Div(), right=right):
            return [Token("("), *_tokens(left), Token(") /"), *_tokens(right)]
        case ast.BinOp(left=left, op=op, right=right):
            return [*_tokens(left), Token(_SIGNS[type(op)]), *_tokens(right)]
        case ast.Call(func=ast.Name(id="sum"), args=[inner]):
            return [Token("Σ"), *_tokens(inner)]
        case ast.Call(func=ast.Attribute(value=inner)):
            return [Token("sum of each row of"), *_tokens(inner)]
        case ast.Call(func=ast.Name(id=function), args=[inner]):
            return [Token("σ′(" if function == "sigmoid_prime" else "σ("), *_tokens(inner), Token(")")]
    raise NotImplementedError(f"no line for {ast.unparse(node)}")
