"""docs/glossary.md explains the notebooks' words: each is there, first in the notebook that it links to."""

import re
from functools import cache
from pathlib import Path

import pytest

from notebooks import PATHS, prose

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| \[([^\]]+)\]\(\.\./notebooks/(\S+)\) \|$", PAGE.read_text("utf-8"), re.M)


@cache
def text(path):
    """What a notebook says, without emphasis, links to other notebooks and its list of them."""
    said = re.sub(r"\[[^\]]*\]\([^)]*\)", " ", "\n".join(prose(path)))
    return re.sub(r"^\|\s*\|.*$", "", said, flags=re.M).replace("*", "")


def uses(path, word):
    return bool(re.search(rf"(?<!\w){re.escape(word)}(e?s)?(?!\w)", text(path), re.IGNORECASE))


def test_every_row_was_read_and_the_words_are_in_order():
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    words = [word for word, *_ in ROWS]
    assert len(ROWS) == len(lines) - 1 and 40 <= len(ROWS) <= 60
    assert words == sorted(set(words), key=str.casefold)


@pytest.mark.parametrize(("word", "meaning", "title", "name"), ROWS, ids=[word for word, *_ in ROWS])
def test_a_word_is_first_used_in_the_notebook_that_explains_it(word, meaning, title, name):
    first = next((path for path in PATHS if uses(path, word)), None)
    assert first is not None, f"no notebook uses {word}"
    assert first.name == name
    assert title[:2] == name[:2]
    assert meaning.endswith(".")


def test_the_first_notebook_and_the_readme_link_the_glossary():
    assert "](../docs/glossary.md)" in "\n".join(prose(PATHS[0]))
    assert "](docs/glossary.md)" in (PAGE.parents[1] / "README.md").read_text("utf-8")
