"""docs/misconceptions.md says where each misconception is met; here it is kept true."""

import re

from misconceptions import ROWS, TABLE

from notebooks import PATHS, read


def test_every_cell_that_the_table_names_is_there():
    there = {(path.name[:2], cell.id) for path in PATHS for cell in read(path).cells}
    named = {place for _, places in ROWS for place in re.findall(r"(\d\d) `(\w+)`", places)}
    assert named, "the table names no cell"
    assert named <= there, sorted(named - there)


def test_every_row_names_a_cell():
    rows = TABLE.count("\n| ") - 1  # without the head
    assert rows == len(ROWS) and all(re.search(r"\d\d `\w+`", places) for _, places in ROWS)


def test_each_of_the_five_steps_meets_some():
    assert {"03", "04", "05", "06", "07"} <= {number for _, places in ROWS for number in re.findall(r"\d\d", places)}
