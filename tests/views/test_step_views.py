"""Every view of the five steps is well formed and asks for what it needs; free numbers and what is held reach it."""

import re

import numpy as np
import pytest
from shown import a_trace
from steps import NET, X, Y, alt, lit, words

from backprop_helpers import Checked, Explorer, LossCurve, NetworkDiagram, Nudge, SigmoidPlot
from backprop_helpers.views import (
    ErrorCurve,
    ExplainZero,
    Jacobian,
    OuterProduct,
    Paths,
    Transpose,
    WeightJacobian,
    WithoutSlope,
)

EVERY = [
    *(Paths, NetworkDiagram, Transpose, Nudge, lambda: Checked("dL_dW1", "dL_da1"), Jacobian, lambda: Jacobian(1)),
    *(WithoutSlope, OuterProduct, lambda: OuterProduct(1), LossCurve, ErrorCurve, lambda: SigmoidPlot(slope=True)),
]


@pytest.mark.parametrize("name", ["W1[1,0]", "dL_dW2[0,1]", "a2[0]"])
@pytest.mark.parametrize("make", EVERY)
def test_every_view_is_well_formed_and_the_same_for_the_same_trace(make, name):
    trace, view = a_trace(2, 3, 2), make()
    choices = lit(name, path="all", nudge=0.1, transpose="forgotten", cells=3, exponent=-4.0)
    html = view(trace, choices)
    assert html == view(trace, choices) == make()(trace, choices)
    assert not re.search(r"\b(nan|inf|None)\b", re.sub("base64,[^']*", "", html))
    assert words(html) or alt(html)


@pytest.mark.parametrize("make", [Paths, Transpose, Jacobian, WithoutSlope, OuterProduct, WeightJacobian, ExplainZero])
def test_what_is_for_one_example_says_so(make):
    trace = a_trace(2, 3, 2, examples=4)
    with pytest.raises(ValueError, match=r"one example, but x has shape \(2, 4\)"):
        make()(trace, lit("W2[0,1]"))


@pytest.mark.parametrize("make", [Paths, Nudge, LossCurve, ErrorCurve, WeightJacobian])
def test_a_view_of_one_element_asks_for_it(make):
    with pytest.raises(ValueError, match="highlight"):
        make()(a_trace(2, 3, 2), {})
    with pytest.raises(ValueError, match=r"y\[0\] was asked for"):
        make()(a_trace(2, 3, 2), lit("y[0]"))


@pytest.mark.parametrize("make", [Paths, Nudge, LossCurve, ErrorCurve, WeightJacobian])
def test_a_view_takes_its_element_by_name_or_from_what_is_lit_a_gradient_standing_for_its_quantity(make):
    trace = a_trace(2, 3, 2)
    assert make("W2[1,2]")(trace) == make()(trace, lit("W2[1,2]")) == make()(trace, lit("dL_dW2[1,2]"))


# Free numbers, and what is held


def explorer(**more):
    return Explorer(NET, X, Y, **{"sliders": ["x[0]"], "choices": {"highlight": ["W1[1,0]"]}, **more})


def test_the_views_are_given_a_free_number():
    seen = []

    def spy(trace, choices):
        seen.append(choices)
        return ""

    moved = explorer(sliders={"nudge": (-1.0, 1.0, 0.1, 0.5)}, views=[spy])
    moved.sliders["nudge"].value = -0.3
    assert [choices["nudge"] for choices in seen] == [0.5, -0.3]
    assert "nudge" in moved.sentence
    moved.reset()
    assert seen[-1]["nudge"] == 0.5


def test_two_views_of_one_name_are_told_apart_by_a_number():
    shown = explorer(views=["nudge", Nudge("W2[0,0]")]).views
    assert list(shown) == ["nudge", "nudge 2"]
    assert "W₂[0,0]" in shown["nudge 2"]


def test_what_the_choice_holds_keeps_its_first_value_and_lets_nothing_flow_back():
    held = Explorer(NET, X, Y, sliders=["x[0]"], choices={"held": ["nothing", "a1"]})
    first = held.trace.a1
    held.choices["held"].value = "a1"
    held.sliders["x[0]"].value = -1.0
    np.testing.assert_array_equal(held.trace.a1, first)
    assert held.trace.x[0, 0] == -1
    assert not held.trace.dL_dW1.any()
    held.reset()
    assert held.trace.dL_dW1.all()
