"""The table of shapes counts the numbers."""

from shown import SVG, a_trace, parsed, texts

from backprop_helpers.views import ShapeTable


def test_the_table_of_shapes_counts_the_numbers():
    html, arrays = ShapeTable()(a_trace()), [getattr(a_trace(), name) for name in ShapeTable.names]
    squares = [path.get("d").count("M") for path in parsed(html).iter(f"{SVG}path")]
    assert squares == [array.size for array in arrays]
    assert {str(array.shape) for array in arrays} <= set(texts(html))


def test_no_row_gets_higher_with_the_sizes():
    small, large = (ShapeTable()(a_trace(*sizes)) for sizes in ((2, 3, 2), (4, 6, 4)))
    heights = [[float(svg.get("height")) for svg in parsed(html).iter(f"{SVG}svg")] for html in (small, large)]
    assert max(heights[1]) == max(heights[0]) > 0
