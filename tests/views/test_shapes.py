"""The table of shapes counts the numbers."""

from shown import SVG, a_trace, parsed, texts

from backprop_helpers.views import ShapeTable


def test_the_table_of_shapes_counts_the_numbers():
    html, arrays = ShapeTable()(a_trace()), [getattr(a_trace(), name) for name in ShapeTable.names]
    squares = [path.get("d").count("M") for path in parsed(html).iter(f"{SVG}path")]
    assert squares == [array.size for array in arrays]
    assert {str(array.shape) for array in arrays} <= set(texts(html))
