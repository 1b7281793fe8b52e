"""The printed sheets: a box for every blank, nothing of the key, and pages that fit paper."""

import re
from importlib.resources import files

import numpy as np
import pytest
from by_hand import CLASS, SIZES, Page

from backprop_helpers import Worksheet
from backprop_helpers.worksheets.blanks import BLANKS, symbol
from backprop_helpers.worksheets.key import answer_keys
from backprop_helpers.worksheets.pages import GIVEN, worksheets


def test_a_sheet_and_its_key_start_from_the_very_network(printed):
    for sheet, student, key in printed:
        for page in map(Page, (student, key)):
            assert all((page.array(name) == getattr(sheet.trace, name)).all() for name in GIVEN)


def test_a_sheet_has_empty_boxes_in_the_shape_of_every_blank(printed):
    for sheet, student, _ in printed:
        page = Page(student)
        for name in BLANKS:
            boxes = page.tables[f"{symbol(name)}: boxes to fill in"]
            assert np.shape(boxes) == np.atleast_2d(sheet.key[name]).shape
            assert not any("".join(row).strip() for row in boxes)


def test_a_sheet_gives_nothing_of_the_key_away(printed):
    for sheet, student, _ in printed:
        seen = re.sub(
            r"<table class='sigmoid'.*?</table>|<small>±.*?</small>|it is off by [\d.]+", "", student, flags=re.S
        )
        text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", seen, flags=re.S)
        keys = {f"{abs(value):.4f}" for right in sheet.key.values() for value in np.ravel(right)}
        assert not keys & set(re.findall(r"\d+\.\d{4,}", text))
        assert not re.search(r"\d\.\d{4}", text)


def test_a_sheet_says_its_seed_and_how_to_check_it(printed):
    for sheet, student, _ in printed:
        assert f"<small>seed {sheet.seed}</small>" in student and f"ByHand; {sheet.call}</code>" in student


@pytest.mark.parametrize("sheets", [CLASS[:1], CLASS[:3], [Worksheet.random(1, (4, 4, 4))]])
@pytest.mark.parametrize("document", [worksheets, answer_keys])
def test_a_document_is_complete_alone_and_in_order(document, sheets):
    html = document(sheets)
    page = Page(html)
    assert html.startswith("<!doctype html><html lang='en'>") and "<title>" in html
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert all(address.startswith("#") for address in page.addresses) and "url(" not in html and "<script" not in html


@pytest.mark.parametrize(("document", "names"), [(worksheets, ["paper"]), (answer_keys, ["paper", "key"])])
def test_a_document_carries_its_style_sheets(document, names):
    for name in names:
        css = (files("backprop_helpers.worksheets") / f"{name}.css").read_text(encoding="utf-8")
        assert css in document(CLASS[:1]) and css.count("{") == css.count("}")


@pytest.mark.parametrize("sizes", SIZES)
def test_every_sheet_ends_on_a_left_page(sizes):
    html = worksheets([Worksheet.random(1, sizes)])
    pages = re.findall(r"page (\d) of (\d)", html)
    assert [int(k) for k, _ in pages] == list(range(1, len(pages) + 1)) and len(pages) % 2 == 0
    assert {int(count) for _, count in pages} == {len(pages)}
    if sizes in ((2, 3, 1), (2, 3, 2)):
        assert len(pages) == 2  # one leaf of paper for a student
