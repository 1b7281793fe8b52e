"""Worksheets and their keys as they are printed."""

import re
from contextlib import contextmanager

import pytest
from reading import violations

from backprop_helpers import Worksheet
from backprop_helpers.worksheets.blanks import BLANKS
from backprop_helpers.worksheets.key import answer_keys
from backprop_helpers.worksheets.pages import worksheets

pytestmark = pytest.mark.browser
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


@pytest.fixture(
    params=[*SIZES[:2], *(pytest.param(sizes, marks=pytest.mark.thorough) for sizes in SIZES[2:])],
    ids=["-".join(map(str, sizes)) for sizes in SIZES],
)
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


@pytest.mark.thorough
@pytest.mark.parametrize("sheets", [(2, 3, 1)], ids=["2-3-1"], indirect=True)  # every size has the same parts
def test_axe_finds_nothing_serious_on_sheets_and_keys(window, sheets):
    for html in (worksheets(sheets), answer_keys(sheets)):
        with opened(window, html, media=None) as page:
            found, told = violations(page, [["html"]])
            assert found == [] and told > 20, "axe has seen no text"
