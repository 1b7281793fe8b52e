"""Whatever lights up under the pointer can be chosen by keyboard, and lights up with the same rule."""

import re

import pytest
from shown import a_trace, marked, parsed

from backprop_helpers import Equation, Matrices, NetworkDiagram
from backprop_helpers.style import CSS
from backprop_helpers.views.parts.view import stacked


def listed(*pictures):
    """The elements in the list, by the class of each."""
    html = stacked({str(k): picture for k, picture in enumerate(pictures)})
    options = list(parsed(html).iter("option"))
    assert len(parsed(html).findall(".//select")) == bool(options)
    return {option.get("class"): option.text for option in options}


def test_each_edge_and_each_row_of_a_diagram_is_listed_once_whatever_else_shows_it():
    trace = a_trace(2, 3, 2)
    found = listed(NetworkDiagram("both")(trace), Matrices("W1", "dL_dW2", "z1")(trace), Equation("z1")(trace))
    assert {"x[1]", "W₁[2,1]", "b₁[2]", "z₁[0]", "W₂[1,2]", "a₂[1]", "y[0]", "L"} <= set(found.values())
    assert len(found) == len(set(found.values())) == 2 + 12 + 3 * 3 + 4 * 2 + 1


def test_matrices_alone_are_listed_by_the_quantity_whose_gradient_they_show():
    assert list(listed(Matrices("dL_db2")(a_trace(2, 3, 2))).values()) == ["b₂[0]", "b₂[1]"]


@pytest.mark.parametrize("sizes", [(2, 3, 2), (4, 6, 4), (8, 8, 8)])
def test_what_is_listed_is_lit_by_the_rule_for_the_pointer(sizes):
    trace = a_trace(*sizes)
    found = listed(NetworkDiagram()(trace), Matrices("W1")(trace))
    assert found
    for key in found:
        assert re.search(rf"\.bp-views:has\(\.{key}:is\(:hover,:focus>:checked\)\) \.{key}[,{{]", CSS), key


def test_a_formula_lights_up_with_the_numbers_in_it():
    html = Equation("z1")(a_trace(2, 3, 2))
    for key in ("bp-W1-0-1", "bp-x-1", "bp-b1-0"):
        assert {each.tag for each in marked(html, key)} == {"td", "span"}, key


def test_views_that_show_no_element_have_no_list():
    assert listed("<p>words</p>", "<img class='bp-plot'>") == {}
