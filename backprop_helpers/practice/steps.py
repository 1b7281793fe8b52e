"""The steps of a backward pass to practise: what is given for each, and the numbers judged."""

from collections.abc import Sequence

import numpy as np

from ..mistakes.bank import MISTAKES
from ..notation.table import BACKWARD, QUANTITIES
from ..worksheets.blanks import FORMULAS
from ..worksheets.judge import Judgement, judge
from ..worksheets.sheet import LARGEST_SEED, Worksheet
from ..worksheets.tolerance import used_in

#: (n, h, m) of the networks, in turn. In a square one a transpose can be forgotten without a wrong shape.
SIZES = ((2, 3, 2), (2, 2, 2), (3, 2, 3), (2, 2, 3))
DECIMALS = 3


def network(number: int) -> Worksheet:
    """Return the network of this number; each number has another."""
    return Worksheet.random(number % LARGEST_SEED, SIZES[number % len(SIZES)], decimals=DECIMALS)


def on_the_way(name: str) -> list[str]:
    """Return a step and what is computed on the way to it: gradients of activations and slopes."""
    found = [name]
    for each in found:
        found += [used for used in used_in(FORMULAS[each]) if used.startswith(("dL_da", "da"))]
    return found


def given(name: str) -> list[str]:
    """Return what is shown for a step: all that it uses, and what the usual mistakes there use in its place."""
    way = on_the_way(name)
    formulas = [FORMULAS[each] for each in way] + [QUANTITIES[each].formula for each in way]
    formulas += [wrong for mistake in MISTAKES.values() for each in way for wrong in mistake.places.get(each, ())]
    used = {each for formula in formulas for each in used_in(formula)}
    shown = used - {*way} - {each for each, row in QUANTITIES.items() if not row.shape or each.startswith("dL_dW")}
    return [each for each in QUANTITIES if each in shown]


def numbers_of(sheet: Worksheet, name: str) -> np.ndarray:
    """Return a quantity as it is shown: with the sheet's decimals."""
    return np.round(getattr(sheet.trace, name), sheet.decimals)


def judge_numbers(sheet: Worksheet, name: str, typed: Sequence[str]) -> Judgement:
    """Return the feedback for the numbers of a step that were typed, row by row, and which of them follow."""
    forward = [each for each, row in QUANTITIES.items() if row.formula and each not in BACKWARD]
    known = {*forward, *given(name)} - {*on_the_way(name)}
    return judge(sheet, {name: typed}, [each for each in FORMULAS if each in known])
