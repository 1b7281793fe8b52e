"""The kind of a difference: its name and a sentence that says what was done, each checked on every network."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from .brackets import brackets
from .expression import MEAN, MINUS, NO_FACTOR, NO_TERM, ONE, SUM, Expr, has, is_scalar, node, parts, value
from .mistaken import mistaken
from .networks import Networks
from .record import frozen_value
from .writing import text

#: Two operations of the same two things, computed and right.
_OPERATIONS = {
    ("*", "@"): ("elementwise_for_matrix", "An elementwise product is used in place of a matrix product."),
    ("@", "*"): ("matrix_for_elementwise", "A matrix product is used in place of an elementwise product."),
    ("@", "@"): ("matrices_swapped", "The factors are those of {right}, but in another order or transposed."),
}
_ANOTHER = ("operation", "{computed} is used in place of {right}: another operation on the same two.")
_AXES = {None: "", 0: "each column of ", 1: "each row of "}
PLACES = {
    **{"first column": np.s_[:, :1], "last column": np.s_[:, -1:]},
    **{"first row": np.s_[:1], "last row": np.s_[-1:]},
}


def kind_of(e: Expr, r: Expr, networks: Networks) -> tuple[str, str] | None:
    """The kind of the difference between a computed piece and the right one, and its sentence; None if unknown."""
    return special(e, r, networks) or next(_plain(e, r, networks), None)


def special(e: Expr, r: Expr, networks: Networks) -> tuple[str, str] | None:
    """The kind and the sentence of a mistake that has a name of its own, or None."""
    ready = not is_scalar(e) and not is_scalar(r) and None not in (networks.flat(e), networks.flat(r))
    looks = (mistaken, _negative_term, _operations, _reductions, brackets, _functions)
    return next((found for look in looks for found in look(e, r, networks)), None) if ready else None


def _plain(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    computed, right = text(e), text(r)

    def is_factor(one: Expr, product: Expr) -> bool:
        turned = (each for factor in product.args for each in (factor, node("T", factor)))
        return product.op == "@" and any(networks.same(one, each) for each in turned)

    if NO_TERM not in (e, r) and is_scalar(e) and is_scalar(r):
        yield _scale(e, r)
    elif e in (NO_FACTOR, NO_TERM):
        kind = "term" if e == NO_TERM else "slope" if right.startswith("σ′") else "factor"
        yield f"{kind}_missing", f"{right} is left out."
    elif r in (NO_FACTOR, NO_TERM):
        kind = "term" if r == NO_TERM else "factor"
        yield f"{kind}_extra", f"There is an extra {kind}: {computed}."
    elif (scale := networks.ratio(networks.flat(e), networks.flat(r))) is not None:
        yield _scale(*(_scales(e, r) or (scale, NO_FACTOR)))
    elif is_factor(r, e):
        yield "product_extra", f"{computed} is used in place of {right} alone."
    elif is_factor(e, r):
        yield "product_missing", f"{computed} is used alone, in place of the product {right}."
    elif e.op == "index" and networks.same(e.args[0], r):
        is_part = networks.flat(e)[1].size < networks.flat(r)[1].size
        only = f"Only {computed} is used, not all of {right}."
        yield ("part_only", only) if is_part else ("order", f"{computed} has the numbers of {right} in another order.")
    elif networks.same(e, node("inv", r)):
        yield "divided", f"{computed} is used in place of {right}, its reciprocal."
    elif callable(r.op) and networks.same(r.args[0], e):
        yield "function_missing", f"{computed} itself is used in place of {right}."
    elif (e.args[0] if e.op == "T" else e).op == "name":
        yield "quantity", f"{computed} is used in place of {right}."


def _scales(e: Expr, r: Expr) -> tuple[Expr, Expr] | None:
    """The numbers and sizes in front of both, if neither is 1 and nothing is common to them; a common sign is left."""
    mine, theirs = (node("*", *filter(is_scalar, parts(each, "*"))) for each in (e, r))
    if _is_negative(mine) and _is_negative(theirs):
        mine, theirs = node("*", MINUS, mine), node("*", MINUS, theirs)
    alike = {*parts(mine, "*")} & {*parts(theirs, "*")}
    return None if alike or ONE in (mine, theirs) or any(map(_is_negative, (mine, theirs))) else (mine, theirs)


def _scale(e: Expr, r: Expr) -> tuple[str, str]:
    """The kind and the sentence of a factor that is used in place of another."""
    mine, theirs = (node("*", MINUS, each) if _is_negative(each) else each for each in (e, r))
    sign = "a sign is reversed" if _is_negative(e) != _is_negative(r) else ""
    alone = [each in (ONE, NO_FACTOR) for each in (mine, theirs)]
    if mine == theirs or NO_FACTOR in (e, r) and all(alone):
        return "sign", f"{sign.capitalize()}."
    if not {NO_FACTOR, MINUS} & {e, r}:
        return "factor_other", f"{text(e)} is used in place of {text(r)}."
    kind, said = "extra", f"There is an extra factor of {text(mine)}"
    if alone[0]:
        kind, said = "missing", f"A factor of {text(theirs)} is missing"
    return f"factor_{kind}" + "_and_sign" * bool(sign), said + f", and {sign}" * bool(sign) + "."


def _is_negative(scale: Expr) -> bool:
    return (first := parts(scale, "*")[0]).is_number and first.args[0] < 0


def _negative_term(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """One term alone of a sum that is a factor, with its own minus: −2 y of 2 (a₂ − y), where no sign is reversed."""
    inner = next((each for each in parts(r, "*") if each.op == "+"), None)
    for term in inner.args if inner and r.op == "*" and _is_negative(e) else ():
        kept = [*(each for each in parts(r, "*") if each is not inner), *(each for each in inner.args if each != term)]
        if len(inner.args) == 2 and networks.same(node("*", *kept), e):
            yield "term_missing", f"{text(term)} is left out."


def _operations(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """Another operation of the same two things, transposed or not, such as elementwise for matrix product."""

    def are_the_right(some) -> bool:
        return all(networks.same(a, b) or networks.same(a, node("T", b)) for a, b in zip(some, r.args, strict=True))

    if {e.op, r.op} <= {"*", "@", "+"} and len(e.args) == len(r.args) == 2:
        said = {"computed": text(e), "right": text(r)}
        if are_the_right(e.args) or are_the_right(e.args[::-1]):
            kind, sentence = _OPERATIONS.get((e.op, r.op), _ANOTHER)
            yield kind, sentence.format(**said)
        elif r.op != "+" and are_the_right([*map(_bare, e.args)]):
            yield _ANOTHER[0], _ANOTHER[1].format(**said)
    elif e.op == "+" and r.op == "*" and len(r.args) == 2 and networks.same(e, node("+", *r.args)):
        yield _ANOTHER[0], _ANOTHER[1].format(computed=text(e), right=text(r))


def _bare(expr: Expr) -> Expr:
    """A term or a factor without its minus or its fraction bar."""
    return node("*", MINUS, expr) if parts(expr, "*")[0] == MINUS else expr.args[0] if expr.op == "inv" else expr


def _reductions(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """Sum, mean, first or no sum in place of each other, the wrong axis, and a flat array."""
    summed = r.op in (SUM, MEAN)
    inner, (shapes, found), (right_shapes, right) = r.args[0] if summed else r, networks.flat(e), networks.flat(r)
    if summed and networks.same(e, inner):
        yield "not_summed", f"{text(inner)} is not {'summed' if r.op is SUM else 'averaged'}."
    if found.size == right.size and shapes != right_shapes and np.allclose(found, right, rtol=1e-9):
        yield "flat", f"{text(e)} has the numbers of {text(r)} in another shape."
        return
    for function, (axis, of), keepdims in product((SUM, MEAN), _AXES.items(), ({}, {"keepdims": value(True)})):
        summed_up = function is MEAN and has(e, SUM)  # by 1/N once more
        if not summed_up and networks.same(e, node(function, inner, axis=value(axis), **keepdims)):
            kind = "wrong_axis" if summed and function is r.op else f"{function.__name__}_taken"
            other = f", not {'' if text(r).startswith('Σ') else 'the '}{text(r)}" * summed
            yield kind, f"The {function.__name__} of {of}{text(inner)} is taken{other}."
    if summed and callable(e.op) and e.op not in (SUM, MEAN) and networks.same(e.args[0], inner):
        yield "function", f"{text(e)} is used in place of {text(r)}."
    for which, at in PLACES.items():
        if networks.same(e, node("index", inner, frozen_value(at))):
            yield "first_only", f"Only the {which} of {text(inner)} is used."


def _functions(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """Another function, or one too many."""
    mine, theirs = (each.op == "pow" or callable(each.op) and each.op not in (SUM, MEAN) for each in (e, r))
    if r.op == "pow" and networks.same(r.args[0], e):
        yield "function_missing", f"{text(e)} itself is used in place of {text(r)}."
    elif mine and networks.same(e.args[0], r):
        yield "function_extra", f"{text(e)} is used in place of {text(r)} itself."
    elif e.op == r.op == "pow" and networks.same(e.args[0], r.args[0]):
        yield "power", f"{text(e)} is used in place of {text(r)}."
    elif mine and theirs and e.op != r.op and any(networks.same(each, r.args[0]) for each in e.args):
        yield "function", f"{text(e)} is used in place of {text(r)}: it is a different function."
