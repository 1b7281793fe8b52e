"""The test on paper, and its key, as HTML to print."""

import html

from ..questions.question import SURENESS
from ..worksheets.pages import document, named, numbers
from .computed import shown
from .form import EDITION, Form
from .item import Item
from .sitting import LETTERS

_RULE = (
    "Tick one answer for each item, and how sure you are. A calculator is allowed; among numbers, choose the nearest. "
    "W<sub>ij</sub> leads to unit i, from unit j; units are counted from 0. Vectors are columns, each activation is a "
    "sigmoid, and the loss of one example is ½ Σ (a₂ − y)², for several examples the mean of that. Each item has "
    "numbers of its own."
)


def paper(form: Form) -> str:
    """Return the form as one HTML document to hand out; no answer is in it."""
    sure = "".join(f"<span>☐ {each}</span>" for each in SURENESS)
    items = ""
    for k, item in enumerate(form.items.values(), 1):
        options = zip(LETTERS, item.options, strict=False)
        listed = "".join(f"<li>☐ {letter}. {html.escape(option.text)}</li>" for letter, option in options)
        shown = f"<p>{html.escape(item.text)}</p>{_given(item)}<ul>{listed}</ul><p class='sure'>{sure}</p>"
        items += f"<section class='item'><h3>{k}</h3><div>{shown}</div></section>"
    head = f"<h2>Backpropagation: a test <small>form {form.name}, edition {EDITION}</small></h2>"
    head += f"<p class='name'><span>Name</span><span>Date</span></p><p>{_RULE}</p>"
    return document(f"Test, form {form.name}", head + items, "test")


def _given(item: Item) -> str:
    arrays = (named(name, numbers(array, shown, name)) for name, array in item.given.items())
    return f"<div class='columns'>{''.join(arrays)}</div>" if item.given else ""


def key(form: Form) -> str:
    """Return the key: the right letter of each item, why, and the misconception that each wrong letter belongs to."""
    rows = ""
    for k, item in enumerate(form.items.values(), 1):
        wrong = "".join(
            f"<li>{letter}. {html.escape(option.text)}: {html.escape(option.misconception)}. "
            f"{html.escape(option.tempts)}</li>"
            for letter, option in zip(LETTERS, item.options, strict=False)
            if option.believes
        )
        letter = LETTERS[item.options.index(item.right)]
        rows += (
            f"<section class='item'><h3>{k}</h3><div><p><b>{letter}. {html.escape(item.right.text)}</b> "
            f"{html.escape(item.why)} (notebook {item.notebook})</p><ul>{wrong}</ul></div></section>"
        )
    head = f"<h2>Key <small>form {form.name}, edition {EDITION}</small></h2>"
    return document(f"Key: test, form {form.name}", head + rows, "test")
