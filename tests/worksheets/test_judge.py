"""What judging finds: each number is held against what follows from the learner's own numbers before it."""

import numpy as np
import pytest
from by_hand import key_by_hand, pass_by_hand

from backprop_helpers import MISTAKES, Worksheet
from backprop_helpers.mistakes.bank import STEP_MISTAKES
from backprop_helpers.worksheets.blanks import BLANKS
from backprop_helpers.worksheets.judge import BLANK, FOLLOWS, LATER, RIGHT, SO_FAR, WRONG, judge

SHEET = Worksheet.random(7)
SIZES = [(2, 3, 1), (2, 2, 2), (3, 2, 4), (3, 3, 3)]
ERRORS = [
    (sheet, error)
    for sizes in SIZES
    for sheet in (Worksheet.random(1, sizes), Worksheet.random(2, sizes))
    for error in sheet.expected_errors
]
#: A blank, and one that is computed from it.
DOWNSTREAM = {
    **{"z1": "a1", "a1": "z2", "z2": "a2", "a2": "dL_da2"},
    **{"dL_da2": "dL_dz2", "da2_dz2": "dL_dz2", "dL_dz2": "dL_db2", "dL_dW2": "new_W2", "dL_db2": "new_b2"},
    **{"dL_da1": "dL_dz1", "da1_dz1": "dL_dz1", "dL_dz1": "dL_db1", "dL_dW1": "new_W1", "dL_db1": "new_b1"},
}


# ---- right, and not answered


@pytest.mark.parametrize("seed", range(30))
def test_the_key_rounded_is_right(seed):
    sheet = Worksheet.random(seed)
    judgement = judge(sheet, key_by_hand(sheet))
    assert judgement.feedback.correct is True and set(judgement.marks.values()) == {RIGHT}
    assert f"{sheet.after.loss:.4f}" in judgement.feedback.message


@pytest.mark.parametrize("seed", range(30))
def test_whoever_goes_on_with_rounded_numbers_is_right(seed):
    sheet = Worksheet.random(seed, SIZES[seed % len(SIZES)])
    assert judge(sheet, pass_by_hand(sheet)).feedback.correct is True


def test_a_slope_taken_from_z_is_as_good_as_one_from_a():
    for seed in range(10):
        sheet = Worksheet.random(seed)
        own = pass_by_hand(sheet)
        for layer in "12":
            e = np.exp(-own[f"z{layer}"])
            own[f"da{layer}_dz{layer}"] = np.round(e / (1 + e) ** 2, 4)
        assert judge(sheet, own).feedback.correct is True


def test_nothing_typed_is_no_mistake():
    for typed in ({}, {name: None for name in BLANKS}, {"z1": ["", " ", "?"]}):
        feedback = judge(SHEET, typed).feedback
        assert feedback.correct is None and "Begin with z₁" in feedback.message


@pytest.mark.parametrize("first", range(1, len(BLANKS)))
def test_a_beginning_is_right_so_far_and_the_next_blank_is_named(first):
    judgement = judge(SHEET, key_by_hand(SHEET, first=first))
    assert judgement.feedback.correct is None and judgement.feedback.hints
    assert list(judgement.marks.values()) == [RIGHT] * first + [BLANK] * (len(BLANKS) - first)
    assert "so far" in judgement.feedback.message and "Next is" in judgement.feedback.message


@pytest.mark.parametrize("name", BLANKS)
def test_one_blank_alone_is_judged_with_the_right_numbers_before_it(name):
    assert judge(SHEET, {name: SHEET.key[name]}).marks[name] == RIGHT
    judgement = judge(SHEET, {name: SHEET.key[name] + 0.5})
    assert judgement.feedback.correct is False and judgement.marks[name] == WRONG


def test_a_blank_that_is_half_filled_is_right_so_far():
    judgement = judge(SHEET, {"z1": [SHEET.key["z1"][0, 0], "", ""]})
    assert judgement.marks["z1"] == SO_FAR and "Next is z₁[1]" in judgement.feedback.message


# ---- wrong


def test_every_mistake_of_the_bank_that_can_be_made_by_hand_is_tried():
    made = {error.mistake.name for _, error in ERRORS}
    give_themselves_away = {"matrix_for_elementwise", "elementwise_for_matrix"}  # their shape doesn't fit the boxes
    assert made == (MISTAKES.keys() | STEP_MISTAKES.keys()) - give_themselves_away
    assert len({(error.mistake.name, error.blank) for _, error in ERRORS}) > 30


@pytest.mark.parametrize(("sheet", "error"), ERRORS, ids=lambda each: getattr(each, "blank", None))
def test_a_mistake_is_named_where_it_is_made_and_what_follows_from_it_is_not_counted(sheet, error):
    judgement = judge(sheet, pass_by_hand(sheet, {error.blank: error.numbers}))
    assert error.mistake.name in judgement.feedback.mistakes
    assert error.mistake.sentence in judgement.feedback.message
    assert error.mistake.hint in judgement.feedback.hints
    assert [name for name, mark in judgement.marks.items() if mark == WRONG] == [error.blank]
    assert LATER not in judgement.marks.values()
    before = BLANKS[: BLANKS.index(error.blank)]
    assert {judgement.marks[name] for name in before} <= {RIGHT}


@pytest.mark.parametrize("name", DOWNSTREAM)
def test_an_error_is_carried_forward_without_being_counted_again(name):
    judgement = judge(SHEET, pass_by_hand(SHEET, {name: SHEET.key[name] + 0.3}))
    assert judgement.marks[name] == WRONG and judgement.marks[DOWNSTREAM[name]] == FOLLOWS
    assert "follow" in judgement.feedback.message.split("own numbers")[0]


def test_the_same_number_without_the_carried_error_does_not_follow():
    own = pass_by_hand(SHEET, {"z2": SHEET.key["z2"] + 0.3})
    judgement = judge(SHEET, {**own, "a2": np.round(SHEET.key["a2"], 4)})
    assert judgement.marks["z2"] == WRONG and judgement.marks["a2"] == LATER


def test_of_two_errors_the_first_is_told():
    changed = {"dL_dz2": SHEET.key["dL_da2"], "new_b1": SHEET.trace.b1}
    judgement = judge(SHEET, key_by_hand(SHEET, changed))
    assert judgement.feedback.mistakes == ("no_sigma2",)
    assert (judgement.marks["dL_dz2"], judgement.marks["new_b1"]) == (WRONG, LATER)


def test_a_mistake_on_the_way_is_found_where_the_blank_was_left_out():
    wrong = SHEET.key["dL_da2"] * SHEET.key["z2"] * (1 - SHEET.key["z2"])
    feedback = judge(SHEET, {"z2": SHEET.key["z2"], "dL_dz2": np.round(wrong, 4)}).feedback
    assert feedback.mistakes == ("z_times_one_minus_z",) and "on the way, at σ′(z₂)" in feedback.message


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("z1", lambda right: -right, "Every sign is wrong; otherwise the numbers are right."),
        ("a1", lambda right: right / 10, "decimal point has slipped"),
        ("a1", lambda right: right[::-1], "other places"),
        ("a1", lambda right: np.round(right, 2), "rounded too far"),
        ("z1", lambda right: right + [[0.7], [0], [0]], "z₁[0] does not follow from W₁, x and b₁; the others do"),
    ],
)
def test_what_no_mistake_explains_is_described(name, change, words):
    feedback = judge(SHEET, key_by_hand(SHEET, {name: change(SHEET.key[name])})).feedback
    assert feedback.correct is False and words in feedback.message and not feedback.mistakes


def test_only_the_last_hint_gives_the_number():
    feedback = judge(SHEET, {"dL_dz2": SHEET.key["dL_da2"]}).feedback
    number = str(round(float(SHEET.key["dL_dz2"][0, 0]), 4))
    assert number in feedback.hints[-1]
    assert not any(number in text for text in (feedback.message, *feedback.hints[:-1]))


# ---- what can't be read


def test_what_can_not_be_read_is_named_and_the_rest_is_judged():
    _, second, third = SHEET.key["z1"].ravel()
    feedback = judge(SHEET, {**key_by_hand(SHEET), "z1": ["abc", second, third]}).feedback
    assert feedback.correct is None and feedback.message.startswith("z₁[0]: “abc” can't be read as a number")
    feedback = judge(SHEET, {"z1": ["abc", "5", third]}).feedback
    assert feedback.correct is False
    assert "z₁[0]: “abc”" in feedback.message and "z₁[1] does not follow" in feedback.message


# ---- some numbers given


def test_what_follows_from_given_numbers_as_they_are_printed_is_right_within_its_own_rounding():
    for seed in range(10):
        sheet = Worksheet.random(seed, decimals=3)
        given = ["a1", "dL_dz2"]
        printed = {name: np.round(sheet.key[name], 3) for name in given}
        right = np.round(printed["dL_dz2"] @ printed["a1"].T, 3)
        assert judge(sheet, {"dL_dW2": right}, given).feedback.correct is True
        assert judge(sheet, {"dL_dW2": right + 0.002}, given).feedback.correct is False


def test_with_given_numbers_only_what_was_asked_for_is_missing_or_wrong():
    sheet, given = Worksheet.random(7, decimals=3), ["a1", "dL_dz2"]
    nothing = judge(sheet, {"dL_dW2": [""] * 6}, given).feedback
    assert nothing.correct is None and "Begin with ∂L/∂W₂" in nothing.message
    half = judge(sheet, {"dL_dW2": [*np.round(sheet.key["dL_dW2"].ravel()[:5], 3), ""]}, given).feedback
    assert half.correct is None and "Next is ∂L/∂W₂[1,2]" in half.message
    wrong = judge(sheet, {"dL_dW2": sheet.key["dL_dW2"] + 1}, given).feedback
    assert wrong.correct is False and "Everything before" not in wrong.message and "your own" not in wrong.hints[-1]
