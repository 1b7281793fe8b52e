"""The cell of practice: a task, two ways to answer, what is said, what comes next, and what is kept of it."""

import html
import re

import ipywidgets as widgets
import pytest
from widget_parts import parts

from backprop_helpers import MISTAKES, Practice
from backprop_helpers.notation.table import BACKWARD, QUANTITIES
from backprop_helpers.practice.practice import CODE
from backprop_helpers.practice.steps import given, numbers_of
from backprop_helpers.records import journal
from backprop_helpers.widgets.cell import MIME, copy_for_cell


@pytest.fixture
def record(monkeypatch, tmp_path):
    """A record of its own, in an empty folder."""
    monkeypatch.setenv(journal.SETTING, str(tmp_path))


def said(practice):
    """Every text that the cell shows, but for its style sheet."""
    texts = [each.value for each in parts(practice.widget, widgets.HTML)]
    return html.unescape("\n".join(text for text in texts if not text.startswith("<style>")))


def looks(field):
    return field.get_state()["_dom_classes"]


def answer(practice, right=True):
    numbers = numbers_of(practice.sheet, practice.step).ravel()
    for field, number in zip(practice.fields.values(), numbers, strict=True):
        field.value = f"{number + (not right):.3f}"
    practice.check_button.click()


def steps_that_come(practice, count):
    """The steps of the next networks, each answered rightly."""
    found = []
    for _ in range(count):
        answer(practice)
        practice.next_button.click()
        found.append(practice.step)
    return found


@pytest.mark.parametrize("step", BACKWARD)
def test_a_step_has_its_given_numbers_above_and_a_field_for_each_number(step):
    practice = Practice(step)
    shown, places = said(practice), numbers_of(practice.sheet, step).size
    assert f"<code>{step}</code>" in shown and QUANTITIES[step].meaning in shown
    assert re.findall("<table class='bp-matrix[^>]*aria-label='([^']*)'", shown) == [
        QUANTITIES[name].text for name in given(step)
    ]
    assert len(practice.fields) == places and list(practice.fields)[0].startswith(f"{step}[0")
    in_the_cell = [field for field in parts(practice.widget, widgets.Text) if field is not practice.line]
    assert in_the_cell == list(practice.fields.values())


def test_by_numbers_a_right_answer_is_right_and_a_mistake_is_named():
    practice = Practice("dL_dz1")
    answer(practice)
    assert "Right." in said(practice) and practice.check().correct is True
    practice.next_button.click()
    for field, wrong in zip(practice.fields.values(), practice.sheet.trace.dL_da1.ravel(), strict=True):
        field.value = f"{wrong:.3f}"
    practice.check_button.click()
    assert MISTAKES["no_sigma1"].sentence in said(practice)


def test_as_a_line_of_code_a_right_answer_is_right_and_a_wrong_one_is_read_back():
    practice = Practice("dL_dz1")
    practice.form.value = CODE
    practice.line.value = "W2.T @ dL_dz2 * a1 * (1 - a1)"
    assert practice.check().correct is True
    practice.line.value = "W2.T @ dL_dz2 * z1 * (1 - z1)"
    practice.check_button.click()
    assert "your code computes" in said(practice) and MISTAKES["z_times_one_minus_z"].sentence in said(practice)


def test_only_the_chosen_way_to_answer_is_shown():
    practice = Practice("dL_da2")
    field, line = next(iter(practice.fields.values())), practice.line

    def hidden(widget):
        return any(
            widget in [box, *parts(box, widgets.Text)]
            for box in parts(practice.widget, widgets.DOMWidget)
            if box.layout.display == "none"
        )

    assert hidden(line) and not hidden(field)
    practice.form.value = CODE
    assert hidden(field) and not hidden(line)


def test_nothing_typed_is_no_mistake_and_is_not_recorded(record):
    practice = Practice("dL_dW1")
    assert practice.check().correct is None
    practice.form.value = CODE
    assert practice.check().correct is None
    assert journal.events() == []


def test_each_number_is_marked_until_it_is_changed():
    practice = Practice("dL_da2")
    first, second = practice.fields.values()
    right = numbers_of(practice.sheet, "dL_da2").ravel()
    first.value, second.value = f"{right[0]:.3f}", f"{right[1] + 0.5:.3f}"
    practice.check_button.click()
    assert "bp-right" in looks(first) and "bp-wrong" in looks(second)
    second.value = f"{right[1]:.3f}"
    assert "bp-wrong" not in looks(second) and "bp-right" in looks(first)


def test_hints_come_one_at_a_time_and_are_gone_with_the_next_network():
    practice = Practice("dL_dz2")
    answer(practice, right=False)
    (hint,) = [each for each in parts(practice.widget, widgets.Button) if each.description == "Hint"]
    hint.click()
    assert said(practice).count("<li>") == 1
    hint.click()
    assert said(practice).count("<li>") == 2
    practice.next_button.click()
    assert "<li>" not in said(practice) and hint.layout.display == "none"


def test_next_brings_another_network_and_empties_the_answer():
    practice, seen = Practice("dL_dz1"), set()
    for _ in range(12):
        assert {field.value for field in practice.fields.values()} == {""} and practice.line.value == ""
        seen.add(repr(practice))
        practice.line.value = "a1"
        answer(practice)
        practice.next_button.click()
        assert QUANTITIES["dL_dz1"].html in said(practice)
    assert len(seen) == 12


def test_practice_of_everything_comes_to_every_step():
    practice = Practice()
    assert {practice.step, *steps_that_come(practice, len(BACKWARD) - 1)} == {*BACKWARD}


def test_a_step_that_went_wrong_comes_back_soon():
    practice = Practice()
    first = practice.step
    answer(practice, right=False)
    practice.next_button.click()
    assert first in steps_that_come(practice, 3)


def test_what_was_answered_is_kept_once_with_the_name_of_its_mistake(record):
    practice = Practice("dL_da2")
    practice.form.value, practice.line.value = CODE, "y - a2"
    practice.check_button.click()
    practice.check_button.click()
    practice.line.value = "a2 - y"
    practice.check_button.click()
    practice.line.value = "y - a2"  # just to see it again
    practice.check_button.click()
    kept = [(event["kind"], event["item"], event["right"], event.get("mistake")) for event in journal.events()]
    assert kept == [("practice", "dL_da2", False, "flip_sign"), ("practice", "dL_da2", True, None)]


def test_after_a_restart_practice_goes_on_with_what_went_wrong_and_with_new_networks(record):
    before = Practice()
    while before.step != "dL_dW1":
        before.next_button.click()
    answer(before, right=False)
    answer(before, right=True)
    seen = [before.sheet.trace.x.tolist()]
    answer(before)
    before.next_button.click()
    answer(before, right=False)
    seen.append(before.sheet.trace.x.tolist())
    wrong, after = before.step, Practice()
    assert wrong in {after.step, *steps_that_come(after, 3)}
    assert Practice().sheet.trace.W1.tolist() not in [before.sheet.trace.W1.tolist()]


def test_a_record_from_elsewhere_is_no_hindrance(record):
    for network in (7, "seven", None, True, 2.5, -3, 10**14):
        journal.add("practice", "dL_dW9", True, network=network)
    practice = Practice()
    answer(practice)
    assert practice.check().correct is True


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"step": "z1"}, "not a step of the backward pass"),
        ({"step": "dz1"}, "Did you mean"),
        ({"step": 3}, "There is no quantity 3"),
        ({"step": ["dL_dz1"]}, "There is no quantity"),
        ({"seed": -1}, "seed should be"),
    ],
)
def test_a_wrong_call_is_refused_in_a_sentence(arguments, words):
    with pytest.raises(ValueError, match=words):
        Practice(**arguments)


# ---- in a cell


def test_what_is_read_out_has_an_id_of_its_own_in_each_cell_and_says_the_same():
    practice = Practice("dL_da2")
    cells = [copy_for_cell(practice.widget), copy_for_cell(practice.widget)]
    practice.form.value, practice.line.value = CODE, "y - a2"
    practice.check_button.click()
    texts = ["".join(each.value for each in parts(cell, widgets.HTML)) for cell in cells]
    ids = [re.findall(r" id='(.*?)'", text) for text in texts]
    assert len(ids[0]) == len(ids[1]) == 2 and not set(ids[0]) & set(ids[1])
    assert all(MISTAKES["flip_sign"].sentence in html.unescape(text) for text in texts)


def test_before_a_run_the_task_is_there_in_words_and_as_a_picture():
    bundle = Practice("dL_dW2")._repr_mimebundle_()
    assert "∂L/∂W" in re.sub("<[^>]*>", "", bundle["text/html"]).replace("∂L/∂W2", "∂L/∂W")
    assert "dL_dW2" in bundle["text/plain"] and "a1 = [[" in bundle["text/plain"] and MIME in bundle
    assert Practice("dL_dW2")._repr_mimebundle_()["text/plain"] == bundle["text/plain"]


def test_folded_nothing_is_made_or_read_before_the_button_is_pressed(monkeypatch):
    with monkeypatch.context() as without_a_record:
        without_a_record.delattr(journal, "events")
        practice = Practice(folded=True)
    assert parts(practice.widget, widgets.Text) == [] and "<table" not in practice.still()["text/html"]
    (turn,) = parts(practice.widget, widgets.ToggleButton)
    turn.value = True
    first = parts(practice.widget, widgets.Text)
    answer(practice)
    assert practice.check().correct is True
    turn.value = False
    assert [box for box in parts(practice.widget, widgets.VBox) if box.layout.display == "none"]
    turn.value = True
    assert parts(practice.widget, widgets.Text) == first
