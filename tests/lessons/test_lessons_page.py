"""The page about lessons of one's own: its code runs, and its lists are those of the code."""

import re

import pytest
from store_lists import END, PAGE, START, with_lists

from backprop_helpers import Explorer, Player
from backprop_helpers.views import VIEWS
from backprop_helpers.widgets.choices import OPTIONS
from notebooks import run_cell

TEXT = PAGE.read_text(encoding="utf-8")
LESSONS = re.findall(r"^```python\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def explorer_of(code):
    shown = run_cell(code, "docs/lessons.md", {"__name__": "__main__"})
    assert isinstance(shown, (Explorer, Player))
    return shown.explorer if isinstance(shown, Player) else shown


def test_there_are_three_lessons():
    assert len(LESSONS) == 3


@pytest.mark.parametrize("code", LESSONS)
def test_every_control_of_a_lesson_moves_a_picture(code):
    lesson = explorer_of(code)
    assert lesson._repr_mimebundle_()["text/html"]
    for slider in lesson.sliders.values():
        before = dict(lesson.views)
        slider.value = slider.max
        assert lesson.views != before
    for choice in lesson.choices.values():
        before = dict(lesson.views)
        choice.index = len(choice.options) - 1
        assert lesson.views != before


@pytest.mark.parametrize("code", LESSONS)
def test_a_lesson_fits_into_one_look(code):
    assert len(code.splitlines()) <= 45


def test_the_lists_are_up_to_date():
    assert with_lists(TEXT) == TEXT, "run python tools/store_lists.py"


def test_the_lists_name_every_view_choice_and_what_is_read():
    lists = TEXT[TEXT.index(START) : TEXT.index(END)]
    for name, kind in VIEWS.items():
        assert f'| `"{name}"` |' in lists or f"| `{kind.__name__}(" in lists
    for name in {*OPTIONS, *(each for kind in VIEWS.values() for each in kind.reads or ())}:
        assert f"`{name}`" in lists


def test_a_page_without_the_markers_is_refused():
    with pytest.raises(ValueError, match="should have the lines"):
        with_lists("# A page")
