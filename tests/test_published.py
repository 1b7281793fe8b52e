"""Numbers that were printed elsewhere: they reproduce to the printed digits, or it is shown why they do not."""

from functools import cache, partial

import numpy as np
import pytest

from backprop_helpers import Network, sigmoid, wrong_gradients
from backprop_helpers.mathematics.paths import paths_to_loss
from backprop_helpers.mathematics.training import Training
from backprop_helpers.notation.formula import value
from backprop_helpers.notation.table import element
from backprop_helpers.published import MAZUR, SYMMETRY, PrintedNumber

MANY = 10_000
GRADIENTS = {"together": None, "in place": partial(wrong_gradients, name="new_W2", eta=MAZUR.eta)}
every_printed = pytest.mark.parametrize("printed", MAZUR.printed, ids=lambda p: f"{p.of} after {p.after}: {p.text}")


@cache
def mazur(order):
    return Training(MAZUR.net, MAZUR.x, MAZUR.y, MAZUR.eta, trainable=MAZUR.trainable, gradients=GRADIENTS[order])


def recomputed(printed, order, after):
    training = mazur(order)
    training.go(after)
    return value(training.trace, element(printed.of))


@every_printed
def test_a_printed_number_reproduces_to_every_digit_in_the_order_that_is_said(printed):
    after = printed.after if printed.really_after is None else printed.really_after
    assert printed.agrees(recomputed(printed, printed.order, after))


@every_printed
def test_a_number_printed_from_updates_in_place_does_not_reproduce_with_the_right_order(printed):
    if printed.order == "in place" or printed.really_after is not None:
        assert not printed.agrees(recomputed(printed, "together", printed.after))


def test_the_right_losses_are_those_that_were_recomputed_independently():
    assert recomputed(PrintedNumber("loss", ""), "together", 1) == pytest.approx(0.29102777369359933, rel=1e-13)
    assert recomputed(PrintedNumber("loss", ""), "together", MANY) == pytest.approx(3.510187782978859e-05, rel=1e-9)


def test_moving_the_biases_too_gives_yet_another_loss():
    training = Training(MAZUR.net, MAZUR.x, MAZUR.y, MAZUR.eta)
    training.go(1)
    assert training.trace.loss == pytest.approx(0.280471446791, abs=1e-12)


def test_the_printed_paths_of_the_first_hidden_unit_reproduce_but_for_one_last_digit():
    first, second = (path.product for path in paths_to_loss(MAZUR.net.trace(MAZUR.x, MAZUR.y), "a1[0]"))
    assert PrintedNumber("", "0.055399425").agrees(first)
    assert not PrintedNumber("", "-0.019049119").agrees(second) and PrintedNumber("", "-0.019049118").agrees(second)


def test_the_printed_errors_of_the_two_outputs_add_up():
    trace = MAZUR.net.trace(MAZUR.x, MAZUR.y)
    halves = (0.5 * (trace.a2 - trace.y) ** 2).ravel()
    assert [f"{half:.9f}" for half in halves] == ["0.274811083", "0.023560026"]


# ---- 1986: symmetry


def test_the_patterns_are_all_64_and_8_are_symmetric():
    assert len({tuple(column) for column in SYMMETRY.x.T}) == 64
    assert SYMMETRY.y.sum() == 8
    assert all((column == column[::-1]).all() == bool(y) for column, y in zip(SYMMETRY.x.T, SYMMETRY.y[0], strict=True))


def test_the_published_weights_answer_all_64_patterns():
    trace = SYMMETRY.net.trace(SYMMETRY.x, SYMMETRY.y)
    symmetric, other = trace.a2[SYMMETRY.y == 1], trace.a2[SYMMETRY.y == 0]
    assert symmetric == pytest.approx(0.88128, abs=5e-6)
    assert (other.min(), other.max()) == pytest.approx((0.08317, 0.15634), abs=5e-6)


def test_a_small_network_learns_symmetry_with_weights_like_1_to_2_to_4():
    training = Training(SYMMETRY.start(seed=1), SYMMETRY.x, SYMMETRY.y, SYMMETRY.eta, SYMMETRY.momentum)
    training.go(SYMMETRY.epochs)
    assert (np.abs(training.trace.a2 - SYMMETRY.y) < 0.5).all()
    W1 = training.net.W1
    assert np.abs(W1 + W1[:, ::-1]).max() < 0.1  # equal and opposite around the middle
    assert np.abs(W1[0] + W1[1]).max() < 0.2  # and of opposite sign in the other hidden unit
    sizes = np.sort(np.abs(W1[0, :3]))
    assert sizes / sizes[0] == pytest.approx([1, 2, 4], rel=0.05)


def test_the_sum_over_the_patterns_is_the_mean_with_a_larger_learning_rate():
    net = SYMMETRY.start(seed=0)
    trace = net.trace(SYMMETRY.x, SYMMETRY.y)
    each = [net.trace(x, y).dL_dW1 for x, y in zip(SYMMETRY.x.T, SYMMETRY.y.T, strict=True)]
    assert np.allclose(SYMMETRY.eta * trace.dL_dW1, SYMMETRY.epsilon * sum(each), rtol=1e-12)


# ---- other networks than two layers of sigmoids


def test_one_hidden_unit_solves_xor_if_the_inputs_feed_the_output_too():
    """Rumelhart, Hinton, Williams, “Learning internal representations by error propagation”, 1986, pp. 330–334.

    In Parallel Distributed Processing, vol. 1, chapter 8; trained for 558 epochs with eta 0.5. No network of layers.
    """
    x = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
    a1 = sigmoid(-6.4 * x.sum(axis=0) + 2.2)
    outputs = sigmoid(-9.4 * a1 - 4.2 * x.sum(axis=0) + 6.3)
    assert outputs == pytest.approx([0.10318, 0.87665, 0.87665, 0.10907], abs=5e-6)


#: What was printed of one input, two hidden units, one LINEAR output, and a loss without its half, after one update:
#: Martin T. Hagan, Howard B. Demuth, Mark H. Beale, Neural Network Design, chapter 11, the function approximation
#: example, https://hagan.okstate.edu/nnd.html
HAGAN = {
    **{"a1": "0.321 0.368", "a2": "0.446", "error": "1.261", "dL_dz2": "-2.522", "dL_dz1": "-0.0495 0.0997"},
    **{"W1": "-0.265 -0.420", "b1": "-0.475 -0.140", "W2": "0.171 -0.0772", "b2": "0.732"},
}


def test_a_linear_output_and_a_loss_without_its_half_change_one_line_of_the_backward_pass():
    net, eta = Network(W1=[[-0.27], [-0.41]], b1=[-0.48, -0.13], W2=[[0.09, -0.17]], b2=[0.48]), 0.1
    x, y = np.array([[1.0]]), np.array([[1 + np.sin(np.pi / 4)]])
    a1 = net.trace(x, y).a1
    a2 = net.W2 @ a1 + net.b2
    dL_dz2 = 2 * (a2 - y)
    dL_dz1 = net.W2.T @ dL_dz2 * a1 * (1 - a1)
    gradients = {"W1": dL_dz1 @ x.T, "b1": dL_dz1, "W2": dL_dz2 @ a1.T, "b2": dL_dz2}
    found = {name: getattr(net, name) - eta * gradient for name, gradient in gradients.items()}
    found |= {"a1": a1, "a2": a2, "error": y - a2, "dL_dz2": dL_dz2, "dL_dz1": dL_dz1}
    assert found.keys() == HAGAN.keys()
    for name, texts in HAGAN.items():
        for text, here in zip(texts.split(), found[name].ravel(), strict=True):
            assert PrintedNumber(name, text).agrees(here), f"{name}: printed {text}, found {here}"
