"""Notebook 00 shows what is done, what was sure and wrong, and how sure against how right, also in words."""

import re

import pytest
from asked import exercises

from backprop_helpers import progress
from backprop_helpers.progress import EXERCISES, Calibration
from backprop_helpers.questions.bank import QUESTIONS
from backprop_helpers.records import journal
from notebooks import image_texts


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(journal.SETTING, str(tmp_path))
    yield tmp_path
    journal.notice()


def words(kind="text/html"):
    return re.sub(r"<[^>]*>", " ", progress().still()[kind])


def answered(*answers):
    for name, right, sure in answers:
        journal.add("question", name, right, sure=sure)


def test_without_answers_it_is_one_sentence_and_where_they_will_be_kept():
    for kind in ("text/html", "text/plain"):
        assert "No answer is recorded yet" in words(kind) and "my_backprop_record.txt" in words(kind)
    assert "<table" not in progress().still()["text/html"] and "<img" not in progress().still()["text/html"]


def test_a_record_that_is_off_says_so():
    try:
        journal.keep_record(False)
        assert "The record is off." in words()
    finally:
        journal.keep_record()


def test_it_counts_questions_once_and_exercises_that_were_passed():
    answered(("two paths", False, "certain"), ("two paths", True, "certain"), ("detached", True, "a guess"))
    journal.add("exercise", EXERCISES[6], False, mistake="no_transpose")
    assert f"answered 2 of {len(QUESTIONS)} questions and passed 0 of {len(EXERCISES)} exercises" in words()
    assert re.search(r"06\s+2 of 2 answered, 1 right\s+✗ not right yet\s+07\s+3 to answer\s+to do", words())
    journal.add("exercise", EXERCISES[6], True)
    assert "passed 1 of" in words() and "✓ passed" in words() and "✓ passed" in words("text/plain")


def test_the_plot_has_the_share_that_was_right_for_each_degree_of_sureness():
    plot = Calibration()
    html = plot({"a guess": (1, 4), "certain": (3, 4)})
    x, y = plot.drawn()["answers"]
    assert list(zip(x, y, strict=True)) == [(0, 25), (2, 75)]
    (text,) = image_texts(html)
    assert "a guess: 1 of 4 right" in text and "certain: 3 of 4 right" in text and "fairly sure" not in text


def test_the_page_says_the_same_in_words():
    answered(("two paths", False, "certain"), ("detached", True, "certain"), ("silent unit", True, "a guess"))
    assert "certain: 1 of 2 right" in words() and "a guess: 1 of 1 right" in words()


def test_what_was_wrong_though_sure_is_listed_until_it_is_known():
    answered(("two paths", False, "certain"), ("detached", False, "a guess"))
    listed = words().split("Wrong though sure")[1]
    assert QUESTIONS["two paths"]["text"] in listed and QUESTIONS["detached"]["text"] not in listed
    assert "right since" not in listed
    answered(("two paths", True, "certain"))
    assert "✓ right since" in words()


def test_a_mistake_is_listed_as_met_and_then_as_mended():
    journal.add("exercise", "dL_da1", False, mistake="no_transpose")
    assert "Mistakes met" in words() and "right since" not in words()
    journal.add("exercise", "dL_da1", True)
    assert "✓ right since" in words().split("Mistakes met")[1]


def test_every_exercise_of_the_notebooks_has_its_name_here():
    assert set(EXERCISES) == {int(exercise.number) for exercise in exercises()}


def test_a_record_of_other_things_does_no_harm():
    journal.add("question", "of an older version", False, sure="certain", chosen="<script>")
    journal.add("exercise", "<b>", False, mistake="unheard_of")
    journal.add("test", "item 3", True, sure="certain", form="A")
    assert "<script" not in progress().still()["text/html"] and "passed 0 of" in words()
