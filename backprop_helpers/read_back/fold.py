"""What an expression is on all test networks, and its shorter form: known quantities by name, nothing that does nothing.

Two expressions are one where their numbers are the same on every network. Numbers decide, not the way of writing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from .expression import Expr, evaluate, inverse, name, node, number, parts, plus, rebuilt, times, transposed

RELATIVE, ABSOLUTE = 1e-8, 1e-12
SCALARS = ("n", "h", "m", "N", "eta")
_PLAIN = ("name", "number", "const")


def same(found: Sequence, right: Sequence) -> bool:
    """Whether these are the same arrays, one by one, up to rounding."""
    return len(found) == len(right) and all(map(_alike, found, right))


@np.errstate(all="ignore")
def _alike(found, right) -> bool:
    found, right = np.asarray(found), np.asarray(right)
    if found.shape != right.shape or found.dtype.kind not in "biufc" or right.dtype.kind not in "biufc":
        return False
    largest = np.abs(right).max(initial=0)
    if not np.isfinite(largest) or not np.isfinite(found).all():
        return bool(np.array_equal(found, right, equal_nan=True))
    return bool((np.abs(found - right) <= RELATIVE * np.abs(right) + ABSOLUTE * largest).all())


class Networks:
    """The values of quantities on several networks, and of expressions of them, each computed once."""

    def __init__(self, values: Sequence[Mapping[str, object]]):
        self.each = list(values)
        self._found: dict[Expr, list | None] = {}

    def values(self, expr: Expr) -> list | None:
        """The expression on each network; None where it can't be computed on one of them."""
        if expr not in self._found:
            below = (*expr.args, *(option for _, option in expr.options)) if expr.op not in _PLAIN else ()
            try:
                known = [self.values(each) for each in below]
                with np.errstate(all="ignore"):
                    self._found[expr] = None if None in known else self._evaluated(expr, known)
            except Exception:  # shapes that don't fit, an index out of range
                self._found[expr] = None
        return self._found[expr]

    def _evaluated(self, expr: Expr, known: list) -> list:
        if expr.op in _PLAIN:
            return [evaluate(expr, values) for values in self.each]
        places = [name(str(k)) for k in range(len(known))]
        keys = [key for key, _ in expr.options]
        again = expr._replace(
            args=tuple(places[: len(expr.args)]), options=tuple(zip(keys, places[len(expr.args) :], strict=True))
        )
        return [evaluate(again, {str(k): one[i] for k, one in enumerate(known)}) for i in range(len(self.each))]

    def same(self, one: Expr, other: Expr) -> bool:
        found, right = self.values(one), self.values(other)
        return found is not None and right is not None and same(found, right)

    def is_array(self, expr: Expr) -> bool:
        found = self.values(expr)
        return found is not None and any(np.ndim(each) for each in found)

    def merged(self, recorded: Sequence[Expr | None]) -> Expr | None:
        """One expression for what was recorded on each network, its numbers sizes where they follow them; or None."""
        first = recorded[0]
        if None in recorded or any((r.op, len(r.args)) != (first.op, len(first.args)) for r in recorded):
            return None
        if first.op == "number":
            return self._scalar([r.args[0] for r in recorded])
        if first.op in _PLAIN:
            return first if all(r == first for r in recorded) else None
        keys = [[key for key, _ in r.options] for r in recorded]
        args = [self.merged(each) for each in zip(*(r.args for r in recorded), strict=True)]
        if None in args or any(key != keys[0] for key in keys):
            return None
        options = [self.merged([r.options[k][1] for r in recorded]) for k in range(len(keys[0]))]
        return None if None in options else node(first.op, *args, options=dict(zip(keys[0], options, strict=True)))

    def _scalar(self, found: list) -> Expr | None:
        """The number that is the same on all networks, or the size, its multiple or its inverse that it is on each."""
        if all(each == found[0] for each in found):
            return number(found[0])
        sizes = [key for key in SCALARS if key in self.each[0]]
        for letters in [*combinations(sizes, 1), *combinations(sizes, 2)]:
            for powers in ((1, 1), (-1, -1), (1, -1), (-1, 1))[: 4 if len(letters) == 2 else 2]:
                scale = [float(each) for each in found]
                for letter, power in zip(letters, powers, strict=False):
                    scale = [c / values[letter] ** power for c, values in zip(scale, self.each, strict=True)]
                if np.allclose(scale, scale[0], rtol=1e-12, atol=0):
                    signs = [
                        name(letter) if power > 0 else inverse(name(letter))
                        for letter, power in zip(letters, powers, strict=False)
                    ]
                    return times(number(_tidy(scale[0])), *signs)
        for letter in sizes:
            rest = {each - values[letter] for each, values in zip(found, self.each, strict=True)}
            if len(rest) == 1:
                return plus(name(letter), number(rest.pop()))
        return None


def _tidy(value: float):
    return round(value) if abs(value - round(value)) < 1e-12 * abs(value) else value


def knowns(networks: Networks, names: Iterable[str]) -> list[Expr]:
    """What a subexpression may be folded into: quantities, transposed ones, and slopes taken of an activation."""
    plain = [name(each) for each in names if each in networks.each[0]]
    arrays = [each for each in plain if networks.is_array(each)]
    return [*plain, *(node("T", each) for each in arrays)]


def fold(expr: Expr, networks: Networks, known: Collection[Expr]) -> Expr:
    """The shorter form of an expression: the same numbers on every network, or the expression itself."""
    shorter = _fold(expr, networks, known, {})
    return shorter if networks.same(shorter, expr) else expr


def _fold(expr: Expr, networks: Networks, known: Collection[Expr], done: dict) -> Expr:
    if expr.op in _PLAIN or expr in done:
        return done.get(expr, expr)
    found = next((each for each in known if networks.same(each, expr)), None)
    if found is None:
        inner = [_fold(each, networks, known, done) for each in expr.args]
        found = _tidied(
            _hoisted(rebuilt(expr, inner) if not expr.options else expr._replace(args=tuple(inner))), networks, known
        )
        found = found if networks.same(found, expr) else expr
    done[expr] = found
    return found


def _tidied(expr: Expr, networks: Networks, known: Collection[Expr]) -> Expr:
    """Without what changes nothing: a factor of ones, a sum over one example, a shape that is the same."""
    for below in (*expr.args, *(deep for each in expr.args if each.op not in _PLAIN for deep in each.args)):
        if isinstance(below, Expr) and networks.same(below, expr):
            return below
    if expr.op == "*":
        return _factors_named(list(expr.args), networks, known)
    if expr.op is np.outer:
        return _first_same(expr, networks, node("@", expr.args[0], transposed(expr.args[1])))
    if expr.op == "T" and expr.args[0].op == "@":
        left, right = expr.args[0].args
        return _first_same(expr, networks, node("@", transposed(right), transposed(left)))
    if expr.op == "T" and expr.args[0].op in "*+":
        return _first_same(expr, networks, rebuilt(expr.args[0], map(transposed, expr.args[0].args)))
    return expr


def _first_same(expr: Expr, networks: Networks, *others: Expr) -> Expr:
    return next((other for other in others if networks.same(other, expr)), expr)


def _factors_named(factors: list[Expr], networks: Networks, known: Collection[Expr]) -> Expr:
    """The product with factors left out that change nothing, and several of them as one known quantity."""
    whole = times(*factors)
    for factor in list(factors):
        rest = [each for each in factors if each is not factor]
        if rest and networks.same(times(*rest), whole):
            factors = rest
    for count in range(len(factors) - 1, 1, -1):
        for some in combinations(range(len(factors)), count) if len(factors) <= 7 else ():
            part = times(*(factors[k] for k in some))
            found = next((each for each in known if networks.same(each, part)), None)
            if found is not None:
                left = [each for k, each in enumerate(factors) if k not in some]
                return _factors_named([*left[: some[0]], found, *left[some[0] :]], networks, known)
    return times(*factors)


def _hoisted(expr: Expr) -> Expr:
    """Numbers and sizes inside of matrix products, sums and transposes stand in front of them."""
    if expr.op not in ("@", "T") and expr.op not in (np.sum, np.mean):
        return expr
    scale, inner = [], []
    for each in expr.args:
        factors = parts(each, "*")
        numbers = [f for f in factors if is_scalar(f)]
        if numbers and len(numbers) < len(factors):
            scale += numbers
            each = times(*(f for f in factors if f not in numbers))
        inner.append(each)
    return times(*scale, expr._replace(args=tuple(inner))) if scale else expr


def is_scalar(expr: Expr) -> bool:
    """Whether it is a number, a size or the learning rate, or one of them below a line."""
    inner = expr.args[0] if expr.op == "inv" else expr
    return inner.op == "number" or inner.op == "name" and inner.args[0] in SCALARS
