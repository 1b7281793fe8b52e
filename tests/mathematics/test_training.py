"""Gradient descent: what a step does, what it promises, and that one can go back."""

from functools import partial

import numpy as np
import pytest

from backprop_helpers import Network, wrong_gradients
from backprop_helpers.mathematics.training import Training
from backprop_helpers.notation.table import PARAMETERS


def lesson(n=2, h=3, m=2, examples=1, seed=3):
    draw = np.random.default_rng(seed)
    return Network.random(n, h, m, seed), draw.standard_normal((n, examples)), draw.uniform(size=(m, examples))


def parameters(net):
    return [getattr(net, name) for name in PARAMETERS]


def same(first, second):
    return all(np.array_equal(a, b) for a, b in zip(parameters(first), parameters(second), strict=True))


# ---- one step


@pytest.mark.parametrize("examples", [1, 6])
def test_training_takes_the_networks_own_steps(examples):
    net, x, y = lesson(examples=examples)
    training = Training(net, x, y, eta=0.7)
    for _ in range(5):
        training.go(training.at + 1)
        net = net.step(net.trace(x, y), 0.7)
        assert same(training.net, net)
        assert training.trace.loss == training.losses[-1] == net.trace(x, y).loss


def test_a_small_step_keeps_its_promise_up_to_the_square_of_the_learning_rate():
    large, small = (Training(*lesson(examples=4), eta) for eta in (1e-2, 1e-3))
    missed = [training.next_loss - training.predicted_loss for training in (large, small)]
    assert missed[0] / missed[1] == pytest.approx(100, rel=0.05)


def test_the_loss_falls_with_small_steps_and_not_always_with_large_ones():
    net, x, y = Network([[1.0]], [0.0], [[1.0]], [0.0]), [[1.0, 8.0]], [[0.9, 0.1]]
    small, large = Training(net, x, y, eta=0.1), Training(net, x, y, eta=200)
    for training in (small, large):
        training.go(50)
    assert (np.diff(small.losses) < 0).all()
    assert (np.diff(large.losses) > 0).any()


def test_with_momentum_a_change_carries_on_the_one_before():
    net, x, y = lesson(examples=4)
    old, change = parameters(net), [0.0] * 4
    for _ in range(6):
        trace = Network(*old).trace(x, y)
        change = [0.9 * c - 0.2 * getattr(trace, f"dL_d{p}") for p, c in zip(PARAMETERS, change, strict=True)]
        old = [parameter + c for parameter, c in zip(old, change, strict=True)]
    training = Training(net, x, y, eta=0.2, momentum=0.9)
    training.go(6)
    assert all(np.allclose(a, b, rtol=1e-13) for a, b in zip(parameters(training.net), old, strict=True))
    without = Training(net, x, y, eta=0.2)
    without.go(6)
    assert not same(training.net, without.net)


def test_what_is_not_to_move_stays_and_the_rest_moves():
    net, x, y = lesson()
    training = Training(net, x, y, trainable=["b1", "W2[0,1]"])
    training.go(3)
    moved = {name: getattr(training.net, name) != getattr(net, name) for name in PARAMETERS}
    assert moved["b1"].all() and not moved["W1"].any() and not moved["b2"].any()
    assert np.argwhere(moved["W2"]).tolist() == [[0, 1]]


# ---- wrong gradients


def test_updating_W2_first_spoils_the_hidden_layer_only():
    net, x, y = lesson()
    right = Training(net, x, y, eta=0.5)
    stale = Training(net, x, y, eta=0.5, gradients=partial(wrong_gradients, name="new_W2", eta=0.5))
    for training in (right, stale):
        training.go(1)
    assert np.array_equal(right.net.W2, stale.net.W2) and np.array_equal(right.net.b2, stale.net.b2)
    updated = Network(net.W1, net.b1, stale.net.W2, net.b2)
    trace = net.trace(x, y)
    dL_dz1 = updated.W2.T @ trace.dL_dz2 * trace.da1_dz1
    assert np.allclose(stale.net.W1, net.W1 - 0.5 * dL_dz1 @ trace.x.T, rtol=1e-13)
    assert not np.allclose(stale.net.W1, right.net.W1)


def test_the_trace_shows_the_gradients_that_are_really_taken():
    net, x, y = lesson()
    training = Training(net, x, y, gradients=partial(wrong_gradients, name="no_sigma2"))
    assert np.array_equal(training.trace.dL_dz2, training.trace.dL_da2)
    assert np.array_equal(training.trace.a2, net.trace(x, y).a2)


def test_a_gradient_on_its_side_is_refused_with_both_shapes():
    net, x, y = lesson()
    with pytest.raises(ValueError, match=r"dL_dW1 has shape \(2, 3\).*\(3, 2\)"):
        Training(net, x, y, gradients=partial(wrong_gradients, name="dW_transposed"))


# ---- the history


def test_going_back_shows_the_step_as_it_was():
    net, x, y = lesson()
    training, seen = Training(net, x, y), []
    for _ in range(6):
        seen.append((training.net, training.trace.loss, training.losses.tolist()))
        training.go(training.at + 1)
    for net_then, loss, losses in reversed(seen):
        training.go(training.at - 1)
        assert same(training.net, net_then) and training.trace.loss == loss and training.losses.tolist() == losses
    training.go(training.at - 1)
    assert training.at == 0


def test_going_forward_again_computes_nothing_anew():
    net, x, y = lesson()
    calls = []
    training = Training(net, x, y, gradients=lambda trace: calls.append(trace) or {})
    training.go(9)
    training.go(1)
    before = len(calls)
    training.go(9)
    assert len(calls) == before == 10


def test_a_path_has_each_number_where_it_was():
    net, x, y = lesson()
    training = Training(net, x, y)
    weights = [training.net.W2[1, 2]]
    for _ in range(4):
        training.go(training.at + 1)
        weights.append(training.net.W2[1, 2])
    assert training.path("W2[1,2]").tolist() == weights
    assert len(set(weights)) == 5
    training.go(2)
    assert training.path("W2[1,2]").tolist() == weights[:3]


def test_training_ends_before_the_first_number_that_is_not_finite():
    net, x, y = lesson()
    training = Training(net, x, y, gradients=lambda trace: {"dL_dW1": -1e30 * trace.W1})
    training.go(1000)
    assert training.at == training.end < 1000
    assert np.isfinite(training.net.W1).all()
    training.go(training.at + 1)
    assert training.at == training.end


# ---- refusals


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"eta": float("nan")}, "eta"),
        ({"momentum": [0.1, 0.2]}, r"momentum has shape \(2,\)"),
        ({"trainable": ["W3"]}, "W3"),
        ({"trainable": ["a1[0]"]}, r"a1\[0\] is not a parameter"),
        ({"trainable": ["W1[3,0]"]}, r"W1\[3,0\] is outside of W1, which has shape \(3, 2\)"),
    ],
)
def test_what_can_not_be_trained_is_refused_in_words(arguments, words):
    with pytest.raises(ValueError, match=words):
        Training(*lesson(), **arguments)


def test_a_path_of_no_parameter_is_refused():
    with pytest.raises(ValueError, match="is not a parameter"):
        Training(*lesson()).path("z1[0]")
