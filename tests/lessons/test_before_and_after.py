"""The notebook with the test: stored as the lessons are, and without anything that would give an item away."""

import re

import nbformat
from as_stored import LIVE, METADATA

from backprop_helpers import LearningTest
from backprop_helpers.measuring.form import FORMS, form
from notebooks import FOLDER, PATHS, prose, read

PATH = FOLDER / "before_and_after.ipynb"
CODE = [cell for cell in read(PATH).cells if cell.cell_type == "code"]


def test_it_is_no_lesson_of_the_sequence_but_the_first_lesson_links_it():
    assert PATH not in PATHS and set(FOLDER.glob("*.ipynb")) == {PATH, *PATHS}
    assert "(before_and_after.ipynb)" in "\n".join(prose(PATHS[0]))


def test_it_is_stored_as_a_run_from_top_to_bottom_leaves_it():
    nbformat.validate(read(PATH))
    assert read(PATH).metadata == METADATA and [cell.execution_count for cell in CODE] == list(range(1, len(CODE) + 1))
    assert all(cell.outputs and cell.metadata in ({}, {"jupyter": {"source_hidden": True}}) for cell in CODE)
    assert not [output for cell in CODE for output in cell.outputs if LIVE in output.get("data", {})]


def test_it_asks_every_form_and_shows_the_first_item_of_each_before_a_run():
    shown = [str(cell.outputs) for cell in CODE]
    for name in FORMS:
        (cell,) = [cell for cell in CODE if f'LearningTest("{name}")' in cell.source]
        assert next(iter(form(name).items.values())).text in shown[CODE.index(cell)]


def test_nothing_in_it_gives_an_item_away():
    text = "\n".join([*prose(PATH), *(str(cell.outputs) for cell in CODE)])
    for name in FORMS:
        for place, item in enumerate(form(name).items.values()):
            told = [item.why, *(option.tempts for option in item.options if option.tempts)]
            told += [item.right.text] if place and not item.given and len(item.right.text) > 12 else []
            assert not [words for words in told if words in text], item.name


def test_the_receipt_stands_above_the_right_answers_as_the_text_says():
    test = LearningTest("A")
    shown = list(test.widget.children)
    assert shown.index(test.line) < shown.index(test.results)
    assert "a line appears above the right answers" in "\n".join(prose(PATH))


def test_each_link_leads_to_a_notebook():
    links = re.findall(r"\]\(([^)]+)\)", "\n".join(prose(PATH)))
    assert len(links) >= 3 and all((FOLDER / link).is_file() for link in links)
