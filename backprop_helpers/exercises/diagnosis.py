"""Compares a learner's numbers with the right ones, and with those that each mistake of the bank would give.

`runs` is a list of pairs: a trace, and the learner's answers for it, {quantity: array}.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from ..mathematics.network import Trace
from ..mistakes.wrong_pass import MISTAKES, Pass
from ..notation.table import QUANTITIES, Element
from ..style import number
from .feedback import Feedback, describe_shape, hints_for, join_words

RELATIVE, ABSOLUTE = 1e-8, 1e-12
Runs = list[tuple[Trace, dict[str, np.ndarray]]]


# Comparing


def same(found: np.ndarray, right) -> bool:
    """Return whether these are the same numbers, up to rounding, in the same shape. One number may have any shape."""
    right = np.asarray(right)
    if found.size == 1:
        found = np.broadcast_to(found.reshape(()), right.shape)
    if found.shape != right.shape:
        return False
    return bool((np.abs(found - right) <= RELATIVE * np.abs(right) + ABSOLUTE * np.abs(right).max()).all())


def wrong_quantities(runs: Runs) -> list[str]:
    """Return the quantities that are wrong for some trace, in the order in which a pass computes them."""
    return [name for name in QUANTITIES if name in runs[0][1] and _first_wrong(runs, name)]


def _first_wrong(runs: Runs, name: str) -> tuple[Trace, np.ndarray] | None:
    """Return the first trace for which the quantity is wrong, with the learner's numbers; None if it is right."""
    return next(((trace, answer[name]) for trace, answer in runs if not same(answer[name], getattr(trace, name))), None)


def matching_mistakes(
    runs: Runs, wanted: Iterable[str], given: Collection[str], formulas: Mapping[str, str] = {}
) -> dict[str, dict[str, str]]:
    """Return the mistakes that give exactly these answers, with their wrong formulas: {mistake: {quantity: formula}}.

    First come those that a learner who was `given` these quantities, with the right numbers, can have made; among
    several, those made in a wanted quantity itself. If none fits, any mistake of the bank, without formulas, since
    nobody knows where it was made. `formulas` replace those of the table.
    """
    wanted = list(wanted)

    def fits(wrong: Mapping[str, str], taken: Collection[str]) -> bool:
        try:
            passes = ((answer, Pass(trace, {**formulas, **wrong}, taken)) for trace, answer in runs)
            return all(same(answer[name], computed[name]) for answer, computed in passes for name in wanted)
        except ValueError:  # the shapes of a formula do not fit
            return False

    def found(taken: Collection[str]) -> dict[str, dict[str, str]]:
        every = ((name, next((w for w in row.variants() if fits(w, taken)), None)) for name, row in MISTAKES.items())
        return {name: wrong for name, wrong in every if wrong is not None}

    if made := found(given):
        return dict(sorted(made.items(), key=lambda item: not item[1].keys() <= set(wanted)))
    return dict.fromkeys(found(()), {})


# Saying it


def diagnose(runs: Runs, given: Collection[str]) -> Feedback:
    """Return the feedback for answers of which some are wrong: the mistake, or how and where the numbers differ."""
    wrong = wrong_quantities(runs)
    if found := matching_mistakes(runs, runs[0][1], given):
        return feedback_for(found, runs)
    by_name = {name: found for name in wrong if (found := matching_mistakes(runs, [name], given))}
    if not by_name:
        message = describe_difference(runs, wrong[0]) + also_wrong(wrong[1:]) + _same_everywhere(runs, wrong[0])
        return Feedback(False, message, hints=hints_for(wrong[:1]))
    parts = {name: feedback_for(found, [(t, {name: a[name]}) for t, a in runs]) for name, found in by_name.items()}
    return Feedback(
        False,
        "\n".join(f"{name}: {part.message}" for name, part in parts.items())
        + also_wrong([name for name in wrong if name not in parts]),
        dict.fromkeys(mistake for part in parts.values() for mistake in part.mistakes),
        dict.fromkeys(hint for part in parts.values() for hint in part.hints),
    )


def feedback_for(found: dict[str, dict[str, str]], runs: Runs, before: str = "") -> Feedback:
    """Return the feedback that names mistakes: what was done, what it spoils, and one number beside the right one."""
    wrong, wanted = wrong_quantities(runs), list(runs[0][1])
    sentences = [MISTAKES[name].sentence + _on_the_way(formulas, wanted) for name, formulas in found.items()]
    if len(sentences) > 1:
        sentences = ["Several mistakes give just these numbers.", *(f"Perhaps: {one}" for one in sentences)]
    if len(wanted) > 1:
        right = [name for name in wanted if name not in wrong]
        rest = f"; {join_words(right)} came out right." if right else "."
        sentences.append(f"It spoils {join_words(wrong)}{rest}")
    sentences.append(_worst_element(runs, wrong[0]))
    hints = dict.fromkeys(MISTAKES[name].hint for name in found)
    made_at = next(iter(found.values())) or wrong[:1]
    return Feedback(False, before + " ".join(sentences), found, (*hints, *hints_for(made_at)))


def _on_the_way(formulas: Iterable[str], wanted: list[str]) -> str:
    elsewhere = [at for at in formulas if at not in wanted]
    return f" This happened on the way, at {join_words(elsewhere)}." if elsewhere else ""


def describe_difference(runs: Runs, name: str) -> str:
    """Say how a wrong quantity differs if no mistake of the bank explains it: shape, sign or scale, and where most."""
    trace, found = _first_wrong(runs, name)
    right = np.asarray(getattr(trace, name))
    if found.shape != right.shape and (right.ndim or found.size != 1):
        return describe_shape(name, found.shape, right.shape, trace.sizes)
    found = found.reshape(right.shape)
    if not np.isfinite(found).all():
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(found))[0])
        return f"{name} is not finite: {_element(name, place, trace)} comes back as {found[place]}."
    words = f"{name} has the right shape, but not the right numbers: {_worst_element(runs, name)}"
    return words + _scale_words(found, right)


def also_wrong(names: list[str]) -> str:
    """Say which other quantities are wrong; empty if none is."""
    return f" {join_words(names)} {'is' if len(names) == 1 else 'are'} wrong, too." if names else ""


def _element(name: str, place: tuple[int, ...], trace: Trace) -> Element:
    single = trace.sizes["N"] == 1 and not QUANTITIES[name].is_matrix and place[1:] == (0,)
    return Element(name, place[:1] if single else place)


def _worst_element(runs: Runs, name: str) -> str:
    """Put the learner's number beside the right one where they differ most, on the first network where they do."""
    trace, found = _first_wrong(runs, name)
    right = np.asarray(getattr(trace, name))
    words = ""
    if found.size == 1:
        found = np.broadcast_to(found.reshape(()), right.shape)
    elif found.shape != right.shape:
        words = f"{describe_shape(name, found.shape, right.shape, trace.sizes)} "
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
