"""The curve of the layers' gradients stays below its bound."""

import numpy as np
import pytest
from shown import deep_trace
from steps import alt

from backprop_helpers import DeepNetwork
from backprop_helpers.views import LayerPlot, describe


@pytest.mark.parametrize("scale", [0.1, 1, 8])
def test_no_point_of_the_plot_is_above_the_bound(scale):
    plot = LayerPlot()
    plot(deep_trace(*[6] * 12, scale=scale), {})
    lines = plot.drawn()
    (_, deltas), (_, bounds) = lines["|δ| = |∂L/∂z|"], lines["upper bound of |δ|"]
    assert (deltas <= bounds * (1 + 1e-9)).all()


def test_a_norm_of_0_leaves_a_gap_and_is_told_in_words():
    net, plot = DeepNetwork.random([2, 3, 4, 2]), LayerPlot()
    zero = DeepNetwork([*net.weights[:-1], np.zeros((2, 4))], net.biases).trace([1, 2], [0, 1])
    assert alt(plot(zero)).endswith(describe(zero))
    assert np.isnan(plot.drawn()["|∂L/∂W|"][1][:2]).all()


@pytest.mark.parametrize("activation", ["tanh", "ReLU", "linear"])
@pytest.mark.parametrize("scale", [0.1, 1, 8])
def test_with_steeper_functions_the_bound_is_higher_and_holds(activation, scale):
    plot, x = LayerPlot(), np.linspace(-1, 1, 6)
    for name in ("sigmoid", activation):
        plot(DeepNetwork.random([6] * 12, 0, scale, name).trace(x, x), {})
        (_, deltas), (_, bounds) = plot.drawn()["|δ| = |∂L/∂z|"], plot.drawn()["upper bound of |δ|"]
        assert np.isnan(deltas).all() or (deltas <= bounds * (1 + 1e-9))[~np.isnan(deltas)].all()
    W = DeepNetwork.random([6] * 12, 0, scale).weights[-1]
    assert bounds[-2] == pytest.approx(bounds[-1] * np.linalg.norm(W, 2))
