"""Nothing that a learner writes becomes code in the page."""

from html.parser import HTMLParser

import ipywidgets as widgets
import pytest

import backprop_helpers as bh

EVIL = "<script>window.caught = 1</script><img src=none onerror='window.caught = 1'>"
NET, X, Y = bh.Network.random(2, 3, 2, seed=1), [0.5, -1.0], [1.0, 0.0]


class Tags(HTMLParser):
    """Collects whatever would run."""

    def __init__(self):
        super().__init__()
        self.running = []

    def handle_starttag(self, tag, attributes):
        calls = [name for name, _ in attributes if name.startswith("on")]
        if tag in ("script", "iframe", "object") or calls or ("src", "none") in attributes:
            self.running.append((tag, attributes))


def pages(thing):
    """All HTML that a thing shows: that of its widgets, and what stands in for them."""
    inside = [thing.widget] if hasattr(thing, "widget") else []
    while inside:
        widget = inside.pop()
        inside += getattr(widget, "children", ())
        if isinstance(widget, widgets.HTML):
            yield widget.value
    yield thing._repr_mimebundle_()["text/html"]


def assert_harmless(thing):
    shown = "".join(pages(thing))
    tags = Tags()
    tags.feed(shown)
    assert not tags.running
    assert "&lt;script&gt;" in shown, "the words are not there at all"


def returns(value):
    return lambda **quantities: value


def raises(dL_dz2):
    raise ValueError(EVIL)


def raises_in_a_line(dL_dz2):
    raise ValueError("<script>window.caught = 1</script>")


THING = type(EVIL, (), {})()
FEEDBACK = {
    "an error": lambda: bh.check(raises, "dL_db2"),
    "the line of an error": lambda: bh.check(raises_in_a_line, "dL_db2"),
    "a text": lambda: bh.check(lambda dL_dz2: EVIL[:40], "dL_db2"),
    "the name of a class": lambda: bh.check(lambda dL_dz2: THING, "dL_db2"),
    "the name of a quantity": lambda: bh.check(lambda dL_dz2: 0, EVIL),
    "a name in a dict of shapes": lambda: bh.check_shapes(lambda n, h, m: {EVIL: (n, 1)}),
    "a shape": lambda: bh.check_shapes(lambda n, h, m: {"x": THING}),
    "new parameters": lambda: bh.check_update(lambda W1: (THING,) * 4),
    "gradients": lambda: bh.check_backward(lambda weights, z, a, y: ([THING] * 3, [THING] * 3)),
    "a count": lambda: bh.check_count(lambda n, h, m: EVIL[:40]),
    "a suspect's mistake": lambda: bh.check_bug_hunt(lambda: {"A": EVIL[:40], "B": None, "C": None}),
}


@pytest.mark.parametrize("what", FEEDBACK)
def test_a_check_shows_what_it_was_given_as_plain_text(what):
    assert_harmless(FEEDBACK[what]())


def fails(trace, choices):
    if trace.x[0, 0] > 1:
        raise ValueError(EVIL)
    return "<p>a picture</p>"


class EvilPlot(bh.LivePlot):
    def draw(self, axes):
        return axes.plot([0, 1], [0, 1])

    def show(self, trace, choices):
        return EVIL + "' onerror='"


def explorer(**settings):
    return bh.Explorer(NET, X, Y, **settings)


def moved_to_an_error():
    shown = explorer(sliders=["x[0]"], views=[fails], sentence=lambda trace, choices: EVIL)
    with pytest.raises(ValueError, match="script"):
        shown.sliders["x[0]"].value = 2
    return shown


def moved(name):
    shown = explorer(sliders={name: (0, 1)}, views=[lambda trace, choices: ""])
    shown.sliders[name].value = 1
    return shown


def run_to_an_error():
    def work():
        raise ValueError(EVIL)

    run = bh.BackgroundRun([1], [lambda state, choices: work()], EVIL)
    with pytest.raises(ValueError, match="script"):
        run.start()
    return run


def answered():
    question = bh.Question("?", {EVIL: "It tempts.", "b": ""}, "b", "So it is.")
    question.radio.value = EVIL
    question.commit()
    return question


def paused():
    steps = bh.Explorer(lambda: bh.Training(NET, X, Y), views=[], sliders={"step": (0, 9)})
    player = bh.Player(steps)
    player.pause(EVIL)
    return player


def typed():
    by_hand = bh.ByHand(seed=1)
    by_hand.fields["z1[0]"].value = "<script>"
    by_hand.check()
    return by_hand


SHOWN = {
    "a number that was typed": typed,
    "a sentence, and an error of a view": moved_to_an_error,
    "the name of a free number": lambda: moved(EVIL),
    "the alternative text of a plot": lambda: explorer(views=[EvilPlot()]),
    "the words and the error of a long run": run_to_an_error,
    "an answer": answered,
    "the words of a pause": paused,
}


@pytest.mark.parametrize("what", SHOWN)
def test_what_is_shown_beside_a_picture_is_plain_text(what):
    assert_harmless(SHOWN[what]())
