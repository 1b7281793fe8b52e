"""Each notebook for readers who don't see it, see it dark, large or in other colours, or have no mouse."""

import pytest
from hands import run_cell, settle
from lab import HANDLE, NOTEBOOKS
from reading import (
    assert_axe_finds_nothing_serious,
    assert_each_text_can_be_read,
    choose_theme,
    high_window,
    read,
    tab_through,
)

from notebooks import cells, exercises

pytestmark = pytest.mark.browser

CONTROLS = f"{HANDLE}, :is(button, input, select:not(.bp-stops)):enabled:visible"


def use(lesson):
    """Answers the questions, some wrongly, moves every explorer to an end, and takes all hints for a wrong exercise."""
    page = lesson.page
    for question in lesson.questions:
        question.get_by_role("radio").first.check()
        question.get_by_role("button", name="Commit").press("Enter")
    for explorer in lesson.explorers:
        explorer.locator(HANDLE).first.press("End")
        for chooser in explorer.locator(".bp-control select").all():
            chooser.select_option(index=chooser.locator("option").count() - 1)
        for chooser in explorer.locator(".widget-toggle-buttons").all():
            chooser.get_by_role("button").last.press("Enter")
    path = NOTEBOOKS / lesson.name
    for cell, _ in exercises(path):
        run_cell(lesson, cells(path).index(cell), cell.source.replace("...", "0"))
        page.locator(".bp-sentence[role=status]", has_text="✗").last.wait_for()
        while (hint := page.locator("button:enabled", has_text="Hint").first).count():
            hint.press("Enter")
            settle(page)
    page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")


def test_axe_finds_nothing_serious_after_run_all(lesson):
    with high_window(lesson):
        assert_axe_finds_nothing_serious(lesson.page)


def test_the_tab_key_goes_from_control_to_control_as_they_are_read_and_each_shows_it(lesson):
    for output in [*lesson.explorers, *lesson.questions]:
        controls = output.locator(CONTROLS)
        steps = tab_through(lesson.page, controls.first, controls.last)
        for before, after in zip(steps, steps[1:], strict=False):
            below, beside = after["y"] > before["y"] + 10, abs(after["y"] - before["y"]) <= 10
            assert below or (beside and after["x"] > before["x"]), (before, after)
        assert [step for step in steps if step["line"] < 2] == []
        for _ in range(1 + output.locator(".bp-stops").count()):  # to the numbers of the pictures, and out again
            lesson.page.keyboard.press("Tab")
        assert not output.evaluate("output => output.contains(document.activeElement)")


def test_axe_finds_nothing_serious_in_the_dark_after_every_control_was_used(lesson):
    choose_theme(lesson.page, "dark")
    assert_each_text_can_be_read(lesson.page)
    use(lesson)
    with high_window(lesson):
        assert_axe_finds_nothing_serious(lesson.page, contrasts=False)
    assert_each_text_can_be_read(lesson.page)


def test_each_text_can_be_read_in_the_light_too(lesson):
    choose_theme(lesson.page, "light")
    assert_each_text_can_be_read(lesson.page)


def test_no_id_stands_twice(lesson):
    assert read(lesson.page, "repeatedIds") == []


@pytest.mark.parametrize("width", [640, 320])
def test_at_200_and_400_percent_only_a_box_with_a_wide_thing_scrolls_sideways(lesson, width):
    lesson.page.set_viewport_size({"width": width, "height": 400})
    assert read(lesson.page, "tooWide") == []
