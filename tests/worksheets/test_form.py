"""The form of a worksheet in a notebook: fields in the order of computation, and a judgement that is read out."""

import html
import random
import re

import ipywidgets as widgets
import numpy as np
import pytest
from by_hand import MAZUR_SHEET, key_by_hand, pass_by_hand
from widget_parts import parts

from backprop_helpers import MISTAKES, ByHand, Worksheet
from backprop_helpers.widgets.cell import copy_for_cell
from backprop_helpers.worksheets.blanks import BLANKS, section
from backprop_helpers.worksheets.form import STEPS
from backprop_helpers.worksheets.judge import LATER, RIGHT, WRONG, judge


def fill(by_hand, numbers):
    for element, field in by_hand.fields.items():
        name, *index = re.split(r"\[|,|\]", element.rstrip("]"))
        place = tuple(map(int, index)) + (0,) * (len(np.shape(numbers[name])) - len(index))
        field.value = f"{numbers[name][place]:.4f}".replace(".", ",")


def said(widget):
    """Every text that the widget shows, but for its style sheet."""
    texts = [each.value for each in parts(widget, widgets.HTML)]
    return html.unescape("\n".join(text for text in texts if not text.startswith("<style>")))


def text(several):
    return "\n".join(map(said, several))


def test_every_blank_has_its_fields_in_the_order_of_computation_each_with_a_name():
    by_hand = ByHand(seed=7)
    assert len(by_hand.fields) == sum(right.size for right in by_hand.sheet.key.values())
    assert list(dict.fromkeys(element.partition("[")[0] for element in by_hand.fields)) == list(BLANKS)
    in_the_form = parts(by_hand.widget, widgets.Text)
    assert in_the_form == list(by_hand.fields.values())
    names = [field.description for field in in_the_form]
    assert all(names) and len(set(names)) == len(names)
    assert by_hand.fields["dL_dW1[2,1]"].description == "∂L/∂W₁[2,1]"


def test_check_says_what_judge_says_and_marks_every_blank():
    by_hand = ByHand(seed=7)
    wrong = key_by_hand(by_hand.sheet, {"dL_dz2": by_hand.sheet.key["dL_da2"]})
    fill(by_hand, wrong)
    by_hand.answers["Update"].check_button.click()
    words, judgement = said(by_hand.widget), judge(by_hand.sheet, wrong)
    assert judgement.feedback.message in words and MISTAKES["no_sigma2"].sentence in words
    for sign, mark in [("✗", WRONG), ("✓", RIGHT), ("…", LATER)]:
        assert words.count(f"{sign} {mark}<") == list(judgement.marks.values()).count(mark) > 0
    fill(by_hand, key_by_hand(by_hand.sheet))
    by_hand.answers["Update"].check_button.click()
    assert "✓ Right, all of it" in said(by_hand.widget) and said(by_hand.widget).count("✓ right") == len(BLANKS)


def looks(by_hand, *names):
    """How each number of these blanks is marked."""
    return [
        (
            {"right", "wrong", "follows"} & {each.removeprefix("bp-") for each in field.get_state()["_dom_classes"]}
            or {""}
        ).pop()
        for element, field in by_hand.fields.items()
        if element.partition("[")[0] in (names or BLANKS)
    ]


def test_check_marks_each_number_right_or_wrong_or_as_what_follows_from_a_wrong_one():
    by_hand = ByHand(seed=11)
    wrong = by_hand.sheet.key["dL_dz2"] + [[0], [0.5]]
    fill(by_hand, key_by_hand(by_hand.sheet, {"dL_dz2": wrong}))
    assert set(looks(by_hand)) == {""}
    by_hand.check()
    assert set(looks(by_hand, "z1", "a1", "z2", "a2", "dL_da2", "da2_dz2")) == {"right"}
    assert looks(by_hand, "dL_dz2") == ["right", "wrong"]
    exact = key_by_hand(by_hand.sheet)
    fill(by_hand, pass_by_hand(by_hand.sheet, {"dL_dz2": wrong}))
    by_hand.check()
    assert looks(by_hand, "dL_dW2") == ["follows"] * 6 and set(looks(by_hand, "a1")) == {"right"}
    by_hand.fields["dL_dz2[1]"].value = f"{exact['dL_dz2'][1, 0]:.4f}"
    assert looks(by_hand, "dL_dz2") == ["right", ""], "what is typed anew is not judged yet"


@pytest.mark.parametrize(("typed", "look"), [("", ""), ("?", ""), ("…", ""), ("many", "wrong"), ("1/0", "wrong")])
def test_a_text_that_is_no_number_is_marked_but_a_gap_is_not(typed, look):
    by_hand = ByHand(seed=12)
    by_hand.fields["z1[0]"].value = typed
    by_hand.check("Forward Pass")
    assert looks(by_hand, "z1") == [look, "", ""]


def test_each_step_has_a_check_that_judges_up_to_there_and_answers_beside_it():
    by_hand = ByHand(seed=13)
    fill(by_hand, key_by_hand(by_hand.sheet, {"dL_dz2": by_hand.sheet.key["dL_da2"]}))
    assert list(by_hand.answers) == list(dict.fromkeys(map(section, BLANKS)))
    for step, answer in by_hand.answers.items():
        answer.check_button.click()
        assert answer.check_button.description == f"Check {step.lower()}"
        beside = [step for step, each in by_hand.answers.items() if re.search("right|wrong|✗", text(each.widgets))]
        assert beside == [step]
        assert ("✗" in text(answer.widgets)) == (step not in ("Forward Pass", "Step 1"))
        later = [name for name in BLANKS if BLANKS.index(name) > BLANKS.index(STEPS[step][-1])]
        assert not later or set(looks(by_hand, *later)) == {""}


def test_what_was_typed_is_there_again_if_the_cell_is_run_again():
    ByHand(seed=14).fields["z1[0]"].value = "0,9?"
    assert ByHand(seed=14).fields["z1[0]"].value == "0,9?"
    for other in (ByHand(seed=15), ByHand(seed=14, sizes=(2, 3, 1)), ByHand(seed=14, eta=0.25)):
        assert other.fields["z1[0]"].value == ""
    ByHand(MAZUR_SHEET).fields["z1[1]"].value = "0.4"
    assert ByHand(MAZUR_SHEET).fields["z1[1]"].value == "0.4"


def test_hints_come_one_at_a_time_as_long_as_there_are_some():
    by_hand = ByHand(seed=7)
    button = by_hand.answers["Update"].hint_button
    assert button.layout.display == "none"
    fill(by_hand, key_by_hand(by_hand.sheet, {"dL_dz2": by_hand.sheet.key["dL_da2"]}))
    hints = by_hand.check().hints
    assert button.layout.display != "none" and not button.disabled
    for count in range(1, len(hints) + 1):
        button.click()
        assert re.findall("<li>(.*?)</li>", said(by_hand.widget)) == list(hints[:count])
        assert button.disabled is (count == len(hints))
    fill(by_hand, key_by_hand(by_hand.sheet))
    by_hand.check()
    assert button.layout.display == "none" and "<li>" not in said(by_hand.widget)


def test_the_seed_loads_a_sheet_and_nothing_typed_is_lost():
    by_hand = ByHand(seed=7)
    empty = said(ByHand(seed=8).widget)
    by_hand.fields["z1[0]"].value = "0,9?"
    by_hand.check()
    by_hand.seed.value = 8
    assert by_hand.sheet.seed == 8 and by_hand.fields["z1[0]"].value == ""
    without_ids = [re.sub("bp-[0-9a-f]{32}", "", text) for text in (said(by_hand.widget), empty)]
    assert without_ids[0] == without_ids[1]  # the sheet's numbers, and nothing that was said before
    by_hand.fields["z1[0]"].value = "8"
    by_hand.seed.value = 7
    assert by_hand.fields["z1[0]"].value == "0,9?"
    by_hand.seed.value = 8
    assert by_hand.fields["z1[0]"].value == "8"


def test_a_sheet_with_own_numbers_has_no_seed_to_change():
    by_hand = ByHand(MAZUR_SHEET)
    assert by_hand.seed is None
    fill(by_hand, key_by_hand(by_hand.sheet))
    assert by_hand.check().correct is True


def test_the_call_on_a_sheet_gives_that_sheet():
    for sheet in (Worksheet.random(7), Worksheet.random(3, (2, 2, 2)), Worksheet.random(4, eta=0.25, decimals=3)):
        called = eval(sheet.call, {"ByHand": ByHand}).sheet
        assert (called.net.W1 == sheet.net.W1).all() and called.tolerance == sheet.tolerance
        assert (called.eta, called.decimals, called.seed) == (sheet.eta, sheet.decimals, sheet.seed)


def test_nothing_that_is_typed_raises():
    draw = random.Random(1)
    texts = ["", "0.5", "-3", "abc", "1/0", "999999", "-1e6", "1e-300", "½", "\x00", "９", "∞", "<script>", "0" * 999]
    forms = [ByHand(seed=3, sizes=sizes) for sizes in [(2, 3, 1), (2, 2, 2), (3, 2, 4), (3, 3, 3)]]
    for _ in range(150):
        by_hand = draw.choice(forms)
        for field in by_hand.fields.values():
            field.value = draw.choice(texts)
        assert by_hand.check().correct is not True


# ---- in a cell


def test_before_a_run_the_numbers_are_there_in_words_and_as_a_picture():
    by_hand = ByHand(seed=7)
    bundle = by_hand._repr_mimebundle_()
    assert f"W1 = {by_hand.sheet.net.W1.tolist()}" in bundle["text/plain"] and "<img alt=" in bundle["text/html"]


def test_what_is_read_out_has_an_id_of_its_own_in_each_cell_and_says_the_same():
    by_hand = ByHand(seed=7)
    cells = [copy_for_cell(by_hand.widget), copy_for_cell(by_hand.widget)]
    fill(by_hand, key_by_hand(by_hand.sheet, {"dL_dz2": by_hand.sheet.key["dL_da2"]}))
    by_hand.check()
    by_hand.answers["Update"].hint_button.click()
    ids = [re.findall(r" id='(.*?)'", said(cell)) for cell in cells]
    assert len(ids[0]) == len(ids[1]) == 2 * len(STEPS) and not set(ids[0]) & set(ids[1])
    for cell in cells:
        assert MISTAKES["no_sigma2"].sentence in said(cell) and f"<li>{MISTAKES['no_sigma2'].hint}</li>" in said(cell)
