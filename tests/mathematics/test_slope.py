"""A slope is measured whatever the scale of its function, and a wrong claim is told from round-off and from a kink."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backprop_helpers.mathematics.slope import measure

DOUBLE, SINGLE = (float(np.finfo(kind).eps) for kind in (float, np.float32))
POWER = st.floats(-6, 6).map(lambda power: 10.0**power)
FUNCTIONS = {
    "sin": (math.sin, math.cos),
    "exp": (lambda t: math.exp(min(t, 700.0)), math.exp),
    "tanh": (math.tanh, lambda t: 1 - math.tanh(t) ** 2),
    "square": (lambda t: (t + 1) ** 2, lambda t: 2 * (t + 1)),
    "line": (lambda t: 3 * t + 7, lambda t: 3.0),
}


def measured(function, at, claimed, scale, epsilon=DOUBLE):
    def line(t):
        moved = at + t
        return function(moved), claimed * (moved - at)

    return measure(line, claimed, abs(claimed), epsilon, scale, epsilon**0.4 * abs(claimed))


@example("square", -1.4838134603514925, 1e3, 1.0, 1.0001)  # curved so much that it was once taken for a kink
@example("square", -1.1247390692647814, 8.05302101124336e-4, 12.585189298610185, 1.0001)  # and round-off for one
@given(st.sampled_from(sorted(FUNCTIONS)), st.floats(-2, 2), POWER, POWER, st.sampled_from([-1.0, 0.5, 1.01, 1.0001]))
def test_a_right_slope_fits_and_a_wrong_one_does_not_at_any_scale(name, at, across, up, wrong):
    function, slope = FUNCTIONS[name]
    right = up * slope(at) / across

    def scaled(t):
        return up * function(t / across)

    found = measured(scaled, at * across, right, abs(at * across))
    assert found.fits, found
    if abs(right * across) > 1e-3 * up:
        assert not measured(scaled, at * across, wrong * right, abs(at * across)).fits


@pytest.mark.parametrize(("claimed", "fits"), [(-1.0, True), (0.0, True), (1.0, True), (1.1, False), (-3.0, False)])
def test_at_a_kink_any_slope_between_those_of_both_sides_fits(claimed, fits):
    found = measured(abs, 0.0, claimed, 1.0)
    assert found.fits == fits
    if not fits:
        assert found.kink == pytest.approx((-1, 1))


@pytest.mark.parametrize("distance", [1e-2, 1e-4, 1e-6, 1e-8])
def test_a_kink_nearby_does_not_spoil_the_slope(distance):
    assert measured(abs, distance, 1.0, 1.0).fits and not measured(abs, distance, 0.9, 1.0).fits


def test_two_values_are_enough_for_a_right_slope_seven_for_one_far_off_and_a_doubt_takes_more():
    calls = []

    def counted(t):
        calls.append(t)
        return math.sin(t)

    measured(counted, 1.0, math.cos(1.0), 1.0)
    assert len(calls) == 2
    assert not measured(counted, 1.0, 0.9 * math.cos(1.0), 1.0).fits
    assert len(calls) == 2 + 7
    assert not measured(counted, 1.0, 1.00001 * math.cos(1.0), 1.0).fits
    assert len(calls) > 2 + 7 + 20


def test_single_precision_gives_fewer_digits_and_no_false_alarm():
    def single(t):
        return float(np.float32(math.sin(t)))

    assert measured(single, 1.0, math.cos(1.0), 1.0, SINGLE).fits
    assert not measured(single, 1.0, 1.05 * math.cos(1.0), 1.0, SINGLE).fits


def test_where_the_function_is_not_finite_the_steps_get_smaller():
    found = measured(lambda t: math.log(t) if t > 0 else math.nan, 1e-3, 1e3, 1.0)
    assert found.fits and not measured(lambda t: math.log(t) if t > 0 else math.nan, 1e-3, 2e3, 1.0).fits
