"""Whether what a check says to a wrong answer is so: formulas are evaluated, names tried out, factors multiplied.

Nothing is taken from what made the sentences; the networks are others than the check's.
"""

from collections.abc import Iterator

import numpy as np
from factors import untrue_factors
from mutants import ETA, WITHOUT_ARRAYS, Mutant, Run, same_numbers
from written import value

from backprop_helpers import QUANTITIES, Network
from backprop_helpers.mistakes.bank import STEP_MISTAKES
from backprop_helpers.mistakes.cases import case_of
from backprop_helpers.mistakes.wrong_pass import FormulaPass

MARK = "bp-differs"  # the class of a piece that differs


def is_read_back(mutant: Mutant, feedback) -> bool | None:
    """Whether the first wrong quantity is read back, and a piece of it marked; None where nothing can be computed."""
    if mutant.exercise.checker in WITHOUT_ARRAYS:
        return None
    computed = getattr(feedback, "computed", {})
    first = next((name for name in computed if computed[name] is not None), None)
    wrong = next(iter(wrong_quantities(runs_told_of(mutant, feedback))), None)
    if wrong is None:  # it stops on every network: the formula ends where it stops
        return first is not None
    return computed.get(wrong) is not None and MARK in feedback._repr_html_()


def runs_told_of(mutant: Mutant, feedback) -> list[Run]:
    """The runs that the feedback is about: those on networks of one depth, if it names each layer's quantities."""
    named = {*getattr(feedback, "computed", {})}
    return [run for run in mutant.runs if {*run.right} == named] or mutant.runs


def wrong_quantities(runs: list[Run]) -> list[str]:
    """The quantities that come out wrong on some network, in the order in which a pass computes them."""
    wrong = set()
    for run in runs:
        wrong |= {name for name in run.right if run.found and not same_numbers(run.found[name], run.right[name])}
    order = [*QUANTITIES, *sorted(wrong - {*QUANTITIES}, key=lambda name: ("[" in name) * -int(name.strip("]")[-1]))]
    return [name for name in order if name in wrong]


def untrue(mutant: Mutant, feedback) -> Iterator[str]:
    """Each thing that was said and is not so."""
    if mutant.exercise.checker in WITHOUT_ARRAYS:
        return
    runs = runs_told_of(mutant, feedback)
    for quantity, formula in getattr(feedback, "computed", {}).items():
        if formula is not None and not _gives_the_numbers(formula, quantity, runs, "found"):
            yield f"{quantity} = {formula}"
    for quantity, formula in getattr(feedback, "right", {}).items():
        if formula is not None and not _gives_the_numbers(formula, quantity, runs, "right"):
            yield f"right: {quantity} = {formula}"
    for name in feedback.mistakes:
        if not _reproduces(name, mutant):
            yield f"named {name}"
    yield from untrue_factors(runs, feedback, wrong_quantities(runs))


def _gives_the_numbers(formula: str, quantity: str, runs: list[Run], side: str) -> bool:
    """Whether it gives what the mutant computes (or what is right), from right numbers or from the mutant's own."""
    runs = [run for run in runs if run.found and quantity in run.found]
    return any(all(_same_as(formula, quantity, run, side, own) for run in runs) for own in (False, True))


def _same_as(formula: str, quantity: str, run, side: str, own: bool) -> bool:
    known = {**run.given}
    known |= {name: found for name, found in run.found.items() if own and name != quantity}
    try:
        found, right = value(formula, known), getattr(run, side)[quantity]
        if "of each" in formula and np.size(found) == np.size(right):  # the words leave open whether it is a column
            found = np.reshape(found, np.shape(right))
        if np.ndim(found) == 0:  # "0" for an array of zeros
            found = np.broadcast_to(found, np.shape(right))
        return same_numbers(found, right)
    except Exception as error:  # a formula that can't be read says nothing true
        return bool(print(f"{formula!r}: {type(error).__name__} {error}"))


def _reproduces(name: str, mutant: Mutant) -> bool:
    """Whether one wrong quantity is what the mistake gives, made in one of its ways, wherever it starts from."""
    case = case_of(mutant.exercise.cases)
    formulas = case.formulas_for(mutant.is_about_batches)
    if name in STEP_MISTAKES:
        ways = [{at: forms[0]} for at, forms in STEP_MISTAKES[name].places.items()]
    elif name in case.named:
        ways = [*case.named[name].variants()]
    else:
        return True  # a name of another kind of check
    runs = [run for run in mutant.runs if len(getattr(run.trace, "weights", "12")) == 2]  # the bank is about two layers
    return any(
        all(run.found is None or _made(quantity, way, run, own, formulas) for run in runs)
        for quantity in wrong_quantities(runs) or runs[0].right
        for way in ways
        for own in (False, True)
    )


def _made(quantity: str, way: dict[str, str], run, own: bool, formulas: dict[str, str]) -> bool:
    """Whether a pass with these wrong formulas, and the case's, gives the mutant's numbers of one quantity."""
    if "[" in quantity:
        return _made_deep(quantity, way, run)
    asked = [name for name in run.asked if name not in way]
    for given in (asked, ()):
        made = FormulaPass(run.trace, {**formulas, **way}, given, ETA)
        if own:
            made.update({name: found for name, found in run.found.items() if name not in (quantity, *way)})
        try:
            found = run.found[quantity]
            if same_numbers(
                np.broadcast_to(found, np.shape(made[quantity])) if found.size == 1 else found, made[quantity]
            ):
                return True
        except ValueError:
            continue
    return False


def _made_deep(quantity: str, way: dict[str, str], run) -> bool:
    """The same for a network that is given as lists."""
    deep = run.trace
    trace = Network(deep.weights[0], deep.biases[0], deep.weights[1], deep.biases[1]).trace(deep.a[0], deep.y)
    return same_numbers(run.found[quantity], FormulaPass(trace, way)[f"{quantity[:5]}{int(quantity[6]) + 1}"])
