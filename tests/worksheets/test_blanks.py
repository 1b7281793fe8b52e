"""The blanks: what is computed by hand, in which order, and how it is written."""

import numpy as np
import pytest
from by_hand import CLASS

from backprop_helpers.worksheets.blanks import BLANKS, FORMULAS, formula_html, label, section
from backprop_helpers.worksheets.tolerance import used_in


@pytest.mark.parametrize("name", BLANKS)
def test_the_formula_by_hand_gives_the_number_of_the_trace(name):
    for sheet in CLASS[:5]:
        assert np.allclose(sheet.computed(name, sheet.trace, {name: FORMULAS[name]}), sheet.key[name], 1e-13, 1e-15)


@pytest.mark.parametrize("name", BLANKS)
def test_a_blank_needs_only_what_is_given_or_computed_before_it(name):
    assert not set(used_in(FORMULAS[name])) & set(BLANKS[BLANKS.index(name) :])


@pytest.mark.parametrize(
    ("name", "place", "text"),
    [("z1", (0, 0), "z₁[0]"), ("dL_dW1", (2, 1), "∂L/∂W₁[2,1]"), ("loss", (), "L"), ("new_b2", (0, 0), "new b₂[0]")],
)
def test_a_number_is_called_by_its_symbol_and_place(name, place, text):
    assert label(name, place) == text


def test_the_steps_come_in_the_order_of_the_primer():
    steps = list(dict.fromkeys(map(section, BLANKS)))
    assert steps == ["Forward Pass", "Step 1", "Step 2", "Step 3", "Step 4", "Step 5", "Update"]


@pytest.mark.parametrize(
    ("name", "whole", "letters"),
    [
        ("da1_dz1", "<i>a</i><sub>1</sub> ⊙ (1 − <i>a</i><sub>1</sub>)", "(1 − (<i>a</i><sub>1</sub>)<sub>i</sub>)"),
        ("new_b2", " − <i>η</i> ", "<sub>i</sub> − <i>η</i> "),
        ("z2", "<i>W</i><sub>2</sub> <i>a</i><sub>1</sub> + <i>b</i><sub>2</sub>", "Σ<sub>j</sub> "),
    ],
)
def test_a_formula_is_written_whole_and_by_letters(name, whole, letters):
    line, by_letters = formula_html(name)
    assert whole in line and letters in by_letters
