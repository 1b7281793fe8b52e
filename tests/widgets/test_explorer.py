"""Sliders move the network, every view follows, and what can't be shown is said."""

import numpy as np
import pytest

from backprop_helpers import Explorer, Network
from backprop_helpers.notation.table import element

NET, X, Y = Network.random(2, 3, 4, seed=1), [0.5, -1.0], [0.0, 1.0, 0.0, 0.9]


def an_explorer(sliders=("W1[2,1]", "x[0]"), **settings):
    return Explorer(NET, X, Y, sliders=sliders, **settings)


def field_of(explorer, slider):
    """The number field of a slider."""
    (box,) = (box for box in explorer.widget.children[1].children if slider in getattr(box, "children", ()))
    return box.children[1]


# Sliders


@pytest.mark.parametrize(
    "name", ["W1[2,1]", "b1[1]", "W2[3,0]", "b2[2]", "x[1]", "y[3]", "z1[0]", "a1[2]", "z2[1]", "a2[0]"]
)
def test_a_slider_moves_its_number_alone_of_all_that_is_free(name):
    explorer, here = an_explorer([name]), element(name)
    slider, before = explorer.sliders[name], explorer.trace
    for position in (slider.min, (slider.min + slider.max) / 2 + slider.step, slider.max):
        slider.value = position
        assert getattr(explorer.trace, here.name)[here.place] == pytest.approx(position, abs=1e-9)
        for other in ("W1", "b1", "W2", "b2", "x", "y"):
            changed = np.argwhere(getattr(explorer.trace, other) != getattr(before, other))
            assert [tuple(place) for place in changed] == ([here.place] if other == here.name else [])


def test_the_trace_is_that_of_the_network_with_the_sliders_numbers():
    explorer = an_explorer()
    explorer.sliders["W1[2,1]"].value, explorer.sliders["x[0]"].value = 1.5, -2.0
    W1 = NET.W1.copy()
    W1[2, 1] = 1.5
    right = Network(W1, NET.b1, NET.W2, NET.b2).trace([-2.0, -1.0], Y)
    assert explorer.trace.loss != pytest.approx(NET.trace(X, Y).loss)
    assert explorer.trace.loss == pytest.approx(right.loss)
    np.testing.assert_allclose(explorer.trace.dL_dW1, right.dL_dW1, rtol=1e-9)


def test_a_slider_on_a_forward_quantity_holds_it_and_nothing_flows_back():
    explorer = an_explorer(["z2[1]", "W1[0,0]"])
    explorer.sliders["z2[1]"].value = 3.0
    assert explorer.trace.held == {"z2"}
    assert (explorer.trace.dL_dW2 == 0).all()
    loss, z2 = explorer.trace.loss, explorer.trace.z2
    explorer.sliders["W1[0,0]"].value = -3.0
    assert explorer.trace.loss == loss
    np.testing.assert_array_equal(explorer.trace.z2, z2)


def test_a_choice_holds_a_quantity_or_nothing():
    explorer = an_explorer(["W1[0,0]"], choices={"held": ["nothing", "a1"]})
    assert explorer.trace.held == frozenset()
    explorer.choices["held"].value = "a1"
    assert explorer.trace.held == {"a1"}
    np.testing.assert_allclose(explorer.trace.a1, NET.trace(X, Y).a1)


@pytest.mark.parametrize("letter", ["n", "h", "m"])
def test_a_size_cuts_the_network_to_its_first_units(letter):
    explorer = an_explorer([letter])
    whole = explorer.trace.sizes
    for size in range(whole[letter], 0, -1):
        explorer.sliders[letter].value = size
        assert explorer.trace.sizes == {**whole, letter: size}
        np.testing.assert_array_equal(
            explorer.trace.W1, NET.W1[: explorer.trace.sizes["h"], : explorer.trace.sizes["n"]]
        )


def test_the_number_field_and_the_slider_move_each_other():
    explorer = an_explorer()
    slider = explorer.sliders["x[0]"]
    field = field_of(explorer, slider)
    assert (field.value, field.description, field.min, field.max) == (
        slider.value,
        slider.description,
        slider.min,
        slider.max,
    )
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
    explorer = an_explorer(["x[0]"], start={"x[0]": 0.123456})
    slider = explorer.sliders["x[0]"]
    field = field_of(explorer, slider)
    assert (slider.value, field.value, explorer.trace.x[0, 0]) == (0.123456, 0.1235, 0.123456)
    field.value = 0.654321
    assert (slider.value, field.value, explorer.trace.x[0, 0]) == (0.654321, 0.654321, 0.654321)
    explorer.reset()
    assert (slider.value, field.value, explorer.trace.x[0, 0]) == (0.123456, 0.1235, 0.123456)


def test_reset_puts_everything_back_also_by_its_button():
    explorer = an_explorer(["W1[2,1]", "eta"], choices={"highlight": ["z1[0]", "z2[0]"]}, views=["diagram", "equation"])
    (reset,) = [w for w in explorer.widget.children[1].children if getattr(w, "description", "") == "Reset"]
    start = dict(explorer.views)
    first, sentence = explorer.trace.loss, explorer.sentence
    for put_back in (explorer.reset, reset.click):
        explorer.sliders["W1[2,1]"].value = 3.0
        explorer.sliders["eta"].value = 0.1
        explorer.choices["highlight"].index = 1
        assert explorer.views["diagram"] != start["diagram"]
        put_back()
        assert dict(explorer.views) == start
        assert (explorer.trace.loss, explorer.sentence) == (first, sentence)


def test_all_views_are_shown_below_each_other():
    explorer = an_explorer(["x[0]"], views=["diagram", "gradients"])
    for x in (0.5, 2.0):
        explorer.sliders["x[0]"].value = x
        shown = explorer.widget.children[-1].value
        assert shown.endswith(
            "".join(f"<div class='bp'>{explorer.views[name]}</div>" for name in ("diagram", "gradients"))
        )


def test_the_learning_rate_and_a_setting_reach_the_views():
    seen = []
    settings = {"nudge": (-1.0, 1.0, 0.1, 0.5)}
    explorer = an_explorer(["eta"], views=[lambda trace, choices: seen.append(choices) or ""], settings=settings)
    explorer.sliders["eta"].value = 2.5
    explorer.sliders["nudge"].value = -0.3
    assert (seen[0]["nudge"], seen[0]["moved"]) == (0.5, None)
    assert (seen[-1]["eta"], seen[-1]["nudge"], seen[-1]["moved"]) == (2.5, -0.3, "nudge")


def test_a_slider_can_start_elsewhere_and_widens_its_range_for_it():
    explorer = an_explorer(["x[0]", "eta"], start={"x[0]": 7.0, "eta": 0.5})
    assert explorer.trace.x[0, 0] == 7.0
    assert explorer.sliders["x[0]"].max == 7.0
    assert explorer.sliders["eta"].value == 0.5


def test_a_batch_has_a_slider_for_each_example():
    explorer = Explorer(NET, np.ones((2, 3)), np.ones((4, 3)), sliders=["x[1,2]"])
    explorer.sliders["x[1,2]"].value = -2.0
    assert explorer.trace.x.tolist() == [[1, 1, 1], [1, 1, -2]]


# Choices


def test_two_choices_are_buttons_and_more_are_a_list_with_steps():
    explorer = an_explorer((), choices={"show": ["values", "both"], "stage": ["x", "z1", "a1", "z2"]})
    explorer.choices["show"].value = "both"
    assert "values and gradients" in explorer.views["diagram"]
    listed = explorer.widget.children[1].children[1]
    back, _, forward = listed.children
    for place in (1, 2, 3, 3):
        forward.click()
        assert explorer.choices["stage"].index == place
    back.click()
    assert explorer.choices["stage"].value == "a1"


def test_a_lit_element_is_an_element_for_the_views():
    explorer = an_explorer((), choices={"highlight": ["W1[0,1]", element("x[1]")]})
    assert explorer.choices["highlight"].value == element("W1[0,1]")
    assert "W₁[0,1]" in explorer.sentence


# Shown in a cell


def test_a_cell_shows_the_widgets_a_static_picture_and_a_sentence():
    explorer = an_explorer(views=["diagram", "sigmoid", "gradients"])
    shown = explorer._repr_mimebundle_()
    assert set(shown) == {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"}
    assert shown["application/vnd.jupyter.widget-view+json"]["model_id"] == explorer.widget.model_id
    assert shown["text/plain"] == explorer.sentence
    assert "<svg" not in shown["text/html"]
    assert shown["text/html"].count("<img alt=") == 1 and shown["text/html"].count("<img") == 2
    explorer.sliders["x[0]"].value = 2.0
    moved = explorer._repr_mimebundle_()
    assert moved["text/html"] != shown["text/html"]
    assert moved["text/plain"] != shown["text/plain"]


def test_every_slider_and_field_has_a_label():
    explorer = an_explorer(["W1[2,1]", "x[0]", "eta"])
    assert [slider.description for slider in explorer.sliders.values()] == ["W₁[2,1]", "x[0]", "η"]
