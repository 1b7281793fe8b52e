"""The boundary is where the network's output is a half."""

import numpy as np
import pytest
from steps import alt
from trainings import CORNERS, ODD, descent, xor

from backprop_helpers import DecisionBoundary, Network
from backprop_helpers.views.boundary import answers_over


def test_the_plane_is_what_the_network_answers_at_each_point():
    net, points = xor(100).net, np.linspace(-0.5, 1.5, 5)
    plane = answers_over(xor(100).trace, 0, points)
    right = [[net.trace([across, up], [0]).a2[0, 0] for across in points] for up in points]
    assert plane == pytest.approx(np.array(right), rel=1e-13)


@pytest.mark.parametrize("loss", ["binary cross-entropy", "softmax with cross-entropy"])
def test_the_plane_is_that_of_the_functions_that_the_network_has(loss):
    net, points = Network.random(2, 3, 2, 1, ("ReLU", "softmax" if "soft" in loss else "sigmoid"), loss), [-1.0, 0.5]
    plane = answers_over(net.trace([0, 0], [0, 1]), 1, np.array(points))
    right = [[net.trace([across, up], [0, 1]).a2[1, 0] for across in points] for up in points]
    assert plane == pytest.approx(np.array(right), rel=1e-13)


NOTHING = Network(np.zeros((2, 2)), [0, 0], [[0.0, 0.0]], [3.0]).trace(CORNERS, ODD)


def test_on_the_line_the_output_is_a_half_and_where_it_is_nowhere_there_is_no_line():
    view, training = DecisionBoundary(), xor(100)
    view(training.trace, {})
    across, up = view.drawn()["output ½"]
    on_it = np.stack([across, up])[:, ~np.isnan(across)]
    assert on_it.shape[1] > 50
    answers = training.net.trace(on_it, np.zeros((1, on_it.shape[1]))).a2
    assert answers == pytest.approx(0.5, abs=0.005)
    view(NOTHING)
    assert "output ½" not in view.drawn()


def test_a_unit_that_is_gone_leaves_no_line():
    view = DecisionBoundary()
    view(xor(h=5).trace)
    assert view(xor(h=2).trace) == DecisionBoundary()(xor(h=2).trace)


def test_a_unit_without_weights_and_a_constant_output_can_be_drawn():
    assert "2 of 4 examples are on the right side" in alt(DecisionBoundary()(NOTHING))


def test_a_plane_needs_two_inputs():
    with pytest.raises(ValueError, match=r"two of them, but x has shape \(1, 3\)"):
        DecisionBoundary()(descent().trace)


@pytest.mark.parametrize(("last", "goes_beyond"), [("linear", True), ("tanh", True), ("sigmoid", False)])
def test_how_far_an_output_goes_beyond_the_colours_is_said(last, goes_beyond):
    net = Network([[1, 0], [0, 1]], [0, 0], [[3, 2]], [-1], activation=("linear", last))
    said = alt(DecisionBoundary()(net.trace(CORNERS, ODD), {}))
    assert ("no colour changes" in said) is goes_beyond
    if last == "linear":
        assert "from −3.500 to 6.500" in said
