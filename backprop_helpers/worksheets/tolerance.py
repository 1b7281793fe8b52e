"""How far off a number computed by hand can be through rounding alone. NumPy only.

A number may be off by half a unit of its last decimal, because it is rounded, and by as much as the errors in the
numbers it is computed from can move it, all of them in the worst direction. A sigmoid may also be read off the printed
table, on a straight line between two entries.
"""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import numpy as np

from ..mathematics.network import Trace
from ..notation.table import QUANTITIES

#: Computes a blank from the numbers of a trace, with the formulas given: (blank, trace, {blank: formula}) -> array.
Compute = Callable[[str, Trace, Mapping[str, str]], np.ndarray]

GRID = 0.1  # the step of z in the printed table of the sigmoid
#: The largest error of a straight line between two entries of that table: GRID² / 8 times the largest |sigma''|.
BETWEEN = GRID**2 / 8 / (6 * math.sqrt(3))
TABLE_DECIMALS = 4  # of its entries


def error_bounds(
    compute: Compute, decimals: int, numbers: Trace, formulas: Mapping[str, str], given: Collection[str] = ()
) -> dict[str, np.ndarray]:
    """Return how far off each number of each blank can be, as arrays of the blanks' shapes, for a pass with `numbers`.

    Numbers are rounded to so many `decimals`, and those `given` are exact. `formulas` are in the order of computation,
    {blank: formula}.
    """
    bounds = {}
    for name, formula in formulas.items():
        if name in given:
            bounds[name] = np.zeros(np.shape(getattr(numbers, name)))
            continue
        bounds[name] = error_bound(compute, decimals, name, formula, numbers, bounds)
        if name in ("a1", "a2"):
            z = getattr(numbers, f"z{name[1]}") / GRID
            off_the_grid = ~np.isclose(z, np.round(z), rtol=0, atol=1e-5)
            bounds[name] = bounds[name] + (BETWEEN + 0.5 * 10.0**-TABLE_DECIMALS) * off_the_grid
    return bounds


def error_bound(
    compute: Compute, decimals: int, name: str, formula: str, numbers: Trace, before: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Return how far off a blank computed by this formula can be, given the bounds of the blanks before it."""
    right = compute(name, numbers, {name: formula})
    total = np.full(right.shape, 0.5 * 10.0**-decimals)
    for used in used_in(formula):
        for place in np.ndindex(before[used].shape if used in before else (0,)):
            moves = (_moved(numbers, used, place, sign * before[used][place]) for sign in (1, -1))
            total += np.maximum(*(np.abs(compute(name, moved, {name: formula}) - right) for moved in moves))
    return total


def rounded_up(bound: np.ndarray, decimals: int) -> float:
    """Return the largest bound as a tolerance that can be printed: rounded up to whole units of the last decimal."""
    units = math.ceil(float(np.max(bound)) * 10**decimals - 1e-6)
    return round(units * 10.0**-decimals, decimals)


def used_in(formula: str) -> list[str]:
    """Return the names of the quantities in a formula."""
    return [used for used in compile(formula, "<formula>", "eval").co_names if used in QUANTITIES]


def _moved(numbers: Trace, name: str, place: tuple[int, ...], by: float) -> Trace:
    moved = np.array(getattr(numbers, name))
    moved[place] += by
    return replace(numbers, **{name: moved})
