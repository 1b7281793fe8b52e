"""Without the sigmoid's slope, the output would send its whole error back."""

import pytest
from steps import NET, X, Y, rows, words

from backprop_helpers import Network
from backprop_helpers.style import number
from backprop_helpers.views import WithoutSlope


def test_without_the_slope_a_confidently_wrong_output_would_send_its_whole_error_back():
    trace = NET.trace(X, Y, {"z2": [-6.0, 0.5]})
    html = WithoutSlope()(trace)
    for k, row in enumerate(rows(html)[1:]):
        error = trace.a2[k, 0] - trace.y[k, 0]
        assert row[3:] == [number(shown) for shown in (trace.da2_dz2[k, 0], trace.dL_dz2[k, 0], error)]
    assert f"Output 0 has the largest error: a₂ − y = {number(trace.a2[0, 0] - 1)}." in words(html)
    assert "lets 0.25 % of that through" in words(html)  # the slope at −6 is 0.002467


def test_where_the_slope_is_another_or_has_cancelled_there_is_nothing_to_compare():
    for activation, loss in (("tanh", "half squared error"), ("sigmoid", "binary cross-entropy")):
        with pytest.raises(ValueError, match="This view is about a sigmoid at the output"):
            WithoutSlope()(Network.random(2, 3, 2, 1, activation, loss).trace(X, [0, 1]))
