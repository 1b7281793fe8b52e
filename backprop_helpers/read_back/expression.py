"""Formulas as trees: built while a learner's code runs, and computed on any network.

Products and sums have any number of parts; `a / b` is a product with `inv(b)`, and `a - b` a sum with `-1 * b`.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np

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


ONE, MINUS = value(1), value(-1)
#: What stands in a pair of pieces for a factor or a term that isn't there; the numbers 1 and 0 are others.
NO_FACTOR, NO_TERM = ONE._replace(size=0), value(0)._replace(size=0)


def node(op: str | Callable, *args: Expr, **options: Expr) -> Expr:
    """The operation on these arguments; a product or a sum in its short form, a transpose of a transpose undone."""
    if op in ("*", "+"):
        start, join = (1, np.multiply) if op == "*" else (0, np.add)
        flat = [part for each in args for part in parts(each, op)]
        places = [k for k, part in enumerate(flat) if part.is_number]
        total = value(reduce(lambda a, b: join(a, b).item(), (flat[k].args[0] for k in places), start))
        at = 0 if op == "*" else (places or [0])[0]
        args = [part for part in flat if not part.is_number]
        for part in [each for each in args if each.op == "inv" and is_scalar(each)] if op == "*" else ():
            below = [*parts(part.args[0], "*")]
            for each in [*below]:
                if each in args:  # N / (N m)
                    args.remove(each)
                    below.remove(each)
            args[args.index(part)] = node("inv", node("*", *below))
        args = [each for each in args if each != ONE]
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


def uses(expr: Expr, known: str) -> bool:
    """Whether a quantity stands in an expression."""
    return known in expr.args if expr.op in LEAVES else any(uses(each, known) for each in expr.args)


def has(expr: Expr, op: str | Callable) -> bool:
    """Whether an expression has this operation."""
    return expr.op == op or expr.op not in LEAVES and any(has(each, op) for each in expr.args)


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


def row(known: str) -> Quantity:
    """The row of the notation table; for a layer that it doesn't have, such as W3, a row of the same kind."""
    return QUANTITIES.get(known) or Quantity(known, ("", ""), "setting" if known[0] in "nhm(" else "", "", "")


def is_scalar(expr: Expr) -> bool:
    """Whether it is a number, a size or the learning rate, or a product of them or of what is divided by them."""
    if expr.op in ("lit", "inv", "*"):
        return all(map(is_scalar, expr.args))
    return expr.is_number or expr.op == "name" and row(expr.args[0]).role == "setting"
