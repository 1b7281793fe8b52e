"""Backpropagation costs about as much as a few forward passes; paths and differences cost far more."""

import re

import pytest
from shown import deep_trace
from steps import alt

from backprop_helpers import multiply_adds
from backprop_helpers.views import CostPlot
from backprop_helpers.views.costs import SHOWN


def slopes(plot, trace, grow):
    found = re.findall(r"([a-z ]+) (\d+\.\d)", alt(plot(trace, {"grow": grow})).split("right end: ")[1])
    return {words.strip(): float(slope) for words, slope in found}


@pytest.mark.parametrize("grow", ["width", "depth"])
def test_backpropagation_has_slope_1_finite_differences_have_2_and_with_depth_the_paths_have_far_more(grow):
    found = slopes(CostPlot(), deep_trace(3, 4, 2), grow)
    assert (found["forward pass"], found["backward pass"], found["finite differences"]) == (1, 1, 2)
    assert (found["every path by itself"] > 10) == (grow == "depth")


def test_the_plot_of_costs_marks_the_network_that_is_shown():
    plot, trace = CostPlot(), deep_trace(2, 3, 4)
    assert "finite differences 2.0" in plot(trace, {"grow": "width"})
    across, up = plot.drawn()["now"]
    assert list(across) == [25] * 4
    assert list(up) == [multiply_adds(way, (2, 3, 4)) for way in SHOWN]
