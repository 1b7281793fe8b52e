"""Projector mode is one switch for a notebook, the same at every place, and changes nothing while it is off."""

import re

import ipywidgets as widgets
import pytest

from backprop_helpers import BackgroundRun, Explorer, Network, Player, ask
from backprop_helpers.style import CSS, PROJECTOR
from backprop_helpers.widgets.cell import projector_switch

TICKED = ":has(.bp-projector input:checked)"


def explorer(**more):
    return Explorer(Network.random(2, 3, 2), x=[0.9, -0.6], y=[1, 0], **more)


def shown(widget):
    """The widget and everything in it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from shown(child)


def shown_by_type(kind):
    (found,) = (widget for widget in shown(projector_switch()) if type(widget) is kind)
    return found


def stepped(step):
    return Network.random(2, 3, 2).trace([0.9, -0.6], [1, 0])


PLACES = {
    "explorer": lambda: explorer(sliders=["x[0]"]),
    "explorer without sliders": explorer,
    "player": lambda: Player(Explorer(stepped, settings={"step": (0, 9, 1, 0)})),
    "question": lambda: ask("two paths"),
    "long run": lambda: BackgroundRun([1], views=[lambda state, choices: ""], words="Counts."),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_one_switch_stands_at(place):
    assert [widget for widget in shown(PLACES[place]().widget) if widget is projector_switch()]


def test_it_is_off_at_the_start_and_has_a_name():
    box = shown_by_type(widgets.Checkbox)
    assert box.value is False and box.description == "projector"


def test_its_style_sheet_is_in_the_page_only_while_it_is_ticked():
    """At every change of the page a browser looks for what `:has()` may mean, longer than a step takes."""
    box, style = shown_by_type(widgets.Checkbox), shown_by_type(widgets.HTML)
    assert style.value == "" and ":has(" not in CSS
    box.value = True
    try:
        assert PROJECTOR in style.value
    finally:
        box.value = False
    assert style.value == ""


def test_moving_and_resetting_leave_it_as_it_is():
    box = shown_by_type(widgets.Checkbox)
    moved = explorer(sliders=["x[0]"])
    box.value = True
    try:
        moved.sliders["x[0]"].value = 2.0
        moved.reset()
        assert box.value is True
    finally:
        box.value = False


def test_every_rule_obeys_the_switch():
    """All of the style sheet stands in one block, and that one is for a page whose switch is ticked."""
    selector, brace, rest = PROJECTOR.strip().partition("{")
    assert brace and selector.strip().endswith(TICKED)
    depth = 1
    for place, sign in enumerate(rest):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth > 0 or place == len(rest) - 1, "a rule stands outside of the block"
    assert depth == 0


def test_text_is_never_below_24_dots():
    assert "--bp-big:max(24px," in PROJECTOR
    outside_of_drawings = re.sub(r"\.bp svg\[font-size\] \{[^}]*\}", "", PROJECTOR)
    sizes = re.findall(r"font-size:([^;}]+)", outside_of_drawings)
    assert sizes and set(sizes) == {"var(--bp-big)", "calc(.9 * var(--bp-big))"}  # the latter: code


def test_a_saved_cell_knows_nothing_of_it():
    for bundle in (explorer()._repr_mimebundle_(), ask("two paths")._repr_mimebundle_()):
        assert not any("projector" in str(bundle[kind]) for kind in ("text/html", "text/plain"))
