"""Any number of layers: the two-layer network's numbers, the right gradients, and what vanishes on the way back."""

import dataclasses
import re

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st
from shown import deep_trace

from backprop_helpers import DeepNetwork, Network


@st.composite
def examples_of_networks(draw):
    """A network of up to 5 layers with up to 5 units each, and up to 4 examples: (network, x, y)."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=6))
    seed, examples = draw(st.integers(0, 2**32 - 1)), draw(st.integers(1, 4))
    random = np.random.default_rng(seed)
    x, y = random.normal(size=(sizes[0], examples)), random.normal(size=(sizes[-1], examples))
    return DeepNetwork.random(sizes, seed), x, y


def primer_loss(parameters, x, y):
    """The primer's forward pass, one example and one layer after the other."""
    total = 0.0
    for k in range(x.shape[1]):
        a = x[:, k]
        for W, b in zip(*parameters, strict=True):
            a = 1 / (1 + anp.exp(-(anp.dot(W, a) + b[:, 0])))
        total = total + 0.5 * anp.sum((a - y[:, k]) ** 2)
    return total / x.shape[1]


# The gradients


@pytest.mark.parametrize("sizes", [(1, 1, 1, 1), (2, 3, 4, 1), (4, 3, 2, 5), (6, 2, 5, 3)])
def test_two_layers_give_the_two_layer_networks_numbers_to_the_last_bit(sizes):
    n, h, m, examples = sizes
    draw = np.random.default_rng(3)
    x, y = draw.normal(size=(n, examples)), draw.uniform(size=(m, examples))
    net = Network.random(n, h, m, seed=4)
    deep = DeepNetwork([net.W1, net.W2], [net.b1, net.b2])
    for _ in range(3):
        one, other = net.trace(x, y), deep.trace(x, y)
        assert one.loss == other.loss
        names = {"z": "z", "a": "a", "delta": "dL_dz", "dL_dW": "dL_dW", "dL_db": "dL_db"}
        for ours, theirs in names.items():
            for layer in (1, 2):
                array = getattr(other, ours)[layer - (ours != "a")]
                np.testing.assert_array_equal(array, getattr(one, f"{theirs}{layer}"), strict=True)
        net, deep = net.step(one, 0.7), deep.step(other, 0.7)


def test_a_random_network_of_three_sizes_is_the_two_layer_network_of_the_same_seed():
    deep, net = DeepNetwork.random([2, 3, 4], seed=5), Network.random(2, 3, 4, seed=5)
    np.testing.assert_array_equal(deep.weights[0], net.W1)
    np.testing.assert_array_equal(deep.biases[1], net.b2)


@given(examples_of_networks())
def test_every_gradient_agrees_with_automatic_differentiation(example):
    net, x, y = example
    trace, parameters = net.trace(x, y), tuple(map(list, (net.weights, net.biases)))
    assert trace.loss == pytest.approx(primer_loss(parameters, x, y), rel=1e-12)
    for ours, oracle in zip((trace.dL_dW, trace.dL_db), grad(primer_loss)(parameters, x, y), strict=True):
        for gradient, expected in zip(ours, oracle, strict=True):
            assert np.linalg.norm(gradient - expected) <= 1e-10 * np.linalg.norm(expected)


# What flows back through many layers


@given(examples_of_networks())
def test_each_layer_passes_back_at_most_a_quarter_times_its_weights(example):
    net, x, y = example
    delta = net.trace(x, y).delta
    for W, before, after in zip(net.weights[1:], delta, delta[1:], strict=False):
        assert np.linalg.norm(before) <= 0.25 * np.linalg.norm(W, 2) * np.linalg.norm(after) * (1 + 1e-12)


# Networks, traces and steps


def test_a_step_moves_every_parameter_against_its_gradient_and_changes_nothing_in_place():
    trace = deep_trace(3, 4, 2, 5)
    net = DeepNetwork(trace.weights, trace.biases)
    stepped = net.step(trace, 0.5)
    for layer in range(3):
        np.testing.assert_array_equal(net.weights[layer], trace.weights[layer])
        np.testing.assert_array_equal(stepped.weights[layer], net.weights[layer] - 0.5 * trace.dL_dW[layer])
        np.testing.assert_array_equal(stepped.biases[layer], net.biases[layer] - 0.5 * trace.dL_db[layer])


def test_everything_has_the_shape_of_its_layer():
    trace = deep_trace(3, 4, 2, 5, examples=6)
    assert DeepNetwork(trace.weights, trace.biases).sizes == (3, 4, 2, 5)
    assert [a.shape for a in trace.a] == [(3, 6), (4, 6), (2, 6), (5, 6)]
    assert [z.shape for z in trace.z] == [delta.shape for delta in trace.delta] == [(4, 6), (2, 6), (5, 6)]
    assert [W.shape for W in trace.weights] == [g.shape for g in trace.dL_dW] == [(4, 3), (2, 4), (5, 2)]
    assert [b.shape for b in trace.biases] == [g.shape for g in trace.dL_db] == [(4, 1), (2, 1), (5, 1)]
    assert type(trace.loss) is float


def test_networks_and_traces_are_immutable():
    trace = deep_trace(3, 4, 2, 5)
    for arrays in (value for value in vars(trace).values() if isinstance(value, tuple)):
        for array in arrays:
            with pytest.raises(ValueError, match="read-only"):
                array += 1
    for thing in (trace, DeepNetwork(trace.weights, trace.biases)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            thing.weights = ()


def test_the_scale_is_a_factor_of_every_weight_and_bias():
    one, small = DeepNetwork.random([2, 3, 1], seed=7), DeepNetwork.random([2, 3, 1], seed=7, scale=0.1)
    for full, tenth in zip((*one.weights, *one.biases), (*small.weights, *small.biases), strict=True):
        np.testing.assert_array_equal(tenth, 0.1 * full)


REFUSED = {
    "no layers": (lambda: DeepNetwork([], []), "weights is empty"),
    "a bias short": (lambda: DeepNetwork([[[1]], [[1]]], [[1]]), "weights has 2 arrays and biases 1"),
    "two layers that do not fit": (
        lambda: DeepNetwork([np.ones((3, 2)), np.ones((4, 2))], [np.ones(3), np.ones(4)]),
        "weights[1] has shape (4, 2) but should have shape (any, 3)",
    ),
    "inputs alone": (lambda: DeepNetwork.random([3]), "sizes should hold the inputs and at least one layer"),
    "y of another size": (
        lambda: DeepNetwork.random([3, 2]).trace([1, 2, 3], [1]),
        "y has shape (1,) but should have shape (2, 1)",
    ),
    "a trace of another network": (
        lambda: DeepNetwork.random([3, 2]).step(deep_trace(3, 4, 2, 5), 1),
        "trace has weights of shapes [(4, 3), (2, 4), (5, 2)], but this network has weights of shapes [(2, 3)]",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_layers_that_do_not_fit_are_refused_in_a_sentence(what):
    make, words = REFUSED[what]
    with pytest.raises(ValueError, match="^" + re.escape(words)):
        make()
