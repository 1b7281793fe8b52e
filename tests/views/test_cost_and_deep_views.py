"""The pictures of costs and of deep networks show what was counted, timed and traced."""

import re

import numpy as np
import pytest
from shown import a_trace, marked, parsed, texts
from steps import alt

from backprop_helpers import DeepNetwork, NetworkDiagram, Timings, cost_words, multiply_adds
from backprop_helpers.mathematics.costs import counted
from backprop_helpers.mathematics.timing import Timed
from backprop_helpers.style import number
from backprop_helpers.views import CostPlot, Costs, LayerMatrices, LayerPlot, LayerTable, Reuse, Times, describe
from backprop_helpers.views.reuse import uses

SHOWN = ("forward", "backward", "every path", "differences")


def deep_trace(*sizes, scale=1.0, seed=1):
    draw = np.random.default_rng(seed)
    x, y = draw.normal(size=sizes[0]), draw.uniform(size=sizes[-1])
    return DeepNetwork.random(sizes, seed, scale).trace(x, y)


def rows(html):
    """The cells of each row of a table, without its head."""
    return [["".join(cell.itertext()) for cell in row.iter("td")] for row in parsed(html).iter("tr")][1:]


# Costs


@pytest.mark.parametrize("sizes", [(2, 3, 4), (4, 2, 3, 2)])
def test_the_table_of_costs_shows_what_is_counted_beside_the_formula(sizes):
    shown = rows(Costs()(deep_trace(*sizes)))
    assert [cells[1] for cells in shown] == [f"{multiply_adds(way, sizes):,}" for way in SHOWN]
    assert [cells[2] for cells in shown] == [f"{counted(way, sizes):,}" for way in SHOWN]


def test_what_would_take_long_is_not_counted_at_each_move():
    sizes = (8, 8, 8, 8, 8)
    ways, _, ran, _ = zip(*rows(Costs()(deep_trace(*sizes))), strict=True)
    assert ran[0] == f"{counted('forward', sizes):,}"
    assert ran[2:] == ("not run: above 5,000",) * 2


def test_the_memory_is_that_of_the_input_and_two_numbers_for_each_unit():
    html = Costs()(deep_trace(3, 4, 2))
    assert f"{3 + 2 * 4 + 2 * 2} numbers" in html


def test_the_words_say_the_parameters_and_all_costs():
    words = cost_words(deep_trace(2, 3, 4))
    assert "2-3-4: 25 parameters." in words
    assert all(f"{multiply_adds(way, (2, 3, 4)):,}" in words for way in SHOWN)


def slopes(plot, trace, grow):
    found = re.findall(r"([a-z ]+) (\d+\.\d)", alt(plot(trace, {"grow": grow})).split("right end: ")[1])
    return {words.strip(): float(slope) for words, slope in found}


def test_backpropagation_has_slope_1_and_finite_differences_have_slope_2():
    for grow in ("width", "depth"):
        found = slopes(CostPlot(), deep_trace(3, 4, 2), grow)
        assert (found["forward pass"], found["backward pass"]) == (1, 1)
        assert found["finite differences"] == 2


def test_with_depth_the_paths_grow_faster_than_any_power_that_is_shown():
    assert slopes(CostPlot(), deep_trace(3, 4, 2), "depth")["every path by itself"] > 10


def test_the_plot_of_costs_marks_the_network_that_is_shown():
    plot, trace = CostPlot(), deep_trace(2, 3, 4)
    assert "finite differences 2.0" in plot(trace, {"grow": "width"})
    across, up = plot.drawn()["now"]
    assert list(across) == [25] * 4
    assert list(up) == [multiply_adds(way, (2, 3, 4)) for way in SHOWN]


def test_times_stand_beside_the_counts_of_the_largest_network():
    small, large = Timed("forward", (2, 3, 4), 18, 1e-5), Timed("forward", (2, 30, 4), 180, 2e-5)
    html = Times()((small, large))
    assert rows(html) == [["forward pass", "214", "180", "0.0200 ms", f"{number(2e4 / 180)} ns"]]
    assert "2 points" in html


def test_the_first_slice_can_be_shown():
    assert "1 points" in Times()(next(iter(Timings(["backward"], [(2, 3, 2)]))))


# Reuse


def test_a_quantity_is_used_where_the_primer_uses_it():
    assert uses("a1") == ["z2", "dL_dW2"]
    assert uses("dL_dz2") == ["dL_dW2", "dL_db2", "dL_da1"]
    assert uses("W2") == ["z2", "dL_da1"]
    assert uses("x") == ["z1", "dL_dW1"]


def test_what_is_reused_is_lit_in_each_formula_and_in_the_diagram():
    trace, choices = a_trace(), {"reused": "a1", "show": "both"}
    assert [text.strip() for text in texts(Reuse()(trace, choices), "bp-lit")] == ["a1", "a1T"]
    diagram = NetworkDiagram()(trace, choices)
    lit = texts(diagram, "bp-on-lit")
    assert {f"a₁[{j}]" for j in range(3)} <= set(lit)
    assert len(marked(diagram, "bp-frame")) == 4  # z2 of every output


# Deep networks


def test_the_table_of_layers_runs_back_from_the_last_and_shows_what_each_passes_on():
    trace = deep_trace(3, 4, 2, 5)
    shown = rows(LayerTable()(trace))
    assert [cells[:2] for cells in shown] == [["3", "5×2"], ["2", "2×4"], ["1", "4×3"]]
    deltas = [np.linalg.norm(delta) for delta in trace.delta]
    assert [cells[2] for cells in shown] == [number(size) for size in reversed(deltas)]
    assert [cells[3] for cells in shown] == ["", number(deltas[1] / deltas[2]), number(deltas[0] / deltas[1])]
    assert [cells[5] for cells in shown] == [number(np.linalg.norm(g)) for g in reversed(trace.dL_dW)]


def test_many_layers_are_elided_and_both_ends_are_shown():
    layers = [cells[0] for cells in rows(LayerTable()(deep_trace(*[3] * 31)))]
    assert layers[0] == "30" and layers[-1] == "1" and "⋮" in layers


@pytest.mark.parametrize("scale", [0.1, 1, 8])
def test_no_point_of_the_plot_is_above_the_bound(scale):
    plot = LayerPlot()
    plot(deep_trace(*[6] * 12, scale=scale), {})
    lines = plot.drawn()
    (_, deltas), (_, bounds) = lines["δ = ∂L/∂z"], lines["bound of δ: ¼ and the weights"]
    assert (deltas <= bounds * (1 + 1e-9)).all()


def test_the_words_say_when_nothing_comes_back():
    net = DeepNetwork.random([2, 3, 4, 2])
    zero = DeepNetwork([*net.weights[:-1], np.zeros((2, 4))], net.biases).trace([1, 2], [0, 1])
    assert "|∂L/∂W₁| = 0: nothing comes back to the first layer." in describe(zero)
    assert "<img" in LayerPlot()(zero)
    met = net.trace([1, 2], net.trace([1, 2], [0, 0]).a[-1])
    assert "there is no error" in describe(met)
    assert "<img" in LayerPlot()(met)
    assert describe(deep_trace(3, 2)).startswith("1 layer; loss L = ")


def test_the_words_say_what_a_layer_passes_on():
    trace = deep_trace(3, 4, 2, 5)
    share = (np.linalg.norm(trace.delta[0]) / np.linalg.norm(trace.delta[-1])) ** 0.5
    assert f"each layer passes on {number(share)} of what it gets" in describe(trace)


def test_every_weight_is_shown_beside_its_gradient():
    trace = deep_trace(2, 3, 2)
    shown = texts(LayerMatrices()(trace))
    for array in (*trace.weights, *trace.dL_dW):
        assert {number(entry) for entry in array.ravel()} <= set(shown)
