"""Each notebook as it is used, without a browser: every slider, choice, question and exercise of it."""

from collections import defaultdict
from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest

from backprop_helpers import Explorer, Question
from backprop_helpers.questions.recall import Recall
from notebooks import PATHS, run

every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)

#: What a reader sees before a run, and what a program reads.
SHOWN = {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"}


@cache
def lesson(path):
    """One run of the notebook with its exercises not yet answered; the tests put back what they move."""
    return run(path)


def explorers(path):
    return lesson(path).every(Explorer).items()


def questions(path):
    """The predictions, and the questions of earlier notebooks at the top."""
    again = [
        (f"{each.lead} {each.text}", each) for shown in lesson(path).every(Recall).values() for each in shown.questions
    ]
    return [*lesson(path).every(Question).items(), *again]


def pictures(explorer):
    return dict(explorer.views)


def positions(slider):
    """The low end, the middle and the high end, as whole numbers of steps."""
    middle = slider.min + round((slider.max - slider.min) / slider.step / 2) * slider.step
    return sorted({slider.min, middle, slider.max})


def options(explorer):
    """Sets each option of each choice in turn, the other choices as they start; once if there is no choice."""
    explorer.reset()
    yield "as it starts"
    for name, choice in explorer.choices.items():
        for index, label in enumerate(choice.options):
            explorer.reset()
            choice.index = index
            yield f"{name}: {label}"


def numbers(trace):
    """Every number and every array of numbers of a trace, also those in lists."""
    for value in vars(trace).values():
        for part in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(part, (np.ndarray, float)):
                yield part


@every_notebook
def test_a_lesson_asks_something_and_has_something_to_move(path):
    assert explorers(path) and questions(path)


# ---- explorers


class Place(NamedTuple):
    """What an explorer showed with one slider at one value, and everything else as in `state`."""

    explorer: str
    state: str
    slider: str
    value: float
    finite: bool
    pictures: dict
    said: str


@cache
def places(path):
    """Every explorer in every state with each slider at each of its positions, then with all of them at an end."""
    found = []

    def note(name, explorer, state, moved, value):
        finite = all(np.isfinite(part).all() for part in numbers(explorer.trace))
        htmls = {view: hash(html) for view, html in pictures(explorer).items()}
        found.append(Place(name, state, moved, value, finite, htmls, explorer.sentence))

    for name, explorer in explorers(path):
        for state in options(explorer):
            for moved, slider in explorer.sliders.items():
                at_first = slider.value
                for value in positions(slider):
                    slider.value = value
                    note(name, explorer, state, moved, value)
                slider.value = at_first
            for end in ("min", "max"):
                for slider in explorer.sliders.values():
                    slider.value = getattr(slider, end)
                note(name, explorer, state, "all", end)
        explorer.reset()
    return found


@every_notebook
def test_every_number_stays_finite_wherever_the_sliders_are(path):
    assert [place for place in places(path) if not place.finite] == []


@every_notebook
def test_every_slider_moves_a_picture_and_the_words(path):
    for name, explorer in explorers(path):
        for moved, slider in explorer.sliders.items():
            states = defaultdict(list)
            for place in places(path):
                if (place.explorer, place.slider) == (name, moved):
                    states[place.state].append(place)
            seen = [[place.pictures for place in state] for state in states.values()]  # one may hide what another shows
            assert any(all(a != b for a, b in combinations(shown, 2)) for shown in seen), f"{name}: {moved}: no picture"
            said = [place.said for place in states["as it starts"]]
            assert len(set(said)) == len(said) == len(positions(slider)), f"{name}: {moved}: {said}"


@every_notebook
def test_every_picture_is_moved_by_a_slider(path):
    seen = defaultdict(set)
    for place in places(path):
        for view, html in place.pictures.items():
            seen[place.explorer, view].add(html)
    assert {view for _, explorer in explorers(path) for view in explorer.views} <= {view for _, view in seen}
    assert [view for view, htmls in seen.items() if len(htmls) < 2] == []


@every_notebook
def test_every_option_shows_something_else(path):
    for name, explorer in explorers(path):
        for chosen, choice in explorer.choices.items():
            seen = []
            for index in range(len(choice.options)):
                choice.index = index
                seen.append((pictures(explorer), explorer.sentence))
            assert all(seen[i] != seen[j] for i in range(len(seen)) for j in range(i)), f"{name}: {chosen}"
        explorer.reset()


@every_notebook
def test_reset_brings_back_the_first_picture(path):
    for name, explorer in run(path).every(Explorer).items():
        first = pictures(explorer), explorer.sentence
        for slider in explorer.sliders.values():
            slider.value = slider.max if slider.value != slider.max else slider.min
        for choice in explorer.choices.values():
            choice.index = len(choice.options) - 1
        assert (pictures(explorer), explorer.sentence) != first
        explorer.reset()
        assert (pictures(explorer), explorer.sentence) == first, name


@every_notebook
def test_a_lesson_that_does_not_run_shows_words_and_still_pictures(path):
    for name, thing in [*explorers(path), *questions(path)]:
        bundle = thing._repr_mimebundle_()
        assert set(bundle) == SHOWN and all(bundle.values()), name
        assert "<script" not in bundle["text/html"] + bundle["text/plain"], name


# ---- questions


@every_notebook
def test_a_question_reveals_nothing_before_the_reader_commits(path):
    for name, question in questions(path):
        question.commit_button.click()
        assert question.correct is None and question.why not in question.reveal.value, name
        question.radio.value = question.answer
        assert question.correct is None and question.why not in question.reveal.value, name
        question.ask_again()


@every_notebook
def test_each_answer_is_judged_and_explained_and_can_be_given_anew(path):
    for name, question in questions(path):
        for option, tempts in question.options.items():
            for sure in question.sureness.options:
                question.radio.value, question.sureness.value = option, sure
                question.commit_button.click()
                assert question.correct is (option == question.answer), f"{name}: {option}"
                assert question.why in question.reveal.value and tempts in question.reveal.value, f"{name}: {option}"
                assert question.radio.disabled and question.commit_button.disabled
                question.again_button.click()
                assert question.correct is None and question.radio.value is None and question.reveal.value == ""
                assert not question.radio.disabled


@every_notebook
def test_from_02_on_the_first_output_asks_two_questions_of_earlier_notebooks(path):
    here = int(path.name[:2])
    first = lesson(path).values[0]
    assert isinstance(first, Recall) == (here >= 2)
    if isinstance(first, Recall):
        assert [int(each.lead[-3:-1]) < here for each in first.questions] == [True, True]


# ---- exercises


@every_notebook
def test_an_exercise_runs_unanswered_and_says_so(path):
    feedback = lesson(path).feedback
    assert feedback or path.name.startswith("00"), "there is no exercise"
    assert [found.correct for found in feedback] == [None] * len(feedback)


@every_notebook
def test_the_solution_is_right_and_the_cells_below_still_run(path):
    solved = run(path, solved=True)
    assert [found.correct for found in solved.feedback] == [True] * len(lesson(path).feedback), solved.feedback
