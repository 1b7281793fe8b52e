"""The bank: each mistake has a name, places where it can be made, and words that do not give the formula away."""

import numpy as np
import pytest

from backprop_helpers import MISTAKES, QUANTITIES, Network, gradients_with_mistake, wrong_gradients
from backprop_helpers.mistakes.bank import STEP_MISTAKES

NAMES = [
    *("no_transpose", "no_sigma2", "no_sigma1", "slope_at_a", "z_times_one_minus_z", "flip_sign", "factor_2"),
    *("new_W2", "dL_da2_for_dL_dz2", "mean_paths", "first_path_only", "dW_transposed", "z1_for_a1", "x_for_a1"),
    *("bias_sum", "matrix_for_elementwise", "elementwise_for_matrix"),
]


def test_the_bank_holds_the_mistakes_by_their_fixed_names():
    assert list(MISTAKES) == NAMES
    assert all(mistake.name == name and mistake.sentence and mistake.hint for name, mistake in MISTAKES.items())


@pytest.mark.parametrize(
    ("former", "name"),
    [("stale_W2", "new_W2"), ("skip_delta2", "dL_da2_for_dL_dz2"), ("sigma_of_a", "slope_at_a")],
)
def test_a_former_name_is_understood_and_not_listed(former, name):
    assert former in MISTAKES and former not in list(MISTAKES) and MISTAKES[former] is MISTAKES[name]
    trace = Network.random(2, 3, 2).trace([1, 2], [0, 1])
    made, by_name = wrong_gradients(trace, former, 0.3), wrong_gradients(trace, name, 0.3)
    trained = gradients_with_mistake(former, 0.3)(trace)
    for quantity in by_name:
        np.testing.assert_array_equal(made[quantity], by_name[quantity])
        np.testing.assert_array_equal(trained[quantity], by_name[quantity])


def test_what_was_never_a_name_is_not_in_the_bank():
    assert "typo" not in MISTAKES and "stale_W2" not in STEP_MISTAKES
    with pytest.raises(KeyError, match="typo"):
        MISTAKES["typo"]


def test_what_was_done_fits_on_a_line_of_a_table():
    for mistake in MISTAKES.values():
        assert len(mistake.done) <= 60 and not mistake.done.endswith(".")


def test_each_mistake_can_be_made_in_some_formula_of_the_table():
    for mistake in MISTAKES.values():
        assert mistake.places and all(QUANTITIES[at].formula for at in mistake.places)


@pytest.mark.parametrize("name", NAMES)
def test_neither_sentence_nor_hint_gives_the_formula_away(name):
    mistake = MISTAKES[name]
    for at in mistake.places:
        formula = QUANTITIES[at].formula
        assert formula not in mistake.sentence + mistake.hint
        assert QUANTITIES[at].batch_formula is None or QUANTITIES[at].batch_formula not in mistake.sentence
