"""A count of multiply-adds as a formula: right if it is right for all sizes, and a miscount is explained."""

from fractions import Fraction

import numpy as np
import pytest

from backprop_helpers import check_count, multiply_adds


def deep_count(n, h, m, layers):
    between = (layers - 1) * 2 * h * h  # for the gradient of each matrix, and for what goes back through it
    return n * h + between + 2 * h * m + layers * h + m


def test_with_several_hidden_layers_both_formulas_are_shown():
    feedback = check_count(lambda n, h, m, layers: n * h + (layers - 1) * h * h + h * m)
    assert feedback.computed["multiply-adds"] == "n h + h m − h h + h h layers"
    assert feedback.right["multiply-adds"] == "n h + 2 h m − 2 h h + m + 2 h h layers + h layers"


def test_the_formula_of_the_backward_pass_is_what_is_counted():
    assert check_count(lambda n, h, m: h * n + 2 * m * h + h + m).correct is True
    assert check_count(lambda n, h, m: multiply_adds("backward", (n, h, m))).correct is True
    assert check_count(deep_count).correct is True
    assert check_count(lambda layers, n, h, m: multiply_adds("backward", (n, *[h] * layers, m))).correct is True


@pytest.mark.parametrize(
    "wrong, words",
    [
        (lambda n, h, m: h * n + m * h, "That is the forward pass"),
        (lambda n, h, m: h * n + 2 * m * h, "The matrix products are right"),
        (
            lambda n, h, m: 2 * h * n + 2 * m * h + h + m,
            "the gradient of the input. Training this network doesn't need it.",
        ),
        (lambda n, h, m: 2 * h * n + 2 * m * h, "doesn't need it. Each ⊙ with a slope"),
        (lambda n, h, m: h * n + h + m * h + m, "That is the number of parameters"),
        (lambda n, h, m: n, "With n = 2, h = 3, m = 4 you say 2, but the count is 37"),
        (lambda n, h, m: "many", "The number of multiplications should be a whole number"),
        (lambda n, h, m: h / 2 + float("nan"), "The number of multiplications should be a whole number"),
        (lambda n, h: n, "With n = 2, h = 3, m = 4 you say 2, but the count is 37"),
        (lambda n, h, m, layers: n * h + (layers - 1) * h * h + h * m, "That is the forward pass"),
        (lambda n, h, m, layers: deep_count(n, h, m, layers) + n * h, "Training this network doesn't need it."),
        (lambda n, h, m, layers: deep_count(n, h, m, layers) - m - layers * h, "The matrix products are right"),
        (lambda n, h, m, layers: deep_count(n, h, m, layers) + n * h - m - layers * h, "doesn't need it. Each ⊙"),
        (lambda n, h, m, layers: deep_count(n, h, m, 1), "This is the count for one hidden layer"),
        (lambda n, h, m, layers: deep_count(n, h, m, layers + 1) - h, "One weight matrix too many"),
        (lambda n, h, m, layers: deep_count(n, h, m, layers) - (layers - 1) * h * h, "is in two matrix products"),
        (lambda n, h, m, layers: layers * (n * h + h) + 2 * h * m + m, "what feeds the others?"),
        (lambda n, h, m, layers: deep_count(n, h, m, layers) - (layers - 1) * h, "slopes of some hidden layers"),
        (lambda n, h, m, layers: n, "With n = 2, h = 3, m = 4, layers = 2 you say 2, but the count is 58."),
    ],
)
def test_a_wrong_count_is_explained(wrong, words):
    feedback = check_count(wrong)
    assert feedback.correct is False
    assert words in feedback.message


def test_an_unfilled_formula_is_not_answered_yet():
    assert check_count(lambda n, h, m: ...).correct is None
    assert check_count(lambda n, h, m: ... + ...).correct is None


def test_a_formula_for_one_hidden_layer_is_not_right_if_any_number_is_asked_for():
    def one(n, h, m):
        return n * h + 2 * h * m + h + m

    assert check_count(one).message == "Right, for one hidden layer."
    feedback = check_count(one, layers=True)
    assert feedback.correct is False and "This is the count for one hidden layer" in feedback.message
    assert check_count(deep_count, layers=True).correct is True


@pytest.mark.parametrize("kind", [np.array, np.int64, np.float32, float, Fraction])
def test_a_whole_number_may_be_of_any_type(kind):
    assert check_count(lambda n, h, m: kind(n * h + 2 * h * m + h + m)).correct is True


@pytest.mark.parametrize("kind", [str, bool, complex, lambda k: [k], lambda k: np.array([k, k]), lambda k: k + 0.5])
def test_what_is_no_whole_number_is_told(kind):
    feedback = check_count(lambda n, h, m: kind(n * h + 2 * h * m + h + m))
    assert feedback.correct is False and "should be a whole number" in feedback.message
