"""Formulas as trees: built while a learner's code runs, computed on any network, written in the notation's symbols.

Products and sums have any number of parts; `a / b` is a product with `inv(b)`, and `a - b` a sum with `-1 * b`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple

import numpy as np

from ..notation.formula import Token
from ..notation.table import QUANTITIES, Quantity

LEAVES = ("name", "value")
SUM, MEAN = np.ndarray.sum, np.ndarray.mean


class Expr(NamedTuple):
    """A node: `op` is an operation of `_COMPUTE`, a leaf ("name" or "value") or a function; `options` its keywords."""

    op: str | Callable
    args: tuple = ()
    options: tuple = ()
    size: int = 1

    @property
    def is_number(self) -> bool:
        return self.op == "value" and isinstance(self.args[0], (int, float))


def name(text: str) -> Expr:
    return Expr("name", (text,))


def value(of) -> Expr:
    return Expr("value", (of,))


ONE, ZERO, MINUS = value(1), value(0), value(-1)


def node(op: str | Callable, *args: Expr, **options: Expr) -> Expr:
    """The operation on these arguments; a product or a sum in its short form, a transpose of a transpose undone."""
    if op in ("*", "+"):
        start, join = (1, np.multiply) if op == "*" else (0, np.add)
        flat = [part for each in args for part in parts(each, op)]
        places = [k for k, part in enumerate(flat) if part.is_number]
        total = value(reduce(lambda a, b: join(a, b).item(), (flat[k].args[0] for k in places), start))
        at = 0 if op == "*" else (places or [0])[0]
        args = [part for part in flat if not part.is_number]
        if total.args[0] != start or not args:
            args.insert(at, total)
        if len(args) == 1:
            return args[0]
    elif op == "inv" and args[0].is_number and args[0].args[0]:
        return value(1 / args[0].args[0])
    elif op in ("T", "inv") and args[0].op == op:
        return args[0].args[0]
    return Expr(op, tuple(args), tuple(options.items()), 1 + sum(each.size for each in (*args, *options.values())))


def parts(expr: Expr, op: str) -> tuple[Expr, ...]:
    """The parts of a sum or product; of anything else, itself."""
    return expr.args if expr.op == op else (expr,)


def rebuilt(expr: Expr, args) -> Expr:
    """The same operation on other arguments."""
    return node(expr.op, *args, **dict(expr.options))


def unlit(expr: Expr) -> Expr:
    """The expression without its marks."""
    if expr.op in LEAVES:
        return expr
    return unlit(expr.args[0]) if expr.op == "lit" else rebuilt(expr, map(unlit, expr.args))


_COMPUTE: dict[str, Callable] = {
    "+": lambda *each: reduce(np.add, each),
    "*": lambda *each: reduce(np.multiply, each),
    **{"@": np.matmul, "T": np.transpose, "pow": np.power, "slice": slice, "lit": lambda a: a},
    **{"inv": lambda a: np.true_divide(1, a), "index": lambda a, at: np.asarray(a)[at]},
    **{"tuple": lambda *each: each, "list": lambda *each: [*each]},
}


def compute(expr: Expr, args: list, options: Mapping):
    """One operation on numbers and arrays."""
    if isinstance(expr.op, str):
        return _COMPUTE[expr.op](*args, **options)
    return expr.op(*map(np.asarray, args[:1]), *args[1:], **options)


def evaluate(expr: Expr, values: Mapping[str, object]):
    """The number or array that an expression has for these values of its names. Raises whatever NumPy raises."""
    if expr.op in LEAVES:
        return values[expr.args[0]] if expr.op == "name" else expr.args[0]
    args = [evaluate(each, values) for each in expr.args]
    return compute(expr, args, {key: evaluate(each, values) for key, each in expr.options})


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


_LEVELS, _ATOM = {"+": 1, "*": 2, "inv": 2, "@": 3}, 4
_WORDS = {"sigmoid": "σ", "sigmoid_prime": "σ′", "absolute": "abs"}


def _write(expr: Expr, symbol: Callable, level: int) -> Iterator[Piece]:
    """The pieces of an expression in a place where anything below `level` needs brackets."""
    (op, args), digits = expr[:2], str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    below = 2 if expr.is_number and (args[0] < 0 or _divisor(expr)) else _LEVELS.get(op, _ATOM)
    if op == "lit":
        yield from (replace(piece, differs=True) for piece in _write(args[0], symbol, level))
    elif below < level:
        yield from (Piece("("), *_write(expr, symbol, 0), Piece(")"))
    elif op == "name" or op == "T" and args[0].op == "name":
        known = args[0] if op == "name" else args[0].args[0]
        upper = "" if op == "name" else "<sup>T</sup>" if "<" in symbol(row("W1")) else "ᵀ"
        yield Piece(symbol(row(known)) + upper, known, bool(upper))
    elif op == "+":
        for k, term in enumerate(args):
            positive, lit = _positive(term)
            if k or positive:
                yield Piece((" − " if positive else " + ") if k else "−", differs=lit)
            yield from _write(positive or term, symbol, 2)
    elif op in ("*", "inv") or _divisor(expr):
        yield from _product(parts(expr, "*"), symbol)
    elif op == "@":
        yield from (*_write(args[0], symbol, 3), Piece(" · "), *_write(args[1], symbol, _ATOM))
    elif op in ("T", "pow", "index"):
        last = text(args[1]) if op != "T" else ""
        power = last.replace("−", "-").translate(digits) if last.strip("−").isdigit() else f"^{last}"
        yield from _write(args[0], symbol, _ATOM)
        yield Piece({"T": "ᵀ", "pow": power, "index": f"[{last}]"}[op])
    elif op == "value":
        number = "½" if args[0] == 0.5 else f"{args[0]:.4g}".replace("-", "−") if expr.is_number else str(args[0])
        yield Piece("..." if args[0] is ... else number)
    elif op == "slice":
        yield Piece(":".join("" if each == value(None) else text(each) for each in args[: 2 + (args[2] != value(None))]))
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
    if part.is_number and 0 < part.args[0] < 0.5 and abs(1 / part.args[0] % 1 - 0.5) > 0.5 - 1e-9:
        return value(round(1 / part.args[0]))
    return part.args[0] if part.op == "inv" else None


def is_scalar(expr: Expr) -> bool:
    """Whether it is a number, a size or the learning rate, or a product of them or of what is divided by them."""
    if expr.op in ("lit", "inv", "*"):
        return all(map(is_scalar, expr.args))
    return expr.is_number or expr.op == "name" and row(expr.args[0]).role == "setting"


def _product(factors: tuple[Expr, ...], symbol: Callable) -> Iterator[Piece]:
    over = sorted((each for each in factors if not _divisor(each)), key=lambda each: not is_scalar(each))
    arrays = sum(not is_scalar(each) for each in over)
    for k, each in enumerate(over or [ONE]):
        if k and over[k - 1] != MINUS:
            yield Piece(" " if is_scalar(over[k - 1]) else " ⊙ ")
        if not k and each.is_number and each.args[0] < 0:
            yield Piece("−")
            each = node("*", MINUS, each) if each != MINUS or len(over) == 1 else None
        yield from _write(each, symbol, 3 if arrays < 2 else _ATOM) if each else ()
    for each in filter(None, map(_divisor, factors)):
        yield from (Piece(" / "), *_write(each, symbol, _ATOM))


def _call(expr: Expr, symbol: Callable) -> Iterator[Piece]:
    """A function of its arguments; sums and means in words, as the notation table's."""
    called, axis = getattr(expr.op, "__name__", expr.op), dict(expr.options).get("axis", value(None)).args[0]
    if expr.op in (SUM, MEAN) and len(expr.args) == 1 and axis in (None, 0, 1):
        of = "" if axis is None else ("each column of ", "each row of ")[axis]
        yield Piece("Σ " if expr.op is SUM and not of else f"{called} of {of}")
        yield from _write(expr.args[0], symbol, _ATOM)
        return
    brackets = {"tuple": ("", ""), "list": ("[", "]")}.get(called, (_WORDS.get(called, called) + "(", ")"))
    yield Piece(brackets[0])
    for k, each in enumerate(expr.args):
        yield from (*([Piece(", ")] if k else []), *_write(each, symbol, 0))
    yield Piece("".join(f", {key}={text(each)}" for key, each in expr.options) + brackets[1])
