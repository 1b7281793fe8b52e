"""The test on paper: the same items as in the notebook, nothing of the key on the sheet."""

import html
import re

import numpy as np
import pytest
from by_hand import Page

from backprop_helpers.measuring.computed import shown
from backprop_helpers.measuring.form import FORMS, form
from backprop_helpers.measuring.paper import key, paper
from backprop_helpers.questions.question import SURENESS

every_form = pytest.mark.parametrize("made", [form(name) for name in FORMS], ids=list(FORMS))


def text_of(document):
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", document, flags=re.DOTALL))


@every_form
def test_a_sheet_has_every_item_with_its_options_and_how_sure(made):
    text = text_of(paper(made))
    for item in made.items.values():
        assert item.text in text
        for letter, option in zip("abcde", item.options, strict=False):
            assert f"☐ {letter}. {option.text}" in text
    assert all(text.count(f"☐ {sure}") == len(made.items) for sure in SURENESS)


@every_form
def test_a_sheet_gives_the_very_numbers(made):
    tables = re.findall(r"<table class='numbers[^>]*aria-label='(\w+)'>(.*?)</table>", paper(made))
    given = [(name, array) for item in made.items.values() for name, array in item.given.items()]
    assert [name for name, _ in tables] == [name for name, _ in given] and given
    for (_, table), (_, array) in zip(tables, given, strict=True):
        assert re.findall("<td>(.*?)</td>", table) == [shown(value) for value in np.ravel(array)]


@every_form
def test_a_sheet_gives_nothing_of_the_key_away(made):
    text = text_of(paper(made))
    for item in made.items.values():
        told = [item.why, *(words for option in item.options for words in (option.tempts, option.misconception))]
        assert not [words for words in told if words and words in text]


@every_form
def test_the_key_has_the_right_letter_and_what_each_other_points_to(made):
    text = re.sub(r"\s+", " ", text_of(key(made)))
    for item in made.items.values():
        letter = "abcde"[item.options.index(item.right)]
        assert f"{letter}. {item.right.text} {item.why} (notebook {item.notebook})" in text
        for place, option in enumerate(item.options):
            if option.believes:
                assert f"{'abcde'[place]}. {option.text}: {option.misconception}. {option.tempts}" in text


@every_form
@pytest.mark.parametrize("document", [paper, key])
def test_a_document_is_complete_alone(document, made):
    page = Page(document(made))
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert page.addresses == [] and f"form {made.name}, edition 1" in document(made)
