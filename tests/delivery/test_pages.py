"""The pages to read: each notebook whole, its formulas drawn by the browser, nothing fetched from anywhere."""

import html
import re
from html.parser import HTMLParser

import landing
import pytest
from declared import ROOT
from fontTools.ttLib import TTFont
from lessons import lessons, read_lesson
from pages import build_pages, kind, mathml

from notebooks import PATHS, cells, image_texts, prose

LESSONS = lessons()
FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$]+\$", re.DOTALL)


class Parsed(HTMLParser):
    """What a page is made of: its tags with their attributes, and its text outside of code and styles."""

    def __init__(self, html):
        super().__init__()
        self.html, self.tags, self.words, self._inside = html, [], [], 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._inside += tag in ("pre", "code", "style")

    def handle_endtag(self, tag):
        self._inside -= tag in ("pre", "code", "style")

    def handle_data(self, data):
        if not self._inside:
            self.words.append(data)

    def every(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    def links(self):
        return [attributes["href"] for attributes in self.every("a")]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site with pages and landing page. JupyterLab, which they link to, is not built here."""
    folder = tmp_path_factory.mktemp("site")
    build_pages(folder / "pages", lab=True)
    landing.build_landing(folder, lab=40)
    return folder


@pytest.fixture(scope="module")
def pages(site):
    """name -> the parsed page, the landing page last."""
    files = [*sorted((site / "pages").glob("*.html")), site / "index.html"]
    return {file.name: Parsed(file.read_text(encoding="utf-8")) for file in files}


def test_every_notebook_is_a_page(pages):
    assert list(pages) == [*(f"{path.stem}.html" for path in PATHS), "glossary.html", "index.html"]
    assert len(PATHS) > 12


def test_nothing_is_fetched_from_anywhere(pages):
    for name, page in pages.items():
        tags = {tag for tag, attributes in page.tags if attributes.get("type") != "application/json"}
        assert not tags & {"script", "iframe", "object", "embed", "base", "audio", "video", "source"}, name
        assert [link["href"] for link in page.every("link")] == ["data:,"], name
        assert all(image["src"].startswith("data:") and "srcset" not in image for image in page.every("img")), name
        assert not re.search(r"@import|url\((?!#|data:)", page.html), name


def test_every_sign_of_a_formula_is_in_the_font_that_comes_with_the_page(pages):
    font = TTFont(ROOT / "site" / "formulas.woff")
    assert "MATH" in font  # how to place subscripts
    formulas = [found for page in pages.values() for found in re.findall(r"<math.*?</math>", page.html, re.DOTALL)]
    signs = set(html.unescape(re.sub(r"<[^>]*>|\s", "", "".join(formulas))))
    assert len(signs) > 40
    special = {sign for sign in signs if ord(sign) > 0xFF}  # not Latin letters, digits, ½ and the like
    assert {sign for sign in special if ord(sign) not in font.getBestCmap()} == set()


def test_every_formula_is_mathml(pages):
    found = 0
    for path in PATHS:
        page = pages[f"{path.stem}.html"]
        texts = [re.sub(r"`[^`]*`", "", text) for text in prose(path)]
        formulas = sum(len(FORMULA.findall(text)) for text in texts)
        assert len(page.every("math")) == formulas, path.name
        assert not re.search(r"[$\\]", "".join(page.words)) and not page.every("merror"), path.name
        found += formulas
    assert found > 100


@pytest.mark.parametrize("tex", [r"\nosuchcommand{x}", r"\begin{nosuchblock}a & b\end{nosuchblock}"])
def test_a_formula_that_is_not_understood_is_named(tex):
    with pytest.raises(ValueError, match="cannot be written as MathML") as refused:
        mathml(tex, "block")
    assert repr(tex) in str(refused.value)


def test_bold_and_aligned_formulas_are_understood():
    assert "font-weight:bold" in mathml(r"\boldsymbol{z_2}", "inline")
    assert mathml(r"\begin{aligned}a &= b \\ c &= d\end{aligned}", "block").count("<mtr>") == 2


def test_every_link_leads_somewhere(site, pages):
    seen = 0
    for name, page in pages.items():
        folder = site if name == "index.html" else site / "pages"
        for link in page.links():
            target, _, notebook = link.partition("?path=")
            if notebook:
                assert (folder / target) == folder / ("lab" if folder == site else "../lab") / "index.html", link
                assert notebook in [path.name for path in PATHS], link
            elif not link.startswith("https://"):
                assert (folder / link).is_file(), f"{name}: {link}"
            seen += 1
    assert seen > 100


def test_the_pages_lead_on_and_back(pages):
    def turns(lesson, where):
        return [link["href"] for link in pages[lesson.page].every("a") if link.get("rel") == where]

    for before, lesson, after in zip([None, *LESSONS], LESSONS, [*LESSONS[1:], None], strict=False):
        assert turns(lesson, "prev") == ([before.page] * 2 if before else [])
        assert turns(lesson, "next") == ([after.page] * 2 if after else [])


def test_a_page_says_its_language_and_has_its_headings_in_order(pages):
    for name, page in pages.items():
        assert [root.get("lang") for root in page.every("html")] == ["en"], name
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), name


def test_every_lesson_has_a_picture_and_every_picture_has_words(pages):
    texts = {name: image_texts(page.html) for name, page in pages.items()}
    assert all(text.strip() for alternatives in texts.values() for text in alternatives)
    assert [name for name, alternatives in texts.items() if not alternatives] in (
        ["glossary.html"],
        ["glossary.html", "index.html"],
    )


def test_what_lives_only_in_the_notebook_says_so(pages):
    kinds = [(path, kind(cell)) for path in PATHS for cell in cells(path, "code")]
    for path in PATHS:
        html = pages[f"{path.stem}.html"].html
        assert html.count("Answer this in the") == kinds.count((path, "question")) > 0
        assert html.count("A still. In the") == kinds.count((path, "still")) > 0


def test_code_that_is_folded_in_the_notebook_is_folded_on_its_page(pages):
    for path in PATHS:
        hidden = [cell for cell in cells(path, "code") if kind(cell) == "still" or "jupyter" in cell.metadata]
        folded = re.findall(r"<summary>Code</summary>(.*?)</details>", pages[f"{path.stem}.html"].html, re.DOTALL)
        assert len(folded) == len(hidden) > 0
        assert sum("ask" in code for code in folded) == sum("ask(" in cell.source for cell in hidden) > 0


def test_a_solution_stays_folded_also_on_paper(pages):
    folded = [pages[f"{path.stem}.html"].html.count("<summary>Solution</summary>") for path in PATHS]
    assert folded == [len(cells(path, "markdown", "solution")) for path in PATHS] and sum(folded) > 10
    assert not any("open" in details for page in pages.values() for details in page.every("details"))


def test_without_jupyterlab_nothing_links_to_it(tmp_path):
    build_pages(tmp_path / "pages", lab=False)
    files = [*(tmp_path / "pages").glob("*.html"), landing.build_landing(tmp_path, lab=False)]
    assert len(files) == len(PATHS) + 2
    assert not [file.name for file in files if "lab/index.html" in file.read_text(encoding="utf-8")]


def test_the_landing_page_lists_the_lessons_in_the_words_of_the_notebooks(pages):
    words = "".join(pages["index.html"].words)
    for path, lesson in zip(PATHS, LESSONS, strict=True):
        first = cells(path, "markdown")[0].source
        assert lesson.title in first and lesson.title in words
        assert lesson.goal in words and lesson.goal[1:] in first
        assert f"**Time:** {lesson.minutes}." in first and lesson.minutes in words


def test_a_notebook_that_does_not_say_its_goal_is_named(tmp_path):
    stored = PATHS[1].read_text(encoding="utf-8")
    (tmp_path / "20_new.ipynb").write_text(stored.replace("After this notebook", "Afterwards"), encoding="utf-8")
    with pytest.raises(ValueError, match="20_new.ipynb should begin with"):
        read_lesson(tmp_path / "20_new.ipynb")


def test_worksheets_that_were_made_are_linked_and_their_keys_are_kept_back(tmp_path, monkeypatch):
    sheets = tmp_path / "made"
    sheets.mkdir()
    for name in ("worksheet-7", "worksheet-7-key"):
        (sheets / f"{name}.html").write_text("<title>Sheet 7 &amp; more</title>", encoding="utf-8")
    monkeypatch.setattr(landing, "WORKSHEETS", sheets)
    page = landing.build_landing(tmp_path, lab=False).read_text(encoding="utf-8")
    assert '<a href="worksheets/worksheet-7.html">Sheet 7 &amp; more</a>' in page
    assert [file.name for file in (tmp_path / "worksheets").iterdir()] == ["worksheet-7.html"]
