"""Long work in JupyterLab: while it runs the kernel answers, and a stop is seen, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
NOTEBOOK = "09_computational_efficiency.ipynb"


@pytest.fixture
def button(notebook):
    return lambda name: notebook.notebook.get_by_role("button", name=name, exact=True)


def test_nothing_is_timed_before_the_click(notebook):
    expect(notebook.notebook.locator(".bp-sentence", has_text="Press Start to time every way")).to_be_visible()
    expect(notebook.notebook.get_by_role("table", name="Times")).to_have_count(0)


def test_a_slider_moves_while_the_run_goes_on_and_a_stop_keeps_the_picture(notebook, button):
    button("Start").click()
    expect(button("Stop")).to_be_enabled()
    field = notebook.fields("h").first
    field.fill("7")
    field.press("Enter")
    expect(notebook.notebook.locator(".bp-sentence", has_text="4-7-3:")).to_be_visible()
    expect(notebook.notebook.get_by_role("table", name="Times")).to_be_visible()
    button("Stop").click()
    expect(notebook.notebook.get_by_text("Stopped at")).to_be_visible()
    expect(notebook.notebook.get_by_role("table", name="Times")).to_be_visible()


def test_a_run_is_started_and_stopped_with_the_keyboard(notebook, button):
    button("Start").press("Enter")
    expect(button("Stop")).to_be_enabled()
    button("Stop").press("Enter")
    expect(button("Start")).to_be_enabled()
    expect(notebook.notebook.get_by_text("Stopped at")).to_be_visible()
