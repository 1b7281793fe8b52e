"""A receipt says what was answered, how sure, and when, and a damaged one is never believed."""

import random
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sat import sitting

from backprop_helpers.measuring.form import EDITION, FORMS, form
from backprop_helpers.measuring.sitting import END, Sitting, checksum, receipt, receipts, sittings
from backprop_helpers.questions.question import SURENESS

DAMAGED = 1000
SAT = [sitting("A", "2026-09-01", random.Random(1), open_share=0.2), sitting("B", "2026-12-24", random.Random(2))]
LINE = receipt(SAT)


@st.composite
def any_sitting(draw):
    name, day = draw(st.sampled_from(list(FORMS))), draw(st.dates())
    answers = {}
    for item in form(name).items.values():
        if draw(st.booleans()):
            answers[item.name] = draw(st.sampled_from(item.options)), draw(st.sampled_from(SURENESS))
    return Sitting(name, day.isoformat(), answers, finished=True)


@given(st.lists(any_sitting(), min_size=1, max_size=3))
def test_a_receipt_brings_back_every_answer(sat):
    assert receipts(f"  Here it is: {receipt(sat)}\n") == sat


def test_a_receipt_is_one_short_line_of_letters_that_every_platform_keeps():
    assert re.fullmatch(r"[a-zA-Z0-9.-]+", LINE) and len(LINE) < 160


def test_a_receipt_holds_no_name_and_no_place():
    assert set(LINE.split(".")[1:-1:3]) == set(FORMS) and LINE.startswith(f"backprop{EDITION}.A.20260901.")


AROUND = ["{}", "{}.", "({})", "“{}”", "<p>{}</p>", "My receipt: {}, thanks", "{}\r\n", "_{}_", "Here—{}", "{}\nBye"]


@pytest.mark.parametrize("around", AROUND)
def test_a_receipt_is_found_in_what_stands_around_it(around):
    assert receipts(around.format(LINE)) == SAT


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\n> ", "=\n", "\u200b", "\u00ad"])
@pytest.mark.parametrize("width", [20, 30, 76])
def test_a_receipt_that_a_program_has_broken_into_lines_is_read(mark, width):
    pieces = [LINE[at : at + width] for at in range(0, len(LINE), width)]
    assert receipts(f"Hello,\n{mark.join(pieces)}\nBye") == SAT


def test_two_hyphens_that_became_a_dash_are_read():
    assert "--" in LINE and receipts(LINE.replace("--", "–")) == receipts(LINE.replace("-", "\u2011")) == SAT


def test_beside_a_damaged_receipt_a_good_one_counts():
    faults = []
    assert receipts(f"{LINE[:-1]}\n{LINE}", faults) == SAT and len(faults) == 1


def damaged(text, draw):
    """The text with one to three letters changed, left out, doubled or swapped, or cut off."""
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(text) - 1)
        letter = draw.choice(string.ascii_letters + string.digits + ".-")
        text = draw.choice(
            (
                text[:at] + letter + text[at + 1 :],
                text[:at] + text[at + 1 :],
                text[:at] + text[at] + text[at:],
                text[:at] + text[at + 1] + text[at] + text[at + 2 :],
                text[: at + 1],
            )
        )
        if len(text) < 3:
            break
    return text


def test_of_a_thousand_damaged_receipts_none_is_believed():
    draw, tried, told = random.Random(0), 0, 0
    while tried < DAMAGED:
        text = damaged(LINE, draw)
        if text == LINE:
            continue
        tried += 1
        try:
            assert receipts(text) == [], text
        except ValueError as error:
            told += 1
            assert str(error).endswith(".")
    assert told > DAMAGED / 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (LINE[:-1] + ("0" if LINE[-1] != "0" else "1"), "The checksum does not fit"),
        (LINE.replace("backprop1", "backprop2"), "begins with backprop2, but this is edition 1"),
        ("backprop1.abcdef", "The checksum does not fit"),
    ],
)
def test_what_is_wrong_with_a_receipt_is_said(line, words):
    with pytest.raises(ValueError, match=words):
        receipts(line)


@pytest.mark.parametrize(
    ("name", "day", "letters"),
    [
        ("C", "20260901", "a0" * 20),
        ("A", "20261301", "a0" * 20),
        ("A", "20260901", "a0" * 19),
        ("A", "20260901", "z9" * 20),
    ],
)
def test_a_made_up_receipt_with_the_right_checksum_is_answered_in_a_sentence(name, day, letters):
    parts = [f"backprop{EDITION}", name, day, letters]
    with pytest.raises(ValueError, match="somebody made it up"):
        receipts(".".join([*parts, checksum(parts)]))


def test_a_receipt_is_not_read_by_a_test_whose_options_stand_in_another_order(monkeypatch):
    monkeypatch.setitem(FORMS, "B", FORMS["A"])
    form.cache_clear()
    try:
        with pytest.raises(ValueError, match="from another version of the test"):
            receipts(LINE)
    finally:
        monkeypatch.undo()
        form.cache_clear()
    assert receipts(LINE) == SAT


# ---- from the record


def events(sat, end=True):
    """The events that a record has of a sitting."""
    answers = sat.answers.items()
    common = {"at": f"{sat.day}T10:00:00+00:00", "kind": "test", "form": sat.form}
    found = [
        {**common, "item": name, "right": not option.believes, "chosen": option.text, "sure": sure}
        for name, (option, sure) in answers
    ]
    return found + [{**common, "item": END, "right": True}] * end


def test_a_record_brings_back_every_sitting_in_order():
    first, second = SAT
    again = sitting("A", "2027-01-10", random.Random(3))
    assert sittings([*events(first), *events(second), *events(again)]) == [first, second, again]


def test_the_last_answer_to_an_item_counts():
    start, other = events(SAT[1], end=False), events(sitting("B", "2026-12-24", random.Random(9)))
    assert sittings([*start, *other])[0].answers == sittings(other)[0].answers


def test_a_sitting_without_an_end_is_not_finished():
    (found,) = sittings(events(SAT[0], end=False))
    assert not found.finished and found.answers == SAT[0].answers


def test_what_is_not_of_this_test_is_left_out():
    good = events(SAT[0])
    foreign = [
        {"at": "2026-01-01T00:00:00", "kind": "question", "item": "bias", "right": True},
        {**good[0], "form": "Z"},
        {**good[0], "form": 7},
        {**good[0], "item": "no such item"},
        {**good[0], "chosen": "no such option"},
        {**good[0], "sure": "rather"},
        {key: value for key, value in good[0].items() if key != "sure"},
    ]
    assert sittings([*foreign, *good, *foreign[:1]]) == [SAT[0]] and sittings(foreign) == []


def test_the_score_is_the_share_of_items_that_are_right():
    knows_all = sitting("A", "2026-09-01", random.Random(0))
    assert (knows_all.right, knows_all.score) == (20, 1.0)
    half = Sitting("A", "2026-09-01", dict(list(knows_all.answers.items())[:10]), True)
    assert half.score == 0.5
    assert sitting("A", "2026-09-01", random.Random(0), knows=0).score == 0
