"""Checks what a learner wrote, on random networks of unequal sizes, and says in words what is right or wrong."""

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np

from ..mistakes.cases import case_of
from .call import LearnerFunction, table_row
from .diagnosis import wrong_quantities
from .feedback import Feedback, hints_for, join_words
from .networks import ALIKE, BATCHES, SINGLE, NetworkSet, Run, network_set, sizes_alike
from .running import LearnerError, TooSlow, Unusable, gives_feedback
from .telling import tell


@gives_feedback()
def check(
    function: Callable, names: str | Iterable[str], batch: bool | None = None, case: str | Iterable[str] = ()
) -> Feedback:
    """Compare a learner's function with the right quantity, or several, on random networks.

    The function is called with the quantities that its arguments name (`def f(dL_dz2, a1)`), each with the shape of the
    notation table, or with n, h, m, N or eta. It returns the quantity, or a tuple in the order of `names`.

    An answer is right if it is right for one example (N = 1), as in the primer; with `batch`, or if the function asks
    for N, it must be right for batches of several examples, too. A wrong one is read back as a formula and compared
    with the step and with the bank of mistakes. If a function stops because the layers have different sizes, it is
    wrong, and is run on networks with sizes alike to see what it computes there. Never raises on a learner's mistake.

    `case` names a case of `mistakes/cases.py`, or several, that the exercise is about in place of the primer's network:
    "tanh hidden", "tanh output", likewise with ReLU and linear, "binary cross-entropy", "softmax with cross-entropy",
    "mean over outputs", "activations in the loss", or "rows", where each example is a row, x has shape (N, n) and
    batches decide.
    """
    try:
        found = case_of(case)
    except ValueError as error:
        raise Unusable(str(error)) from None
    try:
        return compare(LearnerFunction(function, _wanted(names), case=found), batch)
    except Unusable as unusable:
        unusable.case = found
        raise


def compare(learner: LearnerFunction, batch: bool | None = None) -> Feedback:
    """Return the feedback for a function that computes quantities of the notation, or parameters after a step."""
    several = "N" in learner.arguments or learner.case.in_rows if batch is None else batch
    for sizes in (BATCHES, SINGLE) if several else (SINGLE,):
        tested = network_set(sizes, case=learner.case)
        try:
            runs = tested.runs(learner)
        except LearnerError as error:
            _look_at_defaults(learner, tested)
            alike = (sizes_alike(which, several) for which in ALIKE)
            sets = ((words, network_set(each, not several, learner.case)) for words, each in alike)
            return stopped(learner, error, tested, sets)
        if wrong_quantities(runs):
            _look_at_defaults(learner, tested)
            _call_again(learner, tested, runs[0])
            mistakes = partial(learner.mistakes, formulas=tested.formulas)
            return tell(runs, learner.read(tested), mistakes, case=learner.case)
    return Feedback(True, "Right" + ("" if several else _batch_words(learner)))


def _wanted(names: str | Iterable[str]) -> list[str]:
    """Return the quantities to check as a list. Raises `Unusable` if one is unknown, or is given and not computed."""
    try:
        wanted = [names] if isinstance(names, str) else list(names)
    except Exception:
        wanted = [names]
    if not wanted:
        raise Unusable("Name the quantity to check, such as 'dL_dW2', or a tuple of several.")
    for name in wanted:
        if table_row(name).formula is None:
            raise Unusable(f"{name} is given, not computed, so there is nothing to check.")
    return wanted


def _look_at_defaults(learner: LearnerFunction, tested: NetworkSet) -> None:
    """Raise `Unusable` if the function is right once the arguments that have a default value are given, too."""
    if defaults := learner.defaults:
        try:
            wrong = wrong_quantities(
                tested.runs(LearnerFunction(learner.function, learner.wanted, defaults, learner.case))
            )
        except Unusable:
            return
        if not wrong:
            have, them = ("have default values", "them") if defaults[1:] else ("has a default value", "it")
            raise Unusable(
                f"{join_words(defaults)} {have}, so check doesn't give {them} to the function: "
                "without the default it is right."
            )


def _call_again(learner: LearnerFunction, tested: NetworkSet, before: Run) -> None:
    """Raise `Unusable` if the same arguments now give other numbers, if there is time to see."""
    try:
        again = tested.runs(learner)[0].found
    except TooSlow:
        return
    changed = [name for name in again if not np.array_equal(again[name], before.found[name], equal_nan=True)]
    if changed:
        raise Unusable(
            f"{join_words(changed)} differ{'s' * (len(changed) == 1)} from call to call, although the "
            "arguments are the same: is something random, or kept from an earlier call?"
        )


def stopped(learner, error: LearnerError, tested: NetworkSet, alike: Iterable[tuple[str, NetworkSet]]) -> Feedback:
    """Return the feedback for a function that stops: at which operation, and what it gives if sizes are alike."""
    reading = learner.read(tested)
    kind, sentence = reading.situation or ("", "")
    where = f"Your code stopped{error.at}: {reading.stopped}" if reading.stopped else str(error)
    opening = f"{where.removesuffix('.')}. {sentence}".strip()
    for words, square in alike if kind in ("", "shapes") else ():
        try:
            runs = square.runs(learner)
        except Unusable:
            continue
        if wrong_quantities(runs):
            again, mistakes = learner.read(square), partial(learner.mistakes, formulas=square.formulas)
            return tell(runs, again, mistakes, opening, f"with {words}, ", learner.case)
    computed = {learner.wanted[0]: reading.stopped or None}
    named = [kind] if kind in learner.case.named else []
    return Feedback(False, opening, named, hints_for(learner.wanted, learner.case), computed=computed)


def _batch_words(learner: LearnerFunction) -> str:
    """Say for which batches an answer is right, if it is for some of them; empty if for all or for none."""
    try:
        runs = network_set(BATCHES, case=learner.case).runs(learner)
    except Unusable:
        return ""
    sizes = {bool(wrong_quantities([one])): one.sizes["N"] for one in runs}
    if len(sizes) < 2:
        return ""
    return f" for one example. For a batch of {sizes[False]} examples it is right, too, but not for {sizes[True]}."
