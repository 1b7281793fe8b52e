"""Brackets that are missing or too wide: what would be right if they stood elsewhere."""

from collections.abc import Iterator
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
    terms = parts(e, "+")
    for k in (-1, 0) if len(terms) > 1 else ():
        factors, others = parts(terms[k], "*"), [term for term in terms if term is not terms[k]]
        every = [some for count in range(len(factors)) for some in combinations(factors, count)]
        for kept in every if len(factors) < 6 else ():  # also none: x * 1 − y, where the 1 is all that x applies to
            moved = [each for each in factors if each not in kept]
            numbers = all(map(is_scalar, (*others, *kept)))  # 2 x − 1 is no slip for (2 − 1) x
            if not numbers and networks.same(node("*", node("+", *others, node("*", *kept)), *moved), r):
                yield f"Brackets are missing: {text(node('*', *moved))} applies only to {_plain(node('*', *kept))}."
    inner = next((each for each in parts(r, "*") if each.op == "+"), None)
    scale = [each for each in parts(r, "*") if is_scalar(each)]
    if scale and inner and len(terms) == len(inner.args) and not any(map(is_scalar, terms)):
        pairs = zip(map(networks.flat, terms), map(networks.flat, inner.args), strict=True)
        found = [networks.ratio(*pair) for pair in pairs]
        if None not in found and {each for one in found for each in parts(one, "*")} - {ONE} == {*scale}:
            yield f"Brackets are missing: {text(node('*', *scale))} should apply to all of {text(inner)}."


def _too_wide(e: Expr, r: Expr, networks: Networks) -> Iterator[str]:
    """A factor that reaches all terms of a sum and should reach one, and the square of a sum."""
    for inner in parts(e, "*") if e.op == "*" else ():
        moved = [each for each in e.args if each is not inner]
        for k, term in enumerate(inner.args) if inner.op == "+" else ():
            others = [each for place, each in enumerate(inner.args) if place != k]
            if not is_scalar(inner) and networks.same(node("+", *others, node("*", term, *moved)), r):
                yield f"The brackets are wrong: {text(node('*', *moved))} should apply only to {_plain(term)}."
    if e.op == "pow" and e.args[0].op == "+":
        for k, term in enumerate(e.args[0].args):
            others = [each for place, each in enumerate(e.args[0].args) if place != k]
            sign = [each for each in parts(term, "*") if each == MINUS]
            power = node("pow", node("*", *sign, term), e.args[1])
            if not is_scalar(term) and networks.same(node("+", *others, node("*", *sign, power)), r):
                yield f"The brackets are wrong: the power should apply only to {_plain(term)}."
    for op, said in ((SUM, "sum"), (MEAN, "mean")):
        inner = e.args[0] if e.op == "pow" else e
        if inner is not e and inner.op is op and networks.same(node(op, node("pow", inner.args[0], e.args[1])), r):
            yield f"The {said} is squared, but the step is the {said} of the squares."


def _plain(term: Expr) -> str:
    return text(term).removeprefix("−")


def _fraction(e: Expr, r: Expr, networks: Networks) -> Iterator[str]:
    """Sums above and below a fraction bar that reach across the bar: a − b / c + d."""
    for k, term in enumerate(parts(e, "+") if e.op == "+" else ()):
        below = [each.args[0] for each in parts(term, "*") if each.op == "inv"]
        above = node("*", *(each for each in parts(term, "*") if each.op != "inv"))
        if below:
            whole = node("inv", node("+", *below, *e.args[k + 1 :]))
            if networks.same(node("*", node("+", *e.args[:k], above), whole), r):
                yield "Brackets are missing around what is above the fraction bar, and around what is below it."
