"""The units ride on the sigmoid and on its slope."""

import numpy as np
import pytest
from shown import a_trace
from steps import NET, X, Y, alt, words

from backprop_helpers import SigmoidPlot
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


@pytest.mark.parametrize("example", [1, 3])
def test_of_a_batch_the_units_of_one_example_are_shown_and_the_words_say_which(example):
    trace, view = a_trace(examples=3), SigmoidPlot()
    html = view(trace, {"example": example})
    np.testing.assert_allclose(view.drawn()["activation"][1], trace.a1[:, example - 1])
    assert f"Example {example} of 3" in alt(html) and f"Example {example} of 3" in words(html)
