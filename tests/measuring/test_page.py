"""The page about a class says each number in words, names only files, and looks the same without colours."""

import random
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from sat import sitting

from backprop_helpers.measuring.form import form
from backprop_helpers.measuring.item import MISCONCEPTIONS
from backprop_helpers.measuring.page import page, percent
from backprop_helpers.style import PALETTE

DRAW = random.Random(4)
CLASS = {
    f"{k}.txt": [
        sitting(name, day, DRAW, ["paths"] * (k < 6 and name == "A"), knows, "certain") for name, day, knows in sat
    ]
    for k, sat in enumerate([(("A", "2026-09-01", 0.4), ("B", "2026-10-01", 0.8))] * 8)
}


class Tables(HTMLParser):
    """The cells of each table by its name, row by row, as text."""

    def __init__(self, html):
        super().__init__()
        self.tables, self.headings, self._open, self._cell = {}, [], None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "div":
            self._open = self.tables.setdefault(dict(attributes)["aria-label"], [])
        elif tag == "tr":
            self._open.append([])
        elif tag in ("td", "th"):
            self._cell = ""
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._open[-1].append(self._cell)
            self._cell = None

    def handle_data(self, data):
        if self._cell is not None:
            self._cell += data


def tables(html):
    return Tables(html).tables


def test_the_gain_is_said_in_numbers():
    (head, row) = tables(page(CLASS, {}))["Gain"]
    assert head == ["sittings", "students", "mean score before", "mean score after", "normalised gain", "95 % interval"]
    before, after = (sum(one[time].score for one in CLASS.values()) / len(CLASS) for time in (0, 1))
    assert row[2:5] == [percent(before), percent(after), percent((after - before) / (1 - before))]
    assert row[1] == "8: few, so the interval is too narrow" and re.fullmatch(r"−?\d+ % to −?\d+ %", row[5])


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0 %"), (0.5, "50 %"), (-0.001, "0 %"), (-0.2, "−20 %"), (1, "100 %")]
)
def test_a_share_is_written_in_percent(share, words):
    assert percent(share) == words


def test_each_misconception_has_its_counts_and_the_one_that_was_put_in_stands_first():
    (head, *rows) = tables(page(CLASS, {}))["Misconceptions"]
    assert head == ["misconception", "first sitting", "second sitting"]
    assert len(rows) == len(MISCONCEPTIONS) and rows[0][0] == MISCONCEPTIONS["paths"]
    assert "(6 of 8; certain: 6)" in rows[0][1]
    shares = [int(row[1].split(" %")[0]) for row in rows]
    assert shares == sorted(shares, reverse=True)


def test_each_option_of_each_item_says_how_many_chose_it_and_how_sure():
    (_, *rows) = tables(page(CLASS, {}))["Item by item"]
    items = form("A").items.values()
    assert len(rows) == len(items) + sum(len(item.options) for item in items)
    counts = [re.search(r"\((\d+) = (\d+) \+ (\d+) \+ (\d+)\)", row[1]) for row in rows if row[1]]
    assert all(int(n) == int(a) + int(b) + int(c) for n, a, b, c in (found.groups() for found in counts))
    assert sum(int(found[1]) for found in counts) == len(CLASS) * len(items)
    assert sum(row[0].startswith("✓") for row in rows) == len(items)


def test_a_third_sitting_has_a_column_and_a_gain_of_its_own():
    later = {name: [*sat, sitting("A", "2027-01-01", DRAW)] for name, sat in list(CLASS.items())[:3]}
    found = tables(page(CLASS | later, {}))
    assert [row[0] for row in found["Gain"][1:]] == ["first to second", "first to third"] and found["Gain"][2][1][
        0
    ] == "3"
    assert found["Misconceptions"][0][-1] == "third sitting"


def test_a_class_that_sat_once_or_not_at_all_is_told_so():
    once = {name: sat[:1] for name, sat in CLASS.items()}
    assert "Nobody has sat the test twice" in page(once, {}) and list(tables(page(once, {}))) == [
        "Misconceptions",
        "Item by item",
    ]
    assert "No file holds a test." in page({}, {"a.txt": "It is empty."})


def test_a_class_that_knew_everything_before_has_a_gain_that_is_not_known():
    knew = {str(k): [sitting(name, "2026-09-01", DRAW) for name in "AB"] for k in range(3)}
    assert tables(page(knew, {}))["Gain"][1][4:] == ["not known", "not known to not known"]


def test_files_with_a_fault_are_listed_and_nothing_in_a_name_is_html():
    html = page(CLASS, {"<b>.txt": "It is <i>empty</i>."})
    assert tables(html)["Files with a fault"][1] == ["<b>.txt", "It is <i>empty</i>."]
    assert "<b>.txt" not in html and "<i>empty" not in html


def test_it_says_that_receipts_can_be_forged():
    assert "can be forged" in page(CLASS, {})


def test_the_page_stands_alone_in_one_language_with_its_headings_in_order():
    html = page(CLASS, {"a": "b"})
    assert html.startswith("<!doctype html><html lang='en'>") and not re.search("<script|<link|url\\(|https?:", html)
    assert Tables(html).headings == [1, 2, 2, 2, 2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_all_its_colours_are_of_the_palette_whose_contrast_is_tested(scheme):
    css = files("backprop_helpers.measuring").joinpath("report.css").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b|rgb|hsl", css)
    used = set(re.findall(r"var\(--(\w+)\)", css))
    assert used and used <= {"paper", *PALETTE}
    html = page(CLASS, {})
    assert all(f"--{role}: {shades[scheme]};" in html for role, shades in PALETTE.items())
    assert html.count("prefers-color-scheme: dark") == 1
