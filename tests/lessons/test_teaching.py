"""What docs/teaching.md tells a teacher to open, ask, set and choose is there, and its minutes add up."""

import re
from functools import cache

import ipywidgets as widgets
import pytest
from misconceptions import ROWS
from teaching_plan import SECTIONS, plans

from backprop_helpers import BackgroundRun, Explorer, Player, Question
from notebooks import cells, run

TABLES = [(title, number, plan) for title in SECTIONS for number, plan in enumerate(plans(title), 1)]
LINES = [pytest.param(row, id=f"{title[:4]}-{number}-{row.start}") for title, number, plan in TABLES for row in plan]


@cache
def lesson(path):
    """The notebook's explorers, questions, players and long runs, after a run."""
    here = run(path)
    return [here.every(kind).values() for kind in (Explorer, Question, Player, BackgroundRun)]


def shown(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from shown(child)


def test_there_is_one_long_session_and_four_short_ones():
    assert [(title, number) for title, number, _ in TABLES] == [
        ("One session of 90 minutes", 1),
        *(("Four sessions of 45 minutes", number) for number in (1, 2, 3, 4)),
    ]


@pytest.mark.parametrize(("title", "number", "plan"), TABLES)
def test_the_minutes_add_up(title, number, plan):
    assert plan[0].start == 0 and plan[-1].end == SECTIONS[title]
    assert all(row.end == after.start for row, after in zip(plan, plan[1:], strict=False))
    assert all(row.start < row.end for row in plan)


@pytest.mark.parametrize("row", LINES)
def test_a_prediction_is_asked_in_the_notebook_that_is_open(row):
    if row.predictions:
        texts = [question.text for question in lesson(row.notebook)[1]]
        for words in row.predictions:
            assert len([text for text in texts if text.startswith(words)]) == 1, words


@pytest.mark.parametrize("row", LINES)
def test_each_slider_reaches_the_number_and_each_choice_has_the_option(row):
    assert len(re.findall("`[^`]+`", row.what)) == len(row.moves), "something in code is no move"
    explorers = lesson(row.notebook)[0] if row.moves else ()
    controls = [(each.sliders.values(), each.choices.values()) for each in explorers]
    for label, wanted in row.moves:
        if f"`{label} = " in row.what:
            found = [slider for sliders, _ in controls for slider in sliders if slider.description == label]
            assert any(slider.min <= float(wanted) <= slider.max for slider in found), f"{label} reaches no {wanted}"
        else:
            found = [choice for _, choices in controls for choice in choices if choice.description == label]
            options = [option for choice in found for option, _ in choice.options]
            assert any(option.split(":")[0] == wanted for option in options), f"{label} has no {wanted}: {options}"


MENUS = {"Run → Run All Cells"}


@pytest.mark.parametrize("row", LINES)
def test_each_heading_and_button_is_there(row):
    for words in set(row.words) - MENUS:
        texts = [cell.source for cell in cells(row.notebook, "markdown")]
        every = [widget for kind in lesson(row.notebook) for each in kind for widget in shown(each.widget)]
        buttons = [widget.description for widget in every if isinstance(widget, widgets.Button)]
        assert any(f"# {words}" in text for text in texts) or words in buttons, words


@pytest.mark.parametrize("row", LINES)
def test_a_misconception_is_met_in_that_notebook(row):
    if row.misconception:
        places = dict(ROWS)[row.misconception]
        assert row.notebook.name[:2] in re.findall(r"\d\d", places)


def test_rows_that_ask_and_rows_that_move_were_found():
    rows = [row for _, _, plan in TABLES for row in plan]
    assert sum(bool(row.predictions) for row in rows) >= 12 and sum(len(row.moves) for row in rows) >= 30
    assert sum(bool(row.misconception) for row in rows) >= 15
