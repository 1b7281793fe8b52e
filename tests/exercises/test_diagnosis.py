"""A wrong answer is called by the mistake that was made, or else by what differs, or by shape, sign and scale."""

import re

import numpy as np
import pytest
from learners import FOUR, GRADIENTS, HIDDEN, REACHED, STOPPING, WRITTEN, pass_with

from backprop_helpers import MISTAKES, check, sigmoid
from backprop_helpers.exercises.diagnosis import scale_words
from backprop_helpers.exercises.networks import BATCHES, SINGLE, Run, network_set

REACHING = [(slip, name) for slip, reached in REACHED.items() for name in reached]


def test_learners_code_for_every_mistake_at_every_place_is_here():
    assert set(REACHED) == set(MISTAKES)
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
    alike = {"no_sigma2", "dL_da2_for_dL_dz2"}  # behind W2 the two give one gradient
    expected = alike if slip in alike and quantity in HIDDEN else {slip}
    assert feedback.correct is False and set(feedback.mistakes) == expected
    assert all(MISTAKES[name].sentence in feedback.message for name in expected)


@pytest.mark.parametrize(
    ("slip", "quantity"), [(slip, name) for slip in REACHED for name in GRADIENTS if name not in REACHED[slip]]
)
def test_a_slip_leaves_the_gradients_before_it_right(slip, quantity):
    assert check(pass_with(slip, quantity), quantity).correct is (slip not in STOPPING)


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
    first, second = feedback.message.split("\n")
    assert first.startswith("dL_dW2 has shape") and second.startswith("dL_db2[1] is")


def test_what_was_given_tells_two_mistakes_apart():
    def without_slope(W2, a2, y):
        return W2.T @ (a2 - y)

    def with_the_gradient_at_hand(W2, dL_da2, dL_dz2):
        return W2.T @ dL_da2

    assert check(without_slope, "dL_da1").mistakes == ("dL_da2_for_dL_dz2", "no_sigma2")  # the nearer one first
    assert check(with_the_gradient_at_hand, "dL_da1").mistakes == ("dL_da2_for_dL_dz2",)
    both = check(lambda a2, y, W2, a1: ((a2 - y) @ a1.T, W2.T @ (a2 - y)), ("dL_dW2", "dL_da1"))
    assert both.mistakes == ("no_sigma2",)


def test_a_number_stands_beside_the_right_one():
    feedback = check(lambda a2, y: y - a2, "dL_da2")
    mine, right = re.match(r"dL_da2\[\d\] is (\S+), but should be (\S+)\. ", feedback.message).groups()
    assert mine.lstrip("−") == right.lstrip("−") and mine.startswith("−") != right.startswith("−")


@pytest.mark.parametrize(
    ("kind", "function", "words"),
    [
        ("factor_extra", lambda dL_dz2, a1: 3 * dL_dz2 @ a1.T, "There is an extra factor of 3."),
        ("function_extra", lambda dL_dz2, a1: np.abs(dL_dz2 @ a1.T), "abs(∂L/∂z₂ · a₁ᵀ) is used in place"),
        ("function_extra", lambda dL_dz2, a1: dL_dz2**2 @ a1.T, "∂L/∂z₂² is used in place of ∂L/∂z₂ itself."),
        ("term_extra", lambda dL_dz2, a1: dL_dz2 @ a1.T + 0.5, "There is an extra term: ½"),
        ("flat", lambda dL_dz2, a1: (dL_dz2 @ a1.T).ravel(), "has shape (12,) but should have shape (4, 3)"),
        ("constant", lambda: np.ones((4, 3)), "the same for every network"),
    ],
)
def test_an_unknown_mistake_is_told_by_the_kind_of_its_difference(kind, function, words):
    feedback = check(function, "dL_dW2")
    assert feedback.correct is False and feedback.mistakes == (kind,)
    assert words in feedback.message


UNREADABLE = [
    (1.5, "Every number is 1.5 times what it should be."),
    (-1.0, "Every sign is wrong; otherwise the numbers are right."),
    (np.float32(1) + np.finfo(np.float32).eps, "The numbers agree to a few digits: was something rounded on the way?"),
    ([[1.0], [-1.0]] * 2, "Some signs are wrong; otherwise the numbers are right."),
]


@pytest.mark.parametrize(("scale", "words"), UNREADABLE)
def test_what_can_not_be_read_is_told_by_sign_and_scale(scale, words):
    run = network_set(SINGLE[:1]).traces[0]
    right = {"dL_dW2": run.dL_dW2}
    found = {"dL_dW2": right["dL_dW2"] * np.array(scale)}
    assert scale_words([Run(run, 0.1, found, right, run.sizes)], "dL_dW2") == words


SCALES = [
    (lambda s: 3.0, "Every number is 3 times what it should be."),
    (lambda s: 1 / s["m"], "Every number is 1 / m times what it should be."),
    (lambda s: 2 / s["m"], "Every number is 2 / m times what it should be."),
    (lambda s: s["h"], "Every number is h times what it should be."),
    (lambda s: 1 / s["N"], "Every number is 1 / N times what it should be."),
    (lambda s: s["eta"], "Every number is η times what it should be."),
    (lambda s: 1 + s["m"] ** 3, ""),  # another number on each network, of no simple form: nothing is said
]


@pytest.mark.parametrize(("scale", "words"), SCALES)
def test_a_ratio_is_said_if_it_is_the_same_on_all_networks_or_a_size(scale, words):
    runs = []
    for eta, trace in zip((0.1, 0.25, 0.4), network_set(BATCHES).traces, strict=True):
        right = {"dL_dW2": trace.dL_dW2}
        found = {"dL_dW2": trace.dL_dW2 * scale({**trace.sizes, "eta": eta})}
        runs.append(Run(trace, eta, found, right, trace.sizes))
    assert scale_words(runs, "dL_dW2") == words


def test_a_loss_that_can_not_be_followed_is_told_its_ratio():
    def mean(a2, y):
        return sum(float(e) ** 2 for e in (a2 - y).ravel()) / len(y)

    assert "It is 2 / m times what it should be." in check(mean, "loss").message


SLOPES = [
    (lambda a2: 1 - a2**2, "slope_of_tanh", "1 − a₂² would be the slope if a₂ were a tanh, not a sigmoid."),
    (lambda z2: 1 - np.tanh(z2) ** 2, "slope_of_tanh_at_z", "This is the slope of tanh, not of the sigmoid."),
    (lambda a2: a2, "activation_for_slope", "a₂ itself is used as the sigmoid's slope."),
    (lambda a2: 1 - a2, "factor_missing", "a₂ is left out."),
    (lambda a2: a2 * (1 + a2), "sign", "A sign is reversed."),
]


@pytest.mark.parametrize(("function", "kind", "sentence"), SLOPES)
def test_a_wrong_slope_is_laid_beside_the_short_form(function, kind, sentence):
    feedback = check(function, "da2_dz2")
    assert feedback.mistakes == (kind,) and feedback.message.endswith(sentence)
    assert feedback.right == {"da2_dz2": "a₂ ⊙ (1 − a₂)"}


def test_of_several_wrong_quantities_the_one_computed_first_is_explained_first():
    message = check(lambda z2, y: (y**2, 3 * sigmoid(z2)), ("loss", "a2")).message
    assert (
        message.index("a2[1] is 1.608")
        < message.index("There is an extra factor of 3")
        < message.index("loss has shape")
    )


def test_a_factor_at_one_place_is_not_called_a_mistake_on_the_way():
    def function(dL_dz2, a1):
        return 2 * dL_dz2 @ a1.T, dL_dz2

    feedback = check(function, ("dL_dW2", "dL_db2"))
    assert feedback.mistakes == ("factor_extra",) and "on the way" not in feedback.message


def test_a_mistake_that_starts_from_right_numbers_is_named_without_saying_where():
    for name, function in (
        ("flip_sign", lambda dL_dz2, a1: -dL_dz2 @ a1.T),
        ("factor_2", lambda dL_dz2, a1: 2 * dL_dz2 @ a1.T),
    ):
        feedback = check(function, "dL_dW2")
        assert feedback.mistakes == (name,)
        assert "on the way" not in feedback.message
    assert "on the way, at dL_da2" in check(pass_with("flip_sign", "dL_dW2"), "dL_dW2").message


def test_a_mistake_made_in_every_layer_is_told_of_the_layer_that_was_computed():
    feedback = check(
        lambda dL_dz2, a1: ((dL_dz2.T @ a1) / len(a1), dL_dz2.mean(axis=0, keepdims=True)),
        ("dL_dW2", "dL_db2"),
        case="rows",
    )
    assert feedback.mistake == "mean_examples" and "on the way" not in feedback.message


def test_a_transpose_of_a_piece_that_differs_is_set_and_not_spelled_out():
    feedback = check(lambda W2, dL_dW2, dL_dz2, eta: (W2 - eta * dL_dW2).T @ dL_dz2, "dL_da1")
    assert "<sup>T</sup>" in feedback._repr_html_() and "&lt;sup" not in feedback._repr_html_()
