"""The sentence beside the pictures says in words what they show."""

import re

import numpy as np
import pytest
from shown import a_trace, deep_trace
from trainings import NET, X, Y, descent, xor

from backprop_helpers import DeepNetwork, Explorer, Network, Training
from backprop_helpers.notation.table import element, quantity
from backprop_helpers.style import MINUS, number
from backprop_helpers.views import describe


def test_the_sentence_says_what_moved_what_it_does_and_where_the_network_is():
    trace = a_trace(2, 3, 2)
    words = describe(trace, {"moved": "W1[0,1]"})
    gradient = number(trace.dL_dW1[0, 1])
    assert words.startswith(
        f"W₁[0,1] = {number(trace.W1[0, 1])}, the weight to hidden unit 0 from input 1. ∂L/∂W₁[0,1]"
    )
    assert f" = {gradient}: raising W₁[0,1] a little" in words
    assert f"loss L = {number(trace.loss)}" in words
    assert f"(target {number(trace.y[1, 0])})" in words


def test_raising_a_number_does_to_the_loss_what_the_sentence_says():
    trace = a_trace(2, 3, 2)
    for place in np.ndindex(trace.W1.shape):
        W1 = trace.W1.copy()
        W1[place] += 1e-4
        moved = Network(W1, trace.b1, trace.W2, trace.b2).trace(trace.x, trace.y).loss > trace.loss
        words = describe(trace, {"moved": f"W1{list(place)}"})
        assert f"a little {'raises' if moved else 'lowers'} the loss" in words


def test_of_several_examples_a_stage_names_the_one_that_it_tells_and_no_matrix_is_told_by_one_column():
    trace = Network.random(2, 3, 1, seed=1).trace([[0.9, 0.2], [-0.6, 1.5]], [[1, 0]])
    for example in (1, 2):
        numbers = ", ".join(map(number, trace.z1[:, example - 1]))
        words = describe(trace, {"stage": "z1", "example": example})
        assert words.startswith(f"New: z₁ = {numbers}, the pre-activations of the hidden layer in example {example}.")
    for matrix in ("dL_dW1", "dL_dW2"):
        assert "=" not in describe(trace, {"stage": matrix}).partition(".")[0]


def test_a_stage_is_told_in_the_words_of_the_networks_functions():
    trace = Network.random(2, 3, 2, 1, "tanh", "binary cross-entropy").trace([0.9, -0.6], [1, 0])
    assert describe(trace, {"stage": "loss"}).startswith("New: L, cross-entropy of each output with its target.")
    assert "slope of the hidden tanh" in describe(trace, {"stage": "da1_dz1"})
    usual = Network.random(2, 3, 2, 1).trace([0.9, -0.6], [1, 0])
    assert describe(usual, {"stage": "loss"}).startswith("New: L, half the sum of the squared errors.")


def test_the_sentence_names_the_units_that_are_off_and_the_function_of_a_slope():
    net = Network([[1.0], [-9.0]], [0, 0], [[1.0, -20.0]], [0], ("ReLU", "linear"))
    assert describe(net.trace([1.0], [1.0])).endswith("Off, with a slope of 0: z₁[1].")
    flat = Network([[1.0], [4.0]], [0, 0], [[1.0, -20.0]], [0], ("tanh", "linear")).trace([1.0], [1.0])
    assert describe(flat, {"highlight": element("da1_dz1[1]")}).startswith(
        "Chosen: σ′(z₁)[1] = 0.0013, the slope of the tanh of hidden unit 1."
    )
    assert describe(flat).endswith("Saturated, with a slope near 0: z₁[1].")


def test_the_sentence_names_the_units_that_are_saturated():
    net = Network([[1.0], [9.0]], [0, 0], [[1.0, -20.0]], [0])
    assert "Saturated, with a slope near 0: z₁[1], z₂[0]." in describe(net.trace([1.0], [0.5]))
    assert "Saturated" not in describe(Network([[1.0], [9.0]], [0, 0], [[1.0, -2.0]], [0]).trace([0.1], [0.5]))


def test_the_sentence_says_when_a_gradient_is_zero():
    words = describe(Network.random(2, 3, 2).trace([0.0, 1.0], [0, 1]), {"moved": "W1[1,0]"})
    assert "∂L/∂W₁[1,0] = 0: to first order, the loss doesn't change with W₁[1,0]." in words


def test_the_sentence_knows_sizes_and_the_learning_rate():
    assert describe(a_trace(), {"moved": "h"}).startswith("n = 2 inputs, h = 3 hidden units, m = 4 outputs.")
    assert describe(a_trace(), {"moved": "cells", "cells": 3}).startswith("cells = 3.")
    assert describe(a_trace(), {"moved": "eta", "eta": 0.5}).startswith("η = 0.500.")


def test_the_sentence_of_a_batch_says_which_example_it_is_about_and_that_the_loss_is_the_mean():
    trace = a_trace(examples=3)
    words = describe(trace, {"example": 2, "highlight": element("z1[1]"), "moved": "W1[0,0]"})
    assert f"Chosen: z₁[1,1] = {number(trace.z1[1, 1])}, the pre-activation of hidden unit 1." in words
    assert f"Example 2 of 3: a₂[0] = {number(trace.a2[0, 1])} (target {number(trace.y[0, 1])})" in words
    assert f"mean loss L = {number(trace.loss)}" in words and "a little" in words and "the mean loss." in words


def test_what_there_are_no_words_for_is_refused():
    with pytest.raises(ValueError, match="no words for a state of the kind int; give a function of it as sentence="):
        describe(3)


STAGES = ("x", "z1", "a1", "z2", "a2", "loss")


@pytest.mark.parametrize("stage", STAGES)
def test_the_sentence_says_what_is_new_at_a_stage_and_nothing_that_the_picture_hides(stage):
    trace = a_trace(2, 3, 2)
    words = describe(trace, {"stage": stage, "moved": "W1[0,1]"})
    assert words.startswith(f"New: {quantity(stage).text}")
    for name in STAGES:
        shown = [number(each) for each in np.ravel(getattr(trace, name)) if number(each) != number(trace.W1[0, 1])]
        assert (shown[-1] in words) == (name == stage or name == "a2" and stage == "loss"), name
    assert "∂L/∂" not in words


def test_the_sentence_says_no_number_twice():
    trace, lit = a_trace(2, 3, 2), element("dL_dz2[0]")
    words = describe(trace, {"highlight": lit, "moved": "z2[0]"})
    assert words.startswith(f"Chosen: ∂L/∂z₂[0] = {number(trace.dL_dz2[0, 0])}, the gradient of the pre-activation of")
    assert words.count(number(trace.dL_dz2[0, 0])) == 1 and "Raising z₂[0] a little" in words
    both = describe(trace, {"highlight": element("W1[0,1]"), "moved": "W1[0,1]"})
    assert both.count(f"W₁[0,1] = {number(trace.W1[0, 1])}") == 1


def test_the_sentence_says_what_is_held():
    assert "a₁ is held: no gradient passes." in describe(a_trace(2, 3, 2, held=("a1",)))
    assert "held" not in describe(a_trace(2, 3, 2))
    assert "a₁ is detached: no" in describe(a_trace(2, 3, 2), {"held": "detached a1"})


def test_what_a_slider_sets_is_not_said_to_be_held():
    sliders = Explorer(Network.random(2, 3, 2, seed=1), [1, 0], [0, 1], sliders=["z2[0]"], views=["sigmoid"])
    words = describe(sliders.trace, {"moved": None})
    assert "z₂ is set by hand: what comes before it has no influence." in words and "held" not in words
    assert "z₂ is held: no gradient passes." in describe(sliders.trace, {"moved": "W2[0,0]", "held": "z2"})


# A training, a deep network


def test_a_promise_and_what_the_step_brings_are_told_apart():
    words = describe(descent(0, eta=1.0))
    promised, brought = re.search(r"promises (\S+) and brings (\S+):", words).groups()
    assert promised != brought


def test_a_change_too_small_for_the_digits_of_the_loss_is_said_as_a_change():
    here = descent(0, eta=1e-3)
    assert number(here.next_loss) == number(here.losses[-1])
    said = re.search(r"promises a change of (\S+) and brings (\S+): the loss falls", describe(here))
    promised, brought = said.groups()
    assert promised != brought and promised[0] == brought[0] == MINUS


def test_the_words_say_when_nothing_comes_back():
    net = DeepNetwork.random([2, 3, 4, 2])
    zero = DeepNetwork([*net.weights[:-1], np.zeros((2, 4))], net.biases).trace([1, 2], [0, 1])
    assert "|∂L/∂W₁| = 0: nothing comes back to the first layer." in describe(zero)
    met = net.trace([1, 2], net.trace([1, 2], [0, 0]).a[-1])
    assert "there is no error" in describe(met)
    assert describe(deep_trace(3, 2)).startswith("1 layer; loss L = ")


def test_the_words_say_what_a_layer_passes_on():
    trace = deep_trace(3, 4, 2, 5)
    share = (np.linalg.norm(trace.delta[0]) / np.linalg.norm(trace.delta[-1])) ** 0.5
    assert f"each layer passes on {number(share)} of what it gets" in describe(trace)


def test_the_words_say_whether_the_next_step_raises_the_loss():
    assert "the loss falls" in describe(descent(0, eta=6.0))
    training = descent(0, eta=60.0)
    while training.next_loss <= training.losses[-1]:
        training.go(training.at + 1)
    assert "the loss rises" in describe(training)


def test_the_words_count_the_examples_that_are_answered_if_targets_are_0_or_1():
    training = xor(400)
    assert training.all_correct and "4 of 4 examples" in describe(training)
    assert "examples" not in describe(descent())


def test_with_several_outputs_an_example_counts_only_if_all_are_on_the_right_side():
    def told(outputs, examples):
        """The sentence about outputs of ½ and less, whose targets are 1 for output 0 and 0 for the others."""
        net = Network([[0.0]], [0], np.zeros((outputs, 1)), [1.0, *[-1.0] * (outputs - 1)])
        y = np.zeros((outputs, examples))
        y[0] = 1
        y[-1, 0] = 1  # of the first example, the last output is on the wrong side
        return describe(Training(net, np.ones((1, examples)), y, 0.1))

    assert told(2, 3).endswith("2 of 3 examples have both outputs on the right side of ½.")
    assert told(3, 1).endswith("0 of 1 example has all 3 outputs on the right side of ½.")
    assert told(1, 1).endswith("1 of 1 example is classified correctly.")
    assert told(1, 2).endswith("2 of 2 examples are classified correctly.")


def test_the_words_say_where_a_training_ends():
    training = Training(NET, X, Y, gradients=lambda trace: {"dL_dW1": -1e60 * trace.W1})
    training.go(100)
    assert "Here it ends" in describe(training)
