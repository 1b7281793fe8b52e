"""One table gives every quantity its name, symbol, shape, formula and section, and reads the names that people type."""

import ast
import re
import xml.etree.ElementTree as ElementTree

import pytest

from backprop_helpers import QUANTITIES
from backprop_helpers.notation.table import Element, element, quantity

GIVEN = {"n", "h", "m", "N", "x", "y", "W1", "b1", "W2", "b2", "eta"}
FUNCTIONS = {"sigmoid", "sigmoid_prime", "sum"}
SECTIONS = {"Setup", "Notation", "Forward Pass", *(f"Step {k}" for k in range(1, 6)), "Gradient Descent Update Rule"}
ROLES = {"parameter", "forward", "target", "gradient", "setting"}


def names_in(code):
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)} - FUNCTIONS


# The rows


def test_what_is_given_has_no_formula_and_all_the_rest_has_one():
    assert {name for name, row in QUANTITIES.items() if row.formula is None} == GIVEN


@pytest.mark.parametrize("name", sorted(set(QUANTITIES) - GIVEN))
def test_a_formula_uses_only_what_is_computed_before(name):
    row, rows = QUANTITIES[name], list(QUANTITIES)
    for code in filter(None, (row.formula, row.batch_formula)):
        before = GIVEN | set(rows[: rows.index(name)])
        assert names_in(code) <= before


def test_every_row_is_complete():
    for name, row in QUANTITIES.items():
        assert row.name == name
        assert row.role in ROLES
        assert row.section in SECTIONS
        assert row.meaning
        assert set(row.shape) <= {"n", "h", "m", "N", "1"}
        assert len(row.shape) in (0, 2)


def test_every_quantity_that_a_slider_may_move_has_a_range():
    for name in (*GIVEN, "z1", "a1", "z2", "a2"):
        low, high, step = QUANTITIES[name].range
        assert low < high
        assert 0 < step < high - low


def test_a_gradient_has_the_shape_and_the_row_of_its_quantity_in_letters():
    gradients = [name for name in QUANTITIES if name.startswith("dL_d")]
    assert len(gradients) == 8
    for name in gradients:
        assert QUANTITIES[name].shape == QUANTITIES[name[4:]].shape


def test_a_shape_in_letters_becomes_a_shape_in_numbers():
    sizes = {"n": 2, "h": 3, "m": 4}
    assert quantity("W1").shape_for(**sizes) == (3, 2)
    assert quantity("dL_dW2").shape_for(**sizes) == (4, 3)
    assert quantity("b1").shape_for(**sizes, N=5) == (3, 1)
    assert quantity("z2").shape_for(**sizes) == (4, 1)
    assert quantity("z2").shape_for(**sizes, N=5) == (4, 5)
    assert quantity("loss").shape_for(**sizes, N=5) == ()


def test_weights_and_their_gradients_alone_need_two_indices():
    assert {name for name, row in QUANTITIES.items() if row.is_matrix} == {"W1", "W2", "dL_dW1", "dL_dW2"}


# Symbols


@pytest.mark.parametrize(
    ("name", "text", "html"),
    [
        ("x", "x", "<i>x</i>"),
        ("W1", "W₁", "<i>W</i><sub>1</sub>"),
        ("loss", "L", "<i>L</i>"),
        ("eta", "η", "<i>η</i>"),
        ("dL_dz2", "∂L/∂z₂", "∂<i>L</i>/∂<i>z</i><sub>2</sub>"),
        ("da1_dz1", "σ′(z₁)", "σ′(<i>z</i><sub>1</sub>)"),
    ],
)
def test_symbols_are_the_primers(name, text, html):
    row = quantity(name)
    assert (row.text, row.html) == (text, html)


def test_no_symbol_has_leftovers_and_no_two_are_alike():
    for row in QUANTITIES.values():
        assert not re.search(r"[_{}<>\d]|dL", row.text)
        ElementTree.fromstring(f"<p>{row.html}</p>")
        assert not re.search(r"[_{}]", row.html)
    for written in ("text", "html"):
        assert len({getattr(row, written) for row in QUANTITIES.values()}) == len(QUANTITIES)


# Names that people type


@pytest.mark.parametrize(
    ("typed", "meant"), [("w1", "W1"), ("dLdW2", "dL_dW2"), ("B2", "b2"), ("dl_dz1", "dL_dz1"), ("los", "loss")]
)
def test_a_misspelt_name_is_answered_with_the_nearest_one(typed, meant):
    with pytest.raises(ValueError, match=f"^There is no quantity '{typed}'. Did you mean {meant}"):
        quantity(typed)


@pytest.mark.parametrize("name", ["", None, 3, ["x"], "☂☂☂☂☂"])
def test_a_name_like_no_other_is_answered_with_all_there_are(name):
    with pytest.raises(ValueError, match=r"^There is no quantity .*The quantities are n, h, .*, eta\."):
        quantity(name)


# Elements


@pytest.mark.parametrize(
    ("typed", "name", "index", "place"),
    [
        ("W1[0,1]", "W1", (0, 1), (0, 1)),
        (" W1[ 0 , 1 ] ", "W1", (0, 1), (0, 1)),
        ("dL_dW2[10,11]", "dL_dW2", (10, 11), (10, 11)),
        ("x[1]", "x", (1,), (1, 0)),
        ("x[1,0]", "x", (1,), (1, 0)),
        ("x[1,2]", "x", (1, 2), (1, 2)),
        ("b2[0]", "b2", (0,), (0, 0)),
        ("loss", "loss", (), ()),
        ("eta", "eta", (), ()),
    ],
)
def test_an_element_is_a_name_with_indices_counted_from_zero(typed, name, index, place):
    found = element(typed)
    assert found == Element(name, index)
    assert found.place == place
    assert element(str(found)) == found


def test_an_element_is_labelled_with_its_symbol():
    assert element("W1[0,1]").text == "W₁[0,1]"
    assert element("dL_dz2[3]").text == "∂L/∂z₂[3]"
    assert element("loss").text == "L"


NO_ELEMENTS = ["x[-1]", "x[1.5]", "x[", "x[]", "W1[0,1,2]", "x[0]; import os"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("W1", r"'W1' is a whole array; name one element of it, such as W1\[0,0\]"),
        ("x", r"'x' is a whole array; name one element of it, such as x\[0\]"),
        ("W1[0]", r"needs two indices, such as W1\[0,0\]: to unit i, from unit j"),
        ("loss[0]", r"loss is one number; it has no element 'loss\[0\]'"),
        ("eta[0]", "eta is one number"),
        ("w1[0,0]", "There is no quantity 'w1'. Did you mean W1?"),
        *((typed, "is not an element: indices are whole numbers from 0") for typed in NO_ELEMENTS),
        ("", "There is no quantity ''"),
        (None, "There is no quantity 'None'"),
    ],
)
def test_what_is_no_element_is_refused_in_a_sentence(typed, answer):
    with pytest.raises(ValueError, match=answer):
        element(typed)
