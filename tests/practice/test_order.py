"""The cell with the lines of a pass: two lists, buttons that move a line, and what is said and kept."""

import html
import re

import ipywidgets as widgets
import pytest
from widget_parts import parts

from backprop_helpers import Order
from backprop_helpers.practice.pass_lines import lines_of
from backprop_helpers.records import journal


@pytest.fixture
def record(monkeypatch, tmp_path):
    """A record of its own, in an empty folder."""
    monkeypatch.setenv(journal.SETTING, str(tmp_path))


def said(order):
    texts = [each.value for each in parts(order.widget, widgets.HTML)]
    return html.unescape("\n".join(text for text in texts if not text.startswith("<style>")))


def press(order, words):
    (found,) = [each for each in parts(order.widget, widgets.Button) if each.description == words]
    found.click()


def lists(order):
    return parts(order.widget, widgets.Select)


def put(order, codes):
    """Takes these lines one after the other, as a reader does."""
    for code in codes:
        lists(order)[0].index = [line.code for line in order.lines].index(code)
        press(order, "Take")


def right(layers=2):
    return [line.code for line in lines_of(layers)]


@pytest.mark.parametrize("layers", [2, 3, 4])
def test_the_right_lines_in_a_right_order_are_right(layers):
    order = Order(layers)
    put(order, right(layers))
    press(order, "Check")
    assert "✓ Right." in re.sub("<[^>]*>", "", said(order)) and order.check().correct is True


def test_both_lists_show_the_lines_and_those_of_the_pass_are_numbered():
    order = Order()
    left, into = lists(order)
    assert list(left.options) == [line.code for line in order.lines] and list(into.options) == []
    put(order, right()[:2])
    assert list(into.options) == [f"1  {right()[0]}", f"2  {right()[1]}"]
    assert not set(right()[:2]) & set(left.options)


def test_a_line_that_is_moved_stays_chosen_and_its_place_is_said():
    order = Order()
    put(order, right()[:4])
    into = lists(order)[1]
    into.index = 3
    for place in (2, 1, 0, 0):
        press(order, "▲ Up")
        assert into.index == place and order.chosen[place].code == right()[3]
        assert f"Line {place + 1} of 4: <code>{right()[3]}</code>" in said(order)
    press(order, "▼ Down")
    assert into.index == 1 and [line.code for line in order.chosen] == [right()[k] for k in (0, 3, 1, 2)]
    for _ in range(5):
        press(order, "▼ Down")
    assert into.index == 3 and [line.code for line in order.chosen] == right()[:4]


def test_a_line_is_taken_below_the_one_that_is_chosen_and_can_be_left_out():
    order = Order()
    put(order, right()[:3])
    lists(order)[1].index = 0
    put(order, [right()[3]])
    assert [line.code for line in order.chosen] == [right()[k] for k in (0, 3, 1, 2)]
    count = len(order.lines)
    press(order, "Leave out")
    assert [line.code for line in order.chosen] == right()[:3] and len(order.lines) == count + 1
    assert f"Left out: <code>{right()[3]}</code>" in said(order)


def test_buttons_choose_a_line_in_each_list_and_say_which():
    order = Order()
    put(order, right()[:2])
    for chooser, count in zip(lists(order), (len(order.lines), 2), strict=True):
        (box,) = [box for box in parts(order.widget, widgets.VBox) if chooser in box.children]
        back, forward = [each for each in parts(box, widgets.Button) if each.description in ("‹ previous", "next ›")]
        chooser.index = 0
        for place in [*range(1, count), count - 1]:
            forward.click()
            assert chooser.index == place and f"Chosen: <code>{chooser.options[place]}</code>" in said(order)
        for place in [*reversed(range(count - 1)), 0]:
            back.click()
            assert chooser.index == place


def test_without_a_chosen_line_a_sentence_says_so():
    order = Order()
    for words in ("▲ Up", "▼ Down", "Leave out"):
        press(order, words)
        assert "Choose a line in the list “your pass” first." in said(order)
    for _ in range(len(order.lines)):
        press(order, "Take")
    press(order, "Take")
    assert "Choose a line in the list “lines” first." in said(order) and order.lines == []


def test_a_wrong_line_is_named_with_its_sentence_and_its_hint():
    order = Order()
    wrong = next(line for line in order.lines if line.mistake)
    put(order, [wrong.code])
    press(order, "Check")
    assert wrong.sentence in said(order)
    press(order, "Hint")
    assert said(order).count("<li>") == 1


def test_other_lines_start_anew_with_other_wrong_ones():
    order = Order()
    before = {line.code for line in order.lines}
    put(order, right()[:2])
    press(order, "Other lines")
    assert order.chosen == [] and {line.code for line in order.lines} != before
    assert {line.code for line in order.lines} >= set(right())


def test_an_order_is_kept_once_and_one_that_is_not_finished_is_not(record):
    order = Order()
    press(order, "Check")
    put(order, right()[:2])
    press(order, "Check")
    assert journal.events() == []
    wrong = next(line for line in order.lines if line.mistake)
    put(order, [wrong.code])
    press(order, "Check")
    press(order, "Check")
    press(order, "Leave out")
    put(order, right()[2:])
    press(order, "Check")
    kept = [(event["kind"], event["item"], event["right"], event.get("mistake")) for event in journal.events()]
    item = "backward pass of 2 layers"
    assert kept == [("order", item, False, wrong.mistake), ("order", item, True, None)]


@pytest.mark.parametrize("layers", [1, 5, "two", 2.5, None])
def test_a_wrong_number_of_layers_is_refused_in_a_sentence(layers):
    with pytest.raises(ValueError, match="layers should be"):
        Order(layers)


# ---- in a cell


def test_before_a_run_the_lines_are_there_in_disorder_but_not_if_it_is_folded():
    bundle = Order()._repr_mimebundle_()
    for line in right():
        assert line in bundle["text/plain"] and line in html.unescape(bundle["text/html"])
    folded = Order(folded=True)
    assert lists(folded) == []
    assert not [line for line in right() if line in "".join(folded.still().values())]
    (turn,) = parts(folded.widget, widgets.ToggleButton)
    turn.value = True
    put(folded, right())
    assert folded.check().correct is True
