"""The door of this room: runs a learner's function on arrays that write down what is done, and says what it is."""

import contextlib
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from ..mistakes.mistake import STEP
from ..notation.table import QUANTITIES
from .call import Learner, Outcome
from .computed import comes_from, held
from .computed import computed as computed_for
from .difference import Aligner, Alignment
from .expression import MEAN, NO_FACTOR, Expr, has, is_scalar, name, node, parts, unlit, uses
from .fold import Folder
from .kinds import kind_of
from .networks import Networks, alike, flat
from .reading import Difference, Formula, Reading
from .record import expression_of
from .stops import stopped
from .writing import text

#: Other ways to write a step, which are laid beside what was computed where they fit better.
_ALSO = {f"da{k}_dz{k}": f"a{k} * (1 - a{k})" for k in range(1, 9)} | {"loss": "np.mean((a2 - y) ** 2)"}
MANY = 3  # with more pieces than that, it is another formula altogether


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
    changed, read_back = {}, {}
    for key in learner.asked:
        expr = networks.merged([getattr(each.arguments[key], "expr", None) for each in followed])
        if expr is not None and expr != name(key):
            changed[key] = text(Folder(networks, QUANTITIES).fold(expr))
    for k, key in enumerate(learner.wanted):
        expr = networks.merged([each.expressions[k] for each in followed])
        found = _formula(key, numbers[key], right[key], expr, networks, steps, learner.asked)
        wrong = [each for each in read_back if not read_back[each].correct and uses(steps[key][0], each)]
        own = Networks([{**values, **{w: numbers[w][i] for w in wrong}} for i, values in enumerate(networks.each)])
        inherits = not found.correct and any(alike(own.flat(each), flat(numbers[key])) for each in steps[key] if wrong)
        if wrong and not found.correct and not inherits:  # a mistake of its own: with what the code has found before
            again = _formula(key, numbers[key], own.values(steps[key][0]), expr, own, steps, learner.asked)
            shorter = not found.sentence or len(again.differences) < len(found.differences)
            found = again if again.sentence and shorter else found
        pieces = tuple(_in_place(each, changed) for each in found.differences)
        versions = map(networks.merged, zip(*(each.earlier[k] for each in followed), strict=False))
        before = next((each for each in versions if each and networks.same(each, steps[key][0])), None)
        if not found.correct and before:
            said = f"{text(name(key))} was right, but the array was changed in place afterwards."
            pieces = (Difference(before, before, "changed_in_place", said),)
        read_back[key] = replace(found, inherits=wrong[0] if inherits else None, differences=pieces)
    return Reading(read_back, changed, _order(numbers, right))


def _order(numbers: Mapping[str, list], right: Mapping[str, list]) -> tuple[str, ...] | None:
    """The order in which the right results came, if each of them did, but not in its place."""
    fits = {key: [each for each in right if alike(flat(found), flat(right[each]))] for key, found in numbers.items()}
    order = tuple(key if key in fit else fit[0] if fit else "" for key, fit in fits.items())
    return order if sorted(order) == sorted(fits) and order != tuple(fits) else None


def _formula(
    key: str, numbers: list, right: list, expr: Expr | None, networks: Networks, steps: Mapping, asked: Collection[str]
) -> Formula:
    """What was computed for a quantity: folded if it could be followed, else searched for, beside its step."""
    *others, step = steps[key]  # a (1 − a) for σ′(z)
    step = others[0] if others and key == "loss" and (expr is None or not has(expr, MEAN)) else step
    shaped = [n.reshape(np.shape(r)) if n.size == np.size(r) == 1 else n for n, r in zip(numbers, right, strict=True)]
    followed = expr is not None and alike(networks.flat(expr), flat(numbers))
    if alike(flat(shaped), flat(right)):
        return Formula(key, True, step, step, followed=followed)
    computed = computed_for(key, numbers, expr if followed else None, networks, steps, asked)
    if computed is None:
        return Formula(key, False, step)
    before = {each: ways for each, ways in steps.items() if each == key or not comes_from(key, each, steps)}
    found = Aligner(networks, before).align(computed, step)
    if len(found.pieces) > MANY:
        found = Alignment(0, node("lit", computed), node("lit", step), ((computed, step),))
    if not (networks.same(unlit(found.computed), computed) and networks.same(unlit(found.right), step)):
        return Formula(key, False, step, computed, followed=followed)
    moved = [(e, r) for e, r in found.pieces if NO_FACTOR in (e, r) and (r, e) in found.pieces]  # as 1/N further out
    pieces = [Difference(*p, *(kind_of(*p, networks) or ())) for p in found.pieces if p not in moved]
    if followed and not uses(expr, "N"):
        pieces = [*map(_for_examples, pieces)]
    (shapes, mine), (others, theirs) = flat(numbers), flat(right)
    if mine.size == theirs.size and shapes != others and np.allclose(mine, theirs, rtol=1e-9):
        pieces = [
            replace(each, kind="flat", sentence="The numbers are right; only the shape is wrong.") for each in pieces
        ]
    return Formula(
        key,
        False,
        found.right,
        found.computed,
        tuple(pieces),
        followed=followed,
        holds=held(expr, networks) if followed else frozenset(),
    )


def _for_examples(piece: Difference) -> Difference:
    """The piece of code that does not use N, with another sentence if it is a number of examples, and more."""
    factors, examples = parts(piece.computed, "*"), name("N")
    if piece.right != NO_FACTOR or factors[1:] == () or examples not in factors or not is_scalar(piece.computed):
        return piece
    said = text(node("*", *(each for each in factors if each != examples)))
    return replace(piece, kind="factor_other", sentence=f"{said} stands where 1 / N belongs.")


def _in_place(piece: Difference, changed: Mapping[str, str]) -> Difference:
    """The piece, with another kind if it is what an argument became when it was changed in place."""
    right, computed = text(piece.right), text(piece.computed)
    said = f"{right} was changed in place earlier and now holds {computed}."
    is_it = (right, computed) in ((text(name(key)), new) for key, new in changed.items())
    return replace(piece, kind="changed_in_place", sentence=said) if is_it else piece
