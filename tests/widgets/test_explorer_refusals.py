"""An explorer refuses what is not there, and says what it can't show until it can again."""

import pytest

from backprop_helpers import Explorer, Network

NET, X, Y = Network.random(2, 3, 4, seed=1), [0.5, -1.0], [0.0, 1.0, 0.0, 0.9]


def an_explorer(sliders=("W1[2,1]", "x[0]"), **settings):
    return Explorer(NET, X, Y, sliders=sliders, **settings)


def words(explorer):
    """What a reader is told: the live sentence and the message of an error."""
    values = [child.value for child in explorer.widget.children if hasattr(child, "value")]
    return [value for value in values if "bp-sentence'" in value or "role='alert'" in value]


# What is not there


@pytest.mark.parametrize(
    ("settings", "answer"),
    [
        ({"sliders": ["W3[0,0]"]}, "There is no quantity 'W3'. Did you mean W"),
        ({"sliders": ["W1"]}, "name one element of it, such as W1"),
        (
            {"sliders": ["W1[3,0]"]},
            r"There is no W1\[3,0\] in this network: W1 has shape \(3, 2\) and ends with W1\[2,1\]",
        ),
        ({"sliders": ["x[2]"]}, r"There is no x\[2\] in this network: x has shape \(2, 1\) and ends with x\[1\]"),
        ({"sliders": ["dL_dW1[0,0]"]}, "can't have a slider; elements of x, y, W1"),
        ({"sliders": ["loss"]}, "can't have a slider"),
        ({"sliders": ["x[0]", "x[0,0]"]}, r"The slider x\[0\] is named twice"),
        ({"sliders": ["h", "W1[0,0]"]}, "can't be mixed"),
        ({"start": {"x[1]": 0}}, r"start names \['x\[1\]'\], but the sliders are"),
        ({"views": ["graph"]}, "There is no view 'graph'; there are .*diagram"),
        ({"choices": {"highlight": []}}, "The choice 'highlight' has no options"),
        ({"choices": {"highlight": ["w1[0,0]"]}}, "Did you mean W1"),
        ({"choices": {"stage": ["Z1"]}}, "There is no quantity 'Z1'. Did you mean z1"),
        (
            {"choices": {"highlight": ["W1[5,5]", "x[0]"]}, "views": ["equation"], "sliders": ()},
            r"W1\[5,5\] is outside of W1",
        ),
        ({"settings": {"eta": (0, 1, 0.1, 0.5)}}, "can't be called 'eta'"),
        ({"settings": {"nudge": (1, 0, 0.1, 0.5)}}, "should have low <= start <= high"),
        ({"settings": {"nudge": (0, 1)}}, "should be four numbers"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(settings, answer):
    with pytest.raises(ValueError, match=answer):
        an_explorer(**settings)


@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [("sliders", "x[1]", "x[0]"), ("choices", "highlight", "show"), ("views", "plot", "diagram")],
)
def test_asking_for_a_widget_that_is_not_there_says_which_are(kind, wrong, right):
    explorer = an_explorer(choices={"show": ["values", "both"]})
    with pytest.raises(KeyError, match=f"There is no {kind[:-1]} .*there are .*{right[:1]}"):
        getattr(explorer, kind)[wrong]
    with pytest.raises(KeyError, match="there are none"):
        an_explorer((), views=[]).sliders["x[0]"]


# What can't be shown


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
        box = next(box for box in explorer.widget.children[1].children if slider in box.children)
        assert [control.value for control in box.children] == [2.5, 2.5]
        slider.value = back
        assert not any("role='alert'" in word for word in words(explorer))
        assert explorer.trace.x[0, 0] == back
        shown, trace = dict(explorer.views), explorer.trace


def test_a_view_that_raises_at_once_raises_where_it_is_made():
    with pytest.raises(ZeroDivisionError):
        an_explorer(views=[lambda trace, choices: 1 / 0])


def test_the_sentence_is_words_not_html():
    explorer = an_explorer(sentence=lambda trace, choices: "a < b & <script>")
    assert "a &lt; b &amp; &lt;script&gt;" in words(explorer)[0]
    shown = explorer._repr_mimebundle_()
    assert "<p>a &lt; b &amp; &lt;script&gt;</p>" in shown["text/html"]
    assert shown["text/plain"] == "a < b & <script>"
