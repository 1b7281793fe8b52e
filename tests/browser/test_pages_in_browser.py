"""The pages to read, as a reader sees them: without a network, in light and in dark, narrow, and on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from landing import build_landing
from pages import build_pages

pytestmark = pytest.mark.browser

PAGES = ["index.html", "pages/glossary.html", "pages/02_forward_pass.html", "pages/06_step4_hidden_layer.html"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    build_pages(folder / "pages", lab=True)
    build_landing(folder, lab=40)
    return folder


@pytest.fixture(params=["light", pytest.param("dark", marks=pytest.mark.thorough)])
def reader(request, window):
    """A page of a browser that has no network and this theme, and what it tried to fetch."""
    context = window.browser.new_context(color_scheme=request.param, offline=True)
    page, fetched = context.new_page(), []
    page.on("request", lambda asked: fetched.append(asked.url))
    yield page, fetched
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_fetched_and_axe_finds_nothing_serious(site, reader, name):
    page, fetched = reader
    page.goto((site / name).as_uri())
    assert [url for url in fetched if not url.startswith("data:")] == [page.url]
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    found = Axe().run(page).response["violations"]
    assert [problem["id"] for problem in found if problem["impact"] in ("serious", "critical")] == []


def test_a_subscript_is_small_and_stands_low(site, reader):
    page, _ = reader
    page.goto((site / PAGES[-1]).as_uri())
    page.evaluate("document.fonts.ready")
    letters = """[...document.querySelectorAll('msub')].map(pair => [...pair.children].map(letter => {
        const {bottom, height} = letter.getBoundingClientRect();
        return [bottom, height];
    }))"""
    pairs = page.evaluate(letters)
    seen = [(letter, below) for letter, below in pairs if letter[1]]  # a folded solution has no size
    assert len(seen) > 10
    assert [pair for pair in seen if not (pair[1][0] > pair[0][0] and pair[1][1] < 0.85 * pair[0][1])] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_telephone_scrolls_in_one_direction_only(site, reader, name):
    page, _ = reader
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((site / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_on_paper_every_page_is_light_and_no_picture_is_wider_than_the_sheet(site, reader):
    page, _ = reader
    page.set_viewport_size({"width": 640, "height": 900})  # A4 between its margins
    page.emulate_media(media="print")
    for name in PAGES[2:]:
        page.goto((site / name).as_uri())
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        wide = "[...document.images, ...document.querySelectorAll('table, math, pre')].filter(e => e.scrollWidth > 640)"
        assert page.evaluate(f"{wide}.map(e => e.outerHTML.slice(0, 200))") == []
        assert page.evaluate("document.images.length") > 0
