"""What a slider moves is seen together with the slider, at its place, and as large as it is."""

import pytest
from hands import controls, reset, settle
from lab import HANDLE

pytestmark = pytest.mark.browser

#: [left, top, right, bottom] from the explorer's corner, of each part of an explorer, by what it is.
PLACES = """explorer => {
    const origin = explorer.getBoundingClientRect();
    const place = each => {
        const {left, top, right, bottom} = each.getBoundingClientRect();
        return [left - origin.left, top - origin.top, right - origin.left, bottom - origin.top].map(Math.round);
    };
    const all = selector => [...explorer.querySelectorAll(selector)];
    const places = (kind, selector) => all(selector).map((each, k) => [kind + k, place(each)]);
    return Object.fromEntries([
        ...places('control ', '.bp-control'), ...places('view ', '.bp-views > .bp'), ...places('plot ', '.bp-plot'),
        ...places('matrix ', '.bp-matrix'), ...places('diagram ', 'svg[font-size]'),
    ]);
}"""
ROOM = "() => document.querySelector('.jp-WindowedPanel-outer, .jp-Notebook').clientHeight"
#: Explorers whose sizes are moved, or with two views of training that are each as wide as the page.
TALLER = ("n", "seed")
#: How wide each picture is, and how wide it was drawn.
DRAWN = """explorer => [...explorer.querySelectorAll('svg[font-size], .bp-plot')].map(
    picture => [picture.clientWidth, +picture.getAttribute('width')])"""


@pytest.fixture
def wide(lesson):
    was_open = not lesson.page.evaluate("window.jupyterapp.shell.leftCollapsed")
    lesson.page.evaluate("window.jupyterapp.shell.collapseLeft()")
    yield lesson
    if was_open:
        lesson.page.evaluate("window.jupyterapp.shell.expandLeft()")


def labels(explorer):
    return explorer.locator(".bp-control .widget-label").all_inner_texts()


def test_sliders_sentence_and_pictures_are_on_one_screen(wide):
    room = wide.page.evaluate(ROOM)
    for explorer in wide.explorers:
        places = explorer.evaluate(PLACES)
        seen = [name for name in places if name == "view 0" or labels(explorer)[0] not in TALLER]
        assert max(places[name][3] for name in seen) <= room, (labels(explorer), places)


def seen(explorer):
    """The places of what has an edge to be seen; the box of a view has none."""
    return {name: place for name, place in explorer.evaluate(PLACES).items() if not name.startswith("view")}


def test_a_move_leaves_everything_at_its_place(wide):
    for explorer in wide.explorers:
        if labels(explorer)[0] in ("n", "layers"):  # it moves a size
            continue
        reset(explorer)
        before = seen(explorer)
        for key in ("End", "Home"):
            for control in controls(explorer):
                if control.locator(".widget-label").first.inner_text() in ("h", "step", "cells"):
                    continue
                control.locator(HANDLE).press(key)
                settle(wide.page)
                assert seen(explorer) == before, control.inner_text()
        reset(explorer)


@pytest.fixture(params=[390, 640, 800])
def narrow(request, lesson):
    size = lesson.page.viewport_size
    lesson.page.set_viewport_size({"width": request.param, "height": 800})
    yield lesson
    lesson.page.set_viewport_size(size)


def test_on_a_narrow_screen_pictures_keep_their_size(narrow):
    for explorer in narrow.explorers:
        assert all(shown == size for shown, size in explorer.evaluate(DRAWN)), labels(explorer)
