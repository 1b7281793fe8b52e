"""What a check says to a wrong answer: what the code computes beside the step, a number, and what was done."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..mistakes.case import Case
from ..mistakes.cases import ORDINARY
from ..notation.table import QUANTITIES
from ..read_back.reading import Formula, Reading
from . import diagnosis
from .diagnosis import Found, wrong_quantities
from .feedback import Feedback, Line, hints_for, join_words
from .lines import lines_of
from .networks import Run

MOST = 3  # wrong quantities that are told in full
_SLOPE = re.compile(r"da\d_dz\d")
_SYMBOL = re.compile(r"(∂L/∂)?([Wbza][₀-₉]ᵀ?|x\b)")  # what sentences about one mistake at two places don't share


@dataclass
class _Told:
    """What has been said so far: names of mistakes, sentences, hints, and lines with formulas."""

    case: Case
    names: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def tell(
    runs: Sequence[Run],
    reading: Reading,
    mistakes: Callable[[Sequence[Run], Iterable[str]], Found],
    opening: str = "",
    where: str = "",
    case: Case = ORDINARY,
) -> Feedback:
    """Return the feedback for answers of which some are wrong.

    `mistakes` returns those of the `case` that give just these numbers of some quantities. `opening` is said first, and
    `where` stands in front of "your code computes".
    """
    told, wrong = _Told(case), wrong_quantities(runs)
    finite = {name for name in runs[0].found if all(np.isfinite(run.found[name]).all() for run in runs)}
    reading = replace(reading, formulas={name: each for name, each in reading.formulas.items() if name in finite})
    if reading.order:
        told.sentences.append(f"The results are right, but in another order: you return {join_words(reading.order)}.")
        told.names.append("order")
        told.hints.append(f"Which order is asked for? {', '.join(runs[0].right)}.")
    elif found := _possible(mistakes(runs, runs[0].right), reading.formulas.get(wrong[0]), case):
        _show(told, runs, reading, wrong[0], where)
        _say_mistakes(told, runs, found, wrong)
    else:
        _tell_each(told, runs, reading, mistakes, where)
    return Feedback(
        False,
        re.sub(r" ?\n+ ?", "\n", " ".join(told.sentences)),
        dict.fromkeys(told.names),
        dict.fromkeys(told.hints),
        opening,
        told.lines,
        {name: formula.computed for name, formula in reading.formulas.items()},
        {name: formula.right for name, formula in reading.formulas.items()},
    )


def _tell_each(told: _Told, runs: Sequence[Run], reading: Reading, mistakes: Callable, where: str) -> None:
    """Tell each wrong quantity by itself, the first one first; those that follow, or have the same, in short."""
    wrong = wrong_quantities(runs)
    alike: dict[tuple[str, ...], list[str]] = {}
    follow, more = [], []
    for name in wrong:
        formula = reading.formulas.get(name)
        if formula and formula.inherits in wrong:
            follow.append(name)
            continue
        found = _possible(mistakes(runs, [name]), formula, told.case)
        if formula and formula.sentence:  # what was done is known, so a mistake elsewhere that gives the same was not
            found = {mistake: places for mistake, places in found.items() if [*places] == [name]}
        known = formula.differences if formula and formula.sentence else ()
        said = {_SYMBOL.sub("", each.sentence) for each in known} or {name}
        key = tuple(found) or tuple(sorted(said))
        alike.setdefault(key, []).append(name)
        if alike[key] != [name]:
            continue
        if len(told.lines) >= 2 * MOST:
            more.append(name)
            continue
        told.sentences += ["\n"] * bool(told.sentences)
        _show(told, runs, reading, name, where)
        if found:
            _say_mistakes(told, runs, found, [name])
        else:
            _say_difference(told, runs, formula, name)
    same = [name for first, *others in alike.values() if first not in more for name in others]
    if same:
        told.sentences.append(f"\nThe same mistake is made at {join_words(same)}.")
    more += [name for names in alike.values() if names[0] in more for name in names[1:]]
    if follow:
        told.sentences.append(f"\n{join_words(follow)} {'are' if follow[1:] else 'is'} wrong only as a consequence.")
    if more:
        told.sentences.append(f"\n{join_words(more)} {'are' if more[1:] else 'is'} wrong, too.")


def _possible(found: Found, formula: Formula | None, case: Case) -> Found:
    """Those mistakes that the code, as it was followed, can hold: it may do something else that gives their numbers."""

    def is_possible(at: str, wrong: str) -> bool:
        right = case.formulas.get(at) or at in QUANTITIES and QUANTITIES[at].formula or ""
        left_out = {*_SLOPE.findall(right)} - {*_SLOPE.findall(wrong)}
        held = formula.holds - {formula.name}
        reversed_there = "y - a2" in wrong and at in held
        return not reversed_there and not left_out & held and ("@" in right or "@" not in wrong or "@" in held)

    followed = formula is not None and formula.followed
    return {each: at for each, at in found.items() if not followed or all(map(is_possible, at, at.values()))}


def _show(told: _Told, runs: Sequence[Run], reading: Reading, name: str, where: str) -> None:
    """Show the formula of this quantity, if it could be read, and how its numbers differ."""
    formula = reading.formulas.get(name)
    if formula and formula.computed_tree is not None and not formula.correct:
        told.lines += lines_of(formula, where)
    told.sentences.append(diagnosis.describe_difference(runs, name))


def _say_mistakes(told: _Told, runs: Sequence[Run], found: Found, about: Sequence[str]) -> None:
    """Say which mistakes of the bank were found, and what they spoil."""
    wanted = [*runs[0].right]
    sentences = [told.case.named[name].sentence + _on_the_way(formulas, wanted) for name, formulas in found.items()]
    if len(sentences) > 1:
        sentences = ["Several mistakes give exactly these numbers.", *(f"Perhaps: {one}" for one in sentences)]
    if len(wanted) > 1 and about == wrong_quantities(runs):
        right = [name for name in wanted if name not in about]
        sentences.append(f"It spoils {join_words(about)}{f'; {join_words(right)} came out right' if right else ''}.")
    told.sentences += sentences
    told.names += found
    told.hints += [told.case.named[name].hint for name in found]
    told.hints += hints_for(next(iter(found.values())) or about[:1], told.case)


def _on_the_way(formulas: Iterable[str], wanted: list[str]) -> str:
    elsewhere = [at for at in formulas if at not in wanted]
    return f" This happened on the way, at {join_words(elsewhere)}." if elsewhere else ""


def _say_difference(told: _Told, runs: Sequence[Run], formula: Formula | None, name: str) -> None:
    """Say what kind of difference there is, or else what the numbers have in common with the right ones."""
    if formula and formula.sentence:
        told.sentences.append(formula.sentence)
        told.names += [each.kind for each in formula.differences]
    elif words := diagnosis.scale_words(runs, name):
        told.sentences.append(words)
    if diagnosis.same_everywhere(runs, name):
        words = "does the function use its arguments, or numbers from another cell?"
        told.sentences.append(f"The result is the same for every network: {words}")
    told.hints += hints_for([name], told.case)
