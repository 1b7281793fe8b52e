"""The bank: each mistake has a name, places where it can be made, and words that do not give the formula away."""

import pytest

from backprop_helpers import MISTAKES, QUANTITIES

NAMES = [
    *("no_transpose", "no_sigma2", "no_sigma1", "sigma_of_a", "z_times_one_minus_z", "flip_sign", "factor_2"),
    *("stale_W2", "skip_delta2", "mean_paths", "first_path_only", "dW_transposed", "z1_for_a1", "x_for_a1", "bias_sum"),
    *("matrix_for_elementwise", "elementwise_for_matrix"),
]


def test_the_bank_holds_the_mistakes_by_their_fixed_names():
    assert list(MISTAKES) == NAMES
    assert all(mistake.name == name and mistake.sentence and mistake.hint for name, mistake in MISTAKES.items())


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
