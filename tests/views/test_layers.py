"""The table of layers shows what each layer passes back."""

import numpy as np
from shown import deep_trace
from steps import rows

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
