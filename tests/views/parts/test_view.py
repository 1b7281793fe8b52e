"""A view is found by its name, its class or itself; every view is the same for the same trace."""

import contextlib
import itertools
import re

import pytest
from shown import a_trace, deep_trace
from steps import NET, alt, lit, words
from trainings import xor

from backprop_helpers import (
    Checked,
    DecisionBoundary,
    Equation,
    LossCurve,
    Matrices,
    Network,
    NetworkDiagram,
    Nudge,
    SigmoidPlot,
    Trace,
    Training,
)
from backprop_helpers.mathematics.deep import DeepTrace
from backprop_helpers.views import (
    VIEWS,
    ErrorCurve,
    ExplainZero,
    Jacobian,
    OuterProduct,
    Paths,
    Transpose,
    WeightJacobian,
    WithoutSlope,
    describe,
    find_view,
    find_views,
)
from backprop_helpers.views.parts.view import reads_of, show

NEED_ARGUMENTS = {"loss surface", "printed", "side by side"}
EVERY = [
    *(Paths, NetworkDiagram, Transpose, Nudge, lambda: Checked("dL_dW1", "dL_da1"), Jacobian, lambda: Jacobian(1)),
    *(WithoutSlope, OuterProduct, lambda: OuterProduct(1), LossCurve, ErrorCurve, lambda: SigmoidPlot(slope=True)),
]


def test_two_explorers_never_share_a_plot():
    assert find_view("sigmoid") is not find_view("sigmoid")


def test_a_view_is_found_by_its_name_and_an_unknown_one_is_answered_with_all():
    for name in set(VIEWS) - NEED_ARGUMENTS:
        assert find_view(name).name == name
    for wrong in ("network", None, 3, NET, Network, [1]):
        with pytest.raises(
            ValueError, match="(is not a kind of view|no view 'network'); there are .*diagram"
        ) as refusal:
            find_view(wrong)
        assert "array" not in str(refusal.value)
    with pytest.raises(ValueError, match="Did you mean 'loss curve'"):
        find_view("loss-curve")


@pytest.mark.parametrize("name", sorted(NEED_ARGUMENTS))
def test_a_view_that_needs_arguments_says_what_to_write(name):
    for view in (name, VIEWS[name]):
        with pytest.raises(ValueError, match=rf"The view '{name}' needs .*: write {VIEWS[name].__name__}\("):
            find_view(view)


def test_a_class_without_required_arguments_is_made():
    assert isinstance(find_view(Equation), Equation)


def test_views_of_one_name_are_numbered():
    views = find_views([Matrices("W1"), "matrices", Matrices("W2")])
    assert list(views) == ["matrices", "matrices 2", "matrices 3"]
    assert views["matrices 3"].names == ["W2"]


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


# What a view shows


def test_a_view_of_a_trace_shows_where_the_training_stands():
    boundary = DecisionBoundary()
    assert show(boundary, xor(30)) == boundary(xor(30).trace) != show(boundary, xor(0))


@pytest.mark.parametrize(
    ("view", "state", "answer"),
    [
        ("loss history", a_trace(), "The view 'loss history' shows a Training, but this is a Trace."),
        ("diagram", deep_trace(2, 3, 2), "The view 'diagram' shows a Trace, but this is a DeepTrace."),
        ("layers", xor(), "The view 'layers' shows a DeepTrace, but this is a Trace"),
    ],
)
def test_a_state_of_the_wrong_kind_is_answered_with_the_right_one(view, state, answer):
    with pytest.raises(ValueError, match=answer) as refusal:
        show(find_view(view), state)
    assert "array" not in str(refusal.value)


def test_a_function_is_shown_any_state():
    assert show(lambda state, choices: f"{state} {choices}", 3, {"a": 1}) == "3 {'a': 1}"


# What a view reads


class Asked(dict):
    """Choices that remember what they were asked for."""

    def __init__(self, **choices):
        super().__init__(choices)
        self.names = set()

    def get(self, name, default=None):
        self.names.add(name)
        return super().get(name, default)

    def __getitem__(self, name):
        self.names.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.names.add(name)
        return super().__contains__(name)


ALL = {"show": "both", "path": 1, "nudge": 0.1, "exponent": -4.0, "cells": 3, "transpose": "forgotten", "grow": "depth"}
STATES = {
    Trace: [a_trace(2, 3, 2), a_trace(2, 3, 2, examples=3)],
    Training: [xor(3)],
    DeepTrace: [deep_trace(2, 3, 2)],
}


@pytest.mark.parametrize("name", sorted(set(VIEWS) - NEED_ARGUMENTS - {"times", "trials"}))
def test_a_view_reads_the_choices_that_it_says_and_no_others(name):
    (kind,), view = VIEWS[name].shows, find_view(name)
    asked = [Asked(**lit("W1[1,0]"), **ALL), Asked(stage="a1"), Asked(reused="a1")]
    for state, choices in itertools.product(STATES[kind], asked):
        with contextlib.suppress(ValueError):  # it needs an element, or is for one example
            view(state, choices)
    assert set().union(*(choices.names for choices in asked)) == view.reads


def test_the_sentence_reads_what_it_says():
    asked = Asked(**lit("W1[1,0]"), reused="a1")
    describe(a_trace(), asked), describe(a_trace(examples=2), asked)
    assert asked.names - {"moved", None} == describe.reads  # what was moved, and None if nothing was


def test_views_together_read_what_each_reads_and_nobody_knows_what_a_function_reads():
    assert reads_of([find_view("nudge"), find_view("paths")]) == {"highlight", "nudge", "path"}
    assert reads_of([find_view("nudge"), lambda state, choices: ""]) is None
