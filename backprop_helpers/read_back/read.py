"""The door of this room: runs a learner's function on arrays that write down what is done, and says what it is."""

import contextlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from ..mistakes.mistake import STEP
from ..notation.table import QUANTITIES
from .call import Learner, Outcome
from .difference import Aligner, Alignment
from .expression import LEAVES, MINUS, NO_FACTOR, Expr, name, node, row, unlit
from .fold import Folder
from .kinds import kind_of
from .networks import Networks, alike, flat
from .reading import Difference, Formula, Reading
from .record import expression_of
from .search import index, uses
from .stops import stopped
from .writing import text

#: Other ways to write a step, which are laid beside what was computed where they fit better.
_ALSO = {f"da{k}_dz{k}": f"a{k} * (1 - a{k})" for k in range(1, 9)}
MANY = 3  # with more pieces than that, it is another formula altogether
#: What is folded like a quantity, though it is none.
_SLOPES = (
    "sigmoid_prime(z1)",
    "sigmoid_prime(z2)",
    "sigmoid_prime(a1)",
    "sigmoid_prime(a2)",
    "sigmoid(a1)",
    "sigmoid(a2)",
)


def read(
    function: Callable,
    asked: Mapping[str, bool],
    wanted: Sequence[str],
    networks: Networks,
    formulas: Mapping[str, str] = {},
) -> Reading:
    """Read a function back that is called with the quantities `asked`: {name: whether by keyword only}.

    It returns the `wanted` quantities. Their steps are the notation table's, or those in `formulas`, as Python. A value
    of the networks that is a list of names stands for a list of arrays. Nothing that a learner writes makes it raise.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            return _read(Learner(function, asked, list(wanted)), networks, _steps(networks, tuple(formulas.items())))
    except Exception:
        return Reading()


@lru_cache(maxsize=16)
def _steps(networks: Networks, formulas: tuple[tuple[str, str], ...]) -> dict[str, list[Expr]]:
    """{quantity: its step, and other ways to write it}, those that hold on these networks."""
    batch = any(values["N"] > 1 for values in networks.each)
    table = {key: batch and row.batch_formula or row.formula for key, row in QUANTITIES.items() if row.formula}
    steps, codes = {}, table | STEP | dict(formulas)
    slopes = {key: code for key, code in codes.items() if key.startswith("da") and "sigmoid_prime" not in code}
    for key, code in codes.items():
        for slope, of in slopes.items():  # σ′ stands for the sigmoid's slope alone
            code = code.replace(slope, f"({of})") if key != slope else code
        found = [expression_of(way, networks) for way in (code, _ALSO.get(key)) if way]
        known = key in networks.each[0]
        steps[key] = [each for each in found if each is not None and (not known or networks.same(each, name(key)))]
    return steps


def _read(learner: Learner, networks: Networks, steps: Mapping[str, list[Expr]]) -> Reading:
    right = {key: networks.values(steps[key][0]) for key in learner.wanted}
    plain = [learner.call(values) for values in networks.each]
    for k, found in enumerate(plain):
        if isinstance(found, BaseException):
            return stopped(learner, found, networks.each[k], {key: each[k] for key, each in right.items()})
    numbers = {key: [found.numbers[k] for found in plain] for k, key in enumerate(learner.wanted)}
    followed = [learner.call(values, recorded=True) for values in networks.each]
    followed = followed if all(isinstance(each, Outcome) for each in followed) else []
    changed, read_back, aligner = {}, {}, Aligner(networks, steps)
    for key in learner.asked:
        expr = networks.merged([getattr(each.arguments[key], "expr", None) for each in followed])
        if expr is not None and expr != name(key):
            changed[key] = text(Folder(networks, QUANTITIES).fold(expr))
    for k, key in enumerate(learner.wanted):
        expr = networks.merged([each.expressions[k] for each in followed])
        found = _formula(key, numbers[key], right[key], expr, aligner)
        wrong = [each for each in read_back if not read_back[each].correct and uses(steps[key][0], each)]
        own = Networks([{**values, **{w: numbers[w][i] for w in wrong}} for i, values in enumerate(networks.each)])
        inherits = wrong and not found.correct and alike(own.flat(steps[key][0]), flat(numbers[key]))
        pieces = tuple(_in_place(each, changed) for each in found.differences)
        read_back[key] = replace(found, inherits=wrong[0] if inherits else None, differences=pieces)
    return Reading(read_back, changed, _order(numbers, right))


def _order(numbers: Mapping[str, list], right: Mapping[str, list]) -> tuple[str, ...] | None:
    """The order in which the right results came, if each of them did, but not in its place."""
    fits = {key: [each for each in right if alike(flat(found), flat(right[each]))] for key, found in numbers.items()}
    order = tuple(key if key in fit else fit[0] if fit else "" for key, fit in fits.items())
    return order if sorted(order) == sorted(fits) and order != tuple(fits) else None


def _formula(key: str, numbers: list, right: list, expr: Expr | None, aligner: Aligner) -> Formula:
    """What was computed for a quantity: folded if it could be followed, else searched for, beside its step."""
    networks, step = aligner.networks, aligner.formulas[key][-1]  # a (1 − a) for σ′(z)
    shaped = [n.reshape(np.shape(r)) if n.size == np.size(r) == 1 else n for n, r in zip(numbers, right, strict=True)]
    followed = expr is not None and alike(networks.flat(expr), flat(numbers))
    if alike(flat(shaped), flat(right)):
        return Formula(key, True, step, step, followed=followed)
    steps = [each[0] for each in aligner.formulas.values() if each and each[0].op is np.heaviside]
    computed = _folder(key, step, networks, steps).fold(expr) if followed else None
    is_deep = any(isinstance(each, list) for each in networks.each[0].values())  # too many to search through
    if not is_deep and (computed is None or _is_odd(computed)):
        computed = index(networks).find(numbers, key) or computed
    if computed is None:
        return Formula(key, False, step)
    found = aligner.align(computed, step)
    if len(found.pieces) > MANY:
        found = Alignment(0, node("lit", computed), node("lit", step), ((computed, step),))
    if not (networks.same(unlit(found.computed), computed) and networks.same(unlit(found.right), step)):
        return Formula(key, False, step, computed, followed=followed)
    moved = [(e, r) for e, r in found.pieces if NO_FACTOR in (e, r) and (r, e) in found.pieces]  # as 1/N further out
    pieces = tuple(Difference(*p, *(kind_of(*p, networks) or ())) for p in found.pieces if p not in moved)
    return Formula(key, False, found.right, found.computed, pieces, followed=followed)


def _folder(key: str, step: Expr, networks: Networks, slopes: Sequence[Expr]) -> Folder:
    """What goes into the formula of a quantity, with these slopes: not itself, no gradient in the forward pass."""
    given, forward = networks.each[0], key in QUANTITIES and row(key).role != "gradient"
    names = [each for each in dict.fromkeys((*QUANTITIES, *given)) if not isinstance(given.get(each, []), list)]
    names = [each for each in names if each not in networks.sizes and not (forward and row(each).role == "gradient")]
    itself = {each for each in names if networks.same(name(each), step) and (each == key or not uses(step, each))}
    names = [each for each in names if each not in itself]
    slopes = [*slopes, *(each for code in _SLOPES if (each := expression_of(code, networks)))]
    others = [each for each in slopes if not networks.same(each, step)]
    others += [steps for code in STEP.values() if key in STEP and (steps := expression_of(code, networks))]
    gradients = [name(each) for each in names if "dL_d" in each]
    scales = ([MINUS], [name("N")], [MINUS, name("N")])
    return Folder(networks, names, others + [node("*", *scale, each) for each in gradients for scale in scales])


def _in_place(piece: Difference, changed: Mapping[str, str]) -> Difference:
    """The piece, with another kind if it is what an argument became when it was changed in place."""
    right, computed = text(piece.right), text(piece.computed)
    said = f"{right} was changed in place earlier and now holds {computed}."
    is_it = (right, computed) in ((text(name(key)), new) for key, new in changed.items())
    return replace(piece, kind="changed_in_place", sentence=said) if is_it else piece


def _is_odd(expr: Expr) -> bool:
    """Whether it calls functions that stand in no formula, such as einsum."""
    called = getattr(expr.op, "__name__", "sigmoid")
    plain = isinstance(expr.op, np.ufunc) or hasattr(np.ndarray, called)
    plain = plain or called.startswith(("sigmoid", "zeros", "ones", "full"))
    return not plain or expr.op not in LEAVES and any(map(_is_odd, expr.args))
