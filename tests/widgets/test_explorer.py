"""Sliders and choices move a state, every view follows, and what can't be shown is said until it can again."""

import pytest
from widget_parts import an_explorer, field_of, inside, parts, xor

from backprop_helpers import Explorer
from backprop_helpers.widgets.cell import LiveRegion


def button(explorer, words):
    (found,) = (each for each in inside(explorer.widget) if getattr(each, "description", "") == words)
    return found


def words(explorer):
    """What a reader is told: the live sentence and the message of an error."""
    values = [child.value for child in explorer.widget.children if hasattr(child, "value")]
    return [value for value in values if "bp-sentence bp-reserved'" in value or "role='alert'" in value]


def test_all_views_are_shown_in_one_text():
    explorer = an_explorer(["x[0]"], views=["diagram", "gradients"])
    for x in (0.5, 2.0):
        explorer.sliders["x[0]"].value = x
        diagram, boxes = (explorer.views[name] for name in ("diagram", "gradients"))
        pictures = f"<div class='bp bp-drawn'>{diagram}</div><div class='bp bp-roomy'>{boxes}</div>"
        assert explorer.widget.children[-1].value.endswith(f"</select>{pictures}</div>")


def test_an_explorers_sentence_is_heard_once_and_seen_once():
    explorer = an_explorer(["x[0]"])
    (spoken,) = parts(explorer.widget, LiveRegion)
    for x in (0.5, 2.0):
        explorer.sliders["x[0]"].value = x
        said = f"<p>{explorer.sentence}</p>"
        assert spoken.value == said and "class='bp-heard'" in spoken.children[1].value
        seen = f"<div class='bp bp-sentence bp-reserved' aria-hidden='true'>{said}</div>"
        assert explorer.widget.children[-1].value.count(seen) == 1


def test_reset_puts_everything_back_also_by_its_button():
    explorer = an_explorer(["W1[2,1]"], choices={"highlight": ["z1[0]", "z2[0]"]}, views=["diagram", "equation"])
    start = dict(explorer.views)
    first, sentence = explorer.trace.loss, explorer.sentence
    for put_back in (explorer.reset, button(explorer, "Reset").click):
        explorer.sliders["W1[2,1]"].value = 3.0
        explorer.choices["highlight"].index = 1
        assert explorer.views["diagram"] != start["diagram"]
        put_back()
        assert dict(explorer.views) == start
        assert (explorer.trace.loss, explorer.sentence) == (first, sentence)


def test_a_free_number_reaches_the_views_with_the_name_of_what_was_moved():
    seen = []
    explorer = an_explorer(
        {"x[0]": None, "nudge": (-1.0, 1.0, 0.1, 0.5)}, views=[lambda trace, choices: seen.append(choices) or ""]
    )
    explorer.sliders["nudge"].value = -0.3
    assert (seen[0]["nudge"], seen[0]["moved"]) == (0.5, None)
    assert (seen[-1]["nudge"], seen[-1]["moved"]) == (-0.3, "nudge")
    explorer.sliders["x[0]"].value = 1.0
    assert seen[-1]["moved"] == "x[0]" and "x[0]" not in seen[-1]


def test_views_of_a_trace_show_the_trace_of_the_step_where_a_training_is():
    explorer = Explorer(xor, sliders={"seed": (0, 9), "step": (0, 30)}, views=["diagram", "checked", "loss history"])
    first = dict(explorer.views)
    explorer.sliders["step"].value = 9
    assert explorer.trace is explorer.state.trace and explorer.state.at == 9
    assert all(explorer.views[name] != first[name] for name in first)
    assert explorer.sentence.startswith("Step 9, seed = 0: loss")


@pytest.mark.parametrize(("kind", "wrong"), [("sliders", "x[1]"), ("choices", "show"), ("views", "equation")])
def test_asking_for_what_is_not_there_says_what_is(kind, wrong):
    explorer = an_explorer(["x[0]"], choices={"highlight": ["x[0]"]})
    (right,) = getattr(explorer, kind)
    with pytest.raises(KeyError, match=f"There is no {kind[:-1]} .*there are {right[:1]}"):
        getattr(explorer, kind)[wrong]
    with pytest.raises(KeyError, match="there are none"):
        an_explorer((), views=[]).sliders["x[0]"]


# ---- what can't be shown


def fails_above_two(trace, choices):
    if trace.x[0, 0] > 2:
        raise ValueError("x is <b>above</b> 2")
    return f"<p>{trace.x[0, 0]}</p>"


@pytest.mark.parametrize("place", ["views", "sentence"])
def test_what_raises_is_said_in_the_explorer_and_raises_on_until_it_can_be_shown_again(place):
    explorer = an_explorer(**{place: [fails_above_two] if place == "views" else fails_above_two})
    slider, start = explorer.sliders["x[0]"], explorer.sliders["x[0]"].value
    shown, trace = dict(explorer.views), explorer.trace
    for back in (start, 1.0):
        with pytest.raises(ValueError, match="above"):
            slider.value = 2.5
        (alert,) = [said for said in words(explorer) if "role='alert'" in said]
        assert "This could not be shown: x is &lt;b&gt;above&lt;/b&gt; 2" in alert
        assert dict(explorer.views) == shown
        assert explorer.trace is trace
        assert (slider.value, field_of(explorer, slider).value) == (2.5, 2.5)
        slider.value = back
        assert not any("role='alert'" in word for word in words(explorer))
        assert explorer.trace.x[0, 0] == back
        shown, trace = dict(explorer.views), explorer.trace


def test_a_function_as_a_view_that_asks_the_state_for_what_it_lacks_is_told_so():
    with pytest.raises(ValueError, match="The view 'weights' can't show this Trace: 'Trace' object has no attribute"):

        def weights(trace, choices):
            return str(trace.W3)

        an_explorer(views=[weights])


# ---- in a notebook that is not running


def test_a_cell_shows_a_static_picture_and_a_sentence():
    explorer = an_explorer(views=["diagram", "sigmoid", "gradients"])
    shown = explorer._repr_mimebundle_()
    assert shown["text/plain"] == explorer.sentence
    assert "<svg" not in shown["text/html"]
    assert shown["text/html"].count("<img alt=") == 1 and shown["text/html"].count("<img") == 2
    explorer.sliders["x[0]"].value = 2.0
    moved = explorer._repr_mimebundle_()
    assert moved["text/html"] != shown["text/html"]
    assert moved["text/plain"] != shown["text/plain"]


def test_the_sentence_is_words_not_html():
    explorer = an_explorer(sentence=lambda trace, choices: "a < b & <script>")
    assert "a &lt; b &amp; &lt;script&gt;" in words(explorer)[0]
    shown = explorer._repr_mimebundle_()
    assert "<p>a &lt; b &amp; &lt;script&gt;</p>" in shown["text/html"]
    assert shown["text/plain"] == "a < b & <script>"
