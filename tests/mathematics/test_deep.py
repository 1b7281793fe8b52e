"""Any number of layers: the two-layer network's numbers, the right gradients, and what vanishes on the way back."""

import dataclasses

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings
from hypothesis import strategies as st

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


@settings(deadline=None)
@given(examples_of_networks())
def test_every_gradient_agrees_with_automatic_differentiation(example):
    net, x, y = example
    trace, parameters = net.trace(x, y), tuple(map(list, (net.weights, net.biases)))
    assert trace.loss == pytest.approx(primer_loss(parameters, x, y), rel=1e-12)
    for ours, oracle in zip((trace.dL_dW, trace.dL_db), grad(primer_loss)(parameters, x, y), strict=True):
        for gradient, expected in zip(ours, oracle, strict=True):
            assert np.linalg.norm(gradient - expected) <= 1e-10 * np.linalg.norm(expected)


@settings(deadline=None, max_examples=30)
@given(examples_of_networks(), st.randoms(use_true_random=False))
def test_a_parameters_gradient_agrees_with_a_central_difference(example, random):
    net, x, y = example
    trace, step = net.trace(x, y), 1e-5
    for kind, gradients in (("weights", trace.dL_dW), ("biases", trace.dL_db)):
        for layer, gradient in enumerate(gradients):
            index = tuple(random.randrange(size) for size in gradient.shape)
            losses = []
            for nudge in (step, -step):
                moved = [array.copy() for array in getattr(net, kind)]
                moved[layer][index] += nudge
                losses.append(dataclasses.replace(net, **{kind: moved}).trace(x, y).loss)
            difference = (losses[0] - losses[1]) / (2 * step)
            assert gradient[index] == pytest.approx(difference, rel=1e-6, abs=1e-8), (kind, layer, index)


@settings(deadline=None)
@given(examples_of_networks())
def test_the_gradient_of_a_batch_is_the_mean_over_its_examples(example):
    net, x, y = example
    batch = net.trace(x, y)
    single = [net.trace(x[:, k], y[:, k]) for k in range(x.shape[1])]
    for layer in range(len(net.weights)):
        mean = np.mean([trace.dL_dW[layer] for trace in single], axis=0)
        np.testing.assert_allclose(batch.dL_dW[layer], mean, rtol=1e-9, atol=1e-15)


# What flows back through many layers


@settings(deadline=None)
@given(examples_of_networks())
def test_each_layer_passes_back_at_most_a_quarter_times_its_weights(example):
    net, x, y = example
    delta = net.trace(x, y).delta
    for W, before, after in zip(net.weights[1:], delta, delta[1:], strict=False):
        assert np.linalg.norm(before) <= 0.25 * np.linalg.norm(W, 2) * np.linalg.norm(after) * (1 + 1e-12)


def test_output_weights_of_zero_send_nothing_back():
    net = DeepNetwork.random([3, 4, 2, 5], seed=1)
    trace = DeepNetwork([*net.weights[:-1], np.zeros((5, 2))], net.biases).trace([1, 2, 3], np.zeros(5))
    assert all((gradient == 0).all() for gradient in (*trace.dL_dW[:-1], *trace.dL_db[:-1]))
    assert (trace.dL_dW[-1] != 0).all()


def test_units_that_start_equal_stay_equal():
    sizes = [3, 2, 4, 1]
    net = DeepNetwork(
        [np.full((to, source), 0.5) for source, to in zip(sizes, sizes[1:], strict=False)],
        [np.zeros(size) for size in sizes[1:]],
    )
    for _ in range(3):
        net = net.step(net.trace([1, -2, 3], [1]), 1.0)
    for W in net.weights:
        np.testing.assert_array_equal(W, W[:1].repeat(len(W), axis=0))
    assert (net.weights[0] != 0.5).all()
