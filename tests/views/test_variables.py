"""The table of variables names each quantity once."""

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
