"""The notation table's formulas, which are Python, written as mathematics: whole, by index, and with numbers.

One walk over the code's syntax tree gives the index form of one element; a `Pen` decides how an entry and a sum are
written: by letters, by names, or by numbers. So the formula on the screen is always the code that ran.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..style import factor
from .table import Element, quantity


@lru_cache(maxsize=256)
def tree(code: str) -> ast.expr:
    """Return the syntax tree of a formula."""
    return ast.parse(code, mode="eval").body


def formula_of(name: str, examples: int = 1) -> str:
    """Return the formula of a quantity, as Python. Raises `ValueError` if it has none, as W1 and x."""
    known = quantity(name)
    code = known.batch_formula if examples > 1 and known.batch_formula else known.formula
    if code is None:
        raise ValueError(f"{name} is given, not computed: it has no formula.")
    return code


def array_of(trace, name: str) -> np.ndarray:
    """Return a quantity or a size of a trace. Raises `ValueError` if a trace does not have it, as eta."""
    if name not in trace.sizes and not hasattr(trace, name):
        raise ValueError(f"{name} is not a quantity of a trace.")
    return np.asarray(trace.sizes[name] if name in trace.sizes else getattr(trace, name))


def value(trace, element: Element) -> float:
    """Return one number of a trace. Raises `ValueError` if the trace has no such element."""
    array = array_of(trace, element.name)
    element.check_in(array.shape)
    return float(array[element.place])


@dataclass(frozen=True)
class Pen:
    """How the walk writes an entry of an array, a sum over a letter, a product and a half."""

    entry: Callable[[str, object, object], str]
    total: Callable[[str, str, Callable[[object], str]], str]
    times: str = "·"
    half: Callable[[str], str] = "½ {}".format


_SIGNS = {ast.MatMult: "@", ast.Mult: "⊙", ast.Add: "+", ast.Sub: "−", ast.Div: "/"}
_SIGMAS = {"sigmoid": "σ", "sigmoid_prime": "σ′"}


def write(node: ast.expr, row, column, pen: Pen) -> str:
    """Write element (row, column) of the formula below this node; `column` is None if there is a single example."""
    match node:
        case ast.Name(id=name):
            return pen.entry(name, row, None if quantity(name).shape[1:] == ("1",) else column)
        case ast.Attribute(value=inner, attr="T"):
            return write(inner, column, row, pen)
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            free = "i" if row == "j" else "j"  # the letter of (W)_ij that the sum runs over
            return pen.total(
                free, _shape(left)[1], lambda k: write(left, row, k, pen) + pen.times + write(right, k, column, pen)
            )
        case ast.BinOp(left=ast.Constant(value=0.5), op=ast.Mult(), right=right):
            return pen.half(write(right, row, column, pen))
        case ast.BinOp(left=left, op=ast.Div(), right=ast.Name(id="N")):
            return f"({write(left, row, column, pen)}) / {pen.entry('N', None, None)}"
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=2)):
            return f"({write(left, row, column, pen)})²"
        case ast.BinOp(left=left, op=ast.Mult() | ast.Add() | ast.Sub() as op, right=right):
            sign = pen.times if isinstance(op, ast.Mult) else f" {_SIGNS[type(op)]} "
            return write(left, row, column, pen) + sign + write(right, row, column, pen)
        case ast.Call(func=ast.Name(id="sum"), args=[inner]):  # of every entry
            return pen.total("i", "m", lambda i: pen.total("e", "N", lambda e: write(inner, i, e, pen)))
        case ast.Call(func=ast.Attribute(value=inner, attr="sum")):  # of each row
            return pen.total("e", "N", lambda e: write(inner, row, e, pen))
        case ast.Call(func=ast.Name(id=function), args=[inner]):
            return f"{_SIGMAS[function]}({write(inner, row, column, pen)})"
    raise NotImplementedError(f"no index form for {ast.unparse(node)}")


def _shape(node: ast.expr) -> tuple[str, ...]:
    match node:
        case ast.Name(id=name):
            return quantity(name).shape
        case ast.Attribute(value=inner, attr="T"):
            return _shape(inner)[::-1]
    raise NotImplementedError(f"no shape for {ast.unparse(node)}")


def _entry(name: str, row, column) -> str:
    symbol, indices = quantity(name).html, "".join(str(i) for i in (row, column) if i is not None)
    if not indices:
        return symbol
    return (symbol if name in ("x", "y") else f"({symbol})") + f"<sub>{indices}</sub>"


def _sum(letter: str, size: str, body: Callable[[object], str]) -> str:
    return body(None) if size == "N" else f"Σ<sub>{letter}</sub> {body(letter)}"


HTML = Pen(_entry, _sum, times=" ")


def index_form(name: str, pen: Pen = HTML) -> str:
    """Return the right side of the formula for one element, by letters, for one example: Σ_j (W1)_ij x_j + (b1)_i."""
    known = quantity(name)
    return write(tree(formula_of(name)), known.row if known.shape else None, "j" if known.is_matrix else None, pen)


def left_side(name: str, pen: Pen = HTML) -> str:
    """Return the element that `index_form` gives: (z1)_i."""
    known = quantity(name)
    return pen.entry(name, known.row if known.shape else None, "j" if known.is_matrix else None)


@dataclass(frozen=True)
class Expansion:
    """One element's sum written out, with names and with numbers, and the elements that it uses."""

    names: str
    numbers: str
    used: frozenset[Element]


def expand(trace, element: Element, show: Callable[[Element, str], str], code: str | None = None) -> Expansion:
    """Return the sum of one element of a trace; `show` turns an entry and its text (a name, a number) into HTML.

    `code` replaces the table's formula, to show a wrong one. Raises `ValueError` if the trace has no such element.
    """
    sizes, used = trace.sizes, set()

    def pen(text_of):
        def entry(name, row, column):
            found = Element(name, tuple(int(i) for i in (row, column) if i is not None))
            used.add(found)
            return show(found, text_of(found))

        return Pen(entry, total, half="½ [{}]".format)

    def total(letter, size, body):
        one_example = size == "N" and sizes["N"] == 1
        return body(None) if one_example else " + ".join(body(k) for k in range(sizes[size]))

    value(trace, element)  # refuses an element that the trace does not have
    row, column = (*element.index, None, None)[:2]
    node = tree(code or formula_of(element.name, sizes["N"]))
    names = write(node, row, column, pen(lambda e: e.text))
    numbers = write(node, row, column, pen(lambda e: factor(value(trace, e))))
    return Expansion(names, numbers, frozenset(used))


@dataclass(frozen=True)
class Token:
    """A piece of a formula on its line: an array (with its name, perhaps transposed) or a sign between arrays."""

    text: str
    name: str | None = None
    transposed: bool = False


def tokens(name: str, examples: int = 1, code: str | None = None) -> list[Token]:
    """Return the formula (or `code`) on one line: arrays and signs, with @ and ⊙ for the two products."""
    return _tokens(tree(code or formula_of(name, examples)))


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
            return [Token(f"{_SIGMAS[function]}("), *_tokens(inner), Token(")")]
    raise NotImplementedError(f"no line for {ast.unparse(node)}")
