"""The table of costs and its sentence give the counts of the code that runs."""

import pytest
from shown import deep_trace
from steps import rows

from backprop_helpers import cost_words, multiply_adds
from backprop_helpers.mathematics.costs import counted
from backprop_helpers.views import Costs
from backprop_helpers.views.costs import SHOWN


@pytest.mark.parametrize("sizes", [(2, 3, 4), (4, 2, 3, 2)])
def test_the_table_of_costs_shows_what_is_counted_beside_the_formula(sizes):
    shown = [cells[1:3] for cells in rows(Costs()(deep_trace(*sizes)))[1:]]
    assert shown == [[f"{multiply_adds(way, sizes):,}", f"{counted(way, sizes):,}"] for way in SHOWN]


def test_what_would_take_long_is_not_counted_at_each_move():
    sizes = (8, 8, 8, 8, 8)
    ways, _, ran, _ = zip(*rows(Costs()(deep_trace(*sizes)))[1:], strict=True)
    assert ran[0] == f"{counted('forward', sizes):,}"
    assert ran[2:] == ("not run: above 5,000",) * 2


def test_the_memory_is_the_input_and_two_numbers_for_each_unit_and_one_would_be_enough():
    html = Costs()(deep_trace(3, 4, 2))
    assert f"{3 + 2 * 4 + 2 * 2} numbers" in html and f"{3 + 4 + 2} would be enough: x and every a" in html


def test_the_words_say_the_parameters_and_all_costs():
    words = cost_words(deep_trace(2, 3, 4))
    assert "2-3-4: 25 parameters." in words
    assert all(f"{multiply_adds(way, (2, 3, 4)):,}" in words for way in SHOWN)
