"""Sliders: each has a number field, stands at the number that it is given, and goes as far as its range says."""

import numpy as np
import pytest
from comm import DummyComm
from widget_parts import NET, X, Y, an_explorer, field_of

from backprop_helpers import Explorer
from backprop_helpers.widgets.controls import slider_numbers, slider_ranges


def span(slider):
    return slider.min, slider.max, slider.step, slider.value


# ---- the field


def test_the_number_field_and_the_slider_move_each_other():
    explorer = an_explorer()
    slider = explorer.sliders["x[0]"]
    field = field_of(explorer, slider)
    assert (field.description, *span(field)) == (slider.description, *span(slider))
    field.value = 2.0
    assert (slider.value, explorer.trace.x[0, 0]) == (2.0, 2.0)
    slider.value = -1.0
    assert field.value == -1.0
    field.value = 1e9
    assert slider.value == slider.max


def test_the_number_in_the_field_follows_what_is_drawn_so_that_both_are_painted_at_once():
    explorer, order = an_explorer(["x[0]"]), []
    slider = explorer.sliders["x[0]"]
    explorer.widget.children[-1].observe(lambda change: order.append("picture"), "value")
    field_of(explorer, slider).observe(lambda change: order.append("number"), "value")
    slider.value = 2.0
    assert order == ["picture", "number"]


def test_a_number_between_two_steps_stays_what_it_is_behind_the_four_digits_in_the_field():
    explorer = an_explorer({"x[0]": (-3, 3, 0.05, 0.123456)})
    slider = explorer.sliders["x[0]"]
    field = field_of(explorer, slider)
    assert (slider.value, field.value, explorer.trace.x[0, 0]) == (0.123456, 0.1235, 0.123456)
    field.value = 0.654321
    assert (slider.value, field.value, explorer.trace.x[0, 0]) == (0.654321, 0.654321, 0.654321)
    explorer.reset()
    assert (slider.value, field.value, explorer.trace.x[0, 0]) == (0.123456, 0.1235, 0.123456)


def test_every_slider_and_field_has_a_label():
    explorer = an_explorer(["W1[2,1]", "x[0]"])
    assert [slider.description for slider in explorer.sliders.values()] == ["W₁[2,1]", "x[0]"]
    assert [field_of(explorer, slider).description for slider in explorer.sliders.values()] == ["W₁[2,1]", "x[0]"]
    eta = Explorer(lambda eta: NET.trace(X, Y), sliders={"eta": (0.0, 5.0)}).sliders["eta"]
    assert eta.description == "η"


# ---- its range


@pytest.mark.parametrize("given", [(-1, 1), (-1.0, 1.0, 0.1), (-1, 1, 0.05, 0.25), np.array([-1.0, 1.0])])
def test_a_range_that_is_given_is_the_sliders_range(given):
    slider = an_explorer({"W1[0,0]": given}).sliders["W1[0,0]"]
    assert (slider.min, slider.max) == (-1, 1)
    assert slider.step == pytest.approx(given[2] if len(given) > 2 else 0.05)
    assert slider.value == (given[3] if len(given) > 3 else NET.W1[0, 0])


def test_without_a_range_an_element_has_the_usual_one_which_holds_its_number():
    assert span(an_explorer(["x[0]"]).sliders["x[0]"]) == (-3, 3, 0.05, 0.5)
    assert an_explorer({"x[0]": None}).sliders["x[0]"].max == 3
    far = Explorer(NET, [7.0, 0.0], Y, sliders=["x[0]"])
    assert far.sliders["x[0]"].max == far.trace.x[0, 0] == 7.0


def test_a_free_number_starts_at_its_low_end_and_whole_numbers_stay_whole():
    assert slider_numbers("step", (0, 500)) == (0, 0, 500, 1)
    assert slider_numbers("seed", (1, 9, 1, 5)) == (5, 1, 9, 1)
    assert slider_numbers("nudge", (-1.0, 1.0)) == (-1.0, -1.0, 1.0, 0.02)


@pytest.mark.parametrize(
    ("sliders", "answer"),
    [
        ({"nudge": None}, r"'nudge' is not an element, .* needs a range: sliders=\{'nudge': \(low, high\)\}"),
        (["eta"], "'eta' is not an element, .* needs a range"),
        ({"nudge": (0, 1, 0.1, 0.5, 0.6)}, r"sliders\['nudge'\] should be \(low, high\), .* but has shape \(5,\)"),
        ({"nudge": 3}, r"sliders\['nudge'\] should be \(low, high\)"),
        ({"nudge": "wide"}, r"sliders\['nudge'\] should hold real numbers in shape \(low, high\)"),
        ({"nudge": (1, 0)}, "should have low < high and a step above 0"),
        ({"nudge": (0, 1, 0)}, "should have low < high and a step above 0"),
        ({"nudge": (0, 1, 0.1, 2)}, "goes from 0 to 1, but its start is 2: make the range wider"),
        ({"x[0]": (1, 2)}, r"goes from 1 to 2, but x\[0\] in the network is 0.5: make the range wider"),
        ({"n": (1, 3)}, r"sliders\['n'\] should be whole numbers from 1 to 2, the network's size"),
        ({"n": (1.0, 2.0)}, r"sliders\['n'\] should be whole numbers from 1 to 2"),
        ({"W1": (0, 1)}, r"'W1' is a whole array; name one element of it, such as W1\[0,0\]"),
        ({"w1[0,0]": (0, 1)}, "Did you mean W1"),
        ({"highlight": (0, 1)}, "A slider in sliders can't be called 'highlight'"),
        ({"moved": (0, 1)}, "can't be called 'moved'"),
        ([3], "sliders should hold names, such as 'W1.*', but one is of type int"),
        (NET.trace(X, Y), "sliders should be a list with names, or a dict of ranges, but is a thing of type Trace"),
    ],
)
def test_a_slider_that_does_not_fit_is_refused_in_words(sliders, answer):
    with pytest.raises(ValueError, match=answer):
        an_explorer(sliders)


def test_no_other_control_shadows_a_number_of_the_network():
    """What is called W1[0,0] is that element: the words and the network never differ about its value."""
    explorer = an_explorer({"W1[0,0]": (-1, 1, 0.1, 0.5)})
    explorer.sliders["W1[0,0]"].value = 1.0
    assert "W₁[0,0] = 1.000" in explorer.sentence and explorer.trace.W1[0, 0] == 1.0
    with pytest.raises(ValueError, match=r"A slider in sliders can't be called 'W1\[0,0\]'"):
        an_explorer(["W1[0,0]"], choices={"W1[0,0]": [1.0, 2.0]}, views=[lambda trace, choices: ""])
    for name in ("W1[0,0]", "x", "loss"):
        with pytest.raises(ValueError, match="A choice in choices can't be called"):
            an_explorer((), choices={name: [1.0, 2.0]}, views=[lambda trace, choices: ""])


def test_one_element_has_one_spelling():
    assert list(slider_ranges({"x[0,0]": (0, 1), "W1[ 0, 1]": None})) == ["x[0]", "W1[0,1]"]
    with pytest.raises(ValueError, match=r"The slider x\[0\] is given twice"):
        slider_ranges(["x[0]", "x[0,0]"])


@pytest.mark.parametrize(("name", "value"), [("W1[0,0]", 1.0), ("h", 2)])
def test_a_slider_is_not_told_where_the_browser_has_just_moved_it(monkeypatch, name, value):
    """One message less for each step: on a slow server, each can come later than the one before it."""
    explorer, told = an_explorer([name]), []
    slider = explorer.sliders[name]
    monkeypatch.setattr(DummyComm, "publish_msg", lambda comm, *_, **__: told.append(comm.comm_id))
    slider.set_state({"value": value})  # as a browser does it
    assert field_of(explorer, slider).model_id in told and slider.model_id not in told
    slider.value = slider.min
    assert slider.model_id in told
