"""Compares a learner's numbers with the right ones, and with what each mistake of the bank would give.

`runs` is a list of pairs: a trace, and the answers for it, {quantity: array}.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from ..mathematics.network import Trace
from ..mistakes.bank import MISTAKES
from ..mistakes.wrong_pass import FormulaPass
from ..notation.table import QUANTITIES, Element
from ..style import number
from .call import shape_words
from .feedback import Feedback, ladder, listed

RELATIVE, ABSOLUTE = 1e-8, 1e-12
Runs = list[tuple[Trace, dict[str, np.ndarray]]]
#: The primer's formulas, for one example, where those for a batch are different.
PRIMER = {name: row.formula for name, row in QUANTITIES.items() if row.batch_formula}


def same(found: np.ndarray, right) -> bool:
    """Whether these are the same numbers, up to rounding, in the same shape. One number may come in any shape."""
    right = np.asarray(right)
    if found.size == 1:
        found = np.broadcast_to(found.reshape(()), right.shape)
    if found.shape != right.shape:
        return False
    return bool((np.abs(found - right) <= RELATIVE * np.abs(right) + ABSOLUTE * np.abs(right).max()).all())


def wrong_ones(runs: Runs) -> list[str]:
    """The quantities that are wrong for some trace, in the order in which a pass computes them."""
    return [
        name
        for name in QUANTITIES
        if name in runs[0][1] and not all(same(answer[name], getattr(trace, name)) for trace, answer in runs)
    ]


def named(
    runs: Runs, wanted: Iterable[str], given: Collection[str], formulas: Mapping[str, str] = {}
) -> dict[str, dict[str, str]]:
    """The mistakes that give just these answers, and the wrong formulas that do: {mistake: {quantity: formula}}.

    First those that a learner who was `given` these quantities, rightly, can have made; of several, those made in the
    wanted quantity itself come first. If none fits, any of the bank, without its formulas: where it was made is not
    known. `formulas` stand in place of the table's.
    """
    wanted = list(wanted)
    for taken in (given, ()):
        found = {}
        for mistake in MISTAKES.values():
            fits = (wrong for wrong in mistake.variants() if _fits(runs, wanted, taken, {**formulas, **wrong}))
            if (wrong := next(fits, None)) is not None:
                found[mistake.name] = wrong
        if found:
            break
    if taken is not given:
        return dict.fromkeys(found, {})
    return dict(sorted(found.items(), key=lambda item: not item[1].keys() <= set(wanted)))


def _fits(runs: Runs, wanted: Iterable[str], given: Collection[str], formulas: dict[str, str]) -> bool:
    try:
        for trace, answer in runs:
            made = FormulaPass(trace, formulas, given)
            if not all(same(answer[name], made[name]) for name in wanted):
                return False
    except ValueError:  # shapes that do not fit
        return False
    return True


def diagnose(runs: Runs, given: Collection[str]) -> Feedback:
    """The feedback for answers of which some are wrong: the mistake's name, or how and where the numbers differ."""
    wrong, wanted = wrong_ones(runs), list(runs[0][1])
    if found := named(runs, wanted, given):
        return told(found, runs)
    apart = {name: found for name in wrong if (found := named(runs, [name], given))}
    if not apart:
        return unknown(runs, wrong)
    feedbacks = [told(found, [(t, {name: answer[name]}) for t, answer in runs]) for name, found in apart.items()]
    message = "\n".join(f"{name}: {told_one.message}" for name, told_one in zip(apart, feedbacks, strict=True))
    return Feedback(
        False,
        message + too([name for name in wrong if name not in apart]),
        dict.fromkeys(name for one in feedbacks for name in one.mistakes),
        dict.fromkeys(hint for one in feedbacks for hint in one.hints),
    )


def told(found: dict[str, dict[str, str]], runs: Runs, before: str = "") -> Feedback:
    """The feedback that names mistakes: what was done, what it reaches, and one number beside the right one."""
    wrong, wanted = wrong_ones(runs), list(runs[0][1])
    sentences = [MISTAKES[name].sentence + _made_at(formulas, wanted) for name, formulas in found.items()]
    if len(sentences) > 1:
        sentences = ["Several mistakes give just these numbers.", *(f"Perhaps: {one}" for one in sentences)]
    if len(wanted) > 1:
        right = [name for name in wanted if name not in wrong]
        sentences.append(f"It spoils {listed(wrong)}" + (f"; {listed(right)} came out right." if right else "."))
    hints = dict.fromkeys(MISTAKES[name].hint for name in found)
    return Feedback(
        False,
        before + " ".join(sentences) + f" {_beside(runs, wrong[0])}",
        found,
        (*hints, *ladder(next(iter(found.values())) or wrong[:1])),
    )


def _made_at(formulas: Iterable[str], wanted: list[str]) -> str:
    elsewhere = [at for at in formulas if at not in wanted]
    return f" This happened on the way, at {listed(elsewhere)}." if elsewhere else ""


def unknown(runs: Runs, wrong: list[str]) -> Feedback:
    """The feedback for answers that no mistake of the bank explains: shape, sign or scale, and where it is worst."""
    name = wrong[0]
    trace, found = next((t, a[name]) for t, a in runs if not same(a[name], getattr(t, name)))
    right = np.asarray(getattr(trace, name))
    if found.shape != right.shape and (right.ndim or found.size != 1):
        message = shape_words(name, found, trace)
    elif not np.isfinite(found).all():
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(found.reshape(right.shape)))[0])
        message = (
            f"{name} is not finite: {_element(name, place, trace)} comes back as {found.reshape(right.shape)[place]}."
        )
    else:
        message = f"{name} has the right shape, but not the right numbers: {_beside(runs, name)}"
        message += _scale_words(found.reshape(right.shape), right)
    return Feedback(False, message + too(wrong[1:]) + _same_everywhere(runs, name), hints=ladder([name]))


def too(names: list[str]) -> str:
    """Which others are wrong; empty where none is."""
    return f" {listed(names)} {'is' if len(names) == 1 else 'are'} wrong, too." if names else ""


def _element(name: str, place: tuple[int, ...], trace: Trace) -> Element:
    single = trace.sizes["N"] == 1 and not QUANTITIES[name].is_matrix and place[1:] == (0,)
    return Element(name, place[:1] if single else place)


def _beside(runs: Runs, name: str) -> str:
    """The learner's number beside the right one, where they differ most, on the first network where they do."""
    trace, found = next((t, a[name]) for t, a in runs if not same(a[name], getattr(t, name)))
    right = np.asarray(getattr(trace, name))
    words = "" if found.shape == right.shape else f"{shape_words(name, found, trace)} "
    if found.size == 1:
        found, words = np.broadcast_to(found.reshape(()), right.shape), ""
    if found.ndim != right.ndim:
        return words
    common = tuple(slice(min(sizes)) for sizes in zip(found.shape, right.shape, strict=True))
    found, right = found[common], right[common]
    error = np.abs(found - right)
    place = tuple(int(i) for i in np.unravel_index(error.argmax(), error.shape))
    mine, theirs = (number(float(array[place])) for array in (found, right))
    if mine == theirs:
        mine, theirs = (f"{float(array[place]):.12g}" for array in (found, right))
    return f"{words}{_element(name, place, trace)} is {mine}, but should be {theirs}."


@np.errstate(over="ignore")
def _scale_words(found: np.ndarray, right: np.ndarray) -> str:
    if np.allclose(found, right):
        return " They agree to a few digits: was something rounded on the way?"
    if np.allclose(found, -right):
        return " Every size is right, every sign is wrong."
    ratio = float((found * right).sum() / (right * right).sum()) if right.any() else 0.0
    if ratio and np.allclose(found, ratio * right):
        return f" Every number is {number(ratio)} times what it should be."
    if np.allclose(np.abs(found), np.abs(right)):
        return " Every size is right, but some signs are wrong."
    return ""


def _same_everywhere(runs: Runs, name: str) -> str:
    first = runs[0][1][name]
    if len(runs) == 1 or not all(np.array_equal(answer[name], first) for _, answer in runs):
        return ""
    return " It is the same for every network: does the function use its arguments, or numbers from another cell?"
