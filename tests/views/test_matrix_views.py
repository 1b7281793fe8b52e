"""The Jacobians of steps 2, 3 and 5 with their zeros, and the products that are left of them."""

import pytest
from shown import marked, parsed, texts
from steps import NET, X, Y, lit, rows, words

from backprop_helpers.notation.table import element
from backprop_helpers.style import number
from backprop_helpers.views import Jacobian, OuterProduct, WeightJacobian, WithoutSlope

# Step 2


def test_the_jacobian_is_0_off_its_diagonal_and_the_slopes_on_it():
    trace = NET.trace(X, Y)
    (table,) = [t for t in parsed(Jacobian(1)(trace)).iter("table") if (t.get("aria-label") or "").startswith("diag")]
    found = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    slopes = [number(slope) for slope in trace.da1_dz1[:, 0]]
    assert found == [[slopes[i] if i == j else "0" for j in range(3)] for i in range(3)]


def test_the_lit_row_of_the_jacobian_gives_the_lit_gradient():
    trace = NET.trace(X, Y)
    html = Jacobian()(trace, lit("z2[1]"))
    slope, (first, second) = trace.da2_dz2[1, 0], trace.dL_da2[:, 0]
    said = f"∂L/∂z₂[1] = 0·({number(first)}) + {number(slope)}·{number(second)} = {number(trace.dL_dz2[1, 0])}."
    assert said in words(html)
    assert texts(html, "bp-lit") == [number(trace.dL_dz2[1, 0])] * 2


def test_a_layer_that_is_not_there_has_no_jacobian_and_no_outer_product():
    for make in (Jacobian, OuterProduct):
        with pytest.raises(ValueError, match="layer should be 1, .*, or 2, .*, but is 3"):
            make(3)


def test_without_the_slope_a_confidently_wrong_output_would_send_its_whole_error_back():
    trace = NET.trace(X, Y, {"z2": [-6.0, 0.5]})
    html = WithoutSlope()(trace)
    for k, row in enumerate(rows(html)[1:]):
        error = trace.a2[k, 0] - trace.y[k, 0]
        assert row[3:] == [number(shown) for shown in (trace.da2_dz2[k, 0], trace.dL_dz2[k, 0], error)]
    assert f"Output 0 is furthest from its target: a₂ − y = {number(trace.a2[0, 0] - 1)}." in words(html)
    assert f"{number(100 * trace.da2_dz2[0, 0])} % of that" in words(html)


# Steps 3 and 5


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


@pytest.mark.parametrize("layer", [1, 2])
def test_the_outer_product_fills_cell_by_cell_and_lights_the_last(layer):
    trace = NET.trace(X, Y)
    gradient = getattr(trace, f"dL_dW{layer}")
    for cells in range(gradient.size + 1):
        html = OuterProduct(layer)(trace, {"cells": cells})
        found = [cell for row in rows(html)[1:] for cell in row[1:]]
        assert found == [number(g) if k < cells else "·" for k, g in enumerate(gradient.flat)]
        assert texts(html, "bp-lit") == [number(g) for g in gradient.flat[:cells][-1:]]
        assert len(marked(html, "bp-used")) == (2 if cells else 0)
        assert f"{cells} of {gradient.size} cells filled." in words(html)


def test_without_the_setting_the_outer_product_is_full_and_lights_what_is_lit():
    trace = NET.trace(X, Y)
    html = OuterProduct()(trace, lit("W2[0,2]"))
    assert texts(html, "bp-lit") == [number(trace.dL_dW2[0, 2])]
    product = f"({number(trace.dL_dz2[0, 0])})·{number(trace.a1[2, 0])} = {number(trace.dL_dW2[0, 2])}"
    assert f"∂L/∂W₂[0,2] = ∂L/∂z₂[0]·a₁[2] = {product}." in words(html)
    assert "·" not in [cell for row in rows(html) for cell in row]
