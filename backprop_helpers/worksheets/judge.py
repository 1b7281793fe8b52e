"""Judge numbers computed by hand: each against what follows from the learner's own numbers before it.

So an early error is not counted again: the first blank that does not follow is the one to look at. No widgets.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..exercises.feedback import ALL_SIGNS, Feedback, hints_for, join_words
from ..mathematics.network import Trace
from ..mistakes.bank import MISTAKES, STEP_MISTAKES
from ..mistakes.mistake import STEP
from ..notation.table import QUANTITIES
from .blanks import BLANKS, FORMULAS, label, section, symbol
from .reading import parse
from .sheet import Worksheet
from .tolerance import error_bound, error_bounds, rounded_up, used_in

_EVERY = {**MISTAKES, **STEP_MISTAKES}
RIGHT, SO_FAR, FOLLOWS = "right", "right so far", "follows from your numbers"
WRONG, LATER, BLANK = "look here first", "look later", ""


@dataclass(frozen=True)
class Judgement:
    """The feedback, and for each blank RIGHT, SO_FAR, FOLLOWS, WRONG (the first one), LATER or BLANK.

    `follows` says of each number whether it follows from the numbers before it: no, if there is none.
    """

    feedback: Feedback
    marks: dict[str, str]
    follows: dict[str, np.ndarray]


def judge(sheet: Worksheet, typed: Mapping, given: Collection[str] = ()) -> Judgement:
    """Judge what was typed, {blank: numbers or texts in any arrangement}; "" and None are not answered yet.

    If some blanks are `given`, rounded, the answers are those of `typed` alone, and what is not given is computed on
    the way to them. Never raises on what a learner types: the feedback names what can't be read, and the rest is
    judged.
    """
    found, problems = parse(sheet, typed)
    answered = [name for name in BLANKS if not np.isnan(found[name]).all()]
    own = sheet.trace
    right = {}
    for name in BLANKS:
        right[name] = [sheet.computed(name, own), sheet.computed(name, own, {})]  # by a (1 - a), or by sigma'(z)
        right[name] += [sheet.key[name]] if given else []  # or by what is given before it is rounded
        if name not in STEP:
            known = np.round(sheet.key[name], sheet.decimals) if name in given else right[name][0]
            merged = np.where(np.isnan(found[name]), known, found[name])
            own = replace(own, **{name: merged if merged.ndim else float(merged)})
    bounds = error_bounds(sheet.computed, sheet.decimals, own, FORMULAS, given)
    work = _Work(sheet, found, right, own, bounds, answered, given, [*typed] if given else BLANKS)
    wrong = [name for name in answered if not work.fits(name, *right[name])]
    marks = {name: work.mark(name, wrong) for name in BLANKS}
    feedback = work.wrong_words(wrong[0], marks) if wrong else work.right_words()
    if problems:
        correct = False if wrong else None
        feedback = Feedback(correct, "\n".join([*problems, feedback.message]), feedback.mistakes, feedback.hints)
    return Judgement(feedback, marks, {name: work.agrees(name, *right[name]) for name in BLANKS})


@dataclass(frozen=True)
class _Work:
    """A learner's numbers (`found`), what follows for each from the numbers before it (`right`), and the bounds.

    `own` is the learner's pass: a trace with their numbers, and with what follows from them at blanks left out.
    """

    sheet: Worksheet
    found: dict
    right: dict
    own: Trace
    bounds: dict
    answered: list
    given: Collection[str]
    asked: Collection[str]

    def fits(self, name: str, *ways: np.ndarray, formula: str | None = None) -> bool:
        """Return whether what was typed is one of these within the rounding of its formula, or of the `formula`."""
        return bool((self.agrees(name, *ways, formula=formula) | np.isnan(self.found[name])).all())

    def agrees(self, name: str, *ways: np.ndarray, formula: str | None = None) -> np.ndarray:
        """Return the same of each number; no, if there is none."""
        bound, decimals = self.bounds[name], self.sheet.decimals
        if formula:
            bound = error_bound(self.sheet.computed, decimals, name, formula, self.own, self.bounds)
        tolerance = rounded_up(bound, decimals)
        return np.any([self.sheet.same(name, self.found[name], way, tolerance) for way in ways], axis=0)

    def mark(self, name: str, wrong: list[str]) -> str:
        if name not in self.answered:
            return BLANK
        if name in wrong:
            return WRONG if name == wrong[0] else LATER
        if wrong and BLANKS.index(name) > BLANKS.index(wrong[0]) and not self.fits(name, self.sheet.key[name]):
            return FOLLOWS
        return SO_FAR if self._open(name) else RIGHT

    def wrong_words(self, name: str, marks: Mapping[str, str]) -> Feedback:
        """Return the feedback for the first blank that does not follow."""
        made = self._matching_mistakes(name)
        sentences = [self._differences(name)]
        if len(made) > 1:
            sentences.append("Several mistakes give exactly these numbers.")
        sentences += [("Perhaps: " if len(made) > 1 else "") + _EVERY[each].sentence + at for each, at in made.items()]
        if not made:
            sentences.append(self._pattern(name))
        if any(marks[each] in (RIGHT, SO_FAR) and BLANKS.index(each) < BLANKS.index(name) for each in self.answered):
            sentences.append("Everything before it is right.")
        if following := [each for each in self.answered if marks[each] == FOLLOWS]:
            which = _symbols(following) if len(following) < 4 else f"{len(following)} later answers"
            verb, them = ("follows", "it") if len(following) == 1 else ("follow", "them")
            sentences.append(f"{which} {verb} from your own numbers: no second mistake, but compute {them} again then.")
        right = np.round(self.right[name][0].squeeze(), self.sheet.decimals)
        number = np.array2string(right, separator=", ").replace("\n", "")
        last = f"From {'these' if self.given else 'your own'} numbers follows {symbol(name)} = {number}."
        hints = dict.fromkeys([*(_EVERY[each].hint for each in made), *_hints(name), last])
        return Feedback(False, " ".join(sentences), made, hints)

    def _differences(self, name: str) -> str:
        """Say which numbers do not follow, and from what."""
        agrees, filled = self.agrees(name, *self.right[name]), ~np.isnan(self.found[name])
        off = [label(name, place) for place in map(tuple, np.argwhere(filled & ~agrees))]
        sources = _symbols(used_in(FORMULAS[name]))
        if len(off) == filled.sum():
            return f"{section(name)}: {symbol(name)} does not follow from {sources}."
        rest = "the other number does" if (filled & agrees).sum() == 1 else "the others do"
        verb = "does" if len(off) == 1 else "do"
        return f"{section(name)}: {join_words(off)} {verb} not follow from {sources}; {rest}."

    def _matching_mistakes(self, name: str) -> dict[str, str]:
        """Return the mistakes that give these numbers: {mistake: where on the way, if a blank there was left out}."""
        given, found = [each for each in (*self.given, *self.answered) if each != name], {}
        for mistake in _EVERY.values():
            for wrong in mistake.variants():
                try:
                    numbers = self.sheet.computed(name, self.own, wrong, given)
                except ValueError:  # the shapes do not fit
                    continue
                if numbers.shape == self.found[name].shape and self.fits(name, numbers, formula=wrong.get(name)):
                    elsewhere = [at for at in wrong if at != name and at not in given and name not in wrong]
                    found[mistake.name] = f" This happened on the way, at {_symbols(elsewhere)}." if elsewhere else ""
                    break
        return found

    def _pattern(self, name: str) -> str:
        """Describe the answer if no mistake of the bank fits."""
        right, filled = self.right[name][0], ~np.isnan(self.found[name])
        for decimals in range(1, self.sheet.decimals):
            coarse = self.found[name] == np.round(self.found[name], decimals)
            near = np.abs(self.found[name] - right) <= 0.5 * 10.0**-decimals + 10.0**-self.sheet.decimals
            if (coarse & near)[filled].all():
                return f"It was rounded too far: keep {self.sheet.decimals} decimals."
        if self.fits(name, -right):
            return ALL_SIGNS
        if any(self.fits(name, right * 10.0**k) for k in (-2, -1, 1, 2)):
            return "The decimal point has slipped."
        found, mine = np.sort(self.found[name], axis=None), np.sort(right, axis=None)
        if right.size > 1 and not np.isnan(found).any() and self.sheet.same(name, found, mine).all():
            return "The right numbers are there, but in other places."
        return "No known mistake gives this: compute it once more, slowly."

    def _open(self, name: str) -> list[tuple[int, ...]]:
        """Return the places that are still empty."""
        return list(map(tuple, np.argwhere(np.isnan(self.found[name]))))

    def right_words(self) -> Feedback:
        """Return the feedback if nothing is wrong."""
        sheet, empty = self.sheet, [(name, place) for name in self.asked for place in self._open(name)]
        if not self.answered:
            return Feedback(None, f"Nothing is typed yet. Begin with {symbol(self.asked[0])}.")
        if empty:
            done = sum(np.isfinite(self.found[name]).sum() for name in self.asked)
            so_far = "The number so far is right" if done == 1 else f"The {done} numbers so far are right"
            return Feedback(None, f"{so_far}. Next is {label(*empty[0])}.", hints=_hints(empty[0][0]))
        if self.given:
            return Feedback(True, "Right.")
        before, after = (f"{trace.loss:.{sheet.decimals}f}" for trace in (sheet.trace, sheet.after))
        praise = "Right, all of it: a forward pass, a backward pass and a step of gradient descent, by hand."
        return Feedback(True, f"{praise} With your new parameters the loss goes from {before} to {after}.")


def _hints(name: str) -> tuple[str, ...]:
    return hints_for([name]) if name in QUANTITIES else ("New is old minus η times gradient.",)


def _symbols(names: Iterable[str]) -> str:
    return join_words(symbol(name) for name in names)
