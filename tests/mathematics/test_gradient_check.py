"""A small change of the loss is the gradient times the small change of the number, up to a term of second order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import a_trace, network

from backprop_helpers import numerical_gradient
from backprop_helpers.mathematics.gradient_check import (
    MOVABLE,
    central_differences,
    error_over_h,
    loss_along,
    loss_over,
)
from backprop_helpers.notation.table import PARAMETERS, element

SMALL, SEED = st.integers(1, 4), st.integers(0, 10**6)
WITH_GRADIENT = [name for name in MOVABLE if name not in ("x", "y")]


@given(SMALL, SMALL, SMALL, SMALL, SEED, st.sampled_from([(), ("z1",), ("a1",), ("z2",), ("a2",), ("loss",)]))
def test_central_differences_agree_with_the_backward_pass_also_when_a_quantity_is_held(n, h, m, examples, seed, held):
    trace = a_trace(n, h, m, examples, seed, held)
    for name in WITH_GRADIENT:
        np.testing.assert_allclose(central_differences(trace, name), getattr(trace, f"dL_d{name}"), atol=1e-8)


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
def test_the_loss_along_a_parameter_is_the_loss_of_a_network_with_that_number(name):
    trace, values, moved = a_trace(examples=2), [-2.0, 0.0, 0.7], element(f"{name}[1,0]")
    for value, loss in zip(values, loss_along(trace, moved, values), strict=True):
        array = getattr(trace, name).copy()
        array[moved.place] = value
        assert loss == pytest.approx(network(trace, **{name: array}).trace(trace.x, trace.y).loss, rel=1e-12)


@pytest.mark.parametrize("name", ["z1", "a1", "z2", "a2"])
def test_the_loss_along_a_forward_quantity_is_the_loss_with_it_held_there(name):
    trace = a_trace()
    for value, loss in zip([0.1, 0.9], loss_along(trace, f"{name}[1]", [0.1, 0.9]), strict=True):
        array = getattr(trace, name).copy()
        array[1] = value
        held = network(trace).trace(trace.x, trace.y, {name: array})
        assert loss == pytest.approx(held.loss, rel=1e-12)


def test_a_number_before_what_is_held_does_not_move_the_loss():
    trace = a_trace(held=["a1"])
    np.testing.assert_array_equal(loss_along(trace, "W1[0,0]", [-3.0, 0.0, 3.0]), trace.loss)
    assert len(set(loss_along(trace, "W2[0,0]", [-3.0, 0.0, 3.0]))) == 3


@given(st.floats(-1, 1).filter(lambda nudge: abs(nudge) > 1e-3), SEED)
def test_the_loss_along_an_output_is_a_parabola_so_the_linear_rule_is_off_by_half_the_square(nudge, seed):
    trace = a_trace(seed=seed)
    (nudged,) = loss_along(trace, "a2[0]", [trace.a2[0, 0] + nudge])
    off = nudged - trace.loss - trace.dL_da2[0, 0] * nudge
    assert off / nudge**2 == pytest.approx(0.5, abs=1e-8)


def test_halving_a_nudge_of_a_weight_quarters_what_the_gradient_misses():
    trace = a_trace(seed=4)
    nudges = np.array([2e-2, 1e-2])
    off = loss_along(trace, "W1[0,0]", trace.W1[0, 0] + nudges) - trace.loss - trace.dL_dW1[0, 0] * nudges
    assert off[0] / off[1] == pytest.approx(4, rel=0.05)


def test_a_ten_times_larger_step_is_a_hundred_times_further_off_while_truncation_rules():
    errors = error_over_h(a_trace(seed=4), "W1[0,0]", [1e-1, 1e-2, 1e-3])
    np.testing.assert_allclose(errors[:2] / errors[1:], 100, rtol=0.05)


def test_round_off_makes_tiny_steps_worse_than_middling_ones():
    tiny, middling, large = error_over_h(a_trace(seed=4), "W1[0,0]", [1e-13, 1e-5, 1e-1])
    assert middling < tiny / 100
    assert middling < large / 100


def test_a_step_too_small_to_move_the_number_misses_the_whole_gradient():
    trace = a_trace(seed=4)
    (error,) = error_over_h(trace, "W1[0,0]", [1e-30])
    assert error == abs(trace.dL_dW1[0, 0])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda t: central_differences(t, "loss"), "can't be moved"),
        (lambda t: loss_along(t, "W1[9,0]", [1.0]), r"W1\[9,0\].*\(3, 2\)"),
        (lambda t: loss_along(t, "a2[0]", [np.nan]), "finite"),
        (lambda t: central_differences(t, "W1", 0), "above 0"),
        (lambda t: numerical_gradient(network(t), t.x, t.y, step=0), "^step should be above 0"),
        (lambda t: numerical_gradient(network(t), t.x, t.y, step=1e-30), "^step is 1e-30, too small to move"),
        (lambda t: error_over_h(t, "x[0]", [0.1]), "no gradient"),
        (lambda t: error_over_h(t, "W1[0,0]", [0.1, 0]), "above 0"),
    ],
)
def test_what_cannot_be_moved_is_refused_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call(a_trace())


def test_the_loss_over_two_elements_is_that_of_the_networks_with_these_elements():
    trace = a_trace(seed=4)
    columns, rows = [-1.0, 0.2, 2.0], [0.0, 1.5]
    for across, up in (("W1[2,0]", "b2[1]"), ("W2[0,1]", "W2[1,2]")):  # in two arrays, and in one
        found = loss_over(trace, across, up, columns, rows)
        assert found.shape == (2, 3)
        for (row, column), loss in np.ndenumerate(found):
            moved = {name: np.array(getattr(trace, name)) for name in PARAMETERS}
            for here, value in ((element(across), columns[column]), (element(up), rows[row])):
                moved[here.name][here.place] = value
            assert loss == pytest.approx(network(trace, **moved).trace(trace.x, trace.y).loss, rel=1e-14)
