"""Which piece of what a learner's code computes differs from the step, and what kind of difference it is.

Two trees are laid beside each other: what has the same numbers on every network is the same, however it is written; the
order of factors and terms doesn't matter; a quantity of the step may be replaced by its own formula. What is left are
the pieces, marked by `lit` in both trees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .expression import Expr, node, number, parts, plus, rebuilt, times
from .fold import Networks, is_scalar
from .search import ratio

PIECE, EXPANDED, DEEPEST = (
    20,
    1,
    4,
)  # what a piece costs besides its size, what a formula for its name, how many of them
ONE, ZERO = number(1), number(0)


class Alignment(NamedTuple):
    """Both trees with the differing pieces marked, and the pieces: pairs (computed, right)."""

    cost: int
    computed: Expr
    right: Expr
    pieces: tuple[tuple[Expr, Expr], ...] = ()


def _lit(expr: Expr) -> Expr:
    return node("lit", expr)


class Aligner:
    """Lays expressions beside each other; `formulas` are the steps: {quantity: expressions of it}."""

    def __init__(self, networks: Networks, formulas: Mapping[str, Sequence[Expr]]):
        self.networks, self.formulas = networks, formulas
        self._done: dict[tuple, Alignment] = {}

    def align(self, e: Expr, r: Expr, depth: int = 0) -> Alignment:
        """The alignment of what is computed with what is right that has the fewest and smallest pieces."""
        if (e, r) not in self._done:
            if self.networks.same(e, r):
                self._done[e, r] = Alignment(0, e, r)
            else:
                whole = Alignment(PIECE + e.size + r.size, _lit(e), _lit(r), ((e, r),))
                self._done[e, r] = whole  # until a better one is found
                self._done[e, r] = min([whole, *self._deeper(e, r, depth)], key=lambda a: a.cost)
        return self._done[e, r]

    def _deeper(self, e: Expr, r: Expr, depth: int):
        if depth < DEEPEST:
            for formula in self._of(r):
                found = self.align(e, formula, depth + 1)
                yield found._replace(cost=found.cost + EXPANDED)
            for formula in self._of(e):
                found = self.align(formula, r, depth + 1)
                yield found._replace(cost=found.cost + EXPANDED)
        if "*" in (e.op, r.op):
            yield from self._chains(e, r, "*", depth)
        if "+" in (e.op, r.op):
            yield from self._chains(e, r, "+", depth)
        if e.op == "*" and r.op == "@" and len(e.args) == 2 and self.networks.same(times(*r.args), r):
            for args in (e.args, e.args[::-1]):
                yield self._together(r, args, r, depth)
        alike = e.op == r.op and len(e.args) == len(r.args) and e.options == r.options
        if alike and e.op not in ("name", "number", "const", "*", "+"):
            yield self._together(e, e.args, r, depth)

    def _together(self, like: Expr, args: Sequence[Expr], r: Expr, depth: int) -> Alignment:
        """Each argument beside its partner."""
        each = [self.align(a, b, depth) for a, b in zip(args, r.args, strict=True)]
        computed = (
            rebuilt(like, [a.computed for a in each])
            if like.op is not r.op or args == like.args
            else times(*(a.computed for a in each))
        )
        return Alignment(
            sum(a.cost for a in each),
            computed,
            rebuilt(r, [a.right for a in each]),
            tuple(p for a in each for p in a.pieces),
        )

    def _of(self, expr: Expr) -> Sequence[Expr]:
        if expr.op == "T" and expr.args[0].op == "name":
            return [node("T", each) for each in self.formulas.get(expr.args[0].args[0], ())]
        return self.formulas.get(expr.args[0], ()) if expr.op == "name" else ()

    def _chains(self, e: Expr, r: Expr, op: str, depth: int):
        """Factors beside factors, or terms beside terms, in any order."""
        mine, theirs = list(parts(e, op)), list(parts(r, op))
        mine_left, theirs_left = self._unmatched(mine, theirs)
        yield from self._rest(mine, theirs, mine_left, theirs_left, op, depth)
        if depth < DEEPEST:
            for side, chain, left in ((0, mine, mine_left), (1, theirs, theirs_left)):
                for k in left:
                    for formula in self._of(chain[k]):
                        opened = [*chain[:k], *parts(formula, op), *chain[k + 1 :]]
                        if len(opened) > len(chain):
                            both = (opened, theirs) if side == 0 else (mine, opened)
                            rest = self._unmatched(*both)
                            if sum(map(len, rest)) < len(mine_left) + len(theirs_left) + 1:
                                for found in self._rest(*both, *rest, op, depth + 1):
                                    yield found._replace(cost=found.cost + EXPANDED)

    def _unmatched(self, mine: Sequence[Expr], theirs: Sequence[Expr]) -> tuple[list[int], list[int]]:
        left, right = list(range(len(mine))), list(range(len(theirs)))
        for i in list(left):
            j = next((j for j in right if self.networks.same(mine[i], theirs[j])), None)
            if j is not None:
                left.remove(i)
                right.remove(j)
        return left, right

    def _rest(self, mine: list[Expr], theirs: list[Expr], left: list[int], right: list[int], op: str, depth: int):
        """The alignment of what found no partner: numbers with numbers, one with one, or all with all."""
        join, nothing = (times, ONE) if op == "*" else (plus, ZERO)
        mine, theirs, left, right, pieces, cost = list(mine), list(theirs), list(left), list(right), [], 0
        groups = (
            [([i for i in left if is_scalar(mine[i])], [j for j in right if is_scalar(theirs[j])])] if op == "*" else []
        )
        for i in [i for i in left if not is_scalar(mine[i])]:
            for j in [j for j in right if not is_scalar(theirs[j])]:
                both = self.networks.values(mine[i]), self.networks.values(theirs[j])
                if (
                    None not in both
                    and ratio(*both, self.networks) is not None
                    and (left.count(i), right.count(j)) == (1, 1)
                ):
                    groups.append(([i], [j]))
                    left.remove(i)
                    right.remove(j)
        taken = [k for group in groups[:1] for k in group] if op == "*" else [[], []]
        groups.append(([i for i in left if i not in taken[0]], [j for j in right if j not in taken[1]]))
        for some, others in groups:
            if not some and not others:
                continue
            e, r = (
                join(*(mine[i] for i in some)) if some else nothing,
                join(*(theirs[j] for j in others)) if others else nothing,
            )
            if self.networks.same(e, r):
                continue
            if len(some) == len(others) == 1 and (len(mine), len(theirs)) != (1, 1):
                inner = self.align(e, r, depth)
                mine[some[0]], theirs[others[0]] = inner.computed, inner.right
                pieces += inner.pieces
                cost += inner.cost
                continue
            for i in some:
                mine[i] = _lit(mine[i])
            for j in others:
                theirs[j] = _lit(theirs[j])
            pieces.append((e, r))
            cost += PIECE + e.size * bool(some) + r.size * bool(others)
        yield Alignment(cost, join(*mine), join(*theirs), tuple(pieces))
