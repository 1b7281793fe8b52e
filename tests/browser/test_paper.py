"""Worksheets as they are printed, and the numbers of one typed into notebook 07."""

import re
from contextlib import contextmanager

import numpy as np
import pytest
from hands import run_cell, settle
from lab import NOTEBOOKS
from playwright.sync_api import expect
from reading import assert_axe_finds_nothing_serious, assert_each_text_can_be_read, choose_theme, violations

from backprop_helpers import MISTAKES, Worksheet
from backprop_helpers.worksheets.blanks import BLANKS, label, section
from backprop_helpers.worksheets.key import answer_keys
from backprop_helpers.worksheets.pages import worksheets
from notebooks import cells

pytestmark = pytest.mark.browser
NOTEBOOK = "07_step5_hidden_weights_and_bias.ipynb"
SIZES = [(2, 3, 2), (2, 3, 1), (1, 1, 1), (2, 2, 2), (4, 4, 4), (4, 1, 3)]
FORMATS = ("A4", "Letter")
OVERFLOWING = """() => [...document.querySelectorAll('.page, .page > *, .card, .cards')]
    .filter(box => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
    .map(box => box.className + ': ' + box.textContent.slice(0, 40))"""
ABOVE_THE_FOOTER = """() => [...document.querySelectorAll('.page')].every(sheet => {
    const foot = sheet.querySelector('footer').getBoundingClientRect().top;
    return [...sheet.children].every(
        part => part.tagName === 'FOOTER' || part.getBoundingClientRect().bottom <= foot + 1);
})"""
IN_THE_KEY = """() => [...document.querySelectorAll('.key, .key *')].every(
    part => part.getBoundingClientRect().right <= part.closest('.key').getBoundingClientRect().right + 1)"""


@pytest.fixture(params=SIZES, ids=lambda sizes: "-".join(map(str, sizes)))
def sheets(request):
    return [Worksheet.random(seed, request.param) for seed in (1, 2)]


@contextmanager
def opened(window, html, media="print"):
    """A page of a browser with this document."""
    page = window.new_page()
    page.set_content(html)
    page.emulate_media(media=media)
    yield page
    page.close()


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("paper", FORMATS)
def test_each_page_of_a_sheet_is_one_page_of_paper(window, sheets, paper):
    html = worksheets(sheets)
    with opened(window, html) as page:
        assert pages(page.pdf(format=paper)) == html.count("<section class='page'>") > 0


def test_nothing_on_a_sheet_is_cut_or_runs_into_the_next(window, sheets):
    with opened(window, worksheets(sheets)) as page:
        assert page.locator(".card").count() == 2 * len(BLANKS)
        assert page.evaluate(OVERFLOWING) == []
        assert page.evaluate(ABOVE_THE_FOOTER)


@pytest.mark.parametrize("paper", FORMATS)
def test_each_key_is_a_leaf_of_its_own_so_that_two_sided_prints_stay_apart(window, paper):
    with opened(window, answer_keys([Worksheet.random(seed) for seed in range(1, 6)])) as page:
        assert pages(page.pdf(format=paper)) == 2 * 5


def test_a_key_is_as_wide_as_its_page(window, sheets):
    with opened(window, answer_keys(sheets)) as page:
        assert page.evaluate(IN_THE_KEY)


@pytest.mark.parametrize("sheets", [(2, 3, 1)], ids=["2-3-1"], indirect=True)  # every size has the same parts
def test_axe_finds_nothing_serious_on_sheets_and_keys(window, sheets):
    for html in (worksheets(sheets), answer_keys(sheets)):
        with opened(window, html, media=None) as page:
            found, told = violations(page, [["html"]])
            assert found == [] and told > 20, "axe has seen no text"


# ---- typed into the notebook


@pytest.fixture
def form(notebook):
    check = notebook.page.get_by_role("button", name="Check Update")
    return notebook.notebook.locator(".jp-OutputArea-output", has=check)


def field(form, name):
    """The field of this number, whatever mark is in its name. A slash would end the pattern in the browser."""
    return form.get_by_role("textbox", name=re.compile(rf"^{re.escape(name)}( |$)".replace("/", ".")))


def fill(form, sheet, changed=None):
    for name, right in {**sheet.key, **(changed or {})}.items():
        for place in np.ndindex(right.shape):
            field(form, label(name, place)).fill(f"{right[place]:.4f}".replace(".", ","))
    form.get_by_role("button", name="Check Update").press("Enter")


def test_numbers_typed_by_hand_are_judged_and_the_first_mistake_is_named(form):
    sheet, said = Worksheet.random(7), form.locator(".bp-sentence")
    form.get_by_role("button", name="Check Step 2").press("Enter")
    expect(said).to_contain_text("Nothing is typed yet")
    fill(form, sheet)
    expect(said).to_contain_text("Right, all of it")
    fill(form, sheet, {"dL_dz2": sheet.key["dL_da2"]})
    expect(said).to_contain_text(MISTAKES["no_sigma2"].sentence)
    expect(form.get_by_text("✗ look here first")).to_have_count(1)
    form.get_by_role("button", name="Hint").press("Enter")
    expect(form.locator("li")).to_have_text(MISTAKES["no_sigma2"].hint)


def test_axe_finds_nothing_serious_in_a_judged_form_and_every_word_can_be_read(form):
    sheet = Worksheet.random(7)
    fill(form, sheet, {"dL_dz2": sheet.key["dL_da2"]})
    settle(form.page)
    form.get_by_role("button", name="Hint").press("Enter")
    expect(form.locator("li")).to_have_count(1)
    assert_axe_finds_nothing_serious(form.page)
    for theme in ("dark", "light"):
        choose_theme(form.page, theme)
        assert_each_text_can_be_read(form.page)


def test_the_tab_key_goes_from_number_to_number_in_the_order_of_computation(form):
    sheet = Worksheet.random(7)
    places = {name: [label(name, place) for place in np.ndindex(sheet.key[name].shape)] for name in BLANKS}
    field(form, places[BLANKS[0]][0]).focus()
    for before, name in zip(BLANKS, BLANKS[1:], strict=False):
        for each in places[before][1:]:
            form.page.keyboard.press("Tab")
            expect(field(form, each)).to_be_focused()
        if section(before) != section(name):
            form.page.keyboard.press("Tab")
            expect(form.get_by_role("button", name=f"Check {section(before)}")).to_be_focused()
        form.page.keyboard.press("Tab")
        expect(field(form, places[name][0])).to_be_focused()


def test_a_check_marks_each_number_for_eyes_and_ears_until_it_is_typed_anew(form):
    sheet = Worksheet.random(7)
    fill(form, sheet, {"dL_dz2": sheet.key["dL_da2"]})
    right = form.get_by_role("textbox", name="z₁[0] ✓ right", exact=True)
    wrong = form.get_by_role("textbox", name="∂L/∂z₂[0] ✗ wrong", exact=True)
    borders = [each.evaluate("input => getComputedStyle(input).borderColor") for each in (right, wrong)]
    assert len(set(borders)) == 2
    settle(form.page)
    wrong.fill("0,1")
    expect(form.get_by_role("textbox", name="∂L/∂z₂[0]", exact=True)).to_have_value("0,1")


def test_what_was_typed_is_there_after_the_cell_ran_again(notebook, form):
    field(form, "z₁[1]").fill("0,4321")
    settle(form.page)
    run_cell(notebook, [cell.id for cell in cells(NOTEBOOKS / NOTEBOOK)].index("hand"))
    settle(form.page)
    expect(field(form, "z₁[1]")).to_have_value("0,4321")


def test_another_seed_loads_another_sheet_and_the_first_keeps_what_was_typed(form):
    first, seed = field(form, "z₁[0]"), form.get_by_label("seed of your sheet")
    first.fill("12345")
    seed.fill("8")
    seed.press("Enter")
    expect(first).to_have_value("")
    seed.fill("7")
    seed.press("Enter")
    expect(first).to_have_value("12345")
