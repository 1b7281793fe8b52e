"""A central difference is best with a step in the middle, between round-off and truncation."""

import numpy as np
import pytest
from steps import NET, PARAMETERS, X, Y, alt, words

from backprop_helpers import Network
from backprop_helpers.mathematics.gradient_check import error_over_h
from backprop_helpers.style import number
from backprop_helpers.views import ErrorCurve


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_best_step_lies_in_the_middle_and_both_sides_are_worse(name):
    view = ErrorCurve(name)
    html = view(NET.trace(X, Y), {})
    (best,), _ = view.drawn()["best"]
    assert 1e-7 < best < 1e-3
    told = f"Least near h = {number(best)}", "Round-off grows", "truncation grows"
    assert all(text in alt(html) for text in told) and f"about {number(best)}" in words(html)


@pytest.mark.parametrize(("scale", "power"), [(1, "10⁻¹⁷"), (30, "10⁻¹⁴")])
def test_the_error_of_short_steps_is_about_what_the_label_says(scale, power):
    larger = Network(NET.W1, NET.b1, scale * NET.W2, NET.b2, ("sigmoid", "sigmoid" if scale == 1 else "linear"))
    trace, view = larger.trace(X, Y), ErrorCurve("W1[1,0]")
    view(NET.trace(X, Y))
    view(trace)  # the label follows the network
    (label,) = (text.get_text() for text in view.axes.texts if "round-off" in text.get_text())
    assert label == f"← round-off: ~ {power} / h"
    steps = np.logspace(-12, -10, 41)
    typical = np.median(error_over_h(trace, "W1[1,0]", steps) * steps)
    assert round(np.log10(typical)) == -17 + 3 * (scale == 30)


def test_a_parabola_has_no_truncation():
    assert "truncation" not in alt(ErrorCurve("a2[0]")(NET.trace(X, Y)))


def test_the_step_that_is_set_rides_on_the_curve():
    trace, view = NET.trace(X, Y), ErrorCurve("W1[1,0]")
    said = alt(view(trace, {"exponent": -2.0}))
    (error,) = error_over_h(trace, "W1[1,0]", [1e-2])
    assert view.drawn()["now"] == (pytest.approx([1e-2]), pytest.approx([error]))
    assert f"With h = {number(1e-2)} it is off by {number(error)}" in said
