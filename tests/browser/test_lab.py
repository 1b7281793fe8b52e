"""Each notebook in JupyterLab, as a reader meets it: Run All, then sliders, fields, choices and answers by hand."""

import re

import pytest
from hands import controls, pictures, reset, sentence, tab_to, wait_for_other_pictures
from lab import HANDLE
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


# ---- run all


def test_before_a_run_there_are_still_pictures(lesson):
    assert lesson.still


def test_run_all_shows_every_widget_and_no_error(lesson):
    assert lesson.passed
    outputs = lesson.notebook.locator(".jp-OutputArea")
    expect(outputs.get_by_text("not found")).to_have_count(0)
    expect(outputs.locator("[data-mime-type*=error], [data-mime-type*=stderr], .bp-error p")).to_have_count(0)
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


# ---- move


def test_an_arrow_key_moves_a_slider_and_everything_follows(lesson):
    for explorer in lesson.explorers:
        reset(explorer)
        said, shown = sentence(explorer).inner_text(), pictures(explorer)
        control = controls(explorer)[0]
        field, handle = control.get_by_role("spinbutton"), control.locator(HANDLE)
        number = field.input_value()
        at_the_end = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
        handle.press("ArrowLeft" if at_the_end else "ArrowRight")
        expect(field).not_to_have_value(number)
        expect(sentence(explorer)).not_to_have_text(said)
        wait_for_other_pictures(explorer, shown)
        reset(explorer)
        expect(field).to_have_value(number)
        expect(sentence(explorer)).to_have_text(said)


def test_a_click_on_the_bar_moves_a_slider_there(lesson):
    for explorer in lesson.explorers:
        reset(explorer)
        control = controls(explorer)[-1]
        field, bar = control.get_by_role("spinbutton"), control.locator(".noUi-target")
        number, said = field.input_value(), sentence(explorer).inner_text()
        middle, size = control.locator(HANDLE).bounding_box(), bar.bounding_box()
        to_the_left = middle["x"] > size["x"] + size["width"] / 2
        bar.click(position={"x": size["width"] * (0.1 if to_the_left else 0.9), "y": size["height"] / 2})
        expect(field).not_to_have_value(number)
        assert (float(field.input_value()) < float(number)) == to_the_left
        expect(sentence(explorer)).not_to_have_text(said)
        reset(explorer)


def test_a_number_typed_into_the_field_moves_the_slider(lesson):
    for explorer in lesson.explorers:
        reset(explorer)
        control = controls(explorer)[0]
        field, handle = control.get_by_role("spinbutton"), control.locator(HANDLE)
        said = sentence(explorer).inner_text()
        lowest, highest = (float(handle.get_attribute(f"aria-value{end}")) for end in ("min", "max"))
        end = lowest if float(field.input_value()) != lowest else highest
        field.fill(f"{end:g}")
        field.press("Enter")
        expect(handle).to_have_attribute("aria-valuenow", re.compile(f"^{end:g}(\\.0*)?$"))
        expect(sentence(explorer)).not_to_have_text(said)
        reset(explorer)


def test_a_choice_can_be_made_with_the_keyboard(lesson):
    for explorer in lesson.explorers:
        for chooser in explorer.locator("select").all():
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


# ---- answer


def test_a_question_can_be_answered_and_asked_again_with_the_keyboard(lesson):
    for question in lesson.questions:
        commit, again = (question.get_by_role("button", name=name) for name in ("Commit", "Ask again"))
        answers = question.get_by_role("radio")
        answers.first.focus()
        tab_to(lesson.page, answers.nth(1))
        lesson.page.keyboard.press("Space")
        tab_to(lesson.page, commit)
        lesson.page.keyboard.press("Enter")
        expect(question.locator(".bp-sentence")).to_contain_text(re.compile("✓ Right|Right is:"))
        expect(commit).to_be_disabled()
        again.press("Enter")
        expect(question.locator(".bp-sentence")).to_have_count(0)
        expect(question.get_by_role("radio", checked=True)).to_have_count(0)


def test_hints_come_one_at_a_time_with_the_keyboard(lesson):
    hint = lesson.page.get_by_role("button", name="Hint")
    for feedback in lesson.notebook.locator(".jp-OutputArea-output", has=hint).all():
        hints = feedback.locator("li")
        expect(hints).to_have_count(0)
        feedback.get_by_role("button", name="Hint").press("Enter")
        expect(hints).to_have_count(1)
