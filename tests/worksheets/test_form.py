"""What is computed by hand and typed in: each number is held against the learner's own numbers before it."""

import html
import random
import re

import numpy as np
import pytest

from backprop_helpers import MISTAKES, ByHand, Network, Worksheet
from backprop_helpers.mistakes.bank import STEP_MISTAKES
from backprop_helpers.worksheets.judge import BLANK, FOLLOWS, LATER, RIGHT, SO_FAR, WRONG, judge
from backprop_helpers.worksheets.reading import read_number
from backprop_helpers.worksheets.sheet import BLANKS

SHEET = Worksheet.random(7)
SIZES = [(2, 3, 1), (2, 2, 2), (3, 2, 4), (3, 3, 3)]
SHEETS = [Worksheet.random(seed, sizes) for sizes in SIZES for seed in (1, 2)]
SLIPS = [(sheet, slip) for sheet in SHEETS for slip in sheet.slips]
DOWNSTREAM = {
    "z1": "a1",
    "a1": "z2",
    "z2": "a2",
    "a2": "dL_da2",
    "dL_da2": "dL_dz2",
    "dL_dz2": "dL_db2",
    "dL_da1": "dL_dz1",
}
DOWNSTREAM |= {"da2_dz2": "dL_dz2", "da1_dz1": "dL_dz1", "dL_dz1": "dL_db1", "dL_db1": "new_b1", "dL_dW2": "new_W2"}
DOWNSTREAM |= {"dL_db2": "new_b2", "dL_dW1": "new_W1"}


def written(sheet, changed=None, first=None):
    """The key as somebody writes it down, rounded; with other numbers at some blanks, and only so many blanks."""
    numbers = {**sheet.key, **(changed or {})}
    return {name: np.round(numbers[name], sheet.decimals) for name in BLANKS[:first]}


def carried_on(sheet, blank, numbers):
    """A pass that goes wrong at one blank, and goes on rightly from there: what the learner has written at the end."""

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    t, own = sheet.trace, {}

    def put(name, value):
        own[name] = np.round(numbers if name == blank else value, sheet.decimals)
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


# ---- right, and not answered


@pytest.mark.parametrize("seed", range(30))
def test_the_key_rounded_is_right(seed):
    sheet = Worksheet.random(seed)
    judgement = judge(sheet, written(sheet))
    assert judgement.feedback.correct is True and set(judgement.marks.values()) == {RIGHT}
    assert f"{sheet.after.loss:.4f}" in judgement.feedback.message


@pytest.mark.parametrize("seed", range(30))
def test_whoever_goes_on_with_rounded_numbers_is_right(seed):
    sheet = Worksheet.random(seed, SIZES[seed % len(SIZES)])
    assert judge(sheet, carried_on(sheet, None, None)).feedback.correct is True


def test_a_slope_taken_from_z_is_as_good_as_one_from_a():
    for seed in range(10):
        sheet = Worksheet.random(seed)
        own = carried_on(sheet, None, None)
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
    judgement = judge(SHEET, written(SHEET, first=first))
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
    made = {slip.mistake.name for _, slip in SLIPS}
    give_themselves_away = {
        "matrix_for_elementwise",
        "elementwise_for_matrix",
    }  # by a shape that is not that of the boxes
    assert made == (MISTAKES.keys() | STEP_MISTAKES.keys()) - give_themselves_away
    assert len({(slip.mistake.name, slip.blank) for _, slip in SLIPS}) > 30


@pytest.mark.parametrize(("sheet", "slip"), SLIPS, ids=lambda each: getattr(each, "blank", None))
def test_a_mistake_is_named_where_it_is_made_and_what_follows_from_it_is_not_counted(sheet, slip):
    judgement = judge(sheet, carried_on(sheet, slip.blank, slip.numbers))
    assert slip.mistake.name in judgement.feedback.mistakes
    assert slip.mistake.sentence in judgement.feedback.message
    assert slip.mistake.hint in judgement.feedback.hints
    assert [name for name, mark in judgement.marks.items() if mark == WRONG] == [slip.blank]
    assert LATER not in judgement.marks.values()
    before = BLANKS[: BLANKS.index(slip.blank)]
    assert {judgement.marks[name] for name in before} <= {RIGHT}


@pytest.mark.parametrize("name", DOWNSTREAM)
def test_an_error_is_carried_forward_without_being_counted_again(name):
    judgement = judge(SHEET, carried_on(SHEET, name, SHEET.key[name] + 0.3))
    assert judgement.marks[name] == WRONG and judgement.marks[DOWNSTREAM[name]] == FOLLOWS
    assert "follow" in judgement.feedback.message.split("own numbers")[0]


def test_the_same_number_without_the_carried_error_does_not_follow():
    own = carried_on(SHEET, "z2", SHEET.key["z2"] + 0.3)
    judgement = judge(SHEET, {**own, "a2": np.round(SHEET.key["a2"], 4)})
    assert judgement.marks["z2"] == WRONG and judgement.marks["a2"] == LATER


def test_of_two_errors_the_first_is_told():
    changed = {"dL_dz2": SHEET.key["dL_da2"], "new_b1": SHEET.trace.b1}
    judgement = judge(SHEET, written(SHEET, changed))
    assert judgement.feedback.mistakes == ("no_sigma2",)
    assert (judgement.marks["dL_dz2"], judgement.marks["new_b1"]) == (WRONG, LATER)


def test_a_mistake_on_the_way_is_found_where_the_blank_was_left_out():
    wrong = SHEET.key["dL_da2"] * SHEET.key["z2"] * (1 - SHEET.key["z2"])
    feedback = judge(SHEET, {"z2": SHEET.key["z2"], "dL_dz2": np.round(wrong, 4)}).feedback
    assert feedback.mistakes == ("z_times_one_minus_z",) and "on the way, at σ′(z₂)" in feedback.message


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("z1", lambda right: -right, "sign is wrong"),
        ("a1", lambda right: right / 10, "decimal point has slipped"),
        ("a1", lambda right: right[::-1], "other places"),
        ("a1", lambda right: np.round(right, 2), "rounded too far"),
        ("z1", lambda right: right + [[0.7], [0], [0]], "z₁[0] does not follow from W₁, x and b₁; the others do"),
    ],
)
def test_what_no_mistake_explains_is_described(name, change, words):
    feedback = judge(SHEET, written(SHEET, {name: change(SHEET.key[name])})).feedback
    assert feedback.correct is False and words in feedback.message and not feedback.mistakes


def test_only_the_last_hint_gives_the_number():
    feedback = judge(SHEET, {"dL_dz2": SHEET.key["dL_da2"]}).feedback
    number = f"{SHEET.key['dL_dz2'].item():.4f}"
    assert number in feedback.hints[-1]
    assert not any(number in text for text in (feedback.message, *feedback.hints[:-1]))


# ---- what people type


@pytest.mark.parametrize(
    ("text", "number"),
    [("0,5", 0.5), (".25", 0.25), (",25", 0.25), ("-0.3", -0.3), ("−0.3", -0.3), ("– 0,3", -0.3), ("1/3", 1 / 3)]
    + [("-1/4", -0.25), ("½", 0.5), (" 2. ", 2), ("= 0.5", 0.5), ("1e-3", 0.001), ("1 / −4", -0.25), ("０．５", 0.5)]
    + [("", None), ("  ", None), ("?", None), (None, None), (0.5, 0.5), (np.float32(0.5), 0.5), (3, 3)],
)
def test_a_number_is_read_as_people_write_it(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["abc", "0.5 0.6", "1/0", "nan", "inf", "1e999", "1,2,3", "--1", "-", "1½", "0.5;", "x" * 5000, "<b>", True]
)
def test_what_is_no_number_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"no number|divides by 0"):
        read_number(text)


def test_what_can_not_be_read_is_named_and_the_rest_is_judged():
    _, second, third = SHEET.key["z1"].ravel()
    feedback = judge(SHEET, {**written(SHEET), "z1": ["abc", second, third]}).feedback
    assert feedback.correct is None and feedback.message.startswith("z₁[0]: “abc” is no number")
    feedback = judge(SHEET, {"z1": ["abc", "5", third]}).feedback
    assert (
        feedback.correct is False and "z₁[0]: “abc”" in feedback.message and "z₁[1] does not follow" in feedback.message
    )


def test_a_wrong_count_of_numbers_is_told():
    assert "z₁ has 3 numbers, but 2 are given" in judge(SHEET, {"z1": [1, 2]}).feedback.message


def test_nothing_that_is_typed_raises():
    draw = random.Random(1)
    texts = ["", "0.5", "-3", "abc", "1/0", "999999", "-1e6", "1e-300", "½", "\x00", "９", "∞", "<script>", "0" * 999]
    forms = [ByHand(seed=3, sizes=sizes) for sizes in SIZES]
    for _ in range(150):
        by_hand = draw.choice(forms)
        for field in by_hand.fields.values():
            field.value = draw.choice(texts)
        assert by_hand.check().correct is not True


# ---- the fields


def fill(by_hand, numbers):
    for element, field in by_hand.fields.items():
        name, *index = re.split(r"\[|,|\]", element.rstrip("]"))
        place = tuple(map(int, index)) + (0,) * (len(np.shape(numbers[name])) - len(index))
        field.value = f"{numbers[name][place]:.4f}".replace(".", ",")


def test_every_blank_has_its_fields_in_the_order_of_computation_each_with_a_name():
    by_hand = ByHand(seed=7)
    assert len(by_hand.fields) == sum(right.size for right in by_hand.sheet.key.values())
    assert list(dict.fromkeys(element.partition("[")[0] for element in by_hand.fields)) == list(BLANKS)
    names = [field.description for field in by_hand.fields.values()]
    assert all(names) and len(set(names)) == len(names)
    assert by_hand.fields["dL_dW1[2,1]"].description == "∂L/∂W₁[2,1]"


def test_check_says_what_judge_says_and_marks_every_blank():
    by_hand = ByHand(seed=7)
    fill(by_hand, written(by_hand.sheet, {"dL_dz2": by_hand.sheet.key["dL_da2"]}))
    by_hand.check_button.click()
    words = html.unescape(by_hand._said.value)
    assert "✗ Step 2" in words and MISTAKES["no_sigma2"].sentence in words
    assert "look here first" in by_hand._marks["dL_dz2"].value and "✓ right" in by_hand._marks["z1"].value
    assert len(by_hand._hints.children) == 2
    fill(by_hand, written(by_hand.sheet))
    by_hand.check_button.click()
    assert "✓ Right, all of it" in by_hand._said.value and not by_hand._hints.children


def test_the_seed_loads_a_sheet_and_nothing_typed_is_lost():
    by_hand = ByHand(seed=7)
    by_hand.fields["z1[0]"].value = "0,9?"
    by_hand.check()
    by_hand.seed.value = 8
    assert by_hand.sheet.seed == 8 and by_hand.fields["z1[0]"].value == "" and by_hand._said.value == ""
    assert (by_hand.sheet.net.W1 == Worksheet.random(8).net.W1).all()
    by_hand.fields["z1[0]"].value = "8"
    by_hand.seed.value = 7
    assert by_hand.fields["z1[0]"].value == "0,9?"
    by_hand.seed.value = 8
    assert by_hand.fields["z1[0]"].value == "8"


def test_a_sheet_with_own_numbers_has_no_seed_to_change():
    net = Network([[0.15, 0.2], [0.25, 0.3]], [0.35, 0.35], [[0.4, 0.45], [0.5, 0.55]], [0.6, 0.6])
    by_hand = ByHand(Worksheet(net, [0.05, 0.1], [0.01, 0.99]))
    assert by_hand.seed is None
    fill(by_hand, written(by_hand.sheet))
    assert by_hand.check().correct is True


def test_the_call_on_a_sheet_gives_that_sheet():
    for sheet in (Worksheet.random(7), Worksheet.random(3, (2, 2, 2)), Worksheet.random(4, eta=0.25, decimals=3)):
        called = eval(sheet.call, {"ByHand": ByHand}).sheet
        assert (called.net.W1 == sheet.net.W1).all() and called.tolerance == sheet.tolerance
        assert (called.eta, called.decimals, called.seed) == (sheet.eta, sheet.decimals, sheet.seed)


def test_before_a_run_the_numbers_are_there_in_words_and_as_a_picture():
    bundle = ByHand(seed=7)._repr_mimebundle_()
    assert f"W1 = {SHEET.net.W1.tolist()}" in bundle["text/plain"] and "<img alt=" in bundle["text/html"]
