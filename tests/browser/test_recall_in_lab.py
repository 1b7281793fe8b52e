"""A surprise in one notebook comes back at the top of the next, answered by keyboard alone; notebook 00 shows it."""

import pytest
from lab import NotebookPage, jupyter_lab
from playwright.sync_api import expect
from reading import assert_axe_finds_nothing_serious, high_window, tab_to

from backprop_helpers.questions.bank import QUESTIONS

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


@pytest.fixture(scope="module")
def recording(window):
    """A server whose kernels keep a record, and a page in it."""
    with pytest.MonkeyPatch.context() as patch, window.new_page() as page:
        patch.delenv("BACKPROP_RECORD")
        with jupyter_lab() as server:
            yield page, server


def opened(recording, name):
    notebook = NotebookPage(*recording, name)
    assert notebook.run_all()
    return notebook


def answer_by_keyboard(notebook, question, option):
    question.get_by_role("radio").first.focus()
    radio = question.get_by_role("radio", name=option, exact=True)
    for control in (radio, *(question.get_by_role("button", name=name) for name in ("certain", "Commit"))):
        tab_to(notebook.page, control)
        notebook.page.keyboard.press("Space")
    expect(question.locator(".bp-sentence")).to_be_visible()


def test_what_was_wrong_though_certain_is_asked_first_in_the_next_notebook_and_shown_in_00(recording):
    lesson = opened(recording, "03_step1_output_activation.ipynb")
    (asked,) = [each for each in lesson.questions if QUESTIONS["other outputs"]["text"] in each.inner_text()]
    answer_by_keyboard(lesson, asked, "It grows, since the loss grows")
    expect(asked.locator(".bp-sentence")).to_contain_text("You were certain.")
    lesson.leave()

    lesson = opened(recording, "04_step2_output_preactivation.ipynb")
    again, other = lesson.questions[:2]
    expect(again).to_contain_text("From notebook 03. Only the target of output 1 moves.")
    expect(other).to_contain_text("From notebook 0")
    answer_by_keyboard(lesson, again, "Only that of output 1")
    expect(again.locator(".bp-sentence")).to_contain_text("You knew it.")
    with high_window(lesson):
        assert_axe_finds_nothing_serious(lesson.page)
    lesson.leave()

    start = opened(recording, "00_start_here.ipynb")
    shown = start.notebook.locator(".jp-OutputArea-output", has_text="Wrong though sure")
    expect(shown).to_contain_text("✓ right since")
    alt = "How often you were right, by how sure you were. certain: 1 of 2 right."
    expect(shown.get_by_role("img")).to_have_attribute("alt", alt)
    with high_window(start):
        assert_axe_finds_nothing_serious(start.page)
    start.leave()
