"""Worksheets as a class meets them: printed, filled in by hand, and a reader of the printed pages."""

import re
from html.parser import HTMLParser

import numpy as np

from backprop_helpers import MAZUR, Worksheet
from backprop_helpers.worksheets.blanks import BLANKS

SIZES = [(2, 3, 2), (2, 3, 1), (1, 1, 1), (2, 2, 1), (2, 2, 2), (3, 2, 4), (4, 1, 3), (4, 4, 4)]
SEEDS = range(1, 31)
CLASS = [Worksheet.random(seed) for seed in SEEDS]
MAZUR_SHEET = Worksheet(MAZUR.net, MAZUR.x, MAZUR.y, MAZUR.eta)


def exact(z):
    return 1 / (1 + np.exp(-z))


def pass_by_hand(sheet, changed=(), write=None, sigmoid=exact):
    """Every blank, each computed from the numbers as they were written down, with other numbers at changed blanks."""
    t, own = sheet.trace, {}
    write = write or (lambda value: np.round(value, sheet.decimals))

    def put(name, value):
        own[name] = write(dict(changed).get(name, value))
        return own[name]

    a1 = put("a1", sigmoid(put("z1", t.W1 @ t.x + t.b1)))
    a2 = put("a2", sigmoid(put("z2", t.W2 @ a1 + t.b2)))
    put("loss", np.sum((a2 - t.y) ** 2) / 2)
    dz2 = put("dL_dz2", put("dL_da2", a2 - t.y) * put("da2_dz2", a2 * (1 - a2)))
    put("dL_dW2", np.outer(dz2, a1))
    put("dL_db2", dz2)
    dz1 = put("dL_dz1", put("dL_da1", t.W2.T @ dz2) * put("da1_dz1", a1 * (1 - a1)))
    put("dL_dW1", np.outer(dz1, t.x))
    put("dL_db1", dz1)
    for name in ("W2", "b2", "W1", "b1"):
        put(f"new_{name}", getattr(t, name) - sheet.eta * own[f"dL_d{name}"])
    return own


def key_by_hand(sheet, changed=(), first=None):
    """The key, rounded, with other numbers at changed blanks; only the first so many blanks, or all."""
    numbers = {**sheet.key, **dict(changed)}
    return {name: np.round(numbers[name], sheet.decimals) for name in BLANKS[:first]}


class Page(HTMLParser):
    """The tables of a page by their label, as lists of rows; its headings; and where it leads to."""

    def __init__(self, html):
        super().__init__()
        self.tables, self.headings, self.addresses, self._open, self._cell = {}, [], [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "table":
            self._open.append(self.tables.setdefault(given["aria-label"], []))
        elif tag == "tr":
            self._open[-1].append([])
        elif tag in ("td", "th"):
            self._open[-1][-1].append("")
            self._cell = self._open[-1][-1]
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.addresses += [given[name] for name in ("src", "href") if name in given]

    def handle_data(self, data):
        if self._open and self._cell:
            self._cell[-1] += data

    def handle_endtag(self, tag):
        if tag == "table":
            self._open.pop()
            self._cell = None

    def array(self, label):
        return np.array([[number(cell) for cell in row] for row in self.tables[label]])


def number(text):
    return float(text.replace("−", "-"))


def parts(html, start):
    """The document cut at each sheet or key."""
    return [start + part for part in html.split(start)[1:]]
