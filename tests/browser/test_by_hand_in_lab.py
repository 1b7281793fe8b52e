"""The numbers of a worksheet typed into notebook 07."""

import re

import numpy as np
import pytest
from hands import run_cell, settle
from lab import NOTEBOOKS
from playwright.sync_api import expect
from reading import assert_axe_finds_nothing_serious, assert_each_text_can_be_read, choose_theme

from backprop_helpers import MISTAKES, Worksheet
from backprop_helpers.worksheets.blanks import BLANKS, label, section
from notebooks import cells

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
NOTEBOOK = "07_step5_hidden_weights_and_bias.ipynb"


@pytest.fixture
def form(notebook):
    check = notebook.page.get_by_role("button", name="Check update")
    return notebook.notebook.locator(".jp-OutputArea-output", has=check)


def field(form, name):
    """The field of this number, whatever mark is in its name. A slash would end the pattern in the browser."""
    return form.get_by_role("textbox", name=re.compile(rf"^{re.escape(name)}( |$)".replace("/", ".")))


def fill(form, numbers):
    for name, array in numbers.items():
        for place in np.ndindex(array.shape):
            field(form, label(name, place)).fill(f"{array[place]:.4f}".replace(".", ","))
    form.get_by_role("button", name="Check update").press("Enter")


def test_numbers_typed_by_hand_are_judged_and_the_first_mistake_is_named(form):
    sheet, said = Worksheet.random(7), form.locator(".bp-sentence")
    form.get_by_role("button", name="Check step 2").press("Enter")
    expect(said).to_contain_text("Nothing is typed yet")
    fill(form, sheet.key)
    expect(said).to_contain_text("Right, all of it")
    fill(form, {"dL_dz2": sheet.key["dL_da2"]})
    expect(said).to_contain_text(MISTAKES["no_sigma2"].sentence)
    expect(form.get_by_text("✗ look here first")).to_have_count(1)
    form.get_by_role("button", name="Hint").press("Enter")
    expect(form.locator("li")).to_have_text(MISTAKES["no_sigma2"].hint)


def test_axe_finds_nothing_serious_in_a_judged_form_and_every_word_can_be_read(form):
    sheet = Worksheet.random(7)
    fill(form, {**sheet.key, "dL_dz2": sheet.key["dL_da2"]})
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
            expect(form.get_by_role("button", name=f"Check {section(before).lower()}")).to_be_focused()
        form.page.keyboard.press("Tab")
        expect(field(form, places[name][0])).to_be_focused()


def test_a_check_marks_each_number_for_eyes_and_ears_until_it_is_typed_anew(form):
    sheet = Worksheet.random(7)
    fill(form, {**sheet.key, "dL_dz2": sheet.key["dL_da2"]})
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
