"""The shortest expression of known quantities that gives some numbers, up to a factor, for code that can't be followed.

All expressions of two operations are kept for the first network, by shape, as two ratios that no factor changes.
Numbers are looked up there, and so is what is left of them after a division; every network must agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

import numpy as np

from .expression import MINUS, ONE, Expr, node
from .networks import Networks, flat

NEAR = 1e-9
_HOW = {"@": np.matmul, "*": np.multiply, "+": np.add, "−": np.subtract}


def _made(op: str, one: Expr, other: Expr) -> Expr:
    return node("+", one, node("*", MINUS, other)) if op == "−" else node(op, one, other)


class Index:
    """The expressions of at most two operations of these quantities, on these networks."""

    def __init__(self, networks: Networks, known: Sequence[Expr]):
        self.networks, self._of_shape, first = networks, {}, {}
        arrays = [each for each in known if np.ndim(networks.values(each)[0]) == 2]
        arrays = [a for k, a in enumerate(arrays) if not any(networks.same(a, b) for b in arrays[:k])]
        leaves = [*arrays, *(node("T", each) for each in arrays)]
        self._leaves = self._by_shape(leaves)
        for shape in product({rows for rows, _ in self._leaves}, {columns for _, columns in self._leaves}):
            made, marks = _table(self._leaves, self._leaves, shape)
            for (op, one, other), mark in zip(made, map(tuple, np.round(marks, 9)), strict=True):
                if one != other or op in "*@":
                    first.setdefault((shape, mark), _made(op, one, other))
        level = [*first.values(), *(_made("−", ONE, each) for each in arrays)]
        self._level, self._simple = self._by_shape(level), [*leaves, *level]

    def _by_shape(self, exprs: Sequence[Expr]) -> dict[tuple, tuple[list[Expr], np.ndarray]]:
        """By the shape on the first network: the expressions, and their values there as one array."""
        groups: dict[tuple, list[Expr]] = {}
        for each in exprs:
            groups.setdefault(np.shape(self.networks.values(each)[0]), []).append(each)
        return {k: (some, np.stack([self.networks.values(each)[0] for each in some])) for k, some in groups.items()}

    @np.errstate(all="ignore")
    def find(self, target: Sequence) -> Expr | None:
        """The shortest expression that gives the target on every network, up to a factor."""
        if any(np.ndim(each) != 2 or np.size(each) < 2 or not np.isfinite(each).all() for each in target):
            return None
        wanted = flat(target)

        def fitting(exprs: Iterable[Expr]) -> Iterator[Expr]:
            for each in exprs:
                scale = self.networks.ratio(wanted, self.networks.flat(each))
                if scale is not None:
                    yield node("*", scale, each)

        found = next(fitting(self._simple), None)
        found = found or min(fitting(self._candidates(target[0])), key=lambda each: each.size, default=None)
        simple = [] if found else [each for each in self._simple if self.networks.flat(each)[0] == wanted[0]]
        products = (
            node("*", each, rest)
            for each in simple
            for rest in self._candidates(target[0] / self.networks.values(each)[0])
        )
        return found or next(fitting(products), None)

    def _candidates(self, target: np.ndarray) -> Iterator[Expr]:
        """The expressions of two operations whose value on the first network is the target, up to a factor."""
        shape = np.shape(target)
        if shape not in self._of_shape:
            made, marks = _table(self._level, self._leaves, shape)
            more, others = _table(self._leaves, self._level, shape, "@")
            marks = np.concatenate([marks, others])
            order = np.argsort(marks[:, 0])
            self._of_shape[shape] = [*made, *more], marks[order], order
        made, marks, order = self._of_shape[shape]
        mark = _marks(np.asarray(target)[None])[0]
        low, high = np.searchsorted(marks[:, 0], mark[0] + NEAR * (1 + abs(mark[0])) * np.array([-1, 1]))
        for k in range(low, high) if np.isfinite(target).all() else ():
            if abs(marks[k, 1] - mark[1]) <= NEAR * (1 + abs(mark[1])):
                yield _made(*made[order[k]])


def _table(one: dict, other: dict, shape: tuple, ops: Iterable[str] = _HOW) -> tuple[list[tuple], np.ndarray]:
    """All operations of two stacks' arrays that give this shape, each (operation, left, right), and their marks."""
    made, marks = [], [np.zeros((0, 2))]
    for ((a, b), (left, A)), ((c, d), (right, B)) in product(one.items(), other.items()):
        meet = (a == c or 1 in (a, c)) and (b == d or 1 in (b, d)) and (max(a, c), max(b, d)) == shape
        for op in ops:
            if (b == c and (a, d) == shape) if op == "@" else meet:
                made += [(op, *both) for both in product(left, right)]
                marks.append(_marks(_HOW[op](A[:, None], B[None]).reshape(-1, *shape)))
    return made, np.concatenate(marks)


@np.errstate(all="ignore")
def _marks(values: np.ndarray) -> np.ndarray:
    """Two numbers for each array that no factor changes: ratios of three weighted sums of its entries."""
    rows = values.reshape(len(values), -1)
    sums = rows @ np.random.default_rng(rows.shape[1]).uniform(1, 2, size=(rows.shape[1], 3))
    return np.nan_to_num(sums[:, :2] / sums[:, 2:], nan=np.inf, posinf=np.inf, neginf=np.inf)


@lru_cache(maxsize=16)
def index(networks: Networks, known: tuple[Expr, ...]) -> Index:
    """The index of these quantities on these networks, made when it is first needed."""
    return Index(networks, known)
