"""A right answer is called right however it is written, and told what a batch needs; shapes fit the notation table."""

import numpy as np
import pytest
from learners import FOUR, GRADIENTS, RIGHT, pass_with

from backprop_helpers import MISTAKES, check, check_shapes
from backprop_helpers.exercises.check import BATCHES, SINGLE


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


@pytest.mark.parametrize(
    ("function", "quantity", "missing"),
    [
        (lambda dL_dz2: dL_dz2, "dL_db2", "a sum over the examples is missing in dL_db2"),
        (lambda a2, y: a2 - y, "dL_da2", "a factor 1/N is missing in dL_da2"),
        (lambda dL_dz2, a1: dL_dz2 * a1.T, "dL_dW2", MISTAKES["elementwise_for_matrix"].sentence),
        (lambda dL_dz2, a1: np.outer(dL_dz2, a1), "dL_dW2", "shape (15, 20)"),
        (lambda dL_dz2, a1, N: (1 + (N == 6)) * dL_dz2 @ a1.T, "dL_dW2", "2.000 times"),  # on the last batch alone
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


def test_a_missing_transpose_is_wrong_although_it_runs_on_a_square_net():
    feedback = check(lambda W2, dL_dz2: W2 @ dL_dz2, "dL_da1")
    assert feedback.correct is False
    assert "stopped" in feedback.message and "all sizes are alike" in feedback.message


# The shapes


def shapes(n, h, m):
    return {"x": (n, 1), "W1": (h, n), "W2": (m, h)}


@pytest.mark.parametrize(
    ("function", "correct", "words"),
    [
        (shapes, True, "the shapes of x, W1, W2 fit"),
        (lambda n, h, m: {"W1": (n, h)}, False, "other way round"),
        (lambda n, h, m: {"x": (n,)}, False, "1-D array"),
        (lambda n, h, m: {"W1": (h, m)}, False, "Multiply it out"),
        (lambda n, h, m: ..., None, "Not answered yet"),
        (lambda n, h, m: {"x": (n, 1), "W1": ...}, None, "in the shape of W1"),
        (lambda n, h, m: {"x": (n, ...)}, None, "in the shape of x"),
        (lambda n, h, m: {}, False, "Return a dict"),
        (lambda n, h, m: {"z": (n, 1)}, False, "There is no quantity 'z'"),
        (7, False, "TypeError"),
    ],
)
def test_shapes_are_told_in_words(function, correct, words):
    feedback = check_shapes(function)
    assert feedback.correct is correct and words in feedback.message
