"""Equations, matrices and tables show the trace's numbers, each at its place, and mark the one that is looked at."""

import pytest
from shown import SVG, a_trace, elements, marked, parsed, texts

from backprop_helpers import QUANTITIES, Equation, Matrices, Network
from backprop_helpers.notation.formula import expand, value
from backprop_helpers.notation.table import element
from backprop_helpers.style import number
from backprop_helpers.views import VIEWS, ShapeTable, find_view, find_views, variables

NAMES = [name for name in QUANTITIES if name not in ("n", "h", "m", "N", "eta")]
NET = Network.random(2, 3, 2)
NEED_ARGUMENTS = {"loss surface", "printed", "side by side"}
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


@pytest.mark.parametrize("examples", [1, 3])
@pytest.mark.parametrize("name", NAMES)
def test_a_matrix_shows_every_number_with_its_place(name, examples):
    trace = a_trace(examples=examples)
    cells = [cell for cell in parsed(Matrices(name)(trace)).iter("td") if cell.get("title")]
    right = [(each.text, number(value(trace, each))) for each in elements(name, trace)]
    assert [(cell.get("title"), cell.text) for cell in cells] == right


def test_a_long_matrix_is_elided():
    html = Matrices("W1")(a_trace(12, 3, 2))
    assert texts(html).count("⋯") == 3
    assert "W₁[0,11]" in html
    assert "W₁[0,7]" not in html


def test_a_transposed_matrix_shows_the_transpose():
    trace = a_trace()
    rows = [
        [cell.get("title") for cell in row]
        for row in parsed(Equation("dL_da1")(trace)).iter("tr")
        if len(row) and (row[0].get("title") or "").startswith("W₂")
    ]
    assert rows == [[f"W₂[{i},{j}]" for i in range(4)] for j in range(3)]


def test_the_table_of_shapes_counts_the_numbers():
    trace = a_trace()
    html = ShapeTable()(trace)
    squares = [path.get("d").count("M") for path in parsed(html).iter(f"{SVG}path")]
    assert squares == [getattr(trace, name).size for name in ShapeTable.names]
    for name in ShapeTable.names:
        assert str(getattr(trace, name).shape) in texts(html)


def test_the_table_of_variables_names_each_quantity_once_and_refuses_others():
    assert [line.split()[0] for line in repr(variables("x", "W1")).splitlines()] == ["code", "x", "W1"]
    assert len(repr(variables()).splitlines()) == len(QUANTITIES) + 1
    assert "<code>W1</code>" in variables("W1")._repr_html_()
    parsed(variables()._repr_html_())
    with pytest.raises(ValueError, match="Did you mean W1"):
        variables("w1")


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


def test_an_equation_and_matrices_follow_the_example_that_is_shown():
    trace, choices = a_trace(examples=3), {"highlight": element("z1[1]"), "example": 3}
    for view in (Equation("z1"), Matrices("z1")):
        cells = [cell for cell in marked(view(trace, choices), "bp-lit") if cell.tag == "td"]
        assert [cell.get("title") for cell in cells] == ["z₁[1,2]"]
    assert texts(Equation("a2")(trace, choices), "bp-lit")[-1] == number(trace.a2[0, 2])
