"""Each row of each *what to try* table is tried as it says, and what it promises is seen."""

import pytest
from tries import TRIES, rows

from notebooks import PATHS

#: What takes so long that only make thorough tries it.
LONG = "Of the 20 seeds, 13 are solved by then"
EACH_TRY = [pytest.param(one, marks=pytest.mark.thorough) if one.says == LONG else one for one in TRIES]
every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def test_there_are_rows_and_tries():
    assert sum(len(list(rows(path))) for path in PATHS) > 50 and len(TRIES) > 50
    assert LONG in [each.says for each in TRIES]


@every_notebook
def test_every_row_promises_something_that_is_tried(path):
    tried = {(each.cell, each.control) for each in TRIES if each.path == path}
    there = {(cell, control) for cell, control, _ in rows(path)}
    assert there - tried == set(), "rows without a try"
    assert tried - there == set(), "tries without a row"


@pytest.mark.parametrize("one", EACH_TRY, ids=str)
def test_what_a_row_says_is_what_is_seen(one):
    (text,) = [text for cell, control, text in rows(one.path) if (cell, control) == (one.cell, one.control)]
    assert one.says in text
    assert one.moves
    assert one.claim(*one.seen()) in (True,), "the claim does not hold"
