"""The checks of the backward loop and of its count: right answers pass, slips are called by their name."""

import numpy as np
import pytest

from backprop_helpers import check_backward, sigmoid, sigmoid_prime


def loop(output=sigmoid_prime, hidden=sigmoid_prime, sign=1, extra=lambda dL_dW, dL_db: (dL_dW, dL_db)):
    """A backward pass as a learner would write it, with some of its parts to choose."""

    def backward(weights, z, a, y):
        L = len(weights)
        dL_dW, dL_db = [None] * L, [None] * L
        delta = sign * (a[-1] - y) * output(z[-1])
        for layer in reversed(range(L)):
            dL_dW[layer] = delta @ a[layer].T
            dL_db[layer] = delta
            if layer > 0:
                delta = (weights[layer].T @ delta) * hidden(z[layer - 1])
        return extra(dL_dW, dL_db)

    return backward


def ones(z):
    return 1.0


def test_the_loop_is_right_for_any_number_of_layers():
    assert check_backward(loop()).correct is True


@pytest.mark.parametrize(
    "mistake, wrong",
    [
        ("flip_sign", loop(sign=-1)),
        ("no_sigma2", loop(output=ones)),
        ("no_sigma1", loop(hidden=ones)),
        ("no_sigma2", loop(output=ones, hidden=ones)),  # the last layer comes first
        ("slope_at_a", loop(*2 * [lambda z: sigmoid_prime(sigmoid(z))])),
    ],
)
def test_a_slip_in_the_loop_is_called_by_its_name(mistake, wrong):
    feedback = check_backward(wrong)
    assert (feedback.correct, feedback.mistake) == (False, mistake)
    assert "your code computes   ∂L/∂W" in repr(feedback) and len(feedback.hints) == 3


def no_transpose(weights, z, a, y):
    return [weights[-1] @ (a[-1] - y)], [a[-1] - y]


SAID = {
    "runs from the last layer to the first": loop(extra=lambda W, b: (W[::-1], b[::-1])),
    "That is the shape of the transpose": loop(extra=lambda W, b: ([each.T for each in W], b)),
    "dL_db should be a list with 3 arrays, one for each layer; this is a list of 1": loop(
        extra=lambda W, b: (W, b[:1])
    ),
    "Return 2 lists with commas between them: dL_dW, dL_db": loop(extra=lambda W, b: W),
    "dL_dW[0] should be real numbers, but comes back as 'W', a str": loop(extra=lambda W, b: (["W"] * len(W), b)),
    "Going back through 3 layers, the first wrong gradient is dL_dW[0]": loop(
        extra=lambda W, b: ([2 * W[0], *W[1:]], b)
    ),
    "Your code stopped": no_transpose,
}


@pytest.mark.parametrize("words", SAID)
def test_what_is_wrong_is_said_in_a_sentence(words):
    feedback = check_backward(SAID[words])
    assert feedback.correct is False
    assert words in feedback.message


def test_two_layers_alone_are_not_enough():
    def by_hand(weights, z, a, y):
        delta2 = (a[2] - y) * sigmoid_prime(z[1])
        delta1 = (weights[1].T @ delta2) * sigmoid_prime(z[0])
        return [delta1 @ a[0].T, delta2 @ a[1].T], [delta1, delta2]

    feedback = check_backward(by_hand)
    assert feedback.correct is False


@pytest.mark.parametrize("answer", [..., ([None] * 3, [None] * 3), (..., ...)])
def test_an_unfilled_loop_is_not_answered_yet(answer):
    assert check_backward(lambda weights, z, a, y: answer).correct is None


def test_the_check_gives_copies():
    def spoils(weights, z, a, y):
        found = loop()(weights, z, a, y)
        for each in (*weights, *z, *a, y):
            each[...] = np.nan
        return found

    assert check_backward(spoils).correct is True


def test_both_lists_in_the_other_order_are_told_as_lists():
    feedback = check_backward(loop(extra=lambda dL_dW, dL_db: (dL_db, dL_dW)))
    assert feedback.correct is False and feedback.mistake == "order"
    assert feedback.message.endswith("in another order: you return dL_db, dL_dW.")


def test_a_layer_that_the_loop_never_reaches_is_named():
    feedback = check_backward(loop(extra=lambda dL_dW, dL_db: ([None, *dL_dW[1:]], dL_db)))
    assert feedback.correct is False and "dL_dW[0] is still None: does the loop reach layer 0?" in feedback.message
    assert check_backward(loop(extra=lambda dL_dW, dL_db: ([..., *dL_dW[1:]], dL_db))).correct is None


@pytest.mark.parametrize("slip", [sigmoid_prime, lambda z: z - 1, lambda z: z * 0.5, lambda z: z.T])
def test_a_list_in_place_of_one_layer_is_told(slip):
    def backward(weights, z, a, y):
        return slip(z)

    feedback = check_backward(backward)
    assert feedback.correct is False
    assert "z and a are lists with an array for each layer, such as z[-1] for the last one" in feedback.message
