"""The shortest expression of known quantities that gives some numbers, up to a factor, where code can't be followed.

All expressions of two operations are kept for the first network, by shape, as two ratios that no factor changes. Numbers
are looked up there, and then what is left of them after a division or a subtraction; every network must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

import numpy as np

from ..notation.table import QUANTITIES
from .expression import Expr, inverse, minus, name, node, number, plus, times
from .fold import SCALARS, Networks, same

MOST = 60_000  # expressions of two operations
NEAR = 1e-9
#: The factors that are looked for by name; any other must be the same number on all networks.
_FACTORS = [number(1), number(-1), number(2), number(0.5), number(-2), number(-0.5)]


def factors(networks: Networks) -> list[Expr]:
    """The factors with a name: 2, 1/2, -1, and the sizes and the learning rate, over and under the line."""
    letters = [name(each) for each in SCALARS if each in networks.each[0]]
    under = [inverse(each) for each in letters]
    return [*_FACTORS, *letters, *under, *(times(c, s) for c in _FACTORS[1:] for s in (*under, *letters))]


def ratio(found: Sequence, right: Sequence, networks: Networks) -> Expr | None:
    """The factor that makes `right` into `found`, by name where it has one; None where there is no such factor."""
    scales = []
    for one, other in zip(found, right, strict=True):
        one, other = np.asarray(one), np.asarray(other)
        if one.shape != other.shape or not other.size:
            return None
        square = float((other * other).sum())
        scales.append(float((one * other).sum()) / square if square else np.nan)
        if not np.isfinite(scales[-1]) or not same([one], [scales[-1] * other]):
            return None
    for factor in factors(networks):
        if np.allclose(scales, networks.values(factor), rtol=1e-8, atol=0):
            return factor
    return (
        number(float(f"{scales[0]:.10g}")) if np.allclose(scales, scales[0], rtol=1e-8, atol=0) and scales[0] else None
    )


def _pairs(left: Sequence[Expr], right: Sequence[Expr], networks: Networks) -> Iterator[Expr]:
    """Every operation between one of the left and one of the right."""
    for one in left:
        a = networks.values(one)[0]
        for other in right:
            b = networks.values(other)[0]
            if a.shape == b.shape or 1 in (*a.shape, *b.shape) and a.size > 1:
                yield from (times(one, other), minus(one, other), plus(one, other))
            if a.shape[1] == b.shape[0]:
                yield node("@", one, other)


@lru_cache(maxsize=4)
def index(networks: Networks) -> Index:
    """The index of these networks, made when first needed."""
    return Index(networks, [key for key in QUANTITIES if key in networks.each[0]])


class Index:
    """The expressions of at most two operations of known quantities."""

    def __init__(self, networks: Networks, names: Sequence[str]):
        self.networks = networks
        arrays = [name(each) for each in names if np.ndim(networks.each[0][each]) == 2]
        self.leaves = [*arrays, *(node("T", each) for each in arrays)]
        ones = [minus(number(1), each) for each in arrays]
        self.first = self._distinct([*_pairs(self.leaves, self.leaves, networks), *ones])
        self._by_shape: dict[tuple, tuple] = {}

    def _distinct(self, found: Sequence[Expr]) -> list[Expr]:
        seen = {}
        for each in found:
            value = self.networks.values(each)
            if value is not None and np.ndim(value[0]) == 2:
                seen.setdefault((value[0].shape, *np.round(_marks(value[0][None])[0], 9)), each)
        return list(seen.values())

    def _of_shape(self, shape: tuple) -> tuple:
        """The expressions whose value on the first network has this shape, sorted by a mark that no factor changes."""
        if shape not in self._by_shape:
            stacks, made = [], []
            leaf, level = _stacked(self.leaves, self.networks), _stacked(self.first, self.networks)
            for one, other in ((leaf, leaf), (level, leaf), (leaf, level)):
                for a_shape, (a, A) in one.items():
                    for b_shape, (b, B) in other.items():
                        for op, value in _combined(A, B, shape, one is level or other is leaf):
                            stacks.append(_marks(value.reshape(-1, *shape)))
                            made.append((op, a, b))
            own = [each for each in (*self.leaves, *self.first) if self.networks.values(each)[0].shape == shape]
            marks = np.concatenate([*stacks]) if stacks else np.zeros((0, 2))
            order = np.argsort(marks[:, 0])
            starts = np.cumsum([0, *(len(each) for each in stacks)])
            self._by_shape[shape] = marks[order], order, starts, made, own
        return self._by_shape[shape]

    def find(self, target: Sequence, quantity: str) -> Expr | None:
        """The shortest expression without `quantity` that gives the target on every network, up to a factor, or None."""
        self.without = quantity
        if not all(np.ndim(each) == 2 and np.size(each) > 1 and np.isfinite(each).all() for each in target):
            return None
        shape = np.shape(target[0])
        for each in self._of_shape(shape)[4]:
            if (found := self._fits(each, target)) is not None:
                return found
        return self._look_up(target, shape) or self._met(target, shape)

    def _fits(self, expr: Expr, target: Sequence) -> Expr | None:
        if _uses(expr, self.without):
            return None
        value = self.networks.values(expr)
        scale = None if value is None else ratio(target, value, self.networks)
        return None if scale is None else times(scale, expr)

    def _candidates(self, shape: tuple, marks: np.ndarray) -> Iterator[Expr]:
        sorted_marks, order, starts, made, _ = self._of_shape(shape)
        reach = NEAR * (1 + abs(marks[0]))
        low, high = np.searchsorted(sorted_marks[:, 0], [marks[0] - reach, marks[0] + reach])
        for k in range(low, high):
            if abs(sorted_marks[k, 1] - marks[1]) <= NEAR * (1 + abs(marks[1])):
                which = int(np.searchsorted(starts, order[k], side="right")) - 1
                op, left, right = made[which]
                i, j = divmod(int(order[k] - starts[which]), len(right))
                yield op(left[i], right[j])

    def _look_up(self, target: Sequence, shape: tuple) -> Expr | None:
        found = (self._fits(each, target) for each in self._candidates(shape, _marks(np.asarray(target[0])[None])[0]))
        return min((each for each in found if each is not None), key=lambda each: each.size, default=None)

    def _met(self, target: Sequence, shape: tuple) -> Expr | None:
        """What is left of the target without one factor or one term, looked up."""
        for each in (*self.leaves, *self.first):
            value = self.networks.values(each)
            if value[0].shape != shape:
                continue
            with np.errstate(all="ignore"):
                left = [np.asarray(t) / v for t, v in zip(target, value, strict=True)]
            if np.isfinite(left[0]).all():
                found = next(self._checked(left, shape), None)
                if found is not None and (whole := self._fits(times(each, found), target)) is not None:
                    return whole
        return None

    def _checked(self, left: Sequence, shape: tuple) -> Iterator[Expr]:
        for each in self._candidates(shape, _marks(np.asarray(left[0])[None])[0]):
            if (found := self._fits(each, left)) is not None:
                yield found


def _stacked(exprs: Sequence[Expr], networks: Networks) -> dict[tuple, tuple[list[Expr], np.ndarray]]:
    """The expressions by the shape that they have on the first network, each shape's values as one array."""
    groups: dict[tuple, list[Expr]] = {}
    for each in exprs:
        groups.setdefault(networks.values(each)[0].shape, []).append(each)
    return {shape: (some, np.stack([networks.values(each)[0] for each in some])) for shape, some in groups.items()}


def _combined(A: np.ndarray, B: np.ndarray, shape: tuple, both_ways: bool) -> Iterator[tuple]:
    """Every operation between the arrays of two stacks that gives this shape: (how, values)."""
    left, right = A.shape[1:], B.shape[1:]
    if (
        both_ways
        and all(1 in pair or pair[0] == pair[1] for pair in zip(left, right, strict=True))
        and tuple(map(max, left, right)) == shape
    ):
        one, other = A[:, None], B[None]
        yield from ((times, one * other), (minus, one - other), (plus, one + other))
    if left[1] == right[0] and (left[0], right[1]) == shape:
        yield partial(node, "@"), np.matmul(A[:, None], B[None])


def _uses(expr: Expr, known: str) -> bool:
    return known in expr.args if expr.op == "name" else any(_uses(e, known) for e in expr.args if isinstance(e, Expr))


@np.errstate(all="ignore")
def _marks(values: np.ndarray) -> np.ndarray:
    """Two numbers for each array that no factor changes: ratios of three weighted sums of its entries."""
    flat = values.reshape(len(values), -1)
    weights = np.random.default_rng(flat.shape[1]).uniform(1, 2, size=(flat.shape[1], 3))
    sums = flat @ weights
    return np.nan_to_num(sums[:, :2] / sums[:, 2:], nan=np.inf, posinf=np.inf, neginf=np.inf)
