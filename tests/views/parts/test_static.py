"""A static picture stands alone and keeps its words."""

import base64
import xml.etree.ElementTree as ElementTree

import pytest
from shown import SVG, a_trace, parsed

from backprop_helpers import NetworkDiagram
from backprop_helpers.views import ShapeTable
from backprop_helpers.views.parts.static import static_html


@pytest.mark.parametrize("view", [NetworkDiagram("both"), ShapeTable()], ids=["diagram", "shapes"])
def test_a_static_picture_stands_alone_and_keeps_its_title_as_words(view):
    live = view(a_trace())
    shown = static_html(live)
    pictures, svgs = list(parsed(shown).iter("img")), list(parsed(live).iter(f"{SVG}svg"))
    assert pictures and "<svg" not in shown
    for found, svg in zip(pictures, svgs, strict=True):
        title = svg.find(f"{SVG}title")
        assert found.get("alt") == ("" if title is None else title.text)
        assert found.get("width") == svg.get("width")
        alone = ElementTree.fromstring(base64.b64decode(found.get("src").removeprefix("data:image/svg+xml;base64,")))
        assert alone.tag == f"{SVG}svg"
        assert "--bp-forward" in alone.find(f"{SVG}style").text


def test_a_static_picture_does_not_ask_to_be_pointed_at():
    live = NetworkDiagram("both")(a_trace(4, 6, 4))
    (src,) = (found.get("src") for found in parsed(static_html(live)).iter("img"))
    alone = ElementTree.fromstring(base64.b64decode(src.removeprefix("data:image/svg+xml;base64,")))
    asking = [group for group in alone.iter(f"{SVG}g") if "Point at an edge" in "".join(group.itertext())]
    assert [group.get("class") for group in asking] == ["bp-muted bp-pointing"]
    assert ".bp-pointing{display:none}" in alone.find(f"{SVG}style").text


def test_a_title_with_signs_of_html_stays_words():
    shown = static_html("<svg width='5'><title>a &lt; b &amp; 'c'</title></svg>")
    assert next(parsed(shown).iter("img")).get("alt") == "a < b & 'c'"
