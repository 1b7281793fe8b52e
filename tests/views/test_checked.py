"""Central differences confirm every right gradient, and find a wrong number."""

import dataclasses
import re

import pytest
from shown import a_trace, parsed
from steps import NET, X, Y, rows, words

from backprop_helpers import Checked
from backprop_helpers.style import numbers_apart


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
    ours, right = numbers_apart(wrong[1, 2], trace.dL_dW2[1, 2])
    assert crosses == [f"{ours}≠{right} ✗"]
    assert "✗ Wrong: ∂L/∂W₂. By up to" in words(html)


@pytest.mark.parametrize("off", [1.01, 1 + 1e-5, -1])
def test_a_wrong_number_is_seen_to_be_wrong_by_its_digits_its_frame_and_its_sign(off):
    trace = NET.trace(X, Y)
    wrong = trace.dL_dW2.copy()
    wrong[0, 1] *= off
    html = Checked("dL_dW2")(dataclasses.replace(trace, dL_dW2=wrong))
    (faulty,) = (each for each in parsed(html).iter() if each.get("class") == "bp-beside bp-faulty")
    ours, right = re.fullmatch(r"(.+)≠(.+) ✗", "".join(faulty.itertext())).groups()
    assert ours != right
    assert html.count("<b class='bp-fault'>✗</b>") == 2 and html.count("<b class='bp-target'>✓</b>") == wrong.size - 1


@pytest.mark.parametrize("names", [("W1",), ("loss",), ("da2_dz2",)])
def test_only_gradients_of_the_loss_can_be_checked(names):
    with pytest.raises(ValueError, match="dL_dW2"):
        Checked(*names)
