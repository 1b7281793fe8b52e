"""The test in a notebook: nothing is revealed before the end, and a restart loses no answer."""

import pytest

from backprop_helpers import LearningTest
from backprop_helpers.measuring.form import Form
from backprop_helpers.measuring.item import Item, Option
from backprop_helpers.measuring.sitting import receipts
from backprop_helpers.questions.question import SURENESS
from backprop_helpers.records import journal

COUNT = 20


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv(journal.SETTING, str(tmp_path))
    return tmp_path / journal.NAME


def answer(test, option, sure=SURENESS[0]):
    test.radio.value, test.sureness.value = option.text, sure
    test.next_button.click()


def answer_all(test, right=True, sure=SURENESS[2]):
    for item in list(test.form.items.values())[test.place :]:
        answer(test, item.right if right else next(o for o in item.options if o.believes), sure)


def shown(control):
    return control.layout.display != "none"


def everything(test):
    shown = [test.page.value, test.results.value, test.line.value, test.radio.options, test._repr_mimebundle_()]
    return "".join(map(str, shown))


def test_it_asks_one_item_after_the_other_with_what_it_gives():
    test = LearningTest("A")
    for place, item in enumerate(test.form.items.values(), 1):
        assert f"Form A, {place} of {COUNT}." in test.page.value
        assert test.radio.options == tuple(option.text for option in item.options) and test.radio.value is None
        assert test.page.value.count("<table") == len(item.given)
        answer(test, item.right)


def test_nothing_is_revealed_before_the_end():
    test = LearningTest("A")
    before = []
    for item in test.form.items.values():
        before.append(everything(test))
        answer(test, item.right)
        before.append(everything(test))
    text = "".join(before)
    for item in test.form.items.values():
        told = [item.why, *(option.tempts for option in item.options)]
        assert not [words for words in told if words and words in text], item.name
    assert "✓" not in text and "✗" not in text and test.receipt == ""
    assert not shown(test.line) and shown(test.finish_button)


def test_the_end_says_of_each_item_what_is_right_and_why():
    test = LearningTest("B")
    answer_all(test, right=False)
    test.finish_button.click()
    assert "0 of 20 right" in test.page.value and test.results.value.count("✗") == COUNT
    plain = test.results.value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for item in test.form.items.values():
        chosen = next(option for option in item.options if option.believes)
        assert item.why in plain and chosen.tempts in plain and f"Right: “{item.right.text}”." in plain
    assert "can be forged" in test.page.value


def test_open_items_are_listed_and_count_as_not_right():
    test = LearningTest("A")
    for place, item in enumerate(test.form.items.values()):
        if place in (2, 7):
            test.next_button.click()
        else:
            answer(test, item.right)
    assert "Still open: 3, 8." in test.page.value
    test.finish_button.click()
    assert "18 of 20 right" in test.page.value and test.results.value.count("Open.") == 2


def test_back_shows_the_answer_and_it_can_be_changed_until_the_end():
    test = LearningTest("A")
    first = next(iter(test.form.items.values()))
    answer(test, first.right, "certain")
    test.back_button.click()
    assert (test.radio.value, test.sureness.value, test.place) == (first.right.text, "certain", 0)
    assert not shown(test.back_button)
    other = next(option for option in first.options if option.believes)
    answer(test, other, "a guess")
    assert test.sitting.answers[first.name] == (other, "a guess")
    assert [event["chosen"] for event in journal.events()] == [first.right.text, other.text]


def test_without_an_answer_nothing_can_be_finished():
    test = LearningTest("A")
    for _ in range(COUNT):
        test.next_button.click()
    assert test.page.value.count(", ") >= COUNT - 1 and not shown(test.finish_button) and journal.events() == []


def test_the_record_has_each_answer_once_as_an_event_of_the_test():
    test = LearningTest("B")
    answer_all(test)
    test.back_button.click()
    test.next_button.click()
    test.finish_button.click()
    *answers, end = journal.events()
    assert [event["item"] for event in answers] == list(test.form.items)
    assert {event["kind"] for event in answers} == {"test"} and {event["form"] for event in answers} == {"B"}
    assert all(event["right"] and event["sure"] == "certain" for event in answers) and "chosen" not in end


def test_after_a_restart_it_goes_on_at_the_first_open_item():
    before = LearningTest("A")
    for item in list(before.form.items.values())[:5]:
        answer(before, item.right, "fairly sure")
    after = LearningTest("A")
    assert after.place == 5 and after.sitting.answers == before.sitting.answers
    answer_all(after)
    after.finish_button.click()
    assert "20 of 20 right" in LearningTest("A").page.value


def test_it_can_be_taken_again_and_the_receipt_holds_both_sittings_and_both_forms():
    test = LearningTest("A")
    answer_all(test, right=False)
    test.finish_button.click()
    test.again_button.click()
    assert test.place == 0 and test.sitting.answers == {} and test.receipt == ""
    answer_all(test)
    test.finish_button.click()
    other = LearningTest("B")
    answer_all(other)
    other.finish_button.click()
    assert [(sat.form, sat.right) for sat in receipts(other.receipt)] == [("A", 0), ("A", 20), ("B", 20)]
    assert other.receipt == LearningTest("A").receipt == other.line.value


def test_without_a_record_it_works_until_the_kernel_stops(monkeypatch):
    monkeypatch.setenv(journal.SETTING, "off")
    test = LearningTest("A")
    answer_all(test)
    test.finish_button.click()
    (found,) = receipts(test.receipt)
    assert found.right == 20 and LearningTest("A").sitting.answers == {}


@pytest.mark.parametrize("content", [b"\x00\xff" * 50, b"[1, 2]\n", b'{"at": 1}\n' * 3])
def test_a_damaged_record_does_not_stop_it(own_record, content):
    own_record.write_bytes(content)
    test = LearningTest("A")
    answer(test, next(iter(test.form.items.values())).right)
    assert LearningTest("A").place == 1


def test_the_two_forms_keep_apart():
    answer(LearningTest("A"), next(iter(LearningTest("A").form.items.values())).right)
    assert LearningTest("B").sitting.answers == {}


def test_options_and_texts_are_text_and_never_html(monkeypatch):
    odd = "1 < 2 <script>"
    item = Item("odd", "00", odd, (Option(odd), Option("b", "sign", odd)), odd)
    for module in ("learning_test", "sitting"):
        monkeypatch.setattr(f"backprop_helpers.measuring.{module}.form", lambda name: Form(name, {"odd": item}))
    test = LearningTest("A")
    asked = test.page.value + test.still()["text/html"]
    test.radio.value = "b"
    test.next_button.click()
    test.finish_button.click()
    assert "<script>" not in asked + test.page.value + test.results.value
    assert test.results.value.count("1 &lt; 2 &lt;script&gt;") == 4 and test.radio.options[0] == odd


def test_a_saved_notebook_shows_the_first_item_without_its_answer():
    bundle = LearningTest("B").still()
    item = next(iter(LearningTest("B").form.items.values()))
    assert item.text in bundle["text/plain"] and "Run the notebook to begin" in bundle["text/html"]
    assert all(f"( ) {option.text}" in bundle["text/plain"] for option in item.options)
    assert item.why not in "".join(bundle.values())


def test_an_unknown_form_is_refused_with_the_names():
    with pytest.raises(ValueError, match="There is no form 'C'; there are A, B"):
        LearningTest("C")
