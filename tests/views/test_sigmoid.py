"""The units ride on the sigmoid and on its slope."""

import numpy as np
import pytest
from shown import a_trace
from steps import NET, X, Y, alt, words

from backprop_helpers import Network, SigmoidPlot
from backprop_helpers.style import number


def test_the_units_ride_on_the_sigmoid_and_on_its_slope():
    trace, view = NET.trace(X, Y), SigmoidPlot("z2", slope=True)
    html = view(trace)
    (z, a), (under, slopes) = view.drawn()["activation"], view.drawn()["slope"]
    np.testing.assert_allclose(a, trace.a2[:, 0])
    np.testing.assert_allclose(slopes, (trace.a2 * (1 - trace.a2))[:, 0])
    assert list(z) == list(under) == list(trace.z2[:, 0])
    assert "saturated beyond ±5" in alt(html)
    for told in (alt(html), words(html)):
        assert f"σ′ = {number(trace.da2_dz2[1, 0])}" in told


@pytest.mark.parametrize(
    ("name", "look"),
    [("tanh", "an S from −1 to 1"), ("ReLU", "a step from 0 to 1"), ("linear", "1 everywhere")],
)
def test_the_units_ride_on_the_function_that_their_layer_has(name, look):
    view, trace = SigmoidPlot("z1", slope=True), Network.random(2, 3, 2, 1, (name, "sigmoid")).trace(X, Y)
    before, html = view(NET.trace(X, Y)), view(trace)
    np.testing.assert_allclose(view.drawn()["activation"], [trace.z1[:, 0], trace.a1[:, 0]])
    np.testing.assert_allclose(view.drawn()["slope"], [trace.z1[:, 0], trace.da1_dz1[:, 0]])
    assert look in alt(html) and look not in alt(before)
    assert view(NET.trace(X, Y)) == before, "going back shows the sigmoid as at first"


def test_a_softmax_has_no_curve():
    trace = Network.random(2, 3, 2, 1, loss="softmax with cross-entropy").trace(X, [0, 1])
    with pytest.raises(ValueError, match="A softmax has no curve"):
        SigmoidPlot("z2")(trace)


@pytest.mark.parametrize("example", [1, 3])
def test_of_a_batch_the_units_of_one_example_are_shown_and_the_words_say_which(example):
    trace, view = a_trace(examples=3), SigmoidPlot()
    html = view(trace, {"example": example})
    np.testing.assert_allclose(view.drawn()["activation"][1], trace.a1[:, example - 1])
    assert f"Example {example} of 3" in alt(html) and f"Example {example} of 3" in words(html)
