"""A training in JupyterLab: it plays picture by picture, a pause is seen, and each step can be taken back."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
NOTEBOOK = "12_train_a_network.ipynb"
START = 50  # the step at which XOR is shown first


@pytest.fixture
def player(notebook):
    """The player of XOR, the first one."""
    found = notebook.notebook.locator(".jp-OutputArea-output", has=notebook.page.get_by_text("steps per picture")).first
    found.get_by_role("button", name="Reset").click()
    expect(found.locator(".bp-sentence", has_text=f"Step {START},")).to_be_visible()
    return found


def step(player):
    return int(player.get_by_role("spinbutton", name="step", exact=True).input_value())


def test_it_plays_until_paused_and_the_picture_stays(player):
    button = player.get_by_role("button", name="Play")
    button.click()
    expect(player.locator(".bp-sentence", has_text=re.compile(rf"Step (?!{START},)\d+,"))).to_be_visible()
    player.get_by_role("button", name="Pause").click()
    expect(button).to_be_visible()
    player.page.wait_for_timeout(300)
    stopped = step(player)
    assert START < stopped < 500
    player.page.wait_for_timeout(500)
    assert step(player) == stopped
    expect(player.locator(".bp-sentence", has_text=f"Step {stopped},")).to_be_visible()


def test_a_step_can_be_taken_back_with_the_keyboard(player):
    picture = player.locator("img.bp-plot").first
    before = picture.get_attribute("src")
    player.get_by_role("button", name="step forward").press("Enter")
    expect(player.locator(".bp-sentence", has_text=f"Step {START + 1},")).to_be_visible()
    assert picture.get_attribute("src") != before
    player.get_by_role("button", name="step back").press("Enter")
    expect(player.locator(".bp-sentence", has_text=f"Step {START},")).to_be_visible()
    expect(picture).to_have_attribute("src", before)


def test_a_long_run_tells_when_it_is_solved(player):
    player.get_by_role("button", name="25", exact=True).click()
    player.get_by_role("button", name="Play").click()
    expect(player.get_by_text("Solved: step")).to_be_visible()
    expect(player.locator(".bp-sentence", has_text="4 of 4 examples")).to_be_visible()
