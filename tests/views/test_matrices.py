"""A matrix shows every number at its place."""

import re

import pytest
from shown import a_trace, elements, parsed, texts

from backprop_helpers import QUANTITIES, Matrices
from backprop_helpers.notation.formula import value
from backprop_helpers.style import number


@pytest.mark.parametrize("examples", [1, 3])
@pytest.mark.parametrize("name", [name for name, known in QUANTITIES.items() if known.role != "setting"])
def test_a_matrix_shows_every_number_with_its_place(name, examples):
    trace = a_trace(examples=examples)
    cells = [cell for cell in parsed(Matrices(name)(trace)).iter("td") if cell.get("title")]
    right = [(each.text, number(value(trace, each))) for each in elements(name, trace)]
    assert [(cell.get("title"), cell.text) for cell in cells] == right


def test_a_long_matrix_is_elided():
    html = Matrices("W1")(a_trace(12, 3, 2))
    assert texts(html).count("⋯") == 3
    assert "W₁[0,11]" in html
    assert "W₁[0,7]" not in html


def test_without_names_the_parameters_are_shown():
    assert Matrices()(a_trace()) == Matrices("W1", "b1", "W2", "b2")(a_trace())


def room(html):
    return int(re.search(r"--bp-columns:(\d+)", html)[1])


def test_matrices_keep_room_for_three_columns_of_numbers_and_for_the_widest_of_them():
    assert room(Matrices("z1")(a_trace(2, 3, 2))) == 1
    assert room(Matrices("W1", "b1", "W2", "b2")(a_trace(2, 3, 2))) == 3
    assert room(Matrices("W1", "W2")(a_trace(2, 6, 2))) == 6
