"""A right answer is called right however it is written, and told what a batch needs; shapes fit the notation table."""

import re

import numpy as np
import pytest
from learners import GRADIENTS, RIGHT, pass_with

from backprop_helpers import check, check_shapes, sigmoid
from backprop_helpers.exercises.networks import BATCHES, SINGLE


def test_the_networks_have_no_two_sizes_alike():
    assert all(len({n, h, m}) == 3 and examples == 1 for n, h, m, examples in SINGLE)
    assert all(len(set(sizes)) == 4 and sizes[3] > 1 for sizes in BATCHES)


@pytest.mark.parametrize(("quantity", "function"), RIGHT)
def test_what_is_right_for_one_example_is_right_however_it_is_written(quantity, function):
    feedback = check(function, quantity)
    assert feedback.correct is True and feedback.mistake is None
    assert repr(feedback) == "✓ Right"


@pytest.mark.parametrize("name", GRADIENTS)
def test_a_whole_pass_without_a_slip_is_right(name):
    assert check(pass_with(None, name), name).correct is True


BATCH = [
    (lambda dL_dz2: dL_dz2, "dL_db2", "∂L/∂z₂ is not summed"),
    (lambda a2, y: a2 - y, "dL_da2", "A factor of 1 / N is missing."),
    (lambda dL_dz2, a1: np.outer(dL_dz2, a1), "dL_dW2", "shape (15, 20)"),
]


@pytest.mark.parametrize(("function", "quantity", "words"), BATCH)
def test_batches_decide_if_the_exercise_is_about_them(function, quantity, words):
    assert check(function, quantity).correct is True
    feedback = check(function, quantity, batch=True)
    assert feedback.correct is False and words in feedback.message


def test_batches_decide_if_the_function_asks_for_their_size():
    on_the_last_batch_alone = check(lambda dL_dz2, a1, N: (1 + (N == 4)) * dL_dz2 @ a1.T, "dL_dW2")
    assert on_the_last_batch_alone.correct is False
    assert check(lambda a2, y, N: (a2 - y) / N, "dL_da2").correct is True
    assert check(lambda a2, y, N: a2 - y, "dL_da2").correct is False
    assert check(lambda a2, y, N: a2 - y, "dL_da2", batch=False).correct is True


def test_a_sum_that_ends_too_early_is_told():
    feedback = check(lambda dL_dz2: dL_dz2[:, :5].sum(axis=1, keepdims=True), "dL_db2")
    assert feedback.correct is True and "for one example" in feedback.message and "not for 6" in feedback.message


def test_a_missing_transpose_is_wrong_although_it_runs_on_a_square_net():
    said = repr(check(lambda W2, dL_dz2: W2 @ dL_dz2, "dL_da1"))
    assert said.startswith("✗ Not right yet. Your code stopped at")
    assert "W₂ (4×3) @ ∂L/∂z₂ (4×1). The first has 3 columns, but the second has 4 rows." in said
    assert "with h = m, your code computes   ∂L/∂a₁ = W₂ · ∂L/∂z₂" in said
    assert re.search(r"the step is +∂L/∂a₁ = W₂ᵀ · ∂L/∂z₂", said)


# What comes of a wrong answer


def test_what_the_code_computes_stands_above_what_the_step_is():
    feedback = check(lambda a2, y: (a2 - y) * (1 - a2), "dL_dz2")
    assert (feedback.computed, feedback.right) == (
        {"dL_dz2": "∂L/∂a₂ ⊙ (1 − a₂)"},
        {"dL_dz2": "∂L/∂a₂ ⊙ σ′(z₂)"},
    )
    first, computed, step, number = repr(feedback).splitlines()
    assert first == "✗ Not right yet." and number.startswith("dL_dz2[3] is −0.288, but should be −0.0510.")
    assert computed.endswith(feedback.computed["dL_dz2"]) and step.endswith(feedback.right["dL_dz2"])
    assert computed.index("∂L/∂z₂ =") == step.index("∂L/∂z₂ =")


def test_what_differs_is_marked_in_both_lines():
    shown = check(lambda a2, y: (a2 - y) * (1 - a2), "dL_dz2")._repr_html_()
    text = re.sub("<(?!span class='bp-differs')[^>]*>", "", shown.split("</style>")[1])
    assert re.findall("<span class='bp-differs'>(1 − a2|\\(1 − a2\\)|σ′\\(z2\\))", text) == ["(1 − a2)", "σ′(z2)"]


def test_of_two_mistakes_each_is_shown_and_what_follows_is_only_named():
    def forward(W1, b1, W2, b2, x):
        z1 = W1 @ x - b1
        a1 = sigmoid(z1)
        return z1, a1, W2 @ (2 * a1) + b2

    said = repr(check(forward, ("z1", "a1", "z2")))
    assert said.count("your code computes") == 2 and "a1 is wrong only as a consequence." in said


def test_nothing_is_said_of_what_a_function_was_given_by_default_unless_that_decides():
    assert "a1 has a default value" in check(lambda dL_dz2, a1=0: dL_dz2 @ a1.T, "dL_dW2").message
    assert "default" not in check(lambda dL_dz2, a1=0: dL_dz2, "dL_dW2").message


# The shapes


def shapes(n, h, m):
    return {"x": (n, 1), "W1": (h, n), "W2": (m, h)}


@pytest.mark.parametrize(
    ("function", "correct", "words"),
    [
        (shapes, True, "Right"),
        (lambda n, h, m: {"W1": (n, h)}, False, "The two sizes are swapped"),
        (lambda n, h, m: {"x": (1, n)}, False, "every vector is a column"),
        (lambda n, h, m: {"loss": (1,)}, False, "loss is a single number"),
        (lambda n, h, m: {"x": (n,)}, False, "1-D array"),
        (lambda n, h, m: {"W1": (h, m)}, False, "which sizes have to match?"),
        (lambda n, h, m, N: {"z1": (h, N), "W1": (h, n), "dL_db1": (h, 1), "loss": ()}, True, "Right"),
        (lambda n, h, m, N: {"z1": (h, 1)}, False, "its shape for one example"),
        (lambda n, h, m, N: {"z1": (N, h)}, False, "every vector is a column"),
        (lambda n, h, m, N: {"dL_db1": (h, N)}, False, "All examples share the weights and biases"),
        (lambda n, h, m, N: {"dL_dW1": (h, N)}, False, "All examples share the weights and biases"),
        (lambda n, h, m, N: {"dL_dW1": (n, h)}, False, "(W)_ij leads to i, from j"),
        (lambda n, h, m: ..., None, "Not answered yet"),
        (lambda n, h, m: {"x": (n, 1), "W1": ...}, None, "in the shape of W1"),
        (lambda n, h, m: {"x": (n, ...)}, None, "in the shape of x"),
        (lambda n, h, m: {}, False, "Return a dict"),
        (lambda n, h, m: {"z": (n, 1)}, False, "There is no quantity 'z'"),
        (7, False, "Give the function itself, without brackets; this is 7, an int."),
    ],
)
def test_shapes_are_told_in_words(function, correct, words):
    feedback = check_shapes(function)
    assert feedback.correct is correct and words in feedback.message


def test_shapes_that_were_asked_for_and_left_out_are_not_right():
    feedback = check_shapes(lambda n, h, m, N: {"W2": (m, h)}, ["x", "W2", "z1"], batch=True)
    assert feedback.correct is False and "The shape of x and z1 is missing from the dict." in feedback.message
    assert check_shapes(lambda n, h, m: {"x": (n, 1), "W2": (m, h)}, ["x", "W2"]).message == "Right"
    assert check_shapes(lambda n, h, m: {"W2": (m, h)}).message == "Right, for W2."


def test_shapes_for_one_example_are_not_right_if_several_are_asked_for():
    feedback = check_shapes(lambda n, h, m: {"x": (n, 1)}, "x", batch=True)
    assert feedback.correct is False and "That is its shape for one example." in feedback.message


def test_sizes_in_a_shape_are_whole_numbers_of_any_type():
    assert check_shapes(lambda n, h, m: {"W2": (np.int64(m), h)}).correct is True
    assert "swapped" in check_shapes(lambda n, h, m: {"W2": (np.int64(h), m)}).message
    feedback = check_shapes(lambda n, h, m: {"W2": (m / 1, h)})
    assert feedback.correct is False and "should be whole numbers; one is " in feedback.message
    assert "the shape of W2 is still missing (it is None)" in check_shapes(lambda n, h, m: {"W2": None}).message


TYPES = [np.float32, np.longdouble, object]


@pytest.mark.parametrize("dtype", TYPES[1:])
def test_the_right_numbers_are_right_in_any_type_that_can_hold_them(dtype):
    assert check(lambda dL_dz2, a1: (dL_dz2 @ a1.T).astype(dtype), "dL_dW2").correct is True
    both = check(lambda dL_dz2, a1: ((dL_dz2 @ a1.T).astype(dtype), dL_dz2), ("dL_dW2", "dL_db2"))
    assert both.correct is True


def test_float32_is_named_if_the_numbers_are_right_to_its_digits():
    feedback = check(lambda dL_dz2, a1: (dL_dz2 @ a1.T).astype(np.float32), "dL_dW2")
    assert feedback.correct is False and "right to the 7 digits of float32. Leave float32 out" in feedback.message


@pytest.mark.parametrize("dtype", TYPES)
def test_a_mistake_is_named_in_any_type(dtype):
    assert check(lambda a2, y: (y - a2).astype(dtype), "dL_da2").mistake == "flip_sign"


def test_numbers_that_are_only_near_are_not_called_right_to_the_digits_of_float32():
    feedback = check(lambda dL_dz2, a1: (dL_dz2 @ a1.T * (1 + 1e-5)).astype(np.float32), "dL_dW2")
    assert feedback.correct is False and "float32" not in feedback.message


@pytest.mark.parametrize("part", ["1.5", [1.0], 1j])
def test_an_array_of_other_objects_is_no_answer(part):
    def function(dL_dz2, a1):
        found = (dL_dz2 @ a1.T).astype(object)
        found[0, 0] = part
        return found

    feedback = check(function, "dL_dW2")
    assert feedback.correct is False and "should be real numbers" in feedback.message


def test_results_may_come_in_an_array_of_objects():
    def function(dL_dz2, a1):
        found = np.empty(2, object)
        found[:] = [dL_dz2 @ a1.T, dL_dz2]
        return found

    assert check(function, ("dL_dW2", "dL_db2")).correct is True
