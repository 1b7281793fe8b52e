"""Examples in rows: the same numbers as in columns, with the transposes elsewhere."""

import pytest
from shown import a_trace, marked, parsed

from backprop_helpers.mistakes.cases import case_of
from backprop_helpers.views import Rows


def labels(html):
    return [table.get("aria-label") for table in parsed(html).iter("table") if "bp-matrix" in table.get("class")]


@pytest.mark.parametrize(
    ("stage", "columns", "rows"),
    [
        ("z1", ["z₁", "W₁", "x", "b₁"], ["z₁ transposed", "x transposed", "W₁ transposed", "b₁ transposed"]),
        ("dL_dW2", ["∂L/∂W₂", "∂L/∂z₂", "a₁ transposed"], ["∂L/∂W₂", "∂L/∂z₂", "a₁ transposed"]),
        ("dL_da1", ["∂L/∂a₁", "W₂ transposed", "∂L/∂z₂"], ["∂L/∂a₁ transposed", "∂L/∂z₂ transposed", "W₂"]),
    ],
)
def test_each_formula_is_drawn_in_both_layouts(stage, columns, rows):
    assert labels(Rows()(a_trace(2, 3, 1, 4), {"stage": stage})) == [*columns, *rows]


def test_the_sum_runs_over_the_examples_in_both():
    html = Rows()(a_trace(2, 3, 2, 4), {"stage": "dL_db2"})
    assert html.index("sum of each row of") < html.index("sum of each column of")


def test_the_formulas_in_rows_are_those_of_the_exercises_about_rows():
    for stage in case_of("rows").formulas:
        assert len(marked(Rows()(a_trace(2, 3, 2, 4), {"stage": stage}), "bp-matrix")) >= 4
