"""A deep network keeps its shapes, changes nothing in place, and refuses what is no network in a sentence."""

import dataclasses
import re

import numpy as np
import pytest

from backprop_helpers import DeepNetwork


def a_trace(sizes=(3, 4, 2, 5), examples=1, scale=1.0):
    draw = np.random.default_rng(2)
    x, y = draw.normal(size=(sizes[0], examples)), draw.uniform(size=(sizes[-1], examples))
    return DeepNetwork.random(sizes, seed=1, scale=scale).trace(x, y)


def test_a_step_moves_every_parameter_against_its_gradient_and_changes_nothing_in_place():
    trace = a_trace()
    net = DeepNetwork(trace.weights, trace.biases)
    stepped = net.step(trace, 0.5)
    for layer in range(3):
        np.testing.assert_array_equal(net.weights[layer], trace.weights[layer])
        np.testing.assert_array_equal(stepped.weights[layer], net.weights[layer] - 0.5 * trace.dL_dW[layer])
        np.testing.assert_array_equal(stepped.biases[layer], net.biases[layer] - 0.5 * trace.dL_db[layer])


def test_everything_has_the_shape_of_its_layer():
    trace = a_trace((3, 4, 2, 5), examples=6)
    assert DeepNetwork(trace.weights, trace.biases).sizes == (3, 4, 2, 5)
    assert [a.shape for a in trace.a] == [(3, 6), (4, 6), (2, 6), (5, 6)]
    assert [z.shape for z in trace.z] == [delta.shape for delta in trace.delta] == [(4, 6), (2, 6), (5, 6)]
    assert [W.shape for W in trace.weights] == [g.shape for g in trace.dL_dW] == [(4, 3), (2, 4), (5, 2)]
    assert [b.shape for b in trace.biases] == [g.shape for g in trace.dL_db] == [(4, 1), (2, 1), (5, 1)]
    assert type(trace.loss) is float


def test_networks_and_traces_are_immutable():
    trace = a_trace()
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
    "no list": (lambda: DeepNetwork(None, []), "weights should be a list with one entry for each layer"),
    "a bias short": (lambda: DeepNetwork([[[1]], [[1]]], [[1]]), "weights has 2 arrays and biases 1"),
    "two layers that do not fit": (
        lambda: DeepNetwork([np.ones((3, 2)), np.ones((4, 2))], [np.ones(3), np.ones(4)]),
        "weights[1] has shape (4, 2) but should have shape (any, 3)",
    ),
    "a bias of another size": (
        lambda: DeepNetwork([np.ones((3, 2))], [np.ones(2)]),
        "biases[0] has shape (2,) but should have shape (3, 1)",
    ),
    "a weight that is no number": (lambda: DeepNetwork([[[np.nan]]], [[0]]), "weights[0] holds nan at [0, 0]"),
    "inputs alone": (lambda: DeepNetwork.random([3]), "sizes should hold the inputs and at least one layer"),
    "half a unit": (lambda: DeepNetwork.random([3, 1.5]), "sizes[1] should be a whole number of at least 1"),
    "x of another size": (
        lambda: DeepNetwork.random([3, 2]).trace([1, 2], [1, 2]),
        "x has shape (2,) but should have shape (3, N)",
    ),
    "y of another size": (
        lambda: DeepNetwork.random([3, 2]).trace([1, 2, 3], [1]),
        "y has shape (1,) but should have shape (2, 1)",
    ),
    "a trace of another network": (
        lambda: DeepNetwork.random([3, 2]).step(a_trace(), 1),
        "trace has weights of shapes [(4, 3), (2, 4), (5, 2)], but this network has weights of shapes [(2, 3)]",
    ),
    "a rate that is none": (lambda: DeepNetwork.random([3, 4, 2, 5]).step(a_trace(), np.inf), "eta holds inf"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_network_is_refused_in_a_sentence(what):
    make, words = REFUSED[what]
    with pytest.raises(ValueError, match="^" + re.escape(words)):
        make()
