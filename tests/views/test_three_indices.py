"""A parameter moves its own pre-activation and no other."""

import pytest
from steps import NET, X, Y, lit, rows

from backprop_helpers.notation.table import element
from backprop_helpers.style import number
from backprop_helpers.views import WeightJacobian


@pytest.mark.parametrize(("name", "sender"), [("W2[1,0]", "a1"), ("W1[2,1]", "x"), ("b2[0]", None), ("b1[1]", None)])
def test_a_parameter_moves_its_own_pre_activation_and_no_other(name, sender):
    trace, moved = NET.trace(X, Y), element(name)
    i, size = moved.index[0], len(getattr(trace, f"z{moved.name[1]}"))
    html = WeightJacobian()(trace, lit(name))
    body = rows(html)[1 : size + 2]
    rate = "1" if sender is None else number(getattr(trace, sender)[moved.index[1], 0])
    gradient = number(getattr(trace, f"dL_d{moved.name}")[moved.place])
    for k, row in enumerate(body[:-1]):
        assert row[1].split(" = ")[-1] == (rate if k == i else f"0, since k ≠ {i}")
        assert row[-1] == (gradient if k == i else "0")
    assert body[-1][-1] == gradient
    assert ("identity matrix" in html.lower()) == (sender is None)
