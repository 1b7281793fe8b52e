"""An equation shows the trace's numbers, ends with its element's number, and marks what it uses."""

import pytest
from shown import a_trace, elements, marked, parsed, texts

from backprop_helpers import QUANTITIES, Equation, Matrices
from backprop_helpers.notation.formula import expand, value
from backprop_helpers.notation.table import element
from backprop_helpers.style import number

NAMES = [name for name in QUANTITIES if name not in ("n", "h", "m", "N", "eta")]
COMPUTED = [name for name in NAMES if QUANTITIES[name].formula]


@pytest.mark.parametrize("examples", [1, 3])
@pytest.mark.parametrize("name", COMPUTED)
def test_an_equation_ends_with_its_elements_number(name, examples):
    trace = a_trace(examples=examples)
    shown = texts(Equation(name)(trace), "bp-lit")
    assert shown[-1] == number(value(trace, elements(name, trace)[0]))


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(COMPUTED)))
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
    cells = [cell for cell in parsed(Equation(name)(trace)).iter("td") if cell.get("title")]
    assert [cell.get("title") for cell in cells if cell.get("class") == "bp-lit"] == [lit.text]
    used = {each.text for each in expand(trace, lit, lambda entry, text: text).used}
    assert {cell.get("title") for cell in cells if cell.get("class") == "bp-used"} == used


def test_a_lit_column_is_the_first_of_a_batch():
    lit = element("z1[1]")
    for view in (Equation("z1"), Matrices("z1")):
        cells = [
            found for found in marked(view(a_trace(examples=2), {"highlight": lit}), "bp-lit") if found.tag == "td"
        ]
        assert [cell.get("title") for cell in cells] == ["z₁[1,0]"]


def test_a_transposed_matrix_shows_the_transpose():
    trace = a_trace()
    rows = [
        [cell.get("title") for cell in row]
        for row in parsed(Equation("dL_da1")(trace)).iter("tr")
        if len(row) and (row[0].get("title") or "").startswith("W₂")
    ]
    assert rows == [[f"W₂[{i},{j}]" for i in range(4)] for j in range(3)]


def test_an_equation_and_matrices_follow_the_example_that_is_shown():
    trace, choices = a_trace(examples=3), {"highlight": element("z1[1]"), "example": 3}
    for view in (Equation("z1"), Matrices("z1")):
        cells = [cell for cell in marked(view(trace, choices), "bp-lit") if cell.tag == "td"]
        assert [cell.get("title") for cell in cells] == ["z₁[1,2]"]
    assert texts(Equation("a2")(trace, choices), "bp-lit")[-1] == number(trace.a2[0, 2])
