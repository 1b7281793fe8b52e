"""One element of a formula, written by a walk over the code's syntax tree.

A `Pen` decides how an entry and a sum are written: by letters, by names, or by numbers.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from .table import quantity


@lru_cache(maxsize=256)
def tree(code: str) -> ast.expr:
    """Return the syntax tree of a formula."""
    return ast.parse(code, mode="eval").body


@dataclass(frozen=True)
class Pen:
    """How the walk writes an entry of an array, a sum over a letter, a product and a half."""

    entry: Callable[[str, object, object], str]
    total: Callable[[str, str, Callable[[object], str]], str]
    times: str = "·"
    half: Callable[[str], str] = "½ {}".format


SIGNS = {ast.MatMult: "@", ast.Mult: "⊙", ast.Add: "+", ast.Sub: "−", ast.Div: "/"}
#: Functions of a number and 0.
LIMITED = {"maximum": "max({}, 0)", "heaviside": "({} > 0)"}
_WORDS = {"sigmoid": "σ", "sigmoid_prime": "σ′"}


def called(node: ast.Call) -> str:
    """Return how a function of one number is written: σ, σ′, or by its name, such as exp."""
    name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
    return _WORDS.get(name, name)


def is_sum(node: ast.expr) -> bool:
    """Return whether this is a sum or a difference, which needs brackets as a factor."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub))


def write(node: ast.expr, row, column, pen: Pen) -> str:
    """Write element (row, column) of the formula below this node; `column` is None if there is a single example."""

    def bracketed(inner: ast.expr, needed: bool) -> str:
        text = write(inner, row, column, pen)
        return f"({text})" if needed else text

    match node:
        case ast.Name(id=name):
            return pen.entry(name, row, None if quantity(name).shape[1:] == ("1",) else column)
        case ast.Constant(value=number):
            return str(number)
        case ast.Attribute(value=inner, attr="T"):
            return write(inner, column, row, pen)
        case ast.UnaryOp(operand=inner):
            text = write(inner, row, column, pen)
            return f"−[{text}]" if " + " in text and text[0] != "Σ" else f"−{text}"
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            free = "i" if row == "j" else "j"  # the letter of (W)_ij that the sum runs over
            return pen.total(
                free, _shape(left)[1], lambda k: write(left, row, k, pen) + pen.times + write(right, k, column, pen)
            )
        case ast.BinOp(left=ast.Constant(value=0.5), op=ast.Mult(), right=right):
            return pen.half(write(right, row, column, pen))
        case ast.BinOp(left=left, op=ast.Div(), right=ast.Name(id="N")):
            return f"({write(left, row, column, pen)}) / {pen.entry('N', None, None)}"
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            below = write(right, row, column, pen)
            many = isinstance(right, ast.BinOp) or below.startswith("Σ") or " + " in below
            return f"{bracketed(left, is_sum(left))} / {f'({below})' if many else below}"
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=2)):
            return f"{bracketed(left, not isinstance(left, ast.Name))}²"
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return pen.times.join(bracketed(each, is_sum(each)) for each in (left, right))
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            return f"{write(left, row, column, pen)} {SIGNS[type(op)]} {write(right, row, column, pen)}"
        case ast.Call(func=ast.Name(id="sum"), args=[inner]):  # of every entry
            entry = "[{}]" if is_sum(inner) else "{}"
            return pen.total("i", "m", lambda i: pen.total("e", "N", lambda e: entry.format(write(inner, i, e, pen))))
        case ast.Call(func=ast.Attribute(value=inner, attr="sum"), keywords=[ast.keyword(value=axis), *_]):
            if axis.value == 0:  # of each column, over the units
                return pen.total("k", _shape(inner.args[0])[0], lambda k: write(inner, k, column, pen))
            return pen.total("e", "N", lambda e: write(inner, row, e, pen))
        case ast.Call(func=ast.Attribute(attr="ones_like")):
            return "1"
        case ast.Call(args=[inner, _]):
            return LIMITED[node.func.attr].format(write(inner, row, column, pen))
        case ast.Call(args=[inner]):
            return f"{called(node)}({write(inner, row, column, pen)})"
    raise NotImplementedError(f"no index form for {ast.unparse(node)}")


def _shape(node: ast.expr) -> tuple[str, ...]:
    match node:
        case ast.Name(id=name):
            return quantity(name).shape
        case ast.Attribute(value=inner, attr="T"):
            return _shape(inner)[::-1]
    raise NotImplementedError(f"no shape for {ast.unparse(node)}")
