"""The table of layers shows what each layer passes back."""

import numpy as np
from shown import deep_trace
from steps import rows

from backprop_helpers import DeepNetwork
from backprop_helpers.style import number
from backprop_helpers.views import LayerTable


def test_the_table_of_layers_runs_back_from_the_last_and_shows_what_each_passes_on():
    trace = deep_trace(3, 4, 2, 5)
    shown = rows(LayerTable()(trace))[1:]
    assert [cells[:2] for cells in shown] == [["3", "5×2"], ["2", "2×4"], ["1", "4×3"]]
    deltas = [np.linalg.norm(delta) for delta in trace.delta]
    assert [cells[2] for cells in shown] == [number(size) for size in reversed(deltas)]
    assert [cells[3] for cells in shown] == ["", number(deltas[1] / deltas[2]), number(deltas[0] / deltas[1])]
    assert [cells[5] for cells in shown] == [number(np.linalg.norm(g)) for g in reversed(trace.dL_dW)]


def test_many_layers_are_elided_and_both_ends_are_shown():
    layers = [cells[0] for cells in rows(LayerTable()(deep_trace(*[3] * 31)))[1:]]
    assert layers[0] == "30" and layers[-1] == "1" and "⋮" in layers


def test_the_bound_of_a_layer_is_its_steepest_slope_times_the_norm_of_the_weights_after_it():
    net = DeepNetwork.random([3, 4, 2, 5], 1, 1.0, ["ReLU", "sigmoid", "linear"])
    head, *shown = rows(LayerTable()(net.trace(np.ones(3), np.ones(5))))
    norms = [np.linalg.norm(W, 2) for W in net.weights]
    assert [cells[4] for cells in shown] == ["", number(norms[2] / 4), number(norms[1])]
    assert any("max σ′" in cell for cell in head)
