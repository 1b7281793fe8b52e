"""The table of shapes counts the numbers."""

from shown import SVG, a_trace, parsed, texts

from backprop_helpers.views import ShapeTable


def test_the_table_of_shapes_counts_the_numbers():
    trace = a_trace()
    html = ShapeTable()(trace)
    squares = [path.get("d").count("M") for path in parsed(html).iter(f"{SVG}path")]
    assert squares == [getattr(trace, name).size for name in ShapeTable.names]
    for name in ShapeTable.names:
        assert str(getattr(trace, name).shape) in texts(html)
