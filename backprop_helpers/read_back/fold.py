"""What an expression is on all test networks, and its shorter form: known quantities by name, nothing idle.

Two expressions are one if their numbers are the same on every network. Numbers decide, not the way of writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from .expression import LEAVES, MEAN, SUM, Expr, compute, is_scalar, name, node, parts, rebuilt, value

RELATIVE, ABSOLUTE = 1e-8, 1e-12
_POWERS = ([()], [(1,), (-1,), (2,), (-2,)], [(1, 1), (-1, -1), (1, -1), (-1, 1)])  # of no size, one, or two


def _tidy(number: float) -> float:
    """The number, without the rounding errors of halves."""
    twice = round(2 * number)
    near = abs(2 * number - twice) < 1e-9 * abs(number)
    return number if not near else twice // 2 if twice % 2 == 0 else twice / 2


def flat(arrays: Sequence) -> tuple[tuple, np.ndarray]:
    """The shapes of arrays, and all their numbers in a row."""
    return tuple(map(np.shape, arrays)), np.concatenate([np.ravel(each) for each in arrays])


def alike(one: tuple[tuple, np.ndarray], other: tuple[tuple, np.ndarray]) -> bool:
    """Whether these are the same numbers in the same shapes, up to rounding."""
    (shapes, found), (right_shapes, right) = one, other
    if shapes != right_shapes:
        return False
    size = np.abs(right)
    near = np.abs(found - right) <= RELATIVE * size + ABSOLUTE * size.max(initial=0)
    return bool(near.all()) or not np.isfinite(right).all() and np.array_equal(found, right, equal_nan=True)


class Networks:
    """The values of quantities on several networks, and of expressions of them, each computed once."""

    def __init__(self, each: Sequence[Mapping[str, object]]):
        self.each = list(each)
        sizes = [key for key, of in self.each[0].items() if np.ndim(of) == 0 and is_scalar(name(key))]
        self.sizes = sorted(sizes)  # N first: where sizes are alike, it is what is divided by
        self._values: dict[Expr, list | None] = {}
        self._flat: dict[Expr, tuple | None] = {}

    def values(self, expr: Expr) -> list | None:
        """The expression on each network; None if it can't be computed on one of them."""
        if expr not in self._values:
            try:
                self._values[expr] = self._computed(expr)
            except Exception:  # shapes that don't fit, an index out of range
                self._values[expr] = None
        return self._values[expr]

    def _computed(self, expr: Expr) -> list | None:
        if expr.op in LEAVES:
            return [values[expr.args[0]] if expr.op == "name" else expr.args[0] for values in self.each]
        args, options = [self.values(e) for e in expr.args], {key: self.values(e) for key, e in expr.options}
        if None in args or None in options.values():
            return None
        each = range(len(self.each))
        return [compute(expr, [a[k] for a in args], {key: o[k] for key, o in options.items()}) for k in each]

    def flat(self, expr: Expr) -> tuple | None:
        """The shapes and all numbers of an expression; None if it isn't numbers on every network."""
        if expr not in self._flat:
            found = self.values(expr)
            numbers = found is not None and all(np.asarray(each).dtype.kind in "biufc" for each in found)
            self._flat[expr] = flat(found) if numbers else None
        return self._flat[expr]

    def same(self, one: Expr, other: Expr) -> bool:
        found, right = self.flat(one), self.flat(other)
        return one == other or found is not None and right is not None and found[0] == right[0] and alike(found, right)

    def merged(self, recorded: Sequence[Expr | None]) -> Expr | None:
        """One expression for what was recorded on each network; numbers that follow a size become it. Or None."""
        first = recorded[0]
        if any(r is None or (r.op, len(r.args)) != (first.op, len(first.args)) for r in recorded):
            return None
        if first.op in LEAVES:
            alike = all(r == first for r in recorded)
            return first if alike else self.scalar([r.args[0] for r in recorded]) if first.is_number else None
        keys = [key for key, _ in first.options]
        if any([key for key, _ in r.options] != keys for r in recorded):
            return None
        columns = zip(*([*r.args, *(option for _, option in r.options)] for r in recorded), strict=True)
        found = [self.merged(each) for each in columns]
        return (
            None
            if None in found
            else node(first.op, *found[: len(first.args)], **dict(zip(keys, found[len(first.args) :], strict=True)))
        )

    def scalar(self, found: Sequence[float]) -> Expr | None:
        """The number that is the same on all networks, or 2 h, 1/N, eta / m ... that gives these numbers; or None."""
        for count, powers in enumerate(_POWERS):
            for letters in combinations(self.sizes, count):
                for signs in powers:
                    terms = list(zip(letters, signs, strict=True))
                    scale = np.divide(found, [np.prod([float(v[s]) ** p for s, p in terms]) for v in self.each])
                    if np.allclose(scale, scale[0], rtol=1e-9, atol=0):
                        over = [name(s) for s, p in terms for _ in range(p)]
                        under = [node("inv", name(s)) for s, p in terms for _ in range(-p)]
                        return node("*", value(_tidy(float(scale[0]))), *over, *under)
        signed = [(s, sign) for s in self.sizes for sign in (1, -1)]
        offsets = [(s, sign, {n - sign * v[s] for n, v in zip(found, self.each, strict=True)}) for s, sign in signed]
        fits = [(abs(rest), rest, s, sign) for s, sign, (rest, *others) in offsets if not others]
        _, rest, letter, sign = min(fits, default=(0, 0, "", 0))
        return node("+", value(rest), node("*", value(sign), name(letter))) if fits else None

    def ratio(self, one: tuple | None, other: tuple | None) -> Expr | None:
        """The factor that makes other numbers (as `flat` gives them) these, the same or a size everywhere; or None."""
        if one is None or other is None or one[0] != other[0] or not np.isfinite(one[1]).all():
            return None
        ends, scales = np.cumsum([int(np.prod(shape)) for shape in one[0]]), []
        for found, right in zip(np.split(one[1], ends[:-1]), np.split(other[1], ends[:-1]), strict=True):
            square = (right * right).sum()
            scales.append(float((found * right).sum() / square) if square else 0.0)
        by = np.repeat(scales, np.diff([0, *ends]))
        return self.scalar(scales) if all(scales) and alike(one, (one[0], by * other[1])) else None


class Folder:
    """Folds expressions into the quantities with these names, on these networks."""

    def __init__(self, networks: Networks, names: Iterable[str], others: Iterable[Expr] = ()):
        self.networks, self._done = networks, {}
        self._known: dict[tuple, list[Expr]] = {}
        for each in [*map(name, names), *others]:
            for known in (each, node("T", each)):
                if (found := networks.flat(known)) is not None and (known is each or any(found[0])):
                    self._known.setdefault(found[0], []).append(known)

    def known(self, expr: Expr) -> Expr | None:
        found = self.networks.flat(expr)
        return found and next((k for k in self._known.get(found[0], ()) if self.networks.same(k, expr)), None)

    def fold(self, expr: Expr) -> Expr:
        """The shorter form of an expression; the same numbers on every network."""
        if expr.op in LEAVES:
            return expr
        if expr not in self._done:
            shorter = self.known(expr) or self._shorter(_hoisted(rebuilt(expr, map(self.fold, expr.args))))
            self._done[expr] = shorter if self.networks.same(shorter, expr) else expr
        return self._done[expr]

    def _shorter(self, expr: Expr) -> Expr:
        below = [*expr.args, *(deep for each in expr.args if each.op not in LEAVES for deep in each.args)]
        others = [each for each in below if isinstance(each, Expr)] if expr.op not in LEAVES else []
        if expr.op is np.outer:
            others.append(node("@", expr.args[0], node("T", expr.args[1])))
        if expr.op == "T" and expr.args[0].op in ("@", "*"):
            turned = [node("T", each) for each in expr.args[0].args]
            others.append(rebuilt(expr.args[0], turned[::-1] if expr.args[0].op == "@" else turned))
        whole, places = _uncut(expr)
        if len(places) == 1 and expr.op in ("*", "+", "@"):  # the elements of a result, for a result of elements
            others.append(_hoisted(node("index", self.fold(whole), *places)))
        for other in others:
            if self.networks.same(other, expr):
                return other
        return self._factors(list(expr.args)) if expr.op == "*" else expr

    def _factors(self, factors: list[Expr]) -> Expr:
        """The product, without factors that change nothing, several factors as the one quantity that they are."""
        for factor in factors:
            rest = [each for each in factors if each is not factor]
            if rest and self.networks.same(node("*", *rest), node("*", *factors)):
                return self._factors(rest)
        for count in range(len(factors) - 1, 0, -1) if len(factors) < 8 else ():
            for some in combinations(range(len(factors)), count):
                part = node("*", *(factors[k] for k in some))
                if (found := self.known(part)) is not None and (count > 1 or part.op == "@"):
                    left = [each for k, each in enumerate(factors) if k not in some]
                    return self._factors([*left[: some[0]], found, *left[some[0] :]])
        return node("*", *factors)


def _uncut(expr: Expr) -> tuple[Expr, set[Expr]]:
    """The expression of whole arrays, where elements of them were taken, and the places of those elements."""
    if expr.op in LEAVES or expr.op == "index":
        return (expr, set()) if expr.op in LEAVES else (expr.args[0], {expr.args[1]})
    below = [_uncut(each) for each in expr.args]
    return rebuilt(expr, [each for each, _ in below]), set().union(*(places for _, places in below))


def _hoisted(expr: Expr) -> Expr:
    """Numbers and sizes inside of matrix products, sums, transposes and what is cut out stand in front of them."""
    if expr.op not in ("@", "T", "index", SUM, MEAN):
        return expr
    chains = [parts(each, "*") for each in expr.args]
    chains = [chain if any(not is_scalar(f) for f in chain) else (node("*", *chain),) for chain in chains]
    scale = [f for chain in chains for f in chain if is_scalar(f) and len(chain) > 1]
    inner = [node("*", *(f for f in chain if f not in scale)) if len(chain) > 1 else chain[0] for chain in chains]
    return node("*", *scale, rebuilt(expr, inner)) if scale else expr
