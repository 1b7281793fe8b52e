"""Practice and a pass to put in order in JupyterLab, by keyboard alone; read in both themes and in a narrow window."""

import pytest
from hands import settle
from playwright.sync_api import expect
from reading import choose_theme, high_window, read, violations

from backprop_helpers import MISTAKES, Practice
from backprop_helpers.practice.pass_lines import lines_of
from backprop_helpers.practice.steps import numbers_of

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

NOTEBOOK = "07_step5_hidden_weights_and_bias.ipynb"
FOCUSED = """() => {
    const {activeElement: here} = document;
    return here.labels?.[0]?.textContent || here.textContent;
}"""


def focused(page):
    """The name of the control that has the focus."""
    return page.evaluate(FOCUSED).replace("\xa0", " ").strip()


def tab_to(page, name, key="Tab"):
    """Presses Tab, or Shift+Tab, until the control of this name has the focus."""
    for _ in range(25):
        page.keyboard.press(key)
        if focused(page) == name:
            return
    raise AssertionError(f"{name!r} can't be reached with {key}")


def press(page, name, key="Tab"):
    tab_to(page, name, key)
    page.keyboard.press("Enter")
    settle(page)


def cell_of(notebook, words):
    """The output that this button folds, which is opened by keyboard."""
    page = notebook.page
    cell = notebook.notebook.locator(".jp-OutputArea-output", has=page.get_by_role("button", name=words))
    cell.get_by_role("button", name=words).focus()
    if not cell.get_by_role("button", name="Check").count():
        page.keyboard.press("Enter")
        cell.get_by_role("button", name="Check").wait_for()
    settle(page)
    return cell


def options(chooser):
    return [text.replace("\xa0", " ") for text in chooser.locator("option").all_text_contents()]


def take(page, lists, code):
    """Goes back from the button Take, chooses a line, and takes it into the pass."""
    ways = options(lists.first).index(code) - lists.first.evaluate("list => list.selectedIndex")
    if ways:
        tab_to(page, "next ›" if ways > 0 else "‹ previous", "Shift+Tab")
    for _ in range(abs(ways)):
        page.keyboard.press("Enter")
        settle(page)
    if ways:
        tab_to(page, "Take")
    page.keyboard.press("Enter")
    settle(page)


def test_a_pass_is_put_in_order_by_keyboard_and_the_moved_line_stays_chosen(notebook):
    page, cell = notebook.page, cell_of(notebook, "Put the lines of the backward pass in order")
    lists, said = cell.locator("select"), cell.locator(".bp-sentence").first
    codes = [line.code for line in lines_of(2)]
    tab_to(page, "Take")
    for code in [codes[0], *codes[2:], codes[1]]:
        take(page, lists, code)
    press(page, "Check")
    expect(said).to_contain_text(f"Line 2, “{codes[2]}”, comes too early")
    tab_to(page, "▲ Up", "Shift+Tab")
    for place in range(len(codes) - 2, 0, -1):
        page.keyboard.press("Enter")
        expect(said).to_contain_text(f"Line {place + 1} of {len(codes)}: {codes[1]}")
        settle(page)
        assert focused(page) == "▲ Up"
        assert lists.last.evaluate("list => list.selectedIndex") == place
    assert options(lists.last) == [f"{number}  {code}" for number, code in enumerate(codes, 1)]
    press(page, "Check")
    expect(said).to_contain_text("Right.")


def test_a_step_is_practised_by_numbers_and_by_code_with_the_keyboard_alone(notebook):
    page, cell = notebook.page, cell_of(notebook, "Practise the steps one by one")
    said, here = cell.locator(".bp-sentence").first, Practice()
    tab_to(page, next(iter(here.fields.values())).description)
    for number in numbers_of(here.sheet, here.step).ravel():
        page.keyboard.type(f"{number:.3f}")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Right.")
    press(page, "Next")
    here.go_on()
    expect(said).to_contain_text("Another network.")
    assert focused(page) == "Next"
    expect(cell.get_by_role("textbox").first).to_have_value("")
    while here.step != "dL_dz1":
        page.keyboard.press("Enter")
        here.go_on()
        expect(cell.locator("code").first).to_have_text(here.step)
    press(page, "a line of code", "Shift+Tab")
    tab_to(page, "dL_dz1 =")
    page.keyboard.type("W2.T @ dL_dz2 * sigmoid_prime(a1)")
    press(page, "Check")
    expect(said).to_contain_text(MISTAKES["slope_at_a"].sentence)
    expect(cell.locator(".bp-differs").first).to_be_visible()
    press(page, "Hint")
    expect(cell.get_by_role("listitem")).to_have_count(1)
    tab_to(page, "dL_dz1 =", "Shift+Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("W2.T @ dL_dz2 * a1 * (1 - a1)")
    press(page, "Check")
    expect(said).to_contain_text("Right")


def test_both_can_be_read_in_both_themes_and_in_a_narrow_window(notebook):
    page = notebook.page
    for words in ("Put the lines of the backward pass in order", "Practise the steps one by one"):
        cell_of(notebook, words).get_by_role("button", name="Check").press("Enter")
    settle(page)
    for theme in ("dark", "light"):
        choose_theme(page, theme)
        with high_window(notebook):
            found, told = violations(page, [[".jp-OutputArea-output:has(.bp-code)"]])
        assert found == [] and told > 20
    assert read(page, "repeatedIds") == []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 600})
        assert read(page, "tooWide") == []


def test_nothing_complains(notebook):
    assert notebook.complaints == []
