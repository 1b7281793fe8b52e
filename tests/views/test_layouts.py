"""Gradients as columns need the transpose of W2, gradients as rows don't; the numbers are the same."""

import pytest
from shown import marked, texts
from steps import NET, X, Y, lit, words

from backprop_helpers.style import number
from backprop_helpers.views import Layouts


@pytest.mark.parametrize(
    ("layout", "shapes", "formula"),
    [
        ("denominator", "h×1 = 3×1 h×m = 3×2 m×1 = 2×1", "∂L/∂a₁ = W₂ᵀ ∂L/∂z₂"),
        ("numerator", "1×h = 1×3 1×m = 1×2 m×h = 2×3", "∂L/∂a₁ = ∂L/∂z₂ · W₂"),
    ],
)
def test_each_layout_has_its_own_product_and_shapes_and_both_give_the_same_numbers(layout, shapes, formula):
    trace = NET.trace(X, Y)
    html = Layouts()(trace, lit("a1[1]", layout=layout))
    assert f"{layout.capitalize()} layout" in words(html)
    assert shapes in words(html) and formula in words(html)
    assert texts(html, "bp-lit") == [number(trace.dL_da1[1, 0])] * 2
    assert {number(w) for w in trace.W2[:, 1]} <= set(texts(html, "bp-used"))


def test_as_columns_W2_is_drawn_transposed_and_as_rows_it_is_not():
    trace = NET.trace(X, Y)
    for layout, sup in (("denominator", 1), ("numerator", 0)):
        html = Layouts()(trace, lit("a1[0]", layout=layout))
        assert html.count("<sup>T</sup>") == sup and len(marked(html, "bp-matrix")) == 3
