"""What the gradient says beside what the loss really does: nudges, slopes, central differences and their error."""

import dataclasses

import numpy as np
import pytest
from shown import a_trace
from steps import NET, PARAMETERS, X, Y, alt, lit, rows, words

from backprop_helpers import Checked, LossCurve, Network, Nudge, SigmoidPlot
from backprop_helpers.mathematics.gradient_check import error_over_h, loss_along
from backprop_helpers.notation.table import element
from backprop_helpers.style import number
from backprop_helpers.views import ErrorCurve

# The nudge


@pytest.mark.parametrize("nudge", [-0.4, -0.01, 0.3])
def test_what_the_gradient_misses_is_half_the_square_of_a_nudge_of_an_output(nudge):
    assert rows(Nudge("a2[0]")(NET.trace(X, Y), {"nudge": nudge}))[-1][-1] == number(0.5)


def test_the_nudge_shows_the_true_change_and_what_the_gradient_says():
    trace = NET.trace(X, Y)
    moved = Network(NET.W1, NET.b1, NET.W2 + [[0, 0.5, 0], [0, 0, 0]], NET.b2).trace(X, Y)
    change, predicted = moved.loss - trace.loss, 0.5 * trace.dL_dW2[0, 1]
    shown = [row[-1] for row in rows(Nudge("W2[0,1]")(trace, {"nudge": 0.5}))[1:]]
    rest = change - predicted
    assert shown == [number(value) for value in (0.5, change, predicted, rest, rest / 0.25)]


def test_without_a_nudge_nothing_changes_and_nothing_is_divided():
    assert [row[-1] for row in rows(Nudge("a2[0]")(NET.trace(X, Y)))[1:]] == ["0", "0", "0", "0", "·"]


@pytest.mark.parametrize("name", [*PARAMETERS, "a2[0]", "z2[1]"])
def test_the_tangent_touches_the_loss_where_the_number_stands_with_the_gradient_as_its_slope(name):
    trace, here, view = NET.trace(X, Y), element(name), LossCurve()
    view(trace, lit(name, nudge=0.2))
    at = getattr(trace, here.name)[here.place]
    lines = view.drawn()
    (x0, x1), (y0, y1) = lines["tangent: the gradient"]
    slope = getattr(trace, f"dL_d{here.name}")[here.place]
    assert (y1 - y0) / (x1 - x0) == pytest.approx(slope)
    assert y0 + slope * (at - x0) == pytest.approx(trace.loss)
    (after,) = loss_along(trace, name, [at + 0.2])
    assert lines["nudged"][1] == pytest.approx([after])
    assert lines["difference"][1] == pytest.approx([trace.loss + 0.2 * slope, after])


def test_the_loss_curve_says_its_point_its_slope_and_its_nudge_in_words():
    trace = NET.trace(X, Y)
    said = alt(LossCurve("a2[0]")(trace, {"nudge": 0.2}))
    (after,) = loss_along(trace, "a2[0]", [trace.a2[0, 0] + 0.2])
    for value in (trace.a2[0, 0], trace.loss, trace.dL_da2[0, 0], after):
        assert number(value) in said


# The sigmoid's slope


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


# Numerical checks


@pytest.mark.parametrize("name", ["dL_dW1", "dL_db1", "dL_dW2", "dL_db2", "dL_da1", "dL_dz1", "dL_dz2", "dL_da2"])
def test_every_right_gradient_agrees_with_its_central_differences(name):
    for examples in (1, 3):
        trace = a_trace(2, 3, 2, examples)
        html = Checked(name)(trace)
        assert words(html).count("✓") == getattr(trace, name).size + 1
        assert "✗" not in html


def test_a_wrong_number_in_a_gradient_disagrees_and_only_it():
    trace = NET.trace(X, Y)
    wrong = trace.dL_dW2.copy()
    wrong[1, 2] *= 1.01
    html = Checked("dL_dW1", "dL_dW2")(dataclasses.replace(trace, dL_dW2=wrong))
    crosses = [cell for row in rows(html) for cell in row if "✗" in cell]
    assert crosses == [f"{number(wrong[1, 2])}≈ {number(trace.dL_dW2[1, 2])} ✗"]
    assert "∂L/∂W₂ disagrees" in words(html)
    assert "∂L/∂W₁ " not in words(html).split("✗ ∂L/∂W₂")[1]


@pytest.mark.parametrize("names", [("W1",), ("loss",), ("da2_dz2",)])
def test_only_gradients_of_the_loss_can_be_checked(names):
    with pytest.raises(ValueError, match="dL_dW2"):
        Checked(*names)


# The error over h


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_best_step_lies_in_the_middle_and_both_sides_are_worse(name):
    trace, view = NET.trace(X, Y), ErrorCurve(name)
    said = alt(view(trace, {}))
    (best,), _ = view.drawn()["best"]
    assert 1e-7 < best < 1e-3
    assert f"Least near h = {number(best)}" in said
    assert f"about {number(best)}" in words(view(trace, {}))
    assert "Round-off grows" in said and "truncation grows" in said


def test_a_parabola_has_no_truncation():
    assert "truncation" not in alt(ErrorCurve("a2[0]")(NET.trace(X, Y)))


def test_the_step_that_is_set_rides_on_the_curve():
    trace, view = NET.trace(X, Y), ErrorCurve("W1[1,0]")
    said = alt(view(trace, {"exponent": -2.0}))
    (error,) = error_over_h(trace, "W1[1,0]", [1e-2])
    assert view.drawn()["now"] == (pytest.approx([1e-2]), pytest.approx([error]))
    assert f"With h = {number(1e-2)} it is off by {number(error)}" in said
