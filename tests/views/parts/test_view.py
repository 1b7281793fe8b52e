"""A view is found by its name, its class or itself; every view is the same for the same trace."""

import collections
import contextlib
import itertools
import re

import pytest
from shown import a_trace, deep_trace
from steps import NET, alt, lit, words
from trainings import xor

from backprop_helpers import Matrices, Network, Trace, Training, expression_graph
from backprop_helpers.mathematics.deep import DeepTrace
from backprop_helpers.mathematics.graph import Graph
from backprop_helpers.views import VIEWS, describe, find_view, find_views
from backprop_helpers.views.parts.view import reads_of, show

NEED_ARGUMENTS = {"loss surface", "printed", "side by side"}
OF_A_TRACE = sorted(name for name, kind in VIEWS.items() if Trace in kind.shows)
OF_ONE_EXAMPLE = [
    *("paths", "transpose", "layouts", "jacobian", "without slope"),
    *("outer product", "three indices", "why zero"),
]
OF_ONE_ELEMENT = ["paths", "nudge", "loss curve", "error curve", "three indices"]


def test_a_view_is_found_by_its_name_or_its_class_and_an_unknown_one_is_answered_with_all():
    for name in set(VIEWS) - NEED_ARGUMENTS:
        assert find_view(name).name == name
        assert find_view(name) is not find_view(name), "two explorers never share a plot"
        assert type(find_view(VIEWS[name])) is VIEWS[name]
    for wrong in ("network", None, 3, NET, Network, [1]):
        answer = "(is not a kind of view|no view 'network'); there are .*diagram"
        with pytest.raises(ValueError, match=answer) as refusal:
            find_view(wrong)
        assert "array" not in str(refusal.value)
    with pytest.raises(ValueError, match="Did you mean 'loss curve'"):
        find_view("loss-curve")


@pytest.mark.parametrize("name", sorted(NEED_ARGUMENTS))
def test_a_view_that_needs_arguments_says_what_to_write(name):
    for view in (name, VIEWS[name]):
        with pytest.raises(ValueError, match=rf"The view '{name}' needs .*: write {VIEWS[name].__name__}\("):
            find_view(view)


def test_views_of_one_name_are_numbered():
    views = find_views([Matrices("W1"), "matrices", Matrices("W2")])
    assert list(views) == ["matrices", "matrices 2", "matrices 3"]
    assert views["matrices 3"].names == ["W2"]


@pytest.mark.parametrize("name", ["W1[1,0]", "dL_dW2[0,1]", "a2[0]"])
@pytest.mark.parametrize("view", sorted(set(OF_A_TRACE) - {"three indices"}))
def test_every_view_is_well_formed_and_the_same_for_the_same_trace(view, name):
    trace, choices = a_trace(2, 3, 2), lit(name, path="all", nudge=0.1, transpose="forgotten", cells=3, exponent=-4.0)
    html = find_view(view)(trace, choices)
    assert html == find_view(view)(trace, choices)
    assert not re.search(r"\b(nan|inf|None)\b", re.sub("base64,[^']*", "", html))
    assert words(html) or alt(html)


@pytest.mark.parametrize("name", OF_ONE_EXAMPLE)
def test_what_is_for_one_example_says_so(name):
    with pytest.raises(ValueError, match=r"one example, but x has shape \(2, 4\)"):
        find_view(name)(a_trace(2, 3, 2, examples=4), lit("W2[0,1]"))


@pytest.mark.parametrize("name", OF_ONE_ELEMENT)
def test_a_view_of_one_element_takes_it_by_name_or_from_what_is_lit_a_gradient_standing_for_its_quantity(name):
    view, trace = find_view(name), a_trace(2, 3, 2)
    assert VIEWS[name]("W2[1,2]")(trace) == view(trace, lit("W2[1,2]")) == view(trace, lit("dL_dW2[1,2]"))
    for choices, answer in (({}, "highlight"), (lit("y[0]"), r"y\[0\] was asked for")):
        with pytest.raises(ValueError, match=answer):
            view(trace, choices)


# What a view shows


def test_a_view_of_a_trace_shows_where_the_training_stands():
    boundary = find_view("boundary")
    assert show(boundary, xor(30)) == boundary(xor(30).trace) != show(boundary, xor(0))


@pytest.mark.parametrize(
    ("view", "wanted", "state", "found"),
    [
        ("loss history", "Training", a_trace(), "Trace"),
        ("diagram", "Trace", deep_trace(2, 3, 2), "DeepTrace"),
        ("layers", "DeepTrace", xor(), "Trace"),
    ],
)
def test_a_state_of_the_wrong_kind_is_answered_with_the_right_one(view, wanted, state, found):
    with pytest.raises(ValueError, match=f"^The view '{view}' shows a {wanted}, but this is a {found}.$"):
        show(find_view(view), state)


def test_a_function_is_shown_any_state():
    assert show(lambda state, choices: f"{state} {choices}", 3, {"a": 1}) == "3 {'a': 1}"


# What a view reads


class Asked(collections.UserDict):
    """Choices that remember what they were asked for."""

    def __init__(self, **choices):
        self.names = set()
        super().__init__(choices)

    def __getitem__(self, name):
        self.names.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.names.add(name)
        return super().__contains__(name)


ALL = {
    **{"show": "both", "path": 1, "nudge": 0.1, "exponent": -4.0, "cells": 3},
    **{"transpose": "forgotten", "layout": "numerator", "grow": "depth", "nodes": 2, "mode": "forward"},
}
A_GRAPH = expression_graph(lambda a: (a * a).sum(), {"a": [1.0, 2.0]})
STATES = {Trace: [a_trace(2, 3, 2), a_trace(2, 3, 2, examples=3)], Training: [xor(3)], DeepTrace: [deep_trace(2, 3, 2)]}
STATES[Graph] = [A_GRAPH]


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


def test_nobody_knows_what_a_function_reads():
    assert reads_of([find_view("nudge"), lambda state, choices: ""]) is None
