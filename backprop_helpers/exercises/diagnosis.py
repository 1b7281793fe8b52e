"""Compares a learner's numbers with the right ones, and with those that each mistake of the bank would give."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from ..mistakes.mistake import STEP, Mistake
from ..mistakes.wrong_pass import FormulaPass
from ..notation.table import QUANTITIES, Element
from ..read_back.kinds import PLACES
from ..read_back.networks import Networks, flat
from ..read_back.writing import text
from ..style import MINUS, number
from .feedback import ALL_SIGNS, describe_shape
from .networks import Run

RELATIVE, ABSOLUTE = 1e-8, 1e-12
SINGLE_RELATIVE = 16 * float(np.finfo(np.float32).eps)  # for float32, whose numbers have 7 digits
ORDER = (*QUANTITIES, *STEP)
Found = dict[str, dict[str, str]]


def same(found: np.ndarray, right, exact: bool = True) -> bool:
    """Return whether these are the same numbers, up to rounding, in the same shape. One number may have any shape.

    Unless it has to be `exact`, float32 is compared to its own digits.
    """
    relative, absolute = (
        (RELATIVE, ABSOLUTE) if exact or found.dtype != np.float32 else (SINGLE_RELATIVE, SINGLE_RELATIVE)
    )
    right = np.asarray(right)
    if found.size == 1:
        found = np.broadcast_to(found.reshape(()), right.shape)
    if found.shape != right.shape:
        return False
    return bool((np.abs(found - right) <= relative * np.abs(right) + absolute * np.abs(right).max()).all())


def wrong_quantities(runs: Sequence[Run]) -> list[str]:
    """Return the quantities that are wrong on some network, in the order in which a pass computes them."""
    wrong = [name for name in runs[0].right if _first_wrong(runs, name)]
    return sorted(wrong, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


def _first_wrong(runs: Sequence[Run], name: str) -> Run | None:
    """Return the first run in which the quantity is wrong; None if it is right in all."""
    return next((run for run in runs if not same(run.found[name], run.right[name])), None)


def matching_mistakes(
    runs: Sequence[Run],
    wanted: Iterable[str],
    given: Collection[str],
    formulas: Mapping[str, str],
    named: Mapping[str, Mistake],
) -> Found:
    """Return those of the mistakes `named` that give exactly these answers: {mistake: {quantity: its wrong formula}}.

    First come those that a learner who was `given` these quantities, with the right numbers, can have made; among
    several, those made in a wanted quantity itself. If none fits, any of them, without formulas, since
    nobody knows where it was made. `formulas` replace those of the table.
    """
    wanted = list(wanted)
    if all(same(run.found[name], run.right[name], False) for run in runs for name in wanted):
        return {}  # only the digits of float32 are wrong

    def made_at(wrong: Mapping[str, str], taken: Collection[str]) -> Mapping[str, str] | None:
        """Return those of the wrong formulas that the answers need, if they give just these; else None."""
        passes = [FormulaPass(run.trace, {**formulas, **wrong}, taken, run.eta) for run in runs]
        try:
            fits = all(
                same(run.found[name], passes[k][name], exact=False) for k, run in enumerate(runs) for name in wanted
            )
        except ValueError:  # the shapes of a formula do not fit
            return None
        return {at: formula for at, formula in wrong.items() if at in passes[0]} if fits else None

    def found(taken: Collection[str]) -> Found:
        every = ((name, (made_at(wrong, taken) for wrong in row.variants())) for name, row in named.items())
        firsts = ((name, next(filter(None, made), None)) for name, made in every)
        return {name: made for name, made in firsts if made}

    if made := found(given):
        return dict(sorted(made.items(), key=lambda item: not item[1].keys() <= set(wanted)))
    return dict.fromkeys(found(()), {})


def same_everywhere(runs: Sequence[Run], name: str) -> bool:
    """Return whether the answer is the same on all networks, as if the function used none of its arguments."""
    return all(np.array_equal(run.found[name], runs[0].found[name]) for run in runs)


# Numbers in words


def describe_difference(runs: Sequence[Run], name: str) -> str:
    """Say how the numbers of a wrong quantity differ: its shape, or one number beside the right one."""
    infinite = (run for run in runs if not np.isfinite(run.found[name]).all())
    run = next(infinite, None) or _first_wrong(runs, name)
    found, right = run.found[name], run.right[name]
    if found.shape != right.shape and (right.ndim or found.size != 1):
        return describe_shape(name, found.shape, right.shape, run.sizes)
    found = found.reshape(right.shape)
    if not np.isfinite(found).all():
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(found))[0])
        return f"{name} is not finite: {_element(name, place, run)} comes back as {found[place]}."
    error = np.abs(found - right)
    place = tuple(int(i) for i in np.unravel_index(error.argmax(), error.shape))
    mine, theirs = (number(float(array[place])) for array in (found, right))
    if mine == theirs:
        mine, theirs = (f"{float(array[place]):.12g}".replace("-", MINUS) for array in (found, right))
    return f"{_element(name, place, run)} is {mine}, but should be {theirs}."


def _element(name: str, place: tuple[int, ...], run: Run) -> Element:
    single = run.right[name].shape[1:] == (1,) and run.sizes.get("N", 1) == 1
    matrix = name in QUANTITIES and QUANTITIES[name].is_matrix
    return Element(name, place[:1] if single and not matrix else place)


def _sides(runs: Sequence[Run]) -> tuple[list, list]:
    return [run.found for run in runs], [run.right for run in runs]


@np.errstate(over="ignore")
def scale_words(runs: Sequence[Run], name: str) -> str:
    """Say what all numbers of a wrong quantity have in common with the right ones; empty if that is nothing."""
    shapes = [(run.found[name].shape, run.right[name].shape) for run in runs]
    found, right = (np.concatenate([np.ravel(each[name]) for each in side]) for side in _sides(runs))
    if any(one != other for one, other in shapes) or not np.isfinite(found).all():
        return ""
    if all(run.found[name].dtype == np.float32 and same(run.found[name], run.right[name], False) for run in runs):
        return "The numbers are right to the 7 digits of float32. Leave float32 out: NumPy's own numbers have 16."
    if np.allclose(found, right, 1e-3, 1e-3 * np.abs(right).mean()):
        return "The numbers agree to a few digits: was something rounded on the way?"
    if np.allclose(found, -right):
        return ALL_SIGNS
    networks = Networks([{**run.sizes, **({"eta": run.eta} if run.eta else {})} for run in runs])
    ratio = networks.ratio(*(flat([each[name] for each in side]) for side in _sides(runs)))
    if ratio is not None:
        subject = "Every number" if runs[0].right[name].ndim else "It"
        return f"{subject} is {text(ratio)} times what it should be."
    if np.allclose(np.abs(found), np.abs(right)):
        return "Some signs are wrong; otherwise the numbers are right."
    only = (which for which, at in PLACES.items() if all(_only_at(at, run, name) for run in runs))
    return next((f"Only its {which} is wrong: does a loop begin too late or end too early?" for which in only), "")


def _only_at(at: tuple, run: Run, name: str) -> bool:
    """Whether all numbers are right but those at this place, and some others are there."""
    mended = run.found[name].copy()
    if mended.ndim != 2 or mended[at].size == mended.size:
        return False
    mended[at] = run.right[name][at]
    return same(mended, run.right[name])
