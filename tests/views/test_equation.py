"""An equation shows the trace's numbers, ends with its element's number, and marks what it uses."""

import pytest
from shown import a_trace, elements, marked, parsed, texts

from backprop_helpers import QUANTITIES, Equation, Matrices
from backprop_helpers.notation.formula import expand, value
from backprop_helpers.notation.table import PARAMETERS, element
from backprop_helpers.style import number

COMPUTED = [name for name, known in QUANTITIES.items() if known.formula]


@pytest.mark.parametrize("examples", [1, 3])
@pytest.mark.parametrize("name", COMPUTED)
def test_an_equation_ends_with_its_elements_number(name, examples):
    trace = a_trace(examples=examples)
    shown = texts(Equation(name)(trace), "bp-lit")
    assert shown[-1] == number(value(trace, elements(name, trace)[0]))


@pytest.mark.parametrize("name", ["x", "y", *PARAMETERS])
def test_what_is_given_is_said_to_be_given_and_shown(name):
    trace = a_trace()
    html = Equation(name)(trace)
    assert "is given" in html
    assert {number(entry) for entry in getattr(trace, name).ravel()} <= set(texts(html))


def test_an_equation_is_of_its_own_quantity_or_of_the_stage_or_of_what_is_lit():
    trace, lit = a_trace(), element("dL_dW2[3,1]")
    assert Equation("dL_dW2")(trace, {"highlight": lit}) == Equation()(trace, {"highlight": lit})
    assert Equation()(trace, {"stage": "a1", "highlight": lit}) == Equation("a1")(trace)
    assert lit.text in texts(Equation()(trace, {"highlight": lit}), "bp-lit")


@pytest.mark.parametrize("name", COMPUTED)
def test_an_equation_marks_one_element_and_frames_what_it_uses(name):
    trace = a_trace()
    lit = elements(name, trace)[0]
    html = Equation(name)(trace)
    assert [cell.get("title") for cell in marked(html, "bp-lit") if cell.tag == "td"] == [lit.text]
    used = {each.text for each in expand(trace, lit, lambda entry, text: text).used}
    assert {cell.get("title") for cell in marked(html, "bp-used") if cell.tag == "td"} == used


def test_a_transposed_matrix_shows_the_transpose():
    trace = a_trace()
    cells = [cell.get("title", "") for cell in parsed(Equation("dL_da1")(trace)).iter("td")]
    assert [place for place in cells if place.startswith("W₂")] == [f"W₂[{i},{j}]" for j in range(3) for i in range(4)]


@pytest.mark.parametrize(("chosen", "column"), [({}, 0), ({"example": 3}, 2)])
def test_an_equation_and_matrices_follow_the_example_that_is_shown_at_first_the_first(chosen, column):
    trace, choices = a_trace(examples=3), {"highlight": element("z1[1]"), **chosen}
    for view in (Equation("z1"), Matrices("z1")):
        cells = [cell for cell in marked(view(trace, choices), "bp-lit") if cell.tag == "td"]
        assert [cell.get("title") for cell in cells] == [f"z₁[1,{column}]"]
    assert texts(Equation("a2")(trace, choices), "bp-lit")[-1] == number(trace.a2[0, column])
