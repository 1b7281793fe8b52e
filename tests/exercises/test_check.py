"""A right answer is called right however it is written; a wrong one is called by the mistake that was made."""

import numpy as np
import pytest
from learners import FOUR, GRADIENTS, HIDDEN, REACHED, RIGHT, WRITTEN, pass_with

from backprop_helpers import MISTAKES, check, sigmoid
from backprop_helpers.exercises.check import BATCHES, SINGLE

REACHING = [(slip, name) for slip, reached in REACHED.items() for name in reached]


def test_the_networks_have_no_two_sizes_alike():
    assert all(len({n, h, m}) == 3 and examples == 1 for n, h, m, examples in SINGLE)
    assert all(len(set(sizes)) == 4 and sizes[3] > 1 for sizes in BATCHES)


@pytest.mark.parametrize(("quantity", "function"), RIGHT)
def test_what_is_right_for_one_example_is_right_however_it_is_written(quantity, function):
    feedback = check(function, quantity)
    assert feedback.correct is True and feedback.mistake is None
    assert f"{quantity} agrees to 12 digits on {len(SINGLE)} random networks" in feedback.message


@pytest.mark.parametrize("name", GRADIENTS)
def test_a_whole_pass_without_a_slip_is_right(name):
    assert check(pass_with(None, name), name).correct is True


def test_learners_code_for_every_mistake_at_every_place_is_here():
    places = {(name, at) for name, mistake in MISTAKES.items() for at in mistake.places}
    assert {(name, at) for name, at, _ in WRITTEN} == places


@pytest.mark.parametrize(("name", "quantity", "function"), WRITTEN)
def test_a_mistake_is_called_by_its_name(name, quantity, function):
    feedback = check(function, quantity)
    assert feedback.correct is False
    assert feedback.mistakes == (name,)
    assert MISTAKES[name].sentence in feedback.message


@pytest.mark.parametrize(("slip", "quantity"), REACHING)
def test_a_slip_on_the_way_is_named_at_every_gradient_that_it_reaches(slip, quantity):
    feedback = check(pass_with(slip, quantity), quantity)
    alike = {"no_sigma2", "skip_delta2"}  # behind W2 the two give one gradient
    expected = alike if slip in alike and quantity in HIDDEN else {slip}
    assert feedback.correct is False and set(feedback.mistakes) == expected
    assert all(MISTAKES[name].sentence in feedback.message for name in expected)


@pytest.mark.parametrize(
    ("slip", "quantity"), [(slip, name) for slip in REACHED for name in GRADIENTS if name not in REACHED[slip]]
)
def test_a_slip_leaves_the_gradients_before_it_right(slip, quantity):
    if slip in (
        "no_transpose",
        "matrix_for_elementwise",
    ):  # the function stops: on its way it meets shapes that do not fit
        assert check(pass_with(slip, quantity), quantity).correct is False
    else:
        assert check(pass_with(slip, quantity), quantity).correct is True


@pytest.mark.parametrize("slip", [*REACHED])
def test_one_slip_in_a_whole_pass_is_one_mistake_however_many_gradients_it_reaches(slip):
    feedback = check(pass_with(slip, *FOUR), FOUR)
    assert feedback.correct is False
    assert feedback.mistakes == (slip,)
    reached = [name for name in GRADIENTS if name in FOUR and name in REACHED[slip]]
    assert all(name in feedback.message.split("It spoils")[1].split(".")[0] for name in reached)


def test_the_loss_and_its_gradient_may_share_a_mistake():
    feedback = check(lambda a2, y: (np.sum((a2 - y) ** 2), 2 * (a2 - y)), ("loss", "dL_da2"))
    assert feedback.mistakes == ("factor_2",)


def test_two_mistakes_in_one_answer_are_both_named_with_their_quantities():
    feedback = check(lambda dL_dz2, a1: (a1 @ dL_dz2.T, np.full_like(dL_dz2, dL_dz2.sum())), ("dL_dW2", "dL_db2"))
    assert feedback.mistakes == ("dW_transposed", "bias_sum")
    assert "dL_dW2: " in feedback.message and "dL_db2: " in feedback.message


def test_what_was_given_tells_two_mistakes_apart():
    def without_slope(W2, a2, y):
        return W2.T @ (a2 - y)

    def with_the_gradient_at_hand(W2, dL_da2, dL_dz2):
        return W2.T @ dL_da2

    assert check(without_slope, "dL_da1").mistakes == ("skip_delta2", "no_sigma2")  # the nearer one first
    assert check(with_the_gradient_at_hand, "dL_da1").mistakes == ("skip_delta2",)
    both = check(lambda a2, y, W2, a1: ((a2 - y) @ a1.T, W2.T @ (a2 - y)), ("dL_dW2", "dL_da1"))
    assert both.mistakes == ("no_sigma2",)


def test_a_number_stands_beside_the_right_one():
    feedback = check(lambda a2, y: y - a2, "dL_da2")
    mine, right = feedback.message.split(" is ")[-1].rstrip(".").split(", but should be ")
    assert mine.lstrip("−") == right.lstrip("−") and mine.startswith("−") != right.startswith("−")


def test_a_missing_transpose_is_wrong_although_it_runs_on_a_square_net():
    feedback = check(lambda W2, dL_dz2: W2 @ dL_dz2, "dL_da1")
    assert feedback.correct is False
    assert "stopped" in feedback.message and "all sizes are alike" in feedback.message


@pytest.mark.parametrize(
    ("function", "quantity", "missing"),
    [
        (lambda dL_dz2: dL_dz2, "dL_db2", "a sum over the examples is missing in dL_db2"),
        (lambda a2, y: a2 - y, "dL_da2", "a factor 1/N is missing in dL_da2"),
        (lambda dL_dz2, a1: dL_dz2 * a1.T, "dL_dW2", MISTAKES["elementwise_for_matrix"].sentence),
        (lambda dL_dz2, a1: np.outer(dL_dz2, a1), "dL_dW2", "shape (15, 20)"),
    ],
)
def test_what_is_right_for_one_example_hears_what_a_batch_needs(function, quantity, missing):
    feedback = check(function, quantity)
    assert feedback.correct is True and feedback.mistakes == ()
    assert "one example" in feedback.message and missing in feedback.message


def test_the_primers_whole_pass_hears_what_a_batch_needs():
    message = check(pass_with(None, *FOUR), FOUR).message
    assert "1/N is missing in dL_dW2 and dL_dW1" in message
    assert "sum over the examples is missing in dL_db2 and dL_db1" in message


def test_what_is_right_for_batches_too_is_told_so():
    assert "Batches of several examples come out right" in check(lambda dL_dz2, a1: dL_dz2 @ a1.T, "dL_dW2").message


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda dL_dz2, a1: 3 * dL_dz2 @ a1.T, "3.000 times what it should be"),
        (lambda dL_dz2, a1: np.abs(dL_dz2 @ a1.T), "some signs are wrong"),
        (lambda dL_dz2, a1: dL_dz2 @ a1.T + 0.5, "dL_dW2["),
        (lambda dL_dz2, a1: (dL_dz2 @ a1.T).ravel(), "has shape (12,) but should have shape (4, 3)"),
        (lambda dL_dz2, a1: (dL_dz2 @ a1.T).round(9), "agree to a few digits"),
        (lambda: np.ones((4, 3)), "the same for every network"),
    ],
)
def test_an_unknown_mistake_is_told_by_shape_sign_scale_and_the_worst_element(function, words):
    feedback = check(function, "dL_dW2")
    assert feedback.correct is False and feedback.mistakes == ()
    assert words in feedback.message


def test_of_several_wrong_quantities_the_one_computed_first_is_explained():
    feedback = check(lambda z2, y: (y**2, 3 * sigmoid(z2)), ("loss", "a2"))
    assert "a2 has the right shape" in feedback.message and "loss is wrong, too" in feedback.message


def test_a_mistake_that_starts_from_right_numbers_is_named_without_saying_where():
    for name, function in (
        ("flip_sign", lambda dL_dz2, a1: -dL_dz2 @ a1.T),
        ("factor_2", lambda dL_dz2, a1: 2 * dL_dz2 @ a1.T),
    ):
        feedback = check(function, "dL_dW2")
        assert feedback.mistakes == (name,)
        assert "on the way" not in feedback.message
    assert "on the way, at dL_da2" in check(pass_with("flip_sign", "dL_dW2"), "dL_dW2").message
