"""How far off a number computed by hand can be: whoever rounds is within it, and it is not wider than that."""

import numpy as np
import pytest
from by_hand import SEEDS, exact, pass_by_hand

from backprop_helpers import Worksheet
from backprop_helpers.worksheets.blanks import BLANKS
from backprop_helpers.worksheets.tolerance import BETWEEN, rounded_up, used_in


def rounded(value):
    return np.round(value, 4)


def from_the_table(z):
    grid = np.round(np.arange(-40, 41) / 10, 1)
    return np.interp(z, grid, rounded(exact(grid)))


@pytest.mark.parametrize("sizes", [(2, 3, 1), (2, 2, 2), (4, 4, 4)])
def test_whoever_rounds_each_number_is_within_the_printed_tolerance(sizes):
    used = dict.fromkeys(BLANKS, 0.0)
    for seed in SEEDS:
        sheet, draw = Worksheet.random(seed, sizes), np.random.default_rng(seed)

        def unlucky(value, draw=draw):
            return value + draw.choice([-0.5e-4, 0.5e-4], np.shape(value))

        for write, sigmoid in ((rounded, exact), (rounded, from_the_table), (unlucky, exact)):
            own = pass_by_hand(sheet, write=write, sigmoid=sigmoid)
            for name in BLANKS:
                off = np.abs(own[name] - sheet.key[name]).max()
                assert off <= sheet.tolerance[name] + 1e-9, f"seed {seed}: {name}"
                used[name] = max(used[name], off / sheet.tolerance[name])
    assert min(used.values()) > 0.3 and max(used.values()) > 0.8, used  # and it is not wider than it needs to be


def test_fewer_decimals_mean_a_wider_tolerance():
    sheet = Worksheet.random(7)
    coarse = Worksheet(sheet.net, sheet.x, sheet.y, decimals=3).tolerance
    assert all(coarse[name] > 3 * fine for name, fine in sheet.tolerance.items())


def test_a_straight_line_between_two_entries_of_the_table_is_off_by_no_more_than_is_printed():
    z = np.linspace(-4, 4, 8001)
    grid = np.round(np.arange(-40, 41) / 10, 1)
    off = np.abs(np.interp(z, grid, exact(grid)) - exact(z)).max()
    assert 0.95 * BETWEEN < off <= BETWEEN


def test_a_tolerance_is_the_largest_bound_rounded_up():
    assert rounded_up(np.array([[0.00012], [0.00005]]), 4) == 0.0002 and rounded_up(np.array(0.0003), 4) == 0.0003


def test_a_formula_uses_quantities_and_no_function():
    assert used_in("sigmoid_prime(z2) * dL_da2") == ["z2", "dL_da2"]
