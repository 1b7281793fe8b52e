"""How far off a number can be that was computed by hand, through rounding alone. NumPy only.

A number may be off by half a unit of its last decimal, for it is rounded; and by as much as the errors of the numbers
that it is made from can move it, all of them the worst way. A sigmoid may also be read off the printed table, by a
straight line between two entries.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..mathematics.network import Trace
from ..notation.table import QUANTITIES

if TYPE_CHECKING:
    from .sheet import Worksheet

GRID = 0.1  # the step of z in the printed table of the sigmoid
#: The largest error of a straight line between two entries of that table: GRID² / 8 times the largest |sigma''|.
BETWEEN = GRID**2 / 8 / (6 * math.sqrt(3))
TABLE_DECIMALS = 4
ENTRY = 0.5 * 10.0**-TABLE_DECIMALS  # its entries are rounded


def errors(sheet: Worksheet, numbers: Trace, formulas: Mapping[str, str]) -> dict[str, np.ndarray]:
    """How far off every number of each blank can be, for a pass with these numbers. `formulas` in their order."""
    found = {}
    for name, formula in formulas.items():
        found[name] = error(sheet, name, formula, numbers, found)
        if name in ("a1", "a2"):
            z = getattr(numbers, f"z{name[1]}") / GRID
            off_the_grid = ~np.isclose(z, np.round(z), rtol=0, atol=1e-5)
            found[name] = found[name] + (BETWEEN + ENTRY) * off_the_grid
    return found


def error(sheet: Worksheet, name: str, formula: str, numbers: Trace, before: Mapping[str, np.ndarray]) -> np.ndarray:
    """How far off a blank can be that is computed by this formula, given the errors of what goes into it."""

    def made(given: Trace) -> np.ndarray:
        return sheet.made(name, given, {name: formula})

    right = made(numbers)
    total = np.full(right.shape, sheet.unit / 2)
    for used in used_in(formula):
        for place in np.ndindex(before[used].shape if used in before else (0,)):
            moves = (_moved(numbers, used, place, way * before[used][place]) for way in (1, -1))
            total += np.maximum(*(np.abs(made(moved) - right) for moved in moves))
    return total


def whole_units(error: np.ndarray, decimals: int) -> float:
    """The largest error as a tolerance that can be printed: rounded up to whole units of the last decimal."""
    units = math.ceil(float(np.max(error)) * 10**decimals - 1e-6)
    return round(units * 10.0**-decimals, decimals)


def used_in(formula: str) -> list[str]:
    """The quantities in a formula."""
    return [used for used in compile(formula, "<formula>", "eval").co_names if used in QUANTITIES]


def _moved(numbers: Trace, name: str, place: tuple[int, ...], by: float) -> Trace:
    moved = np.array(getattr(numbers, name))
    moved[place] += by
    return replace(numbers, **{name: moved})
