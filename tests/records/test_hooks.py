"""What a reader answers and has checked is in the record, once; a Run All that answers nothing does not open it."""

import subprocess
import sys
from pathlib import Path

import pytest

import notebooks
from backprop_helpers import ByHand, Question, ask, check, check_update
from backprop_helpers.progress import EXERCISES
from backprop_helpers.records import journal


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(journal.SETTING, str(tmp_path))
    yield tmp_path
    journal.notice()


def told():
    return [(event["kind"], event["item"], event["right"], event.get("mistake")) for event in journal.events()]


def answer(question, option, sure):
    question.radio.value, question.sureness.value = option, sure
    question.commit_button.click()


def test_an_answer_is_recorded_with_what_was_chosen_and_how_sure():
    answer(ask("two paths"), "−0.1, the mean", "certain")
    (event,) = journal.events()
    assert (event["item"], event["right"]) == ("two paths", False)
    assert (event["chosen"], event["sure"]) == ("−0.1, the mean", "certain")


def test_only_the_first_answer_counts_since_the_next_one_has_been_told():
    question = ask("two paths")
    for option in ("−0.1, the mean", question.answer):
        answer(question, option, "certain")
        question.again_button.click()
    assert [event["right"] for event in journal.events()] == [False]


def test_a_question_of_a_teachers_own_is_recorded_if_it_has_a_name():
    for name in (None, "mine"):
        answer(Question("Which?", {"a": "", "b": "It tempts."}, "a", "Because.", name), "a", "a guess")
    assert [event["item"] for event in journal.events()] == ["mine"]


def test_what_the_record_has_to_say_stands_below_the_answer(folder):
    (folder / journal.NAME).write_text("no record\n")
    question = ask("two paths")
    answer(question, question.answer, "certain")
    assert "was copied to" in question.reveal.value


def output_gradient(y, a2):
    return y - a2


def test_a_mistake_is_met_and_later_mended():
    check(output_gradient, "dL_da2")
    check(output_gradient, "dL_da2")
    check(lambda a2, y: a2 - y, "dL_da2")
    assert told() == [("exercise", "dL_da2", False, "flip_sign"), ("exercise", "dL_da2", True, None)]


def test_a_check_that_is_called_by_keywords_is_recorded_too():
    check(function=output_gradient, names=("dL_da2",), case="mean over outputs")
    assert [item for _, item, _, _ in told()] == ["dL_da2, mean over outputs"]


def test_an_exercise_that_is_not_filled_in_is_not_recorded():
    def step(W1, b1, W2, b2):
        return ...

    check_update(step)
    assert told() == []


def test_numbers_by_hand_are_recorded_when_they_are_judged():
    form = ByHand(seed=7)
    form.check()
    assert told() == []
    for field in form.fields.values():
        field.value = "7.77"
    form.check()
    ((kind, item, right, _),) = told()
    assert (kind, right) == ("exercise", False) and item.startswith("ByHand")


@pytest.mark.parametrize("path", notebooks.PATHS[1:], ids=lambda path: path.stem)
def test_each_solution_is_recorded_as_that_notebooks_exercise_and_a_second_run_adds_nothing(path):
    notebooks.run(path, solved=True)
    once = told()
    assert ("exercise", EXERCISES[int(path.name[:2])], True, None) in once
    assert all(right for _, _, right, _ in once)
    notebooks.run(path, solved=True)
    assert told() == once


RUN_ALL = """
import os, sys
opened, written = [], []
sys.addaudithook(lambda event, args: event in ("open", "os.rename", "os.remove") and opened.append(str(args[0])))
sys.path.insert(0, sys.argv[1])
import notebooks
for path in notebooks.PATHS[:6]:
    notebooks.run(path)
touched = [name for name in opened if "backprop_record" in name]
from backprop_helpers.records import journal
journal.add("question", "two paths", True)
print(len(touched), len([name for name in opened if "backprop_record" in name]) > 0)
"""


def test_a_run_all_that_answers_nothing_opens_no_record_and_writes_none():
    command = [sys.executable, "-c", RUN_ALL, str(Path(__file__).parents[1])]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["0 True"]), done.stderr


def test_asking_for_the_questions_of_a_notebook_reads_an_unchanged_record_once(folder, monkeypatch):
    from backprop_helpers import recall

    journal.add("question", "two paths", True, sure="certain")
    recall(7)
    monkeypatch.setattr(Path, "read_bytes", None)
    recall(8)
    assert journal.notice() == ""
