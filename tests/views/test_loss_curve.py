"""The gradient is the slope of the loss's tangent."""

import pytest
from steps import NET, PARAMETERS, X, Y, alt, lit

from backprop_helpers import LossCurve
from backprop_helpers.mathematics.gradient_check import loss_along
from backprop_helpers.notation.table import element
from backprop_helpers.style import number


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
