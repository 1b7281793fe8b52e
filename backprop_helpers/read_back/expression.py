"""Formulas as trees: built while a learner's code runs, computed on any network, and written in the notation's symbols.

Products and sums have any number of parts; `a / b` is a product with `inv(b)`, `a - b` a sum with `-1 * b`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple

import numpy as np

from ..notation.formula import Token
from ..notation.table import QUANTITIES, Quantity


class Expr(NamedTuple):
    """A node: `op` is the name of an operation of this file or a function to call; `options` are its keywords."""

    op: str | Callable
    args: tuple = ()
    options: tuple = ()
    size: int = 1


def node(op: str | Callable, *args: Expr, options: Mapping[str, Expr] = {}) -> Expr:
    return Expr(op, args, tuple(options.items()), 1 + sum(a.size for a in (*args, *options.values())))


def name(text: str) -> Expr:
    return Expr("name", (text,))


def number(value) -> Expr:
    return Expr("number", (value,))


def const(value) -> Expr:
    return Expr("const", (value,))


def transposed(expr: Expr) -> Expr:
    return expr.args[0] if expr.op == "T" else node("T", expr)


def inverse(expr: Expr) -> Expr:
    if expr.op == "number" and expr.args[0]:
        return number(1 / expr.args[0])
    return expr.args[0] if expr.op == "inv" else node("inv", expr)


def parts(expr: Expr, op: str) -> tuple[Expr, ...]:
    """The parts of a sum or product; of anything else, itself."""
    return expr.args if expr.op == op else (expr,)


def times(*factors: Expr) -> Expr:
    """The elementwise product, with its numbers multiplied and in front."""
    flat = [part for factor in factors for part in parts(factor, "*")]
    scale = reduce(lambda c, part: c * part.args[0], (part for part in flat if part.op == "number"), 1)
    others = [part for part in flat if part.op != "number"]
    if not others:
        return number(scale)
    return others[0] if [scale, len(others)] == [1, 1] else node("*", *([] if scale == 1 else [number(scale)]), *others)


def plus(*terms: Expr) -> Expr:
    """The elementwise sum, with its numbers added where the first of them stands."""
    flat = [part for term in terms for part in parts(term, "+")]
    numbers = [part for part in flat if part.op == "number"]
    total = number(sum(part.args[0] for part in numbers))
    kept = (
        [total if part is numbers[0] else part for part in flat if part.op != "number" or part is numbers[0]]
        if numbers
        else flat
    )
    kept = [part for part in kept if part != number(0)] or [number(0)]
    return kept[0] if len(kept) == 1 else node("+", *kept)


def minus(first: Expr, second: Expr) -> Expr:
    return plus(first, times(number(-1), second))


_COMPUTE: dict[str, Callable] = {
    "+": lambda *each: reduce(np.add, each),
    "*": lambda *each: reduce(np.multiply, each),
    "@": np.matmul,
    "inv": lambda a: np.true_divide(1, a),
    "pow": np.power,
    "T": np.transpose,
    "index": lambda a, at: np.asarray(a)[at],
    "tuple": lambda *each: each,
    "list": lambda *each: list(each),
    "slice": slice,
    "lit": lambda a: a,
}


def evaluate(expr: Expr, values: Mapping[str, object]):
    """The number or array that an expression has for these values of its names. Raises whatever NumPy raises."""
    if expr.op == "name":
        return values[expr.args[0]]
    if expr.op in ("number", "const"):
        return expr.args[0]
    found = [evaluate(each, values) for each in expr.args]
    return _COMPUTE.get(expr.op, expr.op)(*found, **{key: evaluate(each, values) for key, each in expr.options})


def rebuilt(expr: Expr, args) -> Expr:
    """The same operation on other arguments."""
    build = {"*": times, "+": plus, "T": transposed, "inv": inverse}.get(expr.op)
    return build(*args) if build else node(expr.op, *args, options=dict(expr.options))


def unlit(expr: Expr) -> Expr:
    """The expression without its marks."""
    if expr.op in ("name", "number", "const"):
        return expr
    return unlit(expr.args[0]) if expr.op == "lit" else rebuilt(expr, map(unlit, expr.args))


@dataclass(frozen=True)
class Piece(Token):
    """A token of a written formula; `differs` where it is part of the piece that differs."""

    differs: bool = False


def text(expr: Expr) -> str:
    """The expression in plain Unicode: (a₂ − y) ⊙ σ′(z₂)."""
    return "".join(piece.text for piece in written(expr))


def written(expr: Expr, symbol: Callable[[Quantity], str] = lambda row: row.text) -> list[Piece]:
    """The expression on one line, as pieces: arrays and sizes by `symbol` of their row in the table, and signs."""
    return list(_write(expr, symbol, 0))


def row(known: str) -> Quantity:
    """The row of the notation table; for a layer that it doesn't have, such as W3, a row of the same kind."""
    return QUANTITIES.get(known) or Quantity(known, ("", ""), "", "", "")


_SUM, _PRODUCT, _MATRIX, _ATOM = range(1, 5)


def _write(expr: Expr, symbol: Callable, level: int) -> Iterator[Piece]:
    """The pieces of an expression that stands in a place where anything below `level` needs brackets."""
    op, args = expr.op, expr.args
    if op == "lit":
        yield from (replace(piece, differs=True) for piece in _write(args[0], symbol, level))
        return
    own = {"+": _SUM, "*": _PRODUCT, "inv": _PRODUCT, "@": _MATRIX}.get(op, _ATOM)
    if op == "number" and (args[0] < 0 or _fraction(args[0])):
        own = _PRODUCT
    if own < level:
        yield from (Piece("("), *_write(expr, symbol, 0), Piece(")"))
    elif op == "name":
        yield Piece(symbol(row(args[0])), args[0])
    elif op == "T" and args[0].op == "name":
        upper = "<sup>T</sup>" if "<" in symbol(row("W1")) else "ᵀ"
        yield Piece(symbol(row(args[0].args[0])) + upper, args[0].args[0], True)
    elif op == "+":
        for k, term in enumerate(args):
            negative, inner = _sign(term)
            sign = (" − " if negative else " + ") if k else "−" if negative else ""
            yield from (*([Piece(sign)] if sign else []), *_write(inner, symbol, _PRODUCT))
    elif op in ("*", "inv"):
        yield from _product(expr, symbol)
    elif op == "@":
        yield from (*_write(args[0], symbol, _MATRIX), Piece(" · "), *_write(args[1], symbol, _ATOM))
    elif op in ("T", "pow", "index"):
        power = "ᵀ" if op == "T" else f"[{_plain(args[1])}]" if op == "index" else _power(args[1])
        yield from (*_write(args[0], symbol, _ATOM), Piece(power))
    elif op == "number":
        yield Piece(_digits(args[0]))
    elif isinstance(op, str):
        yield Piece(_plain(expr))
    else:
        yield from _call(expr, symbol)


def _product(expr: Expr, symbol: Callable) -> Iterator[Piece]:
    factors = parts(expr, "*")
    over = [part for part in factors if not _below(part)]
    under = [below for part in factors if (below := _below(part))]
    over.sort(key=lambda part: not _is_scalar(part))  # numbers, sizes and the learning rate first
    if over and over[0] == number(-1) and over[1:]:
        yield Piece("−")
        over = over[1:]
    arrays = sum(not _is_scalar(part) for part in over)
    for k, part in enumerate(over):
        if k:
            yield Piece(" " if _is_scalar(over[k - 1]) else " ⊙ ")
        yield from _write(part, symbol, _MATRIX if arrays < 2 else _ATOM)
    if not over:
        yield Piece("1")
    for part in under:
        yield from (Piece(" / "), *_write(part, symbol, _ATOM))


def _below(part: Expr) -> Expr | None:
    """What is divided by, where a factor is written so: N for 1/N, 3 for the number 1/3. A mark stays."""
    if part.op == "lit":
        inner = _below(part.args[0])
        return inner and node("lit", inner)
    if part.op == "number":
        return number(round(1 / part.args[0])) if _fraction(part.args[0]) else None
    return part.args[0] if part.op == "inv" else None


def _fraction(value) -> bool:
    return 0 < value < 0.5 and abs(1 / value - round(1 / value)) < 1e-9 and 1 / value < 1000


def _is_scalar(part: Expr) -> bool:
    inner = part.args[0] if part.op == "lit" else part
    return inner.op == "number" or inner.op == "name" and row(inner.args[0]).role == "setting"


def _sign(term: Expr) -> tuple[bool, Expr]:
    """Whether a term of a sum is negative, and its size."""
    first = parts(term, "*")[0]
    if first.op == "number" and first.args[0] < 0:
        return True, times(number(-1), term)
    return False, term


def _digits(value) -> str:
    return "½" if value == 0.5 else f"{value:.4g}".replace("-", "−")


def _power(power: Expr) -> str:
    plain = _plain(power)
    return plain.translate(str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")) if plain.lstrip("−").isdigit() else f"^{plain}"


_OF_EACH = {0: "column", 1: "row"}


def _call(expr: Expr, symbol: Callable) -> Iterator[Piece]:
    """A function of its arguments; sums and means in words, as the notation table's."""
    called, options = expr.op.__name__, dict(expr.options)
    if called in ("sum", "mean") and set(options) <= {"axis", "keepdims"} and len(expr.args) == 1:
        axis = options.get("axis", const(None)).args[0]
        if axis is None or axis in _OF_EACH:
            sign = "Σ" if called == "sum" and axis is None else f"{called} of"
            of = f"{sign} each {_OF_EACH[axis]} of " if axis is not None else f"{sign} "
            yield from (Piece(of), *_write(expr.args[0], symbol, _ATOM))
            return
    yield Piece({"sigmoid": "σ", "sigmoid_prime": "σ′"}.get(called, called) + "(")
    for k, each in enumerate(expr.args):
        yield from (*([Piece(", ")] if k else []), *_write(each, symbol, 0))
    yield Piece("".join(f", {key}={_plain(each)}" for key, each in expr.options) + ")")


def _plain(expr: Expr) -> str:
    """What is no formula: an index, a shape, an axis."""
    if expr.op == "slice":
        start, stop, step = ("" if each == const(None) else _plain(each) for each in expr.args)
        return f"{start}:{stop}" + (f":{step}" if step else "")
    if expr.op in ("tuple", "list"):
        inner = ", ".join(map(_plain, expr.args))
        return inner if expr.op == "tuple" else f"[{inner}]"
    return text(expr) if expr.op not in ("const",) else {...: "..."}.get(expr.args[0], str(expr.args[0]))
