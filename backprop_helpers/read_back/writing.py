"""Expressions on one line, in the notation's symbols: plain text, or pieces of which the differing ones are marked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..notation.formula import Token
from ..notation.table import Quantity
from .expression import MEAN, MINUS, ONE, SUM, Expr, is_scalar, node, parts, row, value


@dataclass(frozen=True)
class Piece(Token):
    """A token of a written formula; `differs` if it is part of the piece that differs."""

    differs: bool = False


def text(expr: Expr, level: int = 0) -> str:
    """The expression in plain Unicode: (a₂ − y) ⊙ σ′(z₂)."""
    return "".join(piece.text for piece in written(expr, level=level))


def written(expr: Expr, symbol: Callable[[Quantity], str] = lambda row: row.text, level: int = 0) -> list[Piece]:
    """The expression on one line, as pieces: arrays and sizes by `symbol` of their row in the table, and signs.

    It is put in brackets if it binds less than `level`: a sum is 1, a product 2, a matrix product 3, a power 4.
    """
    return list(_write(expr, symbol, level))


_LEVELS, _ATOM = {"+": 1, "*": 2, "inv": 2, "@": 3, SUM: 3, MEAN: 3, "T": 4, "pow": 4}, 5
_COMPARED = {np.greater: " > ", np.less: " < ", np.greater_equal: " >= ", np.less_equal: " <= ", np.equal: " == "}
_WORDS = {"sigmoid": "σ", "sigmoid_prime": "σ′", "absolute": "abs"}


def _write(expr: Expr, symbol: Callable, level: int) -> Iterator[Piece]:
    """The pieces of an expression in a place where anything below `level` needs brackets."""
    (op, args), digits = expr[:2], str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    upper = "<sup>T</sup>" if "<" in symbol(row("W1")) else "ᵀ"
    below = 2 if expr.is_number and (args[0] < 0 or _divisor(expr)) else _LEVELS.get(op, _ATOM)
    if op == "lit":
        yield from (replace(piece, differs=True) for piece in _write(args[0], symbol, level))
    elif below < level:
        yield from (Piece("("), *_write(expr, symbol, 0), Piece(")"))
    elif op == "name" or op == "T" and args[0].op == "name":
        known = args[0] if op == "name" else args[0].args[0]
        yield Piece(symbol(row(known)) + upper * (op == "T"), known, op == "T")
    elif op == "+":
        for k, term in enumerate(args):
            positive, lit = _positive(term)
            if k or positive:
                yield Piece((" − " if positive else " + ") if k else "−", differs=lit)
            yield from _write(positive or term, symbol, 2)
    elif op in ("*", "inv") or _divisor(expr):
        positive, lit = _positive(expr)
        yield from [Piece("−", differs=lit)] if positive else []
        yield from _product(parts(positive or expr, "*"), symbol)
    elif op == "@":
        yield from (*_write(args[0], symbol, 3), Piece(" · "), *_write(args[1], symbol, 4))
    elif op in ("T", "pow", "index"):
        last = "" if op == "T" else ", ".join(map(text, args[1].args)) if args[1].op == "tuple" else text(args[1])
        power = last.replace("−", "-").translate(digits) if last.strip("−").isdigit() else f"^({last})"
        yield from _write(args[0], symbol, _ATOM)
        differs = op != "T" and args[1].op == "lit"
        yield Piece({"T": upper, "pow": power, "index": f"[{last}]"}[op], transposed=op == "T", differs=differs)
    elif op == "value":
        known = {0.5: "½", np.e: "exp(1)", ...: "..."}.get(args[0])
        yield Piece(
            known
            or (f"{args[0]:.10g}".replace("-", "−") if expr.is_number else getattr(args[0], "__name__", str(args[0])))
        )
    elif op == "slice":
        yield Piece(
            ":".join("" if each == value(None) else text(each) for each in args[: 2 + (args[2] != value(None))])
        )
    else:
        yield from _call(expr, symbol)


def _positive(term: Expr) -> tuple[Expr | None, bool]:
    """A negative term without its sign, or None for another; and whether the sign is marked."""
    first, *rest = parts(term, "*")
    if first.op == "lit":
        inner, _ = _positive(first.args[0])
        whole = inner and (inner if rest and inner == ONE else node("lit", inner))
        return whole and node("*", *([] if whole == ONE else [whole]), *rest), True
    return (node("*", MINUS, term), False) if first.is_number and first.args[0] < 0 else (None, False)


def _divisor(part: Expr) -> Expr | None:
    """What is divided by, where a factor is written so: N for 1/N, 3 for the number 1/3. A mark stays."""
    if part.op == "lit":
        return (inner := _divisor(part.args[0])) and node("lit", inner)
    if part.is_number and 0 < part.args[0] < 0.5 and part.args[0] * 100 % 1:
        whole = round(1 / part.args[0])
        return value(whole) if abs(whole * part.args[0] - 1) < 1e-9 else None
    return part.args[0] if part.op == "inv" else None


def _product(factors: tuple[Expr, ...], symbol: Callable) -> Iterator[Piece]:
    over = sorted((each for each in factors if not _divisor(each)), key=lambda each: not is_scalar(each))
    arrays = sum(not is_scalar(each) for each in over)
    for k, each in enumerate(over or [ONE]):
        if k:
            yield Piece(" " if is_scalar(over[k - 1]) else " ⊙ ")
        yield from _write(each, symbol, 3 if arrays < 2 else 4)
    for each in filter(None, map(_divisor, factors)):
        yield from (Piece(" / "), *_write(each, symbol, 4))


def _call(expr: Expr, symbol: Callable) -> Iterator[Piece]:
    """A function of its arguments; sums and means in words, as the notation table's."""
    called, axis = getattr(expr.op, "__name__", expr.op), dict(expr.options).get("axis", value(None)).args[0]
    if expr.op in (SUM, MEAN) and len(expr.args) == 1 and axis in (None, 0, 1):
        of = "" if axis is None else ("each column of ", "each row of ")[axis]
        yield Piece("Σ " if expr.op is SUM and not of else f"{called} of {of}")
        yield from _write(expr.args[0], symbol, 4)
        return
    sign = " > " if expr.op is np.heaviside and expr.args[1] == value(0) else _COMPARED.get(expr.op)
    if sign:
        yield from (Piece("("), *_write(expr.args[0], symbol, 1), Piece(sign), *_write(expr.args[1], symbol, 1))
        yield Piece(")")
        return
    brackets = {"tuple": ("(", ")"), "list": ("[", "]")}.get(called, (_WORDS.get(called, called) + "(", ")"))
    yield Piece(brackets[0])
    for k, each in enumerate(expr.args):
        yield from (*([Piece(", ")] if k else []), *_write(each, symbol, 0))
    yield Piece("".join(f", {key}={text(each)}" for key, each in expr.options) + brackets[1])
