"""A learner's step of gradient descent, and what the check says to it."""

import re

import numpy as np
import pytest

from backprop_helpers import MISTAKES, check_update


def step(x, a1, da1_dz1, dL_dz2, W1, b1, W2, b2, eta):
    dL_dz1 = W2.T @ dL_dz2 * da1_dz1
    return W1 - eta * dL_dz1 @ x.T, b1 - eta * dL_dz1, W2 - eta * dL_dz2 @ a1.T, b2 - eta * dL_dz2


def in_place(x, a1, da1_dz1, dL_dz2, W1, b1, W2, b2, eta):
    W2 -= eta * dL_dz2 @ a1.T
    b2 -= eta * dL_dz2
    dL_dz1 = W2.T @ dL_dz2 * da1_dz1
    W1 -= eta * dL_dz1 @ x.T
    b1 -= eta * dL_dz1
    return W1, b1, W2, b2


def masked(W1, b1, W2, b2, dL_db1, dL_dW2, dL_db2, eta):
    return np.ma.masked_invalid(W1 / 0), b1 - eta * dL_db1, W2 - eta * dL_dW2, b2 - eta * dL_db2


def scaled(scale):
    def wrong(W1, b1, W2, b2, dL_dW1, dL_db1, dL_dW2, dL_db2, eta):
        pairs = ((W1, dL_dW1), (b1, dL_db1), (W2, dL_dW2), (b2, dL_db2))
        return tuple(old - scale(eta) * gradient for old, gradient in pairs)

    return wrong


def test_a_step_with_all_gradients_at_the_old_parameters_is_right():
    assert check_update(step).correct is True
    assert check_update(scaled(lambda eta: eta)).correct is True


def test_updating_W2_before_the_hidden_layer_is_named():
    feedback = check_update(in_place)
    assert feedback.correct is False and feedback.mistakes == ("new_W2",)
    assert MISTAKES["new_W2"].hint in feedback.hints


def test_a_gradient_without_the_hidden_slope_is_named_too():
    def wrong(x, a1, dL_dz2, W1, b1, W2, b2, eta):
        dL_dz1 = W2.T @ dL_dz2
        return W1 - eta * dL_dz1 @ x.T, b1 - eta * dL_dz1, W2 - eta * dL_dz2 @ a1.T, b2 - eta * dL_dz2

    assert check_update(wrong).mistakes == ("no_sigma1",)


@pytest.mark.parametrize(
    ("name", "scale", "words"),
    [
        ("no_eta", lambda eta: 1.0, "eta is missing"),
        ("uphill", lambda eta: -eta, "uphill"),
        ("not_moved", lambda eta: 0 * eta, "No step was taken"),
    ],
)
def test_a_wrong_length_of_the_step_is_told_apart_from_a_wrong_gradient(name, scale, words):
    feedback = check_update(scaled(scale))
    assert feedback.correct is False and words in feedback.message and feedback.mistakes == (name,)


def test_a_step_that_is_not_filled_in_is_not_wrong():
    def empty(W1, b1, W2, b2):
        W1 = ...
        return W1, b1, W2, b2

    feedback = check_update(empty)
    assert feedback.correct is None and "W1 is still missing" in feedback.message


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (masked, "new_W1 comes back as a masked array"),
        (lambda W1: W1, "Return 4 things with commas between them: new_W1, new_b1, new_W2, new_b2"),
        (lambda W1, b1, W2: (W1, W1, W2, b1), r"new_b2 has shape \(3, 1\) but should have shape \(4, 1\)"),
        (lambda W1: (1.0, W1, W1, W1), "new_W1 has shape .* Yours is a single number"),
    ],
)
def test_what_is_no_step_is_answered_in_words(function, words):
    feedback = check_update(function)
    assert feedback.correct is False
    assert re.search(words, feedback.message), feedback.message
