"""Which piece of what a learner's code computes differs from the step.

Two trees are laid beside each other. What has the same numbers on every network is the same, however it is written. The
order of factors and of terms doesn't matter, and a quantity may be replaced by its own formula. What is left are the
pieces, marked by `lit` in both trees.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from ..mathematics.network import sigmoid
from .expression import LEAVES, MEAN, MINUS, NO_FACTOR, NO_TERM, ONE, SUM, Expr, is_scalar, node, parts, rebuilt
from .kinds import special
from .networks import Networks

PIECE, COMPUTED, EXPANDED = 4, 4, 1  # what a piece costs, each node of what was computed, and a formula for a name


class Alignment(NamedTuple):
    """Both trees with the differing pieces marked, and the pieces: pairs (computed, right)."""

    cost: float
    computed: Expr
    right: Expr
    pieces: tuple[tuple[Expr, Expr], ...] = ()


def _is_leaf(expr: Expr) -> bool:
    return (expr.args[0] if expr.op == "T" else expr).op in LEAVES


class Aligner:
    """Lays expressions beside each other; `formulas` are the steps: {quantity: expressions of it}."""

    def __init__(self, networks: Networks, formulas: Mapping[str, Sequence[Expr]]):
        self.networks, self.formulas = networks, formulas
        self._done: dict[tuple[Expr, Expr], Alignment] = {}

    def align(self, e: Expr, r: Expr) -> Alignment:
        """The alignment of what is computed with what is right that has the fewest and smallest pieces."""
        if (e, r) not in self._done:
            whole = Alignment(self._whole(e, r), node("lit", e), node("lit", r), ((e, r),))
            self._done[e, r] = Alignment(0, e, r) if self.networks.same(e, r) else whole  # until a better one is found
            if self._done[e, r] is whole:
                self._done[e, r] = min([whole, *self._deeper(e, r)], key=lambda found: found.cost)
        return self._done[e, r]

    def _whole(self, e: Expr, r: Expr) -> float:
        """What it costs to call all of it the piece that differs: little for a mistake that has a name."""
        if special(e, r, self.networks):
            return PIECE + 1 + e.size / 10
        return PIECE + 3 + e.size / 10 if self._in_proportion(e, r) else PIECE + COMPUTED * e.size + r.size

    def _deeper(self, e: Expr, r: Expr) -> Iterator[Alignment]:
        opened = [(e, f) for f in self._of(r) if not _is_leaf(e) or any(self.networks.same(e, each) for each in f.args)]
        for mine, theirs in opened + [(f, r) for f in self._of(e) if not _is_leaf(r)]:
            found = self.align(mine, theirs)
            yield found._replace(cost=found.cost + EXPANDED)
        for op in "*+":
            if op in (e.op, r.op):
                yield from self._chains(list(parts(e, op)), list(parts(r, op)), op)
        if e.op == "*" and r.op == "@" and len(e.args) == 2 and self.networks.same(node("*", *r.args), r):
            for mine in (e.args, e.args[::-1]):  # with one example, the product with a row is both
                yield self._together(e, mine, r)
        scale = [each for each in e.args if is_scalar(each)] if e.op == "*" and r.op == "@" else []
        if scale:
            inner = node("*", *(each for each in e.args if each not in scale))
            yield from self._chains([*scale, inner], [r], "*")
        alike = e.op == r.op and len(e.args) == len(r.args) and e.options == r.options
        alike = alike and (e.op != "pow" or self.networks.same(e.args[1], r.args[1]))
        if alike and e.op not in (*LEAVES, "*", "+"):
            yield self._together(e, e.args, r)

    def _together(self, e: Expr, mine: Sequence[Expr], r: Expr) -> Alignment:
        each = [self.align(a, b) for a, b in zip(mine, r.args, strict=True)]
        computed, right = rebuilt(e, [a.computed for a in each]), rebuilt(r, [a.right for a in each])
        return Alignment(sum(a.cost for a in each), computed, right, tuple(pair for a in each for pair in a.pieces))

    def _of(self, expr: Expr) -> Sequence[Expr]:
        """The formulas of a quantity, of its transpose, or of a sigmoid."""
        if expr.op == "T" and expr.args[0].op == "name":
            return [node("T", each) for each in self.formulas.get(expr.args[0].args[0], ())]
        if expr.op is sigmoid:
            return [node("inv", node("+", ONE, node(np.exp, node("*", MINUS, expr.args[0]))))]
        return self.formulas.get(expr.args[0], ()) if expr.op == "name" else ()

    def _chains(self, mine: list[Expr], theirs: list[Expr], op: str) -> Iterator[Alignment]:
        """Factors beside factors, or terms beside terms, in any order; some of them replaced by their formulas."""
        left, right = self._unmatched(mine, theirs)
        yield from (self._rest(mine, theirs, left, right, op, numbers) for numbers in (True, False))
        partners = {0: [theirs[j] for j in right], 1: [mine[i] for i in left]}
        for side, chain, places in ((0, mine, left), (1, theirs, right)):
            for k, formula in [(place, formula) for place in places for formula in self._of(chain[place])]:
                pairs = product(formula.args, partners[side])
                known = len(partners[side]) > len(places) or any(self.networks.same(a, b) for a, b in pairs)
                if known and formula.op == op or formula.op == "name":
                    opened = [*chain[:k], *parts(formula, op), *chain[k + 1 :]]
                    both = (mine, opened) if side else (opened, theirs)
                    found = min(self._chains(*both, op), key=lambda one: one.cost)
                    yield found._replace(cost=found.cost + EXPANDED)

    def _unmatched(self, mine: list[Expr], theirs: list[Expr]) -> tuple[list[int], list[int]]:
        left, right = [], list(range(len(theirs)))
        for i, each in enumerate(mine):
            partner = next((j for j in right if self.networks.same(each, theirs[j])), None)
            right.remove(partner) if partner is not None else left.append(i)
        return left, right

    def _in_proportion(self, e: Expr, r: Expr) -> bool:
        means = {e.op, r.op} & {SUM, MEAN}
        return not means and self.networks.ratio(self.networks.flat(e), self.networks.flat(r)) is not None

    def _rest(self, mine: list[Expr], theirs: list[Expr], left: list[int], right: list[int], op: str, numbers: bool):
        """The alignment of what found no partner: numbers with numbers, then the best pairs, then all with all."""
        nothing, cost, pieces = NO_FACTOR if op == "*" else NO_TERM, 0, []

        def together(chain, places):
            return node(op, *(chain[k] for k in places)) if places else nothing

        def lit(chain, places):
            return [node("lit", each) if k in places else each for k, each in enumerate(chain)]

        my_scale = [k for k in left if op == "*" and is_scalar(mine[k])]
        their_scale = [k for k in right if op == "*" and is_scalar(theirs[k])]
        for i, j in product(left, right) if op == "*" and numbers else ():
            if i not in my_scale and j not in their_scale and self._in_proportion(mine[i], theirs[j]):
                my_scale, their_scale = [*my_scale, i], [*their_scale, j]
        left, right = [k for k in left if k not in my_scale], [k for k in right if k not in their_scale]
        while left and right and (len(mine), len(theirs)) != (1, 1):
            pairs = [(self.align(mine[i], theirs[j]), i, j) for i, j in product(left, right)]
            best, i, j = min(pairs, key=lambda pair: pair[0].cost - COMPUTED * mine[pair[1]].size)
            mine, theirs = [*mine], [*theirs]
            mine[i], theirs[j] = best.computed, best.right
            left, right = [k for k in left if k != i], [k for k in right if k != j]
            cost, pieces = cost + best.cost, [*pieces, *best.pieces]
        for some, others, weight in ((my_scale, their_scale, 0.5), (left, right, COMPUTED)):
            e, r = together(mine, some), together(theirs, others)
            if not self.networks.same(e, r):
                mine, theirs, pieces = lit(mine, some), lit(theirs, others), [*pieces, (e, r)]
                cost += PIECE + weight * e.size + r.size
        return Alignment(cost, node(op, *mine), node(op, *theirs), tuple(pieces))
