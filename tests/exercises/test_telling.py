"""What a check says to a wrong answer is so of the code, not only of its numbers."""

import numpy as np
import pytest

from backprop_helpers import check, check_update, sigmoid

FORWARD, FOUR = ("z1", "a1", "z2", "a2", "loss"), ("dL_dW1", "dL_db1", "dL_dW2", "dL_db2")
LOSS = {"names": FORWARD, "case": ("tanh hidden", "mean over outputs")}
MEAN, TANH = {"names": "dL_da2", "case": "mean over outputs"}, {"names": "dL_dz2", "case": "tanh output"}
PAYING = {"names": ("dL_da1", "dL_dz1"), "case": "activations in the loss"}


def forward(first=lambda W, x, b: W @ x + b, through=lambda z1, a1: a1, loss=lambda a2, y: np.mean((a2 - y) ** 2)):
    def function(W1, b1, W2, b2, x, y):
        z1 = first(W1, x, b1)
        a1 = np.tanh(z1)
        z2 = W2 @ through(z1, a1) + b2
        a2 = sigmoid(z2)
        return z1, a1, z2, a2, loss(a2, y)

    return function


def backward(delta):
    def function(W2, x, y, a1, a2, z2):
        d2 = delta(a2, y, z2)
        d1 = W2.T @ d2 * a1 * (1 - a1)
        return d1 @ x.T, d1, d2 @ a1.T, d2

    return function


def in_a_loop(element):
    """A function of a2, y and m that fills an array in, so that its code can't be followed."""

    def function(a2, y, m):
        found = np.zeros_like(a2)
        for i in range(len(a2)):
            found[i, 0] = element(a2[i, 0].item(), y[i, 0].item(), m)
        return found

    return function


@pytest.mark.parametrize(
    ("function", "formula"),
    [
        (in_a_loop(lambda a, y, m: 1 - a**2), "1 − a₂²"),
        (in_a_loop(lambda a, y, m: (a - y) * a * (1 - a)), "∂L/∂a₂ ⊙ a₂ ⊙ (1 − a₂)"),
        (in_a_loop(lambda a, y, m: 2 / m), "2 / m"),
        (in_a_loop(lambda a, y, m: 3), "3"),
        (lambda da2_dz2: da2_dz2, "1 − a₂²"),
    ],
)
def test_the_slope_of_tanh_is_not_written_as_the_sigmoids_and_loops_in_few_symbols(function, formula):
    assert check(function, **TANH).computed == {"dL_dz2": formula}


def test_a_search_begins_with_what_the_function_asks_for():
    def paths(W2, dL_dz2, a1):
        found = np.zeros_like(a1)
        for j in range(len(a1)):
            found[j, 0] = sum(W2[i, j] * dL_dz2[i, 0].item() for i in range(len(dL_dz2)))
        return found, found * a1 * (1 - a1)

    assert check(paths, **PAYING).computed["dL_da1"] == "W₂ᵀ · ∂L/∂z₂"


@pytest.mark.parametrize(
    ("asked", "function", "name"),
    [
        ({"names": FOUR}, backward(lambda a2, y, z2: (a2 - y) * a2 * (a2 - 1)), "flip_sign"),
        (TANH, lambda a2, y: (a2 - y) * (a2**2 - 1), "flip_sign"),
        (
            {"names": FOUR},
            backward(lambda a2, y, z2: (-y / a2 + (1 - y) / (1 - a2)) * a2 * (1 - a2)),
            "no_sigma2",
        ),
        (TANH, lambda a2, y: np.sum((a2 - y) * (1 - a2**2)), "matrix_for_elementwise"),
        (TANH, lambda a2, y: (a2 - y) * (1 - a2.T**2), "matrix_for_elementwise"),
    ],
)
def test_a_mistake_with_the_same_numbers_is_not_named_if_the_code_does_something_else(asked, function, name):
    feedback = check(function, **asked)
    assert feedback.correct is False and name not in feedback.mistakes and feedback.mistakes


@pytest.mark.parametrize(
    ("asked", "function", "name"),
    [
        ({"names": FOUR}, backward(lambda a2, y, z2: (y - a2) * a2 * (1 - a2)), "flip_sign"),
        ({"names": FOUR}, backward(lambda a2, y, z2: a2 - y), "no_sigma2"),
        (TANH, lambda a2, y: (a2 - y) @ (1 - a2**2).T, "matrix_for_elementwise"),
        (TANH, lambda a2, y: np.outer(a2 - y, 1 - a2**2), "matrix_for_elementwise"),
    ],
)
def test_a_mistake_that_the_code_makes_is_named(asked, function, name):
    assert name in check(function, **asked).mistakes


@pytest.mark.parametrize(
    ("asked", "function", "words", "untrue"),
    [
        (PAYING, lambda W2, dL_dz2, a1: ((d := W2.T @ dL_dz2.ravel() + a1), d * a1 * (1 - a1)), "shape", "are right"),
        (LOSS, forward(first=lambda W, x, b: W @ x[:, 0] + b), "another shape", "are right"),
        (MEAN, lambda a2, y: np.mean(2 * (a2 - y), axis=1), "1 / m", "are right"),
        (LOSS, forward(through=lambda z1, a1: z1), "activation function", "sigmoid"),
        (LOSS, forward(loss=lambda a2, y: np.mean((a2 - y) ** 2) / len(y)), "extra factor of 1 / m", "mean of"),
        (LOSS, forward(loss=lambda a2, y: np.sum(a2 - y) / len(y)), "a₂ − y itself is used in place of", "extra term"),
        (MEAN, lambda a2, y, m: np.sum(2 * (a2 - y)) / m, "The sum of a₂ − y is taken", "This is the sum"),
        (MEAN, in_a_loop(lambda a, y, m: 2 / m), "a₂ − y is left out", "Every number here is 1"),
    ],
)
def test_what_is_said_of_a_piece_is_not_said_of_the_whole(asked, function, words, untrue):
    message = check(function, **asked).message
    assert words in message and untrue not in message


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (lambda a2, y: np.mean(abs(a2 - y)), "abs(a₂ − y) is used in place of (a₂ − y)²"),
        (lambda a2, y: np.mean(a2 - y), "a₂ − y itself is used in place of (a₂ − y)²"),
        (lambda a2, y: np.mean((a2 + y) ** 2), "A sign is reversed"),
    ],
)
def test_a_loss_by_the_mean_is_compared_with_the_mean(loss, words):
    feedback = check(forward(loss=loss), **LOSS)
    assert words in feedback.message and feedback.right["loss"] == "mean of (a₂ − y)²"


@pytest.mark.parametrize(
    "first", [lambda W, x, b: W @ x.ravel() + b, lambda W, x, b: W @ x + b.T, lambda W, x, b: W @ x * b]
)
def test_a_mean_of_what_came_out_wrong_is_only_a_consequence(first):
    feedback = check(forward(first=first), **LOSS)
    assert "a1, z2, a2 and loss are wrong only as a consequence." in feedback.message


@pytest.mark.parametrize(
    ("asked", "function", "formula"),
    [
        (MEAN, lambda a2, y, m: 2 * (a2 - y) / m * a2 * (1 - a2), "2 (a₂ − y) ⊙ σ′(z₂) / m"),
        (
            PAYING,
            lambda W2, dL_dz2, a1: ((d := (W2.T @ dL_dz2 + a1) * a1 * (1 - a1)), d),
            "(W₂ᵀ · ∂L/∂z₂ + a₁) ⊙ σ′(z₁)",
        ),
    ],
)
def test_no_formula_holds_the_quantity_that_it_is_for(asked, function, formula):
    assert next(iter(check(function, **asked).computed.values())) == formula


@pytest.mark.parametrize(
    ("asked", "function", "words"),
    [
        (MEAN, lambda a2, y, m: 2 * a2 - y / m, "Brackets are missing: 2 / m should apply to all of a₂ − y."),
        (TANH, lambda a2, y: (a2 - y) * (1 - a2) ** 2, "the power should apply only to a₂."),
        (TANH, lambda a2, y: 1 - a2**2 * (a2 - y), "Brackets are missing: ∂L/∂a₂ applies only to a₂²."),
        (LOSS, forward(loss=lambda a2, y: np.mean(a2 - y) ** 2), "The mean is squared"),
        (TANH, lambda a2, y: (a2 - y) * (1 - a2**2) ** 2, None),
    ],
)
def test_brackets_in_the_wrong_place_are_told(asked, function, words):
    message = check(function, **asked).message
    assert words in message if words else "rackets" not in message


def test_brackets_around_a_fraction_and_around_a_step_are_told():
    def fraction(z1):
        return np.exp(z1) - np.exp(-z1) / np.exp(z1) + np.exp(-z1)

    def step(W1, b1, W2, b2, dL_dW1, dL_db1, dL_dW2, dL_db2, eta):
        return W1 - eta * dL_dW1, b1 - eta * dL_db1, W2 - eta * dL_dW2, (b2 - eta) * dL_db2

    assert "above the fraction bar" in check(fraction, "a1", case="tanh hidden").message
    assert "The brackets are wrong: ∂L/∂b₂ should apply only to η." in check_update(step).message


def test_a_number_in_place_of_the_learning_rate_is_told_as_such():
    def step(W1, b1, W2, b2, dL_dW1, dL_db1, dL_dW2, dL_db2):
        return W1 - 0.5 * dL_dW1, b1 - 0.5 * dL_db1, W2 - 0.5 * dL_dW2, b2 - 0.5 * dL_db2

    assert "½ is used in place of η." in check_update(step).message


def test_a_right_result_that_is_changed_in_place_later_is_told_as_such():
    def one_array(W2, dL_dz2, a1):
        dL_dz1 = dL_da1 = W2.T @ dL_dz2 + a1
        dL_dz1 *= a1 * (1 - a1)
        return dL_da1, dL_dz1

    told = check(one_array, **PAYING)
    assert "∂L/∂a₁ was right, but the array was changed in place afterwards." in told.message
    assert told.mistakes == ("changed_in_place",)
    out = check(forward(through=lambda z1, a1: np.tanh(z1, out=z1)), **LOSS)
    assert "z₁ was right, but the array was changed in place afterwards." in out.message


def test_a_wrong_number_in_the_short_form_of_the_slope_is_one_mistake():
    message = check(backward(lambda a2, y, z2: (a2 - y) * (1 - y) * y), FOUR).message
    assert "y is used in place of a₂" in message and "left out" not in message


def test_what_is_divided_twice_is_told_in_short():
    def twice(W2, x, y, a1, a2, N):
        d2 = (a2 - y) / N**2 * a2 * (1 - a2)
        d1 = W2.T @ d2 * a1 * (1 - a1)
        return d1 @ x.T, d1.sum(axis=1, keepdims=True), d2 @ a1.T, d2.sum(axis=1, keepdims=True)

    feedback = check(twice, FOUR)
    assert feedback.computed["dL_db2"] == "sum of each row of ∂L/∂z₂ / N"
    assert "There is an extra factor of 1 / N." in feedback.message and "mean" not in feedback.message
