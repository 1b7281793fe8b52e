"""Widgets in a cell: themselves the first time; each further time with the same controls and words of their own."""

import ipywidgets as widgets
import pytest

from backprop_helpers import Explorer, Network, Player, ask
from backprop_helpers.widgets.cell import LiveRegion, copy_for_cell, widget_bundle


def an_explorer():
    settings = {"step": (0, 9, 1, 0)}
    return Explorer(Network.random(2, 3, 2), [0.5, -1.0], [0.0, 1.0], sliders=["x[0]"], settings=settings)


def inside(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def parts(widget, kind):
    return [each for each in inside(widget) if isinstance(each, kind)]


@pytest.mark.parametrize("make", [an_explorer, lambda: Player(an_explorer()), lambda: ask("sign of a gradient")])
def test_each_place_has_the_same_controls_and_words_of_its_own(make):
    widget = make().widget
    first, second, third = (copy_for_cell(widget) for _ in range(3))
    assert first is widget
    controls = widgets.FloatSlider, widgets.Button, widgets.RadioButtons
    assert parts(first, controls) == parts(second, controls) == parts(third, controls)
    assert parts(first, controls)
    words = [spoken for place in (first, second, third) for spoken in parts(place, LiveRegion)]
    assert len({spoken.children[0].value for spoken in words}) == len(words) >= 3


def test_the_words_at_each_place_say_the_same():
    explorer = an_explorer()
    places = [copy_for_cell(explorer.widget) for _ in range(3)]
    for x in (0.5, 2.0):
        explorer.sliders["x[0]"].value = x
        assert [explorer.sentence in spoken.value for place in places for spoken in parts(place, LiveRegion)] == [
            True
        ] * 3


def test_a_player_shown_after_its_explorer_has_words_of_its_own():
    explorer = an_explorer()
    first, second = copy_for_cell(explorer.widget), copy_for_cell(Player(explorer).widget)
    assert not set(parts(first, LiveRegion)) & set(parts(second, LiveRegion))


def test_a_cell_shows_the_widget_with_its_style():
    explorer = an_explorer()
    (view,) = widget_bundle(explorer.widget).values()
    assert view["model_id"] == explorer.widget.model_id
    assert "bp-live" in explorer.widget._dom_classes
