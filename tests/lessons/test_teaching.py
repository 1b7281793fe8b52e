"""What docs/teaching.md tells a teacher to open, ask, set and choose is there, and its minutes add up."""

import re
import runpy

import ipywidgets as widgets
import pytest
from misconceptions import ROWS
from teaching_plan import PAGE, SECTIONS, plans

from backprop_helpers import BackgroundRun, Explorer, Player, Question
from notebooks import cells, run

TEXT = PAGE.read_text(encoding="utf-8")
TABLES = [(title, number, plan) for title in SECTIONS for number, plan in enumerate(plans(title), 1)]
LINES = [pytest.param(row, id=f"{title[:4]}-{number}-{row.start}") for title, number, plan in TABLES for row in plan]
DONE = {}


def lesson(path):
    """The notebook's explorers, questions and players, after a run."""
    if path not in DONE:
        here = run(path)
        DONE[path] = [*(here.every(kind).values() for kind in (Explorer, Question, Player, BackgroundRun))]
    return DONE[path]


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


def sliders_and_choices(path):
    explorers = lesson(path)[0]
    sliders = [(slider.description, slider) for each in explorers for slider in each.sliders.values()]
    return sliders, [(choice.description, choice) for each in explorers for choice in each.choices.values()]


@pytest.mark.parametrize("row", LINES)
def test_each_slider_reaches_the_number_and_each_choice_has_the_option(row):
    assert len(re.findall("`[^`]+`", row.what)) == len(row.moves), "something in code is no move"
    for label, wanted in row.moves:
        sliders, choices = sliders_and_choices(row.notebook)
        if f"`{label} = " in row.what:
            found = [slider for name, slider in sliders if name == label]
            assert found, f"no slider {label}"
            assert any(slider.min <= float(wanted) <= slider.max for slider in found), label
        else:
            options = [option for name, choice in choices if name == label for option, _ in choice.options]
            assert any(option.split(":")[0] == wanted for option in options), f"{label} has no {wanted}: {options}"


MENUS = {"Run → Run All Cells"}


@pytest.mark.parametrize("row", LINES)
def test_each_heading_and_button_is_there(row):
    for words in set(row.words) - MENUS:
        headings = "\n".join(
            line for cell in cells(row.notebook, "markdown") for line in cell.source.splitlines() if "#" in line
        )
        buttons = [
            w.description
            for kind in lesson(row.notebook)
            for each in kind
            for w in shown(each.widget)
            if isinstance(w, widgets.Button)
        ]
        assert f"# {words}" in headings or words in buttons, words


@pytest.mark.parametrize("row", LINES)
def test_a_misconception_is_met_in_that_notebook(row):
    if row.misconception:
        places = dict(ROWS)[row.misconception]
        assert row.notebook.name[:2] in re.findall(r"\d\d", places)


def test_rows_that_ask_and_rows_that_move_were_found():
    rows = [row for _, _, plan in TABLES for row in plan]
    assert sum(bool(row.predictions) for row in rows) >= 12 and sum(len(row.moves) for row in rows) >= 30
    assert sum(bool(row.misconception) for row in rows) >= 15


# ---- links and commands


def anchor(heading):
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_local_link_leads_somewhere():
    links = re.findall(r"\]\((?!http)([^)]+)\)", TEXT)
    assert len(links) >= 8
    for link in links:
        file, _, place = link.partition("#")
        target = PAGE.parent / file if file else PAGE
        assert target.is_file(), link
        if place:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert place in map(anchor, headings), link


def test_every_make_command_is_one():
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", TEXT, re.MULTILINE))
    assert {"lab", "worksheets", "site", "html"} <= named
    known = runpy.run_path(str(PAGE.parents[1] / "dev.py"))
    assert named <= {"lab", "test", "lock", *known["SCRIPTS"]}
