"""The values of expressions on all test networks: two are one if their numbers are the same on every network."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from .expression import LEAVES, Expr, compute, is_scalar, name, node, value

RELATIVE, ABSOLUTE = 1e-8, 1e-12
MOST = 30_000  # values of expressions that are kept
_POWERS = ([()], [(1,), (-1,), (2,), (-2,)], [(1, 1), (-1, -1), (1, -1), (-1, 1)])  # of no size, one, or two


def _tidy(number: float) -> float:
    """The number, without the rounding errors of halves."""
    tidy = round(2 * number) / 2
    return tidy if abs(number - tidy) < 1e-9 * abs(number) else number


def flat(arrays: Sequence) -> tuple[tuple, np.ndarray]:
    """The shapes of arrays, and all their numbers in a row."""
    return tuple(map(np.shape, arrays)), np.concatenate(
        [np.ravel(each) for each in arrays]
    ) * 1.0  # also true and false


def alike(one: tuple | None, other: tuple | None) -> bool:
    """Whether these are the same numbers in the same shapes, up to rounding."""
    if one is None or other is None or one[0] != other[0]:
        return False
    (_, found), (_, right) = one, other
    if not np.isfinite(right).all():
        return np.array_equal(found, right, equal_nan=True)
    size = np.abs(right)
    return bool((np.abs(found - right) <= RELATIVE * size + ABSOLUTE * size.max(initial=0)).all())


class Networks:
    """The values of quantities on several networks, and of expressions of them, each computed once."""

    def __init__(self, each: Sequence[Mapping[str, object]]):
        sizes, told = [key for key, of in each[0].items() if np.ndim(of) == 0 and is_scalar(name(key))], {}
        for key in sorted(sizes):
            told.setdefault(tuple(values[key] for values in each), []).append(key)
        alike = {numbers: f"({' or '.join(keys)})" if keys[1:] else keys[0] for numbers, keys in told.items()}
        self.sizes = [*alike.values()]  # those that can't be told apart here are one: (h or m)
        self.each = [{**values, **{key: of[k] for of, key in alike.items()}} for k, values in enumerate(each)]
        self._values: dict[Expr, list | None] = {}
        self._flat: dict[Expr, tuple | None] = {}

    def values(self, expr: Expr) -> list | None:
        """The expression on each network; None if it can't be computed on one of them."""
        if len(self._values) > MOST:  # a session has many checks
            self._values, self._flat = {}, {}
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
        return one == other or alike(self.flat(one), self.flat(other))

    def merged(self, recorded: Sequence[Expr | None]) -> Expr | None:
        """One expression for what was recorded on each network; numbers that follow a size become it. Or None."""
        kinds = {r and (r.op, len(r.args), *dict(r.options)) for r in recorded}
        if None in kinds or len(kinds) != 1:
            return None
        first = recorded[0]
        if first.op in LEAVES:
            alike = all(r == first for r in recorded)
            return first if alike else self.scalar([r.args[0] for r in recorded]) if first.is_number else None
        columns = zip(*([*r.args, *(option for _, option in r.options)] for r in recorded), strict=True)
        found = [self.merged(each) for each in columns]
        args, options = found[: len(first.args)], found[len(first.args) :]
        return None if None in found else node(first.op, *args, **dict(zip(dict(first.options), options, strict=True)))

    def scalar(self, found: Sequence[float]) -> Expr | None:
        """The number that is the same on all networks, or 2 h, 1/N, eta / m ... that gives these numbers; or None."""
        fits = []
        for count, powers in enumerate(_POWERS):
            for terms in ([*zip(s, p, strict=True)] for s in combinations(self.sizes, count) for p in powers):
                scale = np.divide(found, [np.prod([float(v[s]) ** p for s, p in terms]) for v in self.each])
                if np.allclose(scale, scale[0], rtol=1e-9, atol=0):
                    far = abs(np.log(abs(scale[0]) or 1))  # 1/(m h) rather than n/24
                    fits.append((far > 1, count, far, len(fits), terms, _tidy(float(scale[0]))))
        if fits:
            *_, terms, scale = min(fits)
            letters = [name(s) if p > 0 else node("inv", name(s)) for s, p in terms for _ in range(abs(p))]
            return node("*", value(scale), *letters)
        signed = [(s, sign) for s in self.sizes for sign in (1, -1)]
        offsets = [(s, sign, {n - sign * v[s] for n, v in zip(found, self.each, strict=True)}) for s, sign in signed]
        fits = [(abs(rest), rest, s, sign) for s, sign, (rest, *others) in offsets if not others]
        _, rest, letter, sign = min(fits, default=(0, 0, "", 0))
        return node("+", value(rest), node("*", value(sign), name(letter))) if fits else None

    def ratio(self, one: tuple | None, other: tuple | None) -> Expr | None:
        """The factor that makes other numbers (as `flat` gives them) these, the same or a size everywhere; or None."""
        if one is None or other is None or one[0] != other[0] or not np.isfinite(one[1]).all():
            return None
        which = np.repeat(np.arange(len(one[0])), [int(np.prod(shape)) for shape in one[0]])
        products, squares = (np.bincount(which, each * other[1], len(one[0])) for each in (one[1], other[1]))
        scales = products / np.where(squares, squares, 1)
        return self.scalar(scales.tolist()) if scales.all() and alike(one, (one[0], scales[which] * other[1])) else None
