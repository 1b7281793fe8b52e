"""Numbers as people type them."""

import numpy as np
import pytest
from by_hand import CLASS

from backprop_helpers.worksheets.reading import parse, parse_number

SHEET = CLASS[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [("0,5", 0.5), (".25", 0.25), (",25", 0.25), ("-0.3", -0.3), ("−0.3", -0.3), ("– 0,3", -0.3), ("1/3", 1 / 3)]
    + [("-1/4", -0.25), ("½", 0.5), (" 2. ", 2), ("= 0.5", 0.5), ("1e-3", 0.001), ("1 / −4", -0.25), ("０．５", 0.5)]
    + [("", None), ("  ", None), ("?", None), (None, None), (0.5, 0.5), (np.float32(0.5), 0.5), (3, 3)],
)
def test_a_number_is_read_as_people_write_it(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [(text, "can't be read as a number") for text in ("abc", "0.5 0.6", "1,2,3", "--1", "-", "1½", "0.5;", "<b>")]
    + [("nan", "can't be read"), ("inf", "can't be read"), ("x" * 5000, "^“x{20}…” can't be read")]
    + [("1/0", "divides by 0"), ("1e999", "not a number that this network"), (True, "of type bool is not a number")],
)
def test_anything_else_is_refused_in_a_sentence(text, words):
    with pytest.raises(ValueError, match=words):
        parse_number(text)


def test_a_wrong_count_of_numbers_is_told():
    numbers, problems = parse(SHEET, {"z1": [1, 2]})
    assert problems == ["z₁ has 3 numbers, but 2 are given."] and np.isnan(numbers["z1"]).all()
