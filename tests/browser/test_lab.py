"""Each notebook in JupyterLab, as a reader meets it: Run All, then choices and answers by keyboard."""

import re

import pytest
from hands import controls, errors, pictures, reset, sentence, wait_for_other_pictures
from lab import HANDLE, NOTEBOOKS
from playwright.sync_api import expect
from reading import tab_to

from notebooks import cells

pytestmark = pytest.mark.browser
GLOW = "each => getComputedStyle(each).getPropertyValue('--bp-glow') !== ''"


# ---- run all


def test_before_a_run_there_are_still_pictures(lesson):
    assert lesson.still


def test_run_all_shows_every_widget_and_no_error(lesson):
    assert lesson.passed
    expect(lesson.notebook.locator(".jp-OutputArea").get_by_text("not found")).to_have_count(0)
    expect(errors(lesson)).to_have_count(0)
    assert lesson.explorers and lesson.questions


def test_showing_a_slider_changes_no_number(lesson):
    """JupyterLab's slider rounds its value as soon as it is shown, and sends it back."""
    said = lesson.page.evaluate(
        """() => [...window.jupyterapp.shell.currentWidget.context.model.cells].flatMap(cell =>
            (cell.toJSON().outputs ?? []).map(output => [].concat(output.data?.['text/plain'] ?? []).join('')))"""
    )
    for explorer in lesson.explorers:
        assert sentence(explorer).inner_text() in said
        for control in controls(explorer):
            assert re.fullmatch(r"-?\d+(\.\d{1,4})?", control.get_by_role("spinbutton").input_value())


def test_each_slider_has_a_number_field_with_its_name(lesson):
    for explorer in lesson.explorers:
        for control in controls(explorer):
            label = control.locator(".widget-slider .widget-label").inner_text()
            expect(control.get_by_role("spinbutton", name=label, exact=True)).to_be_visible()


def test_no_tooltip_is_null_and_a_slider_tells_a_rounded_number(lesson):
    """ipywidgets gives the handle an aria-valuetext, too, with rounding errors that can't be mended from Python."""
    assert lesson.notebook.locator("[title=null]:visible, [aria-label=null]").all() == []
    for handle in lesson.notebook.locator(HANDLE).all():
        assert re.fullmatch(r"-?\d+\.\d", handle.get_attribute("aria-valuenow"))


# ---- choose


def test_a_choice_can_be_made_with_the_keyboard(lesson):
    for explorer in lesson.explorers:
        for chooser in explorer.locator(".bp-control select").all():
            reset(explorer)
            for keys in ("Space", "ArrowDown", "Enter"), ("Tab", "Enter"):  # in the list; with the button "forward"
                shown = pictures(explorer)
                chooser.focus()
                for key in keys:
                    lesson.page.keyboard.press(key)
                wait_for_other_pictures(explorer, shown)
        for chooser in explorer.locator(".widget-toggle-buttons:not(.bp-pace)").all():  # the pace moves no picture
            reset(explorer)
            shown = pictures(explorer)
            chooser.get_by_role("button").last.press("Enter")
            wait_for_other_pictures(explorer, shown)


def test_arrow_keys_light_a_number_wherever_it_is_shown_from_one_tab_stop(lesson):
    for explorer in lesson.explorers:
        reset(explorer)
        choices = explorer.get_by_role("listbox", name="Light up")
        names = choices.locator("option").all()
        for place in (0, len(names) // 2, len(names) - 1) if names else ():
            name = names[place].get_attribute("class")
            seen = explorer.locator(f".{name}:is(g, td, span)").all()
            before = [each.evaluate(GLOW) for each in seen]
            choices.focus()
            lesson.page.keyboard.press("Home")
            for _ in range(place):
                lesson.page.keyboard.press("ArrowDown")
            assert seen and all(each.evaluate(GLOW) for each in seen), name
            lesson.page.keyboard.press("Shift+Tab")
            assert [each.evaluate(GLOW) for each in seen] == before, name


# ---- folded code


def test_folded_code_opens_with_one_click_and_can_be_edited(lesson):
    first = next(k for k, cell in enumerate(cells(NOTEBOOKS / lesson.name)) if "jupyter" in cell.metadata)
    cell = lesson.notebook.locator(".jp-Cell").nth(first)
    folded, editor = cell.locator(".jp-InputPlaceholder"), cell.locator(".cm-content")
    expect(editor).to_be_hidden()
    folded.click()
    expect(editor).to_be_visible()
    expect(editor).to_have_attribute("contenteditable", "true")
    cell.locator(".jp-InputCollapser").click()
    expect(folded).to_be_visible()


# ---- answer


def test_a_question_can_be_answered_and_asked_again_with_the_keyboard(lesson):
    for question in lesson.questions[:1]:  # every one with the mouse, in test_every_answer
        commit, again = (question.get_by_role("button", name=name) for name in ("Commit", "Ask again"))
        answers = question.get_by_role("radio")
        answers.first.focus()
        tab_to(lesson.page, answers.nth(1))
        lesson.page.keyboard.press("Space")
        tab_to(lesson.page, commit)
        lesson.page.keyboard.press("Enter")
        expect(question.locator(".bp-sentence")).to_contain_text(re.compile("✓ Right|The right answer:"))
        expect(commit).to_be_disabled()
        again.press("Enter")
        expect(question.locator(".bp-sentence")).to_have_count(0)
        expect(question.get_by_role("radio", checked=True)).to_have_count(0)
