"""The check of reverse mode that a reader writes: the rules of the operations, and the class that sends gradients."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ..mathematics.graph import BACKWARD, VALUES, Graph
from ..mathematics.network import sigmoid
from ..read_back.graph import expression_graph
from ..style import number
from .call import as_numbers, filled_in
from .diagnosis import same
from .feedback import Feedback, describe_shape, describe_type
from .running import LearnerError, Unusable, gives_feedback, run

#: The operations, as the reader calls them, and ours.
OPERATIONS = {"+": "+", "*": "*", "@": "@", "T": "T", "sum": "sum", "sigmoid": "σ"}
_SHAPES = {"*": ((3, 2), (3, 2)), "+": ((3, 2), (3, 2)), "@": ((3, 4), (4, 2))}
_SIDE = "The transpose is on the wrong factor, or the products are swapped: each operand gets g times the other one."
#: Wrong rules: (operation, name, what is said, the rule); a rule that gives one operand's share is tried for each.
_SLIPS: tuple[tuple[str, str, str, Callable], ...] = (
    ("*", "own_factor", "Each operand gets g times the other one.", lambda g, out, a, b: (g * a, g * b)),
    ("*", "factor_missing", "The other operand is missing as a factor.", lambda g, out, a, b: (g, g)),
    ("*", "slope_alone", "g is left out: it is a factor of both.", lambda g, out, a, b: (b, a)),
    ("@", "wrong_side", _SIDE, lambda g, out, a, b: (a.T @ g, g @ b.T)),
    ("@", "wrong_side", _SIDE, lambda g, out, a, b: (b @ g.T, g.T @ a)),
    ("T", "transposed", "The gradient must be transposed back.", lambda g, out, a: (g,)),
    ("sum", "not_spread", "Every number of the operand gets g.", lambda g, out, a: (g,)),
    ("sigmoid", "slope_missing", "The slope σ′ is left out.", lambda g, out, a: (g,)),
    ("sigmoid", "slope_alone", "g is left out: this is the slope alone.", lambda g, out, a: (out * (1 - out),)),
    ("sigmoid", "slope_of_tanh", "1 − a² is the slope of tanh.", lambda g, out, a: (g * (1 - out**2),)),
    ("sigmoid", "slope_at_a", "σ′ is taken at the result.", lambda g, out, a: (g * sigmoid(out) * (1 - sigmoid(out)),)),
    ("sigmoid", "z_times_one_minus_z", "z (1 − z) is used as the slope.", lambda g, out, a: (g * a * (1 - a),)),
)
#: What a class is tried on, the simplest first, with the shapes of a, b and c; s is sigmoid.
_EXPRESSIONS: dict[str, tuple[Callable, tuple]] = {
    "(a * b).sum()": (lambda a, b, c, s: (a * b).sum(), ((2, 3), (2, 3), (2, 3))),
    "(a * b * c).sum()": (lambda a, b, c, s: (a * b * c).sum(), ((2, 3), (2, 3), (2, 3))),
    "(a * a + a * b).sum()": (lambda a, b, c, s: (a * a + a * b).sum(), ((2, 3), (2, 3), (2, 3))),
    "(s(a) * b + a).sum(), s = sigmoid": (lambda a, b, c, s: (s(a) * b + a).sum(), ((2, 2), (2, 2), (1, 2))),
    "(a @ b.T + c).sum()": (lambda a, b, c, s: (a @ b.T + c).sum(), ((4, 3), (2, 3), (1, 2))),
    "(s(a @ b.T + c) * c).sum(), s = sigmoid": (
        lambda a, b, c, s: (s(a @ b.T + c) * c).sum(),
        ((4, 3), (2, 3), (1, 2)),
    ),
    "(u * u * v + u).sum(), u = a * b, v = u + c": (lambda a, b, c, s: _late(a * b, c), ((2, 3), (2, 3), (2, 3))),
    "(v + v * u).sum(), u = a * b, v = u + c": (lambda a, b, c, s: _early(a * b, c), ((2, 3), (2, 3), (2, 3))),
}


def _late(u, c):
    return (u * u * (u + c) + u).sum()


def _early(u, c):
    v = u + c
    return (v + v * u).sum()


@gives_feedback("Take one element of the result: which elements of the operands does it depend on, and at what rate?")
@np.errstate(all="ignore")
def check_autograd(answer: Callable | type) -> Feedback:
    """Compare reverse mode with the right gradients: the rules of the operations, or the class that uses them.

    A function `send_back(op, g, out, a, b)` returns the gradients of the operands a and b of "+", "*" and "@", or of
    the only operand a of "T", "sum" and "sigmoid", from the gradient g of the result `out`. A class has `Value(array)`,
    + * @ .T .sum() .sigmoid(), `backward()` of a result, and then each value's `gradient`. Never raises on a mistake.
    """
    if not callable(filled_in(answer)):
        raise Unusable(f"Give the function with the rules, or the class itself; this is {describe_type(answer)}.")
    return _class(answer) if isinstance(answer, type) else _rules(answer)


def _rules(function: Callable) -> Feedback:
    draw = np.random.default_rng(3)
    for op, ours in OPERATIONS.items():
        operands = [draw.standard_normal(shape) for shape in _SHAPES.get(op, ((3, 2),))]
        out = np.asarray(VALUES[ours](*operands))
        given = draw.standard_normal(out.shape), out, *operands
        right = BACKWARD[ours](*given)
        try:
            found = run(function, op, *(each.copy() for each in given))
        except LearnerError as error:
            said = " Which of the two factors has to be transposed, so that the sizes match?" * (op == "@")
            raise Unusable(f"For {op!r}: {error}{said}", mistake="wrong_side" * bool(said)) from None
        for k, (each, wanted) in enumerate(zip(_shares(op, found, len(right)), right, strict=True)):
            name = f"The gradient of {'ab'[k]} in {op!r}"
            array = as_numbers(name, each, wanted.shape)
            if array.shape != wanted.shape or not same(array, wanted):
                return _wrong_rule(op, name, array, wanted, given, k)
    return Feedback(True, "Right: the rules of all six operations.")


def _shares(op: str, found, count: int) -> Sequence:
    """The gradients of the operands; a single one may stand alone."""
    filled_in(found)
    parts = found if isinstance(found, (tuple, list)) else (found,)
    if len(parts) != count:
        raise Unusable(f"For {op!r} return {count} gradient{'s' * (count > 1)}; this is {describe_type(found)}.")
    return [filled_in(part, f"a gradient of {op!r} is still missing") for part in parts]


def _wrong_rule(op: str, name: str, found: np.ndarray, right: np.ndarray, given: tuple, k: int) -> Feedback:
    said, kinds, ratio = "", [], float(found.flat[0] / right.flat[0]) if found.shape == right.shape else 0.0
    if not np.isfinite(found).all():
        said, kinds = "It holds numbers that are not finite.", ["not_finite"]
    elif ratio == -1 and same(found, -right):
        said, kinds = "Every sign is wrong.", ["sign"]
    elif ratio and same(found, ratio * right):
        said, kinds = f"Every number is {number(ratio)} times what it should be.", ["factor"]
    for known, kind, sentence, rule in _SLIPS:
        try:
            made = np.asarray(rule(*given)[k]) if known == op else None
        except ValueError:  # shapes that don't fit
            continue
        if made is not None and made.shape == found.shape and same(found, made):
            said, kinds = sentence, [kind]
    shape = describe_shape(name, found.shape, right.shape) if found.shape != right.shape else f"{name} is wrong."
    return Feedback(False, f"{shape} {said}".strip(), kinds)


def _class(kind: type) -> Feedback:
    draw = np.random.default_rng(4)
    for text, (expression, shapes) in _EXPRESSIONS.items():
        given = {name: draw.standard_normal(shape) for name, shape in zip("abc", shapes, strict=True)}
        graph = expression_graph(lambda a, b, c, made=expression: made(a, b, c, sigmoid), given)
        try:
            found = filled_in(run(_gradients, kind, expression, given))
        except LearnerError as error:
            what, is_stretched = str(error).partition(" with ")[2], "broadcast shape" in str(error)
            said = f" {_WAYS[1][1]}" * is_stretched
            raise Unusable(
                f"In {text}, your class stopped with {what.rstrip('.')}.{said}", mistake="broadcast" * is_stretched
            ) from None
        right, *wrong = _passes(graph)
        for k, name in enumerate(given):
            if right[k] is not None:  # the expression uses it
                each = as_numbers(f"The gradient of {name}", filled_in(found[k]), right[k].shape)
                if each.shape != right[k].shape or not same(each, right[k]):
                    return _wrong_class(f"In {text}, the gradient of {name}", each, k, right, wrong)
    return Feedback(True, "Right: eight expressions, with values that are used twice and rows that are stretched.")


def _gradients(kind: type, expression: Callable, given: dict) -> list:
    values = [kind(array.copy()) for array in given.values()]
    expression(*values, lambda value: value.sigmoid()).backward()
    return [value.gradient for value in values]


def _wrong_class(what: str, found: np.ndarray, k: int, right: list, wrong: list) -> Feedback:
    kind, said = "", ""
    for made, (name, sentence) in zip(wrong, _WAYS, strict=True):
        if made[k] is not None and np.shape(made[k]) == found.shape and same(found, made[k]):
            kind, said = name, sentence
            break
    is_shaped = found.shape == right[k].shape
    if not found.any():
        kind, said = "nothing", "It is still zero: nothing was sent there."
    elif not kind and is_shaped and same(found, -right[k]):
        kind, said = "sign", "Every sign is wrong."
    shown = f"{what} is wrong." if is_shaped else describe_shape(what, found.shape, right[k].shape)
    return Feedback(False, f"{shown} {said}".strip(), [kind] * bool(kind))


_WAYS = (
    ("overwritten", "A value that is used twice keeps only the last share: shares add up, so += instead of =."),
    ("broadcast", "An array that was stretched got a gradient of the stretched shape: sum over the stretched axes."),
    ("order", "A node sends its shares before its gradient is complete: take the nodes in reverse order of computing."),
)


def _passes(graph: Graph) -> Iterator[list]:
    """The right gradients of all nodes, and those of each of the ways to go wrong."""
    yield graph.backward()
    yield graph.backward(adds=False)
    yield graph.backward(undone=False)
    yield graph.backward(order=_as_met(graph))


def _as_met(graph: Graph) -> list[int]:
    """The nodes in the order in which they are met from the result, whatever else uses them."""
    met, waiting = [], [len(graph.nodes) - 1]
    while waiting:
        k = waiting.pop(0)
        if k not in met and graph.nodes[k].op:
            met.append(k)
            waiting += graph.nodes[k].operands
    return met
