"""The table of variables names each quantity once, with its shape for one example or for N."""

import pytest
from shown import parsed

from backprop_helpers import QUANTITIES
from backprop_helpers.views import variables


def test_the_table_of_variables_names_each_quantity_once_and_refuses_others():
    assert [line.split()[0] for line in repr(variables("x", "W1")).splitlines()] == ["code", "x", "W1"]
    assert len(repr(variables()).splitlines()) == len(QUANTITIES) + 1
    assert "<code>W1</code>" in variables("W1")._repr_html_()
    parsed(variables()._repr_html_())
    with pytest.raises(ValueError, match="Did you mean W1"):
        variables("w1")


def test_shapes_are_for_one_example_unless_the_table_has_their_number():
    shapes = {line.split()[0]: line for line in repr(variables("N", "x", "b1", "dL_dz2")).splitlines()}
    assert "(n, N)" in shapes["x"] and "(h, 1)" in shapes["b1"] and "(m, N)" in shapes["dL_dz2"]
    assert "(n, 1)" in repr(variables("x")) and "(n, N)" in variables("x", "N")._repr_html_()
