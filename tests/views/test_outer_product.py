"""The gradient of a weight matrix is filled cell by cell as an outer product."""

import pytest
from shown import marked, texts
from steps import NET, X, Y, lit, rows, words

from backprop_helpers.style import number
from backprop_helpers.views import OuterProduct


@pytest.mark.parametrize("layer", [1, 2])
def test_the_outer_product_fills_cell_by_cell_and_frames_the_last(layer):
    trace = NET.trace(X, Y)
    gradient = getattr(trace, f"dL_dW{layer}")
    for cells in range(gradient.size + 1):
        html = OuterProduct(layer)(trace, {"cells": cells})
        found = [cell for row in rows(html)[1:] for cell in row[1:]]
        assert found == [number(g) if k < cells else "·" for k, g in enumerate(gradient.flat)]
        assert texts(html, "bp-differs") == [number(g) for g in gradient.flat[:cells][-1:]]
        assert not texts(html, "bp-lit")
        assert len(marked(html, "bp-used")) == (2 if cells else 0)
        assert f"{cells} of {gradient.size} cells filled." in words(html)


def test_yellow_is_the_weight_that_was_chosen_however_many_cells_are_filled():
    trace = NET.trace(X, Y)
    for cells in range(1, 7):
        html = OuterProduct()(trace, {**lit("W2[0,2]"), "cells": cells})
        assert texts(html, "bp-lit") == [number(trace.dL_dW2[0, 2]) if cells > 2 else "·"]
        last = [number(trace.dL_dW2.flat[cells - 1])] if cells != 3 else []
        assert texts(html, "bp-differs") == last
        assert f"∂L/∂W₂[{(cells - 1) // 3},{(cells - 1) % 3}] = " in words(html)


def test_without_the_setting_the_outer_product_is_full_and_lights_what_is_lit():
    trace = NET.trace(X, Y)
    html = OuterProduct()(trace, lit("W2[0,2]"))
    assert texts(html, "bp-lit") == [number(trace.dL_dW2[0, 2])]
    product = f"({number(trace.dL_dz2[0, 0])})·{number(trace.a1[2, 0])} = {number(trace.dL_dW2[0, 2])}"
    assert f"∂L/∂W₂[0,2] = ∂L/∂z₂[0]·a₁[2] = {product}." in words(html)
    assert "·" not in [cell for row in rows(html) for cell in row]
