"""The shorter form of an expression: known quantities by name, and nothing that changes no number.

Numbers decide, not the way of writing.
"""

from collections.abc import Iterable
from functools import partial
from itertools import combinations

import numpy as np

from .expression import LEAVES, MEAN, MINUS, SUM, Expr, is_scalar, name, node, parts, rebuilt
from .mistaken import CROSS_ENTROPY
from .networks import Networks
from .record import expression_of


class Folder:
    """Folds expressions into the quantities with these names, on these networks.

    A slope that is not the sigmoid's has no symbol, so nothing is folded into it.
    """

    def __init__(self, networks: Networks, names: Iterable[str], others: Iterable[Expr] = ()):
        self.networks, self._done = networks, {}
        self._known: dict[tuple, list[Expr]] = {}
        other = [each for code in CROSS_ENTROPY if (each := expression_of(code, networks))]
        other += [node("*", MINUS, each) for each in other]
        self._other = [
            each for each in other if "dL_da2" not in networks.each[0] or not networks.same(each, name("dL_da2"))
        ]
        slopes = [key for key in networks.each[0] if key.startswith("da") and not is_sigmoids(key, networks)]
        self._foreign, names = [*map(name, slopes)], [each for each in names if each not in slopes]
        for each in [*map(name, names), *others]:
            for known in (each, _hoisted(node("T", each))):
                if (found := networks.flat(known)) is not None and (known is each or any(found[0])):
                    self._known.setdefault(found[0], []).append(known)

    def known(self, expr: Expr) -> Expr | None:
        found = self.networks.flat(expr)
        known = self._known.get(found[0], ()) if found else ()
        return expr if expr in known else next((k for k in known if self.networks.same(k, expr)), None)

    def fold(self, expr: Expr) -> Expr:
        """The shorter form of an expression; the same numbers on every network."""
        if expr.op in LEAVES:
            return (self.known(expr) or expr) if expr in self._foreign else expr
        if expr not in self._done:
            shorter = (
                self._apart(expr)
                or self.known(expr)
                or self._shorter(_hoisted(rebuilt(expr, map(self.fold, expr.args))))
            )
            self._done[expr] = shorter if self.networks.same(shorter, expr) else expr
        return self._done[expr]

    def _apart(self, expr: Expr) -> Expr | None:
        """A product with the gradient of another loss keeps it, though the slope cancels there; None for others."""
        apart = [
            each for each in expr.args if expr.op == "*" and any(map(partial(self.networks.same, each), self._other))
        ]
        rest = [each for each in expr.args if each not in apart]
        return node("*", *apart, self.fold(node("*", *rest))) if apart and rest else None

    def _shorter(self, expr: Expr) -> Expr:
        if expr.op in LEAVES:
            return expr
        others = [*expr.args, *(deep for each in expr.args if each.op not in LEAVES for deep in each.args)]
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
        return self._named(expr.op, list(expr.args)) if expr.op in ("*", "+") else expr

    def _named(self, op: str, some: list[Expr]) -> Expr:
        """The product or sum without parts that change nothing, several parts as the one quantity that they are."""
        for part in some:
            rest = [each for each in some if each is not part]
            if rest and self.networks.same(node(op, *rest), node(op, *some)):
                return self._named(op, rest)
        for count in range(len(some) - 1, 0, -1) if len(some) < 8 else ():
            for places in combinations(range(len(some)), count):
                part = node(op, *(some[k] for k in places))
                if (found := self.known(part)) is not None and (count > 1 or part.op == "@"):
                    left = [each for k, each in enumerate(some) if k not in places]
                    return self._named(op, [*left[: places[0]], found, *left[places[0] :]])
        return node(op, *some)


def is_sigmoids(slope: str, networks: Networks) -> bool:
    right = expression_of(f"sigmoid_prime({slope.split('_d')[1]})", networks)
    return right is not None and networks.same(name(slope), right)


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
