"""The kind of a difference: its name and a sentence that says what was done, each checked on every network."""

from collections.abc import Iterator

import numpy as np

from .expression import MEAN, MINUS, NO_FACTOR, NO_TERM, ONE, SUM, Expr, is_scalar, node, parts, value
from .networks import Networks
from .record import expression_of
from .writing import text

#: What is taken for the slope of a sigmoid, in layer k.
_SLOPES = {
    "slope_of_a": ("sigmoid_prime(a{k})", "The slope was taken at {a}, which has been through the sigmoid already."),
    "z_times_one_minus_z": ("z{k} * (1 - z{k})", "{z} (1 − {z}) stands where the sigmoid's slope belongs."),
    "slope_of_tanh": ("1 - a{k} ** 2", "1 − {a}² is the slope of tanh, not of the sigmoid."),
    "slope_of_tanh_at_z": ("1 - np.tanh(z{k}) ** 2", "This is the slope of tanh, not of the sigmoid."),
    "slope_of_relu": ("np.multiply(z{k} > 0, 1.0)", "This is the slope of ReLU, 0 or 1, not of the sigmoid."),
    "slope_plus": ("a{k} * (1 + a{k})", "{a} (1 + {a}) stands where the sigmoid's slope belongs: a sign is wrong."),
    "slope_half": ("1 - a{k}", "1 − {a} is only one factor of the sigmoid's slope."),
    "activation_for_slope": ("a{k}", "{a} itself stands where the sigmoid's slope belongs."),
    "slope_squared": ("sigmoid_prime(z{k}) ** 2", "The slope of the sigmoid was taken twice."),
    "slope_negative": ("a{k} * (a{k} - 1)", "{a} ({a} − 1) is the slope with the opposite sign."),
}
_CROSS_ENTROPY = ("-(y / a2 - (1 - y) / (1 - a2))", "-(y / a2 - (1 - y) / (1 - a2)) / N")


def kind_of(e: Expr, r: Expr, networks: Networks) -> tuple[str, str] | None:
    """The kind of the difference between a computed piece and the right one, and its sentence; None if unknown.

    A piece that is `NO_FACTOR` is a factor that isn't there, one that is `NO_TERM` a term.
    """
    return special(e, r, networks) or next(_plain(e, r, networks), None)


def special(e: Expr, r: Expr, networks: Networks) -> tuple[str, str] | None:
    """The kind and the sentence of a mistake that has a name of its own, or None."""
    ready = not is_scalar(e) and not is_scalar(r) and None not in (networks.flat(e), networks.flat(r))
    return next((found for look in _SPECIAL for found in look(e, r, networks)), None) if ready else None


def _plain(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    computed, right = text(e), text(r)
    if NO_TERM not in (e, r) and is_scalar(e) and is_scalar(r):
        yield _scale(e, r)
    elif e in (NO_FACTOR, NO_TERM):
        kind = "term" if e == NO_TERM else "slope" if right.startswith("σ′") else "factor"
        yield f"{kind}_missing", f"{right} is left out."
    elif r in (NO_FACTOR, NO_TERM):
        kind, said = ("term", "is added") if r == NO_TERM else ("factor", "is a factor here")
        yield f"{kind}_extra", f"{computed} {said}, which the step doesn't have."
    elif (scale := networks.ratio(networks.flat(e), networks.flat(r))) is not None:
        yield _scale(scale, NO_FACTOR)
    elif e.op == "@" and any(networks.same(r, each) or networks.same(r, node("T", each)) for each in e.args):
        yield "product_extra", f"There is a product with {right} where the step has {right} alone."
    elif r.op == "@" and any(networks.same(e, each) or networks.same(e, node("T", each)) for each in r.args):
        yield "product_missing", f"{computed} stands there alone, where the step has a product with it."
    elif e.op == "index" and networks.same(e.args[0], r):
        yield "part_only", f"Only {computed} is used."
    elif networks.same(e, node("inv", r)):
        yield "divided", f"It is divided by {right}, by which the step multiplies."
    elif (r.op == "pow" or callable(r.op)) and networks.same(r.args[0], e):
        yield "function_missing", f"{computed} itself stands in the place of {right}."
    elif (e.args[0] if e.op == "T" else e).op == "name":
        yield "quantity", f"{computed} stands in the place of {right}."


def _functions(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """Another function, or one too many."""
    mine, theirs = (each.op == "pow" or callable(each.op) and each.op not in (SUM, MEAN) for each in (e, r))
    if mine and networks.same(e.args[0], r):
        yield "function_extra", f"{text(e)} stands in the place of {text(r)} itself."
    elif mine and theirs and e.op != r.op and any(networks.same(each, r.args[0]) for each in e.args):
        yield "function", f"{text(e)} stands in the place of {text(r)}: it is another function."


def _slopes(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """What is taken for the slope of the sigmoid."""
    if r.op == "name" and r.args[0].startswith("da"):
        layer = r.args[0][2 : r.args[0].index("_")]
        symbols = {letter: text(Expr("name", (letter + layer,))) for letter in "az"}
        for kind, (code, sentence) in _SLOPES.items():
            if (other := expression_of(code.format(k=layer), networks)) and networks.same(e, other):
                yield kind, sentence.format(**symbols)


def _whole(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """What can be said of all numbers together."""
    found, called = networks.flat(e), getattr(r.op, "__name__", r.args[0] if r.op == "name" else "")
    if networks.same(e, node("T", r)):
        yield "transposed", f"{text(e)} stands in the place of {text(r)}, its transpose."
    if found[1].size and np.all(found[1] == found[1][0]):
        yield "constant" if found[1][0] else "zeros", f"All numbers here are {found[1][0]:.4g}."
    if called in ("sigmoid", "a1", "a2") and networks.same(e, node("+", ONE, node("*", MINUS, r))):
        yield "exponent", "This is 1 − σ(z), as with exp(z) in the place of exp(−z)."
    if called in ("sigmoid", "a1", "a2") and networks.same(node("inv", e), r):
        yield "brackets", f"Brackets are missing: this is {text(e)}, and not 1 divided by it."
    for code in _CROSS_ENTROPY if called == "dL_da2" or "y" in text(r) else ():
        if (other := expression_of(code, networks)) and networks.same(e, other):
            yield "cross_entropy", "This is the gradient of another loss, the cross-entropy."


def _scale(e: Expr, r: Expr) -> tuple[str, str]:
    """A factor in the place of another."""
    if e == Expr("name", ("N",)) and r == NO_FACTOR:
        e, r = NO_FACTOR, node("inv", e)
    turned = [(first := parts(each, "*")[0]).is_number and first.args[0] < 0 for each in (e, r)]
    mine, theirs = (node("*", MINUS, each) if negative else each for each, negative in zip((e, r), turned, strict=True))
    sign = "a sign is the other way round" if turned[0] != turned[1] else ""
    alone = [each in (ONE, NO_FACTOR) for each in (mine, theirs)]
    if mine == theirs or NO_FACTOR in (e, r) and all(alone):
        return "sign", f"{sign.capitalize()}."
    if NO_FACTOR not in (e, r):
        return "factor_other", f"{text(e)} stands in the place of {text(r)}."
    kind = "missing" if alone[0] else "extra"
    said = f"a factor {text(theirs)} is missing" if alone[0] else f"there is a factor {text(mine)} too much"
    said += f", and {sign}" if sign else ""
    return f"factor_{kind}" + ("_and_sign" if sign else ""), f"{said[0].upper()}{said[1:]}."


def _products(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """Another operation of the same two things, transposed or not, such as elementwise for matrix product."""
    if not {e.op, r.op} <= {"*", "@", "+"} or not len(e.args) == len(r.args) == 2:
        return
    bare = [e.args, e.args[::-1]] + ([[_bare(each) for each in e.args]] if r.op != "+" else [])
    for mine in bare:
        if all(networks.same(a, b) or networks.same(a, node("T", b)) for a, b in zip(mine, r.args, strict=True)):
            if (e.op, r.op) == ("*", "@") and mine is not bare[-1]:
                yield "elementwise_for_matrix", "Numbers were multiplied place by place where a matrix product belongs."
            elif (e.op, r.op) == ("@", "*"):
                yield "matrix_for_elementwise", "A matrix product stands where each number meets only its own partner."
            elif (e.op, r.op) == ("@", "@"):
                yield "matrices_swapped", f"The two factors of {text(r)} are transposed or in another order."
            else:
                yield "operation", f"{text(e)} stands in the place of {text(r)}: another operation of the same two."


def _bare(expr: Expr) -> Expr:
    """A term or a factor without its minus or its fraction bar."""
    return node("*", MINUS, expr) if parts(expr, "*")[0] == MINUS else expr.args[0] if expr.op == "inv" else expr


def _reductions(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """Sum, mean, first or no sum in place of each other, the wrong axis, and a flat array."""
    inner, summed, found = r.args[0] if r.op in (SUM, MEAN) else r, r.op in (SUM, MEAN), networks.flat(e)
    if summed and networks.same(e, inner):
        yield "not_summed", f"{text(inner)} is not summed up."
    right = networks.flat(r)
    if found[1].size == right[1].size and found[0] != right[0] and np.allclose(found[1], right[1], rtol=1e-9):
        yield "flat", f"{text(e)} has the right numbers, but not in the shape of {text(r)}."
        return
    for function in (SUM, MEAN):
        for axis, of in ((None, ""), (0, "each column of "), (1, "each row of ")):
            for keepdims in ({}, {"keepdims": value(True)}):
                other = node(function, inner, **({"axis": value(axis)} if axis is not None else {}), **keepdims)
                if networks.same(e, other):
                    said = f"This is the {function.__name__} of {of}{text(inner)}"
                    kind = "wrong_axis" if summed and function is r.op else f"{function.__name__}_taken"
                    yield kind, said + (f", not {text(r)}." if summed else ".")
    for axis, of in ((1, "column"), (0, "row")):
        for which, at in (("first", (value(None), value(1))), ("last", (value(-1), value(None)))):
            cut = node("slice", *at, value(None))
            place = node("tuple", node("slice", *[value(None)] * 3), cut) if axis else cut
            if networks.same(e, node("index", inner, place)):
                yield "first_only", f"Only the {which} {of} of {text(inner)} is used."


def _sums(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """A factor that reaches only one term of a sum, the square of a sum, and a parameter after its update."""
    terms = parts(e, "+")
    if r in terms and r.op == "name":
        change = networks.flat(node("+", e, node("*", MINUS, r))), networks.flat(Expr("name", (f"dL_d{r.args[0]}",)))
        if networks.ratio(*change) is not None:
            yield "updated", f"{text(r)} has been updated already; the old {text(r)} belongs here."
    for k in (-1, 0) if len(terms) > 1 else ():
        factors, others = parts(terms[k], "*"), [term for term in terms if term is not terms[k]]
        for cut in range(1, len(factors)):
            for kept, moved in ((factors[:cut], factors[cut:]), (factors[cut:], factors[:cut])):
                if networks.same(node("*", node("+", *others, node("*", *kept)), *moved), r):
                    reach = [text(node("*", *some)) for some in (moved, kept)]
                    yield "brackets", f"Brackets are missing: {reach[0]} reaches only {reach[1]}."
                    return
    if e.op == "pow" and e.args[0].op is SUM and networks.same(node(SUM, node("pow", e.args[0].args[0], e.args[1])), r):
        yield "brackets", "The sum was squared, in the place of a sum of squares."


_SPECIAL = (_slopes, _whole, _products, _reductions, _sums, _functions)
