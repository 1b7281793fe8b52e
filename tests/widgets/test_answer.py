"""What is said to an answer, and the hints below it, which come one at a time."""

import ipywidgets as widgets
from widget_parts import parts

from backprop_helpers.widgets.answer import Answer


def said(answer):
    return "\n".join(each.value for part in answer.parts for each in parts(part, widgets.HTML))


def test_hints_come_one_at_a_time_as_plain_text_until_there_are_no_more():
    answer = Answer()
    assert answer.hint_button.layout.display == "none"
    answer.say("<p>Not yet.</p>", ["a < b", "the second"])
    assert "<p>Not yet.</p>" in said(answer) and "a &lt; b" not in said(answer)
    answer.hint_button.click()
    assert "<li>a &lt; b</li>" in said(answer) and "the second" not in said(answer)
    assert not answer.hint_button.disabled
    answer.hint_button.click()
    assert "<li>the second</li>" in said(answer) and answer.hint_button.disabled


def test_what_is_said_next_takes_the_place_of_words_and_hints():
    answer = Answer()
    answer.say("<p>Not yet.</p>", ["look there"])
    answer.hint_button.click()
    answer.say("<p>Right.</p>")
    assert "Not yet" not in said(answer) and "look there" not in said(answer)
    assert "<p>Right.</p>" in said(answer) and answer.hint_button.layout.display == "none"
