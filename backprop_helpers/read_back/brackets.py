"""Brackets that are missing or too wide: what would be right if they stood elsewhere."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from .expression import MEAN, MINUS, ONE, SUM, Expr, is_scalar, node, parts
from .networks import Networks
from .writing import text


def brackets(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """The kind and the sentence of a slip with brackets in what was computed, if the right piece is `r`."""
    for said in (*_too_narrow(e, r, networks), *_too_wide(e, r, networks), *_fraction(e, r, networks)):
        yield "brackets", said


def _too_narrow(e: Expr, r: Expr, networks: Networks) -> Iterator[str]:
    """A factor that reaches only one term of a sum, or parts of it of which each reaches another."""
    inner = next((each for each in e.args if each.op == "+"), e) if e.op == "*" else e
    outer = [each for each in parts(e, "*") if each is not inner]
    terms = parts(inner, "+")
    for k in (-1, 0) if len(terms) > 1 else ():
        factors, others = parts(terms[k], "*"), [term for term in terms if term is not terms[k]]
        every = [some for count in range(len(factors)) for some in combinations(factors, count)]
        for kept in every if len(factors) < 6 else ():  # also none: x * 1 − y, where the 1 is all that x applies to
            moved = [each for each in factors if each not in kept]
            numbers = all(map(is_scalar, (*others, *kept)))  # 2 x − 1 is no slip for (2 − 1) x
            if not numbers and networks.same(node("*", *outer, node("+", *others, node("*", *kept)), *moved), r):
                only = text(node("*", *kept)).removeprefix("−")
                yield f"Brackets are missing: {text(node('*', *moved))} applies only to {only}."
    inner = next((each for each in parts(r, "*") if each.op == "+"), None)
    scale = [each for each in parts(r, "*") if is_scalar(each)]
    if scale and inner and len(terms) == len(inner.args) and not any(map(is_scalar, terms)):
        pairs = zip(map(networks.flat, terms), map(networks.flat, inner.args), strict=True)
        found = [networks.ratio(*pair) for pair in pairs]
        if None not in found and {each for one in found for each in parts(one, "*")} - {ONE} == {*scale}:
            yield f"Brackets are missing: {text(node('*', *scale))} should apply to all of {text(inner)}."


def _too_wide(e: Expr, r: Expr, networks: Networks) -> Iterator[str]:
    """A factor or a power that reaches all terms of a sum and should reach one, and the square of a sum or a mean."""

    def narrowed(inner: Expr, what: str, narrow: Callable[[Expr], Expr]) -> Iterator[str]:
        for k, term in enumerate(inner.args) if inner.op == "+" else ():
            others = [each for place, each in enumerate(inner.args) if place != k]
            sign, size = (MINUS, node("*", MINUS, term)) if MINUS in parts(term, "*") else (ONE, term)
            if not size.is_number and networks.same(node("+", *others, node("*", sign, narrow(size))), r):
                yield f"The brackets are wrong: {what} should apply only to {text(size)}."

    for inner in e.args if e.op == "*" else ():
        moved = node("*", *(each for each in e.args if each is not inner))
        yield from narrowed(inner, text(moved), partial(node, "*", moved))
    if e.op == "pow":
        yield from narrowed(e.args[0], "the power", lambda size: node("pow", size, e.args[1]))
        said = {SUM: "sum", MEAN: "mean"}.get(inner := e.args[0].op)
        if said and networks.same(node(inner, node("pow", e.args[0].args[0], e.args[1])), r):
            yield f"The {said} is squared, but the step is the {said} of the squares."


def _fraction(e: Expr, r: Expr, networks: Networks) -> Iterator[str]:
    """Sums above and below a fraction bar that reach across the bar: a − b / c + d."""
    for k, term in enumerate(parts(e, "+") if e.op == "+" else ()):
        below = [each.args[0] for each in parts(term, "*") if each.op == "inv"]
        above = node("*", *(each for each in parts(term, "*") if each.op != "inv"))
        if below:
            whole = node("inv", node("+", *below, *e.args[k + 1 :]))
            if networks.same(node("*", node("+", *e.args[:k], above), whole), r):
                yield "Brackets are missing around what is above the fraction bar, and around what is below it."
