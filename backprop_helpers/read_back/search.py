"""The shortest expression of known quantities that gives some numbers, up to a factor, for code that can't be followed.

All expressions of two operations are kept for the first network, by shape, as two ratios that no factor changes.
Numbers are looked up there, and so is what is left of them after a division; every network must agree.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

import numpy as np

from .expression import LEAVES, MINUS, ONE, Expr, name, node
from .networks import Networks, flat

NEAR = 1e-9
_MATRIX = partial(node, "@")


def _times(one: Expr, other: Expr) -> Expr:
    return node("*", one, other)


def _plus(one: Expr, other: Expr) -> Expr:
    return node("+", one, other)


def _minus(one: Expr, other: Expr) -> Expr:
    return node("+", one, node("*", MINUS, other))


class Index:
    """The expressions of at most two operations of the known quantities, on these networks."""

    def __init__(self, networks: Networks):
        self.networks = networks
        given = networks.each[0].items()
        arrays = [name(key) for key, each in given if not isinstance(each, list) and np.ndim(each) == 2]
        arrays = [a for k, a in enumerate(arrays) if not any(networks.same(a, b) for b in arrays[:k])]
        self.leaves = [*arrays, *(node("T", each) for each in arrays)]
        leaves = self._by_shape(self.leaves)
        seen = {}
        for shape in {(r, c) for r, _ in leaves for _, c in leaves}:
            for op, left, right, found in _pairs(leaves, leaves, shape):
                for k, marks in enumerate(map(tuple, np.round(_marks(found), 9))):
                    one, other = left[k // len(right)], right[k % len(right)]
                    if one != other or op in (_times, _MATRIX):
                        seen.setdefault((shape, marks), op(one, other))
        self.first = [*seen.values(), *(_minus(ONE, each) for each in arrays)]
        self._stacks = leaves, self._by_shape(self.first)
        self._of_shape = {}

    def _by_shape(self, exprs: Sequence[Expr]) -> dict[tuple, tuple[list[Expr], np.ndarray]]:
        """By the shape on the first network: the expressions, and their values there as one array."""
        groups: dict[tuple, list[Expr]] = {}
        for each in exprs:
            groups.setdefault(np.shape(self.networks.values(each)[0]), []).append(each)
        return {k: (some, np.stack([self.networks.values(each)[0] for each in some])) for k, some in groups.items()}

    def _level(self, shape: tuple) -> tuple:
        """The marks of the expressions of two operations with this shape, sorted, their order, and how to make them."""
        if shape not in self._of_shape:
            leaf, level = self._stacks
            blocks = [*_pairs(level, leaf, shape), *_pairs(leaf, level, shape, (_MATRIX,))]
            marks = np.concatenate([np.zeros((0, 2)), *(_marks(found) for *_, found in blocks)])
            starts = np.cumsum([0, *(len(found) for *_, found in blocks)])
            order = np.argsort(marks[:, 0])
            self._of_shape[shape] = marks[order], order, starts, [block[:3] for block in blocks]
        return self._of_shape[shape]

    def find(self, target: Sequence, without: str) -> Expr | None:
        """The shortest expression that gives the target on every network, up to a factor, `without` a quantity."""
        if any(np.ndim(each) != 2 or np.size(each) < 2 or not np.isfinite(each).all() for each in target):
            return None
        wanted = flat(target)
        flats = [(each, self.networks.flat(each)) for each in (*self.leaves, *self.first)]
        simple = [each for each, found in flats if found and found[0] == wanted[0]]
        for each in simple:
            if (found := self._fits(each, wanted, without)) is not None:
                return found
        looked = (self._fits(each, wanted, without) for each in self._candidates(target[0]))
        if found := min(filter(None, looked), key=lambda each: each.size, default=None):
            return found
        for each in simple:
            with np.errstate(all="ignore"):
                left = [np.asarray(t) / v for t, v in zip(target, self.networks.values(each), strict=True)]
            for rest in self._candidates(left[0]) if np.isfinite(left[0]).all() else ():
                if (found := self._fits(_times(each, rest), wanted, without)) is not None:
                    return found
        return None

    def _fits(self, expr: Expr, wanted: tuple, without: str) -> Expr | None:
        scale = None if uses(expr, without) else self.networks.ratio(wanted, self.networks.flat(expr))
        return None if scale is None else node("*", scale, expr)

    def _candidates(self, target: np.ndarray) -> Iterator[Expr]:
        """The expressions of two operations whose value on the first network is the target, up to a factor."""
        marks, order, starts, blocks = self._level(np.shape(target))
        mark = _marks(np.asarray(target)[None])[0]
        low, high = np.searchsorted(marks[:, 0], mark[0] + NEAR * (1 + abs(mark[0])) * np.array([-1, 1]))
        for k in range(low, high):
            if abs(marks[k, 1] - mark[1]) <= NEAR * (1 + abs(mark[1])):
                which = int(np.searchsorted(starts, order[k], side="right")) - 1
                op, left, right = blocks[which]
                i, j = divmod(int(order[k] - starts[which]), len(right))
                yield op(left[i], right[j])


def uses(expr: Expr, known: str) -> bool:
    """Whether a quantity stands in an expression."""
    return known in expr.args if expr.op in LEAVES else any(uses(each, known) for each in expr.args)


def _pairs(one: dict, other: dict, shape: tuple, ops=(_times, _plus, _minus, _MATRIX)) -> Iterator[tuple]:
    """Every operation between two stacks' arrays that gives this shape: (how, left and right expressions, values)."""
    how = {_times: np.multiply, _plus: np.add, _minus: np.subtract}
    for (a, b), (left, A) in one.items():
        for (c, d), (right, B) in other.items():
            if b == c and (a, d) == shape:
                yield _MATRIX, left, right, np.matmul(A[:, None], B[None]).reshape(-1, *shape)
            if (a == c or 1 in (a, c)) and (b == d or 1 in (b, d)) and (max(a, c), max(b, d)) == shape:
                for op in filter(how.get, ops):
                    yield op, left, right, how[op](A[:, None], B[None]).reshape(-1, *shape)


@np.errstate(all="ignore")
def _marks(values: np.ndarray) -> np.ndarray:
    """Two numbers for each array that no factor changes: ratios of three weighted sums of its entries."""
    rows = values.reshape(len(values), -1)
    sums = rows @ np.random.default_rng(rows.shape[1]).uniform(1, 2, size=(rows.shape[1], 3))
    return np.nan_to_num(sums[:, :2] / sums[:, 2:], nan=np.inf, posinf=np.inf, neginf=np.inf)


@lru_cache(maxsize=8)
def index(networks: Networks) -> Index:
    """The index of these networks, made when it is first needed."""
    return Index(networks)
