"""A static picture stands alone and keeps its words."""

import base64
import xml.etree.ElementTree as ElementTree

import pytest
from shown import SVG, a_trace, parsed

from backprop_helpers import NetworkDiagram
from backprop_helpers.views import ShapeTable
from backprop_helpers.views.parts.static import static_html


def image(html):
    (found,) = parsed(html).iter("img")
    return found


@pytest.mark.parametrize("view", [NetworkDiagram("both"), ShapeTable()], ids=["diagram", "shapes"])
def test_a_static_picture_stands_alone_and_keeps_its_title_as_words(view):
    live = view(a_trace())
    shown = static_html(live)
    assert "<svg" not in shown
    pictures = [found for found in parsed(shown).iter("img")]
    svgs = list(parsed(live).iter(f"{SVG}svg"))
    assert len(pictures) == len(svgs) > 0
    for found, svg in zip(pictures, svgs, strict=True):
        title = svg.find(f"{SVG}title")
        assert found.get("alt") == ("" if title is None else title.text)
        assert found.get("width") == svg.get("width")
        alone = ElementTree.fromstring(base64.b64decode(found.get("src").removeprefix("data:image/svg+xml;base64,")))
        assert alone.tag == f"{SVG}svg"
        assert "--bp-forward" in alone.find(f"{SVG}style").text


def test_a_title_with_signs_of_html_stays_words():
    shown = static_html("<svg width='5'><title>a &lt; b &amp; 'c'</title></svg>")
    assert image(shown).get("alt") == "a < b & 'c'"
