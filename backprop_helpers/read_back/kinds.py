"""The kind of a difference: its name and a sentence that says what was done, each checked on every network."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..mathematics.network import sigmoid_prime
from .expression import Expr, const, inverse, minus, name, node, number, parts, plus, text, times, transposed
from .fold import Networks, is_scalar
from .search import ratio

ONE, ZERO = number(1), number(0)
_AXES = {"all of it": None, "each column": 0, "each row": 1}


def kind_of(e: Expr, r: Expr, networks: Networks) -> tuple[str, str] | None:
    """The kind of the difference between a computed piece and the right one, and its sentence; None if unknown.

    A piece that is 1 is a factor that isn't there, one that is 0 a term.
    """
    return next(_kinds(e, r, networks), None)


def _kinds(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    computed, right, same = text(e), text(r), networks.same
    found, wanted = networks.values(e), networks.values(r)
    if is_scalar(e) and is_scalar(r) or _scalars(e) and _scalars(r):
        yield _scale(e, r)
    if e == ZERO:
        bias = r.op == "name" and r.args[0].startswith("b")
        yield ("bias", f"The bias {right} was left out.") if bias else ("term_missing", f"The term {right} is missing.")
    if r == ZERO:
        yield "term_extra", f"{computed} is added, which the step doesn't have."
    slope = r.op == "name" and r.args[0] in ("da1_dz1", "da2_dz2")
    if e == ONE:
        yield (
            ("slope_missing", f"The slope {right} is missing.")
            if slope
            else ("factor_missing", f"The factor {right} is missing.")
        )
    if r == ONE:
        yield "factor_extra", f"There is a factor {computed} that the step doesn't have."
    if slope:
        yield from _slopes(e, r, networks)
    if found is None or wanted is None:
        return
    if same(e, transposed(r)):
        yield (
            "transposed",
            f"{computed} is the transpose of {right}."
            if e.size > 3
            else f"{computed} stands in the place of {right}: it is transposed.",
        )
    if all(np.size(each) and not np.any(each) for each in found):
        yield "zeros", "Every number here is 0."
    if all(np.size(each) > 1 and np.all(each == found[0].flat[0]) for each in found):
        yield "constant", f"Every number here is {found[0].flat[0]:g}, whatever the network."
    scale = ratio(found, wanted, networks)
    if scale is not None:
        yield _scale(scale, ONE) if scale != number(-1) else ("sign", f"{computed} has the opposite sign of {right}.")
    yield from _products(e, r, networks)
    yield from _reductions(e, r, networks)
    yield from _brackets(e, r, networks)
    if same(e, minus(ONE, r)) and "exp(" in computed:
        yield "exponent", "The minus in the exponent is missing: that gives 1 − σ(z) in the place of σ(z)."
    terms = parts(e, "+")
    if r.op == "name" and len(terms) == 2 and r in terms and text(terms[1]).endswith(f"∂L/∂{right}"):
        yield "updated", f"{right} has been updated already where the old {right} belongs."
    bare = [each.args[0] if each.op == "T" else each for each in (e, r)]
    if all(each.op == "name" for each in bare):
        yield "quantity", f"{computed} stands in the place of {right}."


def _scalars(expr: Expr) -> bool:
    return all(map(is_scalar, parts(expr, "*")))


def _scale(e: Expr, r: Expr) -> tuple[str, str]:
    if r == number(-1) or e == number(-1) and r == ONE:
        return "sign", "The sign is the other way round." if e in (
            ONE,
            number(-1),
        ) else f"There is a factor {text(e)} in the place of −1."
    if e == ONE:
        return "factor_missing", f"A factor {text(r)} is missing."
    if r == ONE:
        part = parts(e, "*")
        if part[0].op == "number" and part[0].args[0] < 0:
            rest = text(times(number(-1), e))
            return "factor_and_sign", f"There is a factor {rest} too much, and the sign is the other way round."
        divided = inverse(e) if len(part) == 1 and (e.op == "inv" or e.op == "number" and 0 < e.args[0] < 0.5) else None
        if divided:
            return "factor_extra", f"It is divided by {text(divided)}, which the step is not."
        return "factor_extra", f"There is a factor {text(e)} too much."
    return "factor_other", f"There is a factor {text(e)} where {text(r)} belongs."


def _slopes(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """What is taken for the sigmoid's slope."""
    layer = r.args[0][2]
    a, z = name(f"a{layer}"), name(f"z{layer}")
    A, Z = text(a), text(z)
    square, step = node("pow", a, number(2)), node(np.greater, z, ZERO)
    others = {
        "slope_of_a": (
            node(sigmoid_prime, a),
            f"The slope was taken at {A}, which has been through the sigmoid, not at {Z}.",
        ),
        "z_times_one_minus_z": (
            times(z, minus(ONE, z)),
            f"{Z} (1 − {Z}) stands where the slope belongs; the short form is about {A}.",
        ),
        "slope_of_tanh": (minus(ONE, square), f"1 − {A}² is the slope of tanh, not of the sigmoid."),
        "slope_of_tanh_z": (
            minus(ONE, node("pow", node(np.tanh, z), number(2))),
            f"1 − tanh({Z})² is the slope of tanh, not of the sigmoid.",
        ),
        "slope_of_relu": (
            times(ONE, node(np.multiply, step, ONE)),
            "This is the slope of ReLU, 0 or 1, not of the sigmoid.",
        ),
        "slope_plus": (times(a, plus(ONE, a)), f"{A} (1 + {A}) stands where {A} (1 − {A}) belongs."),
        "slope_half": (minus(ONE, a), f"1 − {A} is half of the slope: the factor {A} is missing."),
        "activation_for_slope": (a, f"{A} itself stands where its slope belongs."),
        "sigmoid_for_slope": (node(np.subtract, a, square), ""),
        "slope_twice": (node("pow", r, number(2)), f"The slope {text(r)} was taken twice."),
    }
    for kind, (expr, sentence) in others.items():
        if sentence and networks.same(e, expr):
            yield kind, sentence


def _products(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """Elementwise for matrix product, and the reverse, with the same two things, transposed or not."""
    if {e.op, r.op} == {"*", "@"} and len(e.args) == len(r.args) == 2:
        for args in (r.args, r.args[::-1]):
            if all(networks.same(a, b) or networks.same(a, transposed(b)) for a, b in zip(e.args, args, strict=True)):
                if e.op == "*":
                    yield (
                        "elementwise_for_matrix",
                        "Numbers were multiplied place by place where a matrix product belongs.",
                    )
                else:
                    yield (
                        "matrix_for_elementwise",
                        "A matrix product stands where each number meets only its own partner.",
                    )
                return


def _reductions(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """Sum, mean, first or no sum in place of each other, and the wrong axis."""
    inner = r.args[0] if r.op in (np.sum, np.mean) else r
    summed = {} if inner is r else {"": f"the {r.op.__name__}"}
    for how, function in (("sum", np.sum), ("mean", np.mean)):
        for of, axis in _AXES.items():
            for kept in (True, False):
                options = {} if axis is None else {"axis": number(axis)}
                other = node(function, inner, options=options | ({"keepdims": const(True)} if kept else {}))
                if networks.same(e, other):
                    kind = "wrong_axis" if summed and function is r.op else f"{how}_taken"
                    belongs = f", where the step has {text(r)}" if summed else ", which the step doesn't have"
                    yield kind, f"The {how} of {of} is taken{belongs}."
    if summed and networks.same(e, inner):
        yield "not_summed", f"{text(inner)} is not summed up."
    for which, at in (("first", slice(None, 1)), ("last", slice(-1, None))):
        places = node(
            "slice",
            const(at.start) if at.start is None else number(at.start),
            const(None) if at.stop is None else number(at.stop),
            const(None),
        )
        for axis, of in ((1, "example"), (0, "row")):
            index = node("tuple", *([node("slice", *[const(None)] * 3)] if axis else []), places)
            if networks.same(e, node("index", inner, index)):
                yield "first_only", f"Only the {which} {of} of {text(inner)} is used."


def _brackets(e: Expr, r: Expr, networks: Networks) -> Iterator[tuple[str, str]]:
    """A factor that reaches only the last or the first term of a sum, where it belongs to all of it."""
    terms = parts(e, "+")
    for k in (-1, 0) if len(terms) > 1 else ():
        factors = parts(terms[k], "*")
        for cut in range(1, len(factors)):
            for kept, moved in ((factors[:cut], factors[cut:]), (factors[cut:], factors[:cut])):
                others = [term for term in terms if term is not terms[k]]
                if networks.same(times(plus(*others, times(*kept)), *moved), r):
                    yield (
                        "brackets",
                        f"Brackets are missing: {text(times(*moved))} reaches only {text(times(*kept))}, not the whole sum.",
                    )
                    return
    if (
        e.op == "pow"
        and e.args[0].op is np.sum
        and networks.same(node(np.sum, node("pow", e.args[0].args[0], e.args[1])), r)
    ):
        yield "brackets", "The sum is squared; it should be the sum of the squares."
