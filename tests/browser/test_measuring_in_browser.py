"""The test before and after, taken by keyboard alone; and the page about a class, in light and in dark."""

import random

import pytest
from axe_playwright_python.sync_playwright import Axe
from hands import settle
from playwright.sync_api import expect
from reading import assert_axe_finds_nothing_serious, assert_each_text_can_be_read, choose_theme, high_window, tab_to
from sat import sitting

from backprop_helpers.measuring.form import form
from backprop_helpers.measuring.page import page
from backprop_helpers.measuring.paper import key, paper
from backprop_helpers.measuring.sitting import receipts

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
NOTEBOOK = "before_and_after.ipynb"


def seen(output, name):
    return output.get_by_role("button", name=name, exact=True)


def test_it_is_taken_by_keyboard_alone_and_shows_the_receipt(notebook):
    page, items = notebook.page, list(form("A").items.values())
    outputs = notebook.notebook.locator(".jp-OutputArea-output")
    outputs.get_by_role("radio").first.wait_for()
    output = next(each for each in outputs.all() if each.get_by_role("radio").count())
    seen(output, "Next ›").focus()
    for place, item in enumerate(items, 1):
        expect(output.locator(".bp", has_text=f"Form A, {place} of {len(items)}.")).to_be_visible()
        chosen = output.get_by_role("radio", name=item.options[place % len(item.options)].text, exact=True)
        tab_to(page, chosen, "Shift+Tab")  # back over the buttons and how sure
        page.keyboard.press("Space")
        expect(chosen).to_be_checked()
        for name in ("certain", "Next ›"):
            tab_to(page, seen(output, name))
            page.keyboard.press("Enter")
        settle(page)
    expect(output.get_by_text("Every item is answered.")).to_be_visible()
    assert_axe_finds_nothing_serious(page)
    tab_to(page, seen(output, "Finish"))
    page.keyboard.press("Enter")
    line = output.get_by_role("textbox", name="receipt")
    expect(line).to_be_visible()
    (found,) = receipts(line.input_value())
    wanted = {item.name: item.options[place % len(item.options)].text for place, item in enumerate(items, 1)}
    assert {name: option.text for name, (option, _) in found.answers.items()} == wanted
    assert {sure for _, sure in found.answers.values()} == {"certain"}


def test_before_and_after_the_end_it_can_be_read_in_both_themes(notebook):
    for theme in ("dark", "light"):
        choose_theme(notebook.page, theme)
        with high_window(notebook):
            assert_axe_finds_nothing_serious(notebook.page)
        assert_each_text_can_be_read(notebook.page)
    assert notebook.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_report_and_on_paper(window, scheme):
    draw = random.Random(1)
    sat = {f"{k}.txt": [sitting(name, "2026-09-01", draw, knows=0.5) for name in "AB"] for k in range(5)}
    context = window.browser.new_context(color_scheme=scheme, offline=True, viewport={"width": 390, "height": 800})
    opened = context.new_page()
    for html in (page(sat, {"lost.txt": "There is no receipt here."}), paper(form("A")), key(form("A"))):
        opened.set_content(html)
        found = Axe().run(opened).response["violations"]
        assert [problem["id"] for problem in found if problem["impact"] in ("serious", "critical")] == []
    opened.set_content(page(sat, {}))
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_no_item_is_split_between_two_pages_of_paper(window, size):
    opened = window.new_page()
    opened.set_content(paper(form("A")))
    opened.emulate_media(media="print")
    assert opened.evaluate("[...document.querySelectorAll('.item')].every(item => item.offsetHeight < 500)")
    assert opened.evaluate(
        "[...document.querySelectorAll('.item')].every(i => getComputedStyle(i).breakInside === 'avoid')"
    )
    assert len(opened.pdf(format=size).split(b"/Type /Page\n")) <= 8
    opened.close()
