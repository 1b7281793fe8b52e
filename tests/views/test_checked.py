"""Central differences confirm every right gradient, and find a wrong number."""

import dataclasses

import pytest
from shown import a_trace
from steps import NET, X, Y, rows, words

from backprop_helpers import Checked
from backprop_helpers.style import number


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
