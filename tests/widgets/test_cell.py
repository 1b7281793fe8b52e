"""In a cell: live words that rest before they are read out, one projector switch, copies with ids of their own."""

import asyncio
import re
import sys

import ipywidgets as widgets
import pytest
from widget_parts import an_explorer, inside, parts

from backprop_helpers import BackgroundRun, ByHand, Player, ask
from backprop_helpers.style import CSS, PROJECTOR
from backprop_helpers.widgets.cell import MIME, LiveRegion, copy_for_cell, projector_switch, unfolding


def with_steps():
    return an_explorer({"x[0]": None, "step": (0, 9)}, views=[lambda trace, choices: ""])


PLACES = {
    "explorer": lambda: an_explorer(["x[0]"]),
    "explorer without sliders": lambda: an_explorer(()),
    "player": lambda: Player(with_steps()),
    "question": lambda: ask("two paths"),
    "background run": lambda: BackgroundRun([1], views=[lambda state, choices: ""], words="Counts."),
}
FORM = {"form": lambda: ByHand(seed=7)}  # of a worksheet, which nobody projects
every_place = pytest.mark.parametrize("place", PLACES)


# ---- live regions


def owned(spoken):
    """What the region that a screen reader listens to owns."""
    region, words = spoken.children
    name = re.fullmatch(r"<div role='status' aria-owns='(.+)'></div>", region.value)[1]
    return re.fullmatch(rf"<div id='{name}'(?: class='bp-heard')?>(.*)</div>", words.value)[1]


def test_words_are_owned_by_a_region_that_stays():
    spoken = LiveRegion()
    region = spoken.children[0].value
    assert owned(spoken) == ""
    for words in ("one", "two", ""):
        spoken.value = words
        assert (spoken.value, owned(spoken), spoken.children[0].value) == (words, words, region)


def test_words_that_change_from_frame_to_frame_are_owned_once_they_rest():
    async def drag():
        spoken, heard = LiveRegion(delay=0.05), []
        spoken.children[1].observe(lambda change: heard.append(owned(spoken)), "value")
        for words in ("start", "on", "further", "there"):
            spoken.value = words
            assert spoken.value == words
            await asyncio.sleep(0)
        while heard[-1] == "start":
            await asyncio.sleep(0.01)
        return heard

    assert asyncio.run(asyncio.wait_for(drag(), 10)) == ["start", "there"]


# ---- cells


@every_place
def test_each_cell_has_the_same_controls_and_words_of_its_own(place):
    widget = PLACES[place]().widget
    first, second, third = (copy_for_cell(widget) for _ in range(3))
    assert first is widget
    controls = widgets.FloatSlider, widgets.Button, widgets.RadioButtons
    assert parts(first, controls) == parts(second, controls) == parts(third, controls)
    words = [spoken for cell in (first, second, third) for spoken in parts(cell, LiveRegion)]
    assert len({spoken.children[0].value for spoken in words}) == len(words)


def test_the_words_in_each_cell_say_the_same():
    explorer = an_explorer(["x[0]"])
    cells = [copy_for_cell(explorer.widget) for _ in range(3)]
    for x in (0.5, 2.0):
        explorer.sliders["x[0]"].value = x
        spoken = [words.value for cell in cells for words in parts(cell, LiveRegion)]
        assert len(spoken) == 3 and all(explorer.sentence in words for words in spoken)


def test_a_player_shown_after_its_explorer_has_words_of_its_own():
    explorer = with_steps()
    first, second = copy_for_cell(explorer.widget), copy_for_cell(Player(explorer).widget)
    assert not set(parts(first, LiveRegion)) & set(parts(second, LiveRegion))


@pytest.mark.parametrize("make", {**PLACES, **FORM}.values(), ids={**PLACES, **FORM})
def test_a_cell_shows_the_widget_with_its_style_and_what_stands_in_for_it_without_the_switch(make):
    thing = make()
    bundle, again = thing._repr_mimebundle_(), thing._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/html", "text/plain"}
    assert bundle[MIME]["model_id"] == thing.widget.model_id != again[MIME]["model_id"]
    assert [each for each in parts(thing.widget, widgets.HTML) if CSS in each.value]
    assert "bp-live" in thing.widget.get_state()["_dom_classes"]
    assert not any("projector" in bundle[kind] for kind in ("text/html", "text/plain"))


# ---- the projector switch


def of_the_switch(kind):
    (found,) = (widget for widget in inside(projector_switch()) if type(widget) is kind)
    return found


@every_place
def test_the_one_switch_stands_at(place):
    assert [widget for widget in inside(PLACES[place]().widget) if widget is projector_switch()]


def test_its_style_sheet_is_in_the_page_only_while_it_is_ticked_and_no_reset_unticks_it():
    """At every change of the page a browser looks for what `:has()` may mean, longer than a step takes."""
    box, style, explorer = of_the_switch(widgets.Checkbox), of_the_switch(widgets.HTML), an_explorer(["x[0]"])
    assert box.description == "projector" and (box.value, style.value) == (False, "")
    assert CSS.count(":has(") == CSS.count(".bp-views:has("), "only within the pictures of one explorer"
    box.value = True
    try:
        explorer.sliders["x[0]"].value = 2.0
        explorer.reset()
        assert box.value and PROJECTOR in style.value
    finally:
        box.value = False
    assert style.value == ""


def test_what_is_folded_is_made_once_when_it_is_opened():
    made = []

    def make():
        made.append(widgets.Text())
        return made[-1]

    folded = unfolding("Open me", make)
    turn, below = folded.children[1:]
    assert turn.description == "Open me" and below.children == () and made == []
    for value in (True, False, True):
        turn.value = value
        assert below.layout.display == (None if value else "none")
    assert below.children == (made[0],) and len(made) == 1


# ---- without widgets


@pytest.mark.parametrize("make", [*PLACES.values(), *FORM.values()], ids=[*PLACES, *FORM])
def test_marimo_shows_a_still_picture_and_says_so(make, monkeypatch):
    monkeypatch.setitem(sys.modules, "marimo", None)
    shown = make()._repr_mimebundle_(include=[], exclude=[])  # as marimo asks for it
    assert MIME not in shown and "still picture" in shown["text/html"].partition("</p>")[0]
    monkeypatch.delitem(sys.modules, "marimo")
    live = make()._repr_mimebundle_()
    assert MIME in live and "still picture" not in live["text/html"]
