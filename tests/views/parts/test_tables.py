"""Tables, and what stands in their cells."""

import re

from backprop_helpers.views.parts.tables import figures, table


def test_a_heading_stands_above_its_numbers_and_above_words_where_they_begin():
    html = table("Costs", ("way", "P"), [("loops", figures("12")), ("backward", figures("7"))])
    assert re.findall("<th scope='col'(.*?)>(.*?)</th>", html) == [("", "way"), (" class='bp-figures'", "P")]
