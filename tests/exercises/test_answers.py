"""What learners write, by what is seen in it: loops that miss examples, arrays that change, numbers in place of N."""

import numpy as np
import pytest
from learners_code import FOUR, batch

from backprop_helpers import check, sigmoid

MEAN_LOSS = {"names": ("z1", "a1", "z2", "a2", "loss"), "case": ("tanh hidden", "mean over outputs")}


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (lambda a, y, N: (a - y) / 4, "0.25 stands where 1 / N belongs."),
        (lambda a, y, N: (a - y) / 3, "1 / 3 stands where 1 / N belongs."),
        (lambda a, y, N: (a - y) / len(y), "1 / m stands where 1 / N belongs."),
        (lambda a, y, N: a - y, "There is an extra factor of N."),
        (lambda a, y, N: (a - y) / N**2, "There is an extra factor of 1 / N."),
    ],
)
def test_a_number_in_place_of_the_number_of_examples_is_told_as_what_it_is(error, said):
    feedback = check(batch(error=error), FOUR, batch=True)
    assert said in feedback.message and "The same mistake is made at" in feedback.message
    assert said.startswith("There") or "extra factor" not in feedback.message


SOME = {
    "a loop that begins at the second": lambda d, a: sum(np.outer(d[:, e], a[:, e]) for e in range(1, d.shape[1])),
    "a loop that ends too early": lambda d, a: sum(np.outer(d[:, e], a[:, e]) for e in range(d.shape[1] - 1)),
    "a result that is overwritten": lambda d, a: [np.outer(d[:, e], a[:, e]) for e in range(d.shape[1])][-1],
    "a return inside the loop": lambda d, a: np.outer(d[:, 0], a[:, 0]),
}


@pytest.mark.parametrize("loop", SOME)
def test_examples_that_a_loop_leaves_out_are_told(loop):
    assert check(batch(weights=SOME[loop]), FOUR, batch=True).mistakes == ("some_examples",)
    in_rows = check(lambda dL_dz2, a1: SOME[loop](dL_dz2.T, a1.T), "dL_dW2", case="rows")
    assert in_rows.mistakes == ("some_examples",)


def test_of_one_example_none_is_left_out():
    assert check(lambda b1: 0 * b1, "dL_db1").mistakes == ("zeros",)


def test_a_unit_that_a_loop_leaves_out_is_told():
    def short(a2, y):
        found = np.zeros_like(a2)
        for i in range(len(a2) - 1):
            found[i] = a2[i] - y[i]
        return found

    assert "Only its last row is wrong: does a loop begin too late" in check(short, "dL_da2").message


def test_a_mistake_of_its_own_is_told_without_those_before_it():
    def forward(W1, b1, W2, b2, x, y):
        z1 = W1 @ x + b1
        a1 = np.tanh(z1)
        z2 = W2 @ a1
        a2 = sigmoid(z2)
        return z1, a1, z2, a2, np.sum((a2 - y) ** 2)

    feedback = check(forward, **MEAN_LOSS)
    assert feedback.computed["loss"] == "Σ (a₂ − y)²" and feedback.message.count("b₂ is left out") == 1


def test_of_several_changes_in_place_the_right_state_is_found():
    def in_place(W2, dL_dz2, a1):
        dL_da1 = W2.T @ dL_dz2
        dL_da1 += a1
        dL_dz1 = dL_da1
        dL_dz1 *= a1 * (1 - a1)
        return dL_da1, dL_dz1

    feedback = check(in_place, ("dL_da1", "dL_dz1"), case="activations in the loss")
    assert feedback.mistakes == ("changed_in_place",)


@pytest.mark.parametrize(
    ("function", "kind", "said"),
    [
        (lambda a2, y: (a2 - y) * (1 - a2**3), "power", "a₂³ is used in place of a₂²."),
        (lambda a2, y: ((a2 - y) * (1 - a2**2))[::-1], "order", "in another order."),
        (lambda a2, y: a2 - y + 1 - a2**2, "operation", "another operation on the same two"),
    ],
)
def test_what_stands_in_the_place_of_a_piece_is_told_truly(function, kind, said):
    feedback = check(function, "dL_dz2", case="tanh output")
    assert kind in feedback.mistakes and said in feedback.message and "Only" not in feedback.message


def test_the_slope_in_place_of_the_value_is_told():
    feedback = check(lambda z1: 1 - np.tanh(z1) ** 2, "a1", case="tanh hidden")
    assert feedback.mistakes == ("slope_for_value",) and feedback.computed["a1"] == "1 − tanh(z₁)²"


def test_a_function_with_nothing_in_it_is_not_answered():
    def dots(a2, y): ...

    def forgotten(a2, y):
        found = a2 - y  # noqa: F841

    assert check(dots, "dL_da2").correct is None
    assert check(forgotten, "dL_da2").correct is False


def test_what_is_not_finite_on_any_network_is_told_so():
    feedback = check(lambda z1: np.log(z1), "a1")
    assert "a1 is not finite" in feedback.message
