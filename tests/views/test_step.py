"""A step moves each parameter by minus the learning rate times its gradient."""

import pytest
from trainings import descent

from backprop_helpers.style import number
from backprop_helpers.views import StepTable, describe


def test_the_table_shows_each_number_that_moves_before_and_after():
    html = StepTable()(descent(0))
    after = descent(1).net
    assert "W₁[0,0]" in html and "W₂[0,0]" in html and "b₁" not in html
    assert number(after.W1[0, 0]) in html and number(after.W2[0, 0]) in html
    assert number(descent(1).losses[-1]) in html


def test_the_promise_is_the_loss_less_eta_times_the_squared_gradient():
    training = descent(4)
    trace = training.trace
    promise = trace.loss - 6.0 * float((trace.dL_dW1**2).sum() + (trace.dL_dW2**2).sum())
    assert training.predicted_loss == pytest.approx(promise, rel=1e-13)
    assert number(promise) in StepTable()(training) and number(promise) in describe(training)
