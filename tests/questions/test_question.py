"""A question reveals nothing before the reader commits, and then what is right, why, and how well it was known."""

import itertools

import pytest

from backprop_helpers import Question, ask
from backprop_helpers.questions.bank import QUESTIONS
from backprop_helpers.questions.question import SURENESS

OPTIONS = {"a < b": "Less <b>tempts</b>.", "a > b": "", "a & b": "And tempts."}
WHY = "Because more is more."


def a_question(**other):
    return Question(**{"text": "Which?", "options": OPTIONS, "answer": "a > b", "why": WHY, **other})


def answered(choice, sure=SURENESS[0]):
    question = a_question()
    question.radio.value, question.sureness.value = choice, sure
    question.commit_button.click()
    return question


def test_nothing_is_revealed_before_a_commit():
    question = a_question()
    question.radio.value = "a > b"
    assert question.reveal.value == ""
    assert (question.chosen, question.sure, question.correct) == (None, None, None)
    shown = question._repr_mimebundle_()
    assert not [kind for kind in shown if WHY in str(shown[kind]) or "tempts" in str(shown[kind])]


def test_a_commit_without_a_choice_asks_for_one():
    question = a_question()
    question.commit_button.click()
    assert "Choose one of the answers first" in question.reveal.value
    assert WHY not in question.reveal.value
    assert question.correct is None
    assert not question.radio.disabled


def test_the_right_answer_is_said_to_be_right_with_its_reason():
    question = answered("a > b", "certain")
    assert (question.chosen, question.sure, question.correct) == ("a > b", "certain", True)
    assert "✓ Right: a &gt; b." in question.reveal.value
    assert WHY in question.reveal.value
    assert "tempts" not in question.reveal.value


@pytest.mark.parametrize("choice", ["a < b", "a & b"])
def test_a_wrong_answer_is_told_why_it_tempts_and_what_is_right(choice):
    question = answered(choice)
    assert question.correct is False
    assert "✗ Not" in question.reveal.value
    assert OPTIONS[choice] in question.reveal.value
    assert "The right answer: a &gt; b." in question.reveal.value
    assert WHY in question.reveal.value
    other = next(tempts for option, tempts in OPTIONS.items() if tempts and option != choice)
    assert other not in question.reveal.value


def test_what_is_said_depends_on_how_sure_the_reader_was():
    said = [
        answered(choice, sure).reveal.value.split("<i>")[1]
        for choice, sure in itertools.product(("a > b", "a < b"), SURENESS)
    ]
    assert len(set(said)) == len(said) == 6


def test_an_answer_is_fixed_until_it_is_asked_again():
    question = answered("a < b", "certain")
    fixed = (question.radio, question.sureness, question.commit_button)
    assert all(control.disabled for control in fixed)
    assert not question.again_button.disabled
    question.again_button.click()
    assert not any(control.disabled for control in fixed)
    assert question.again_button.disabled
    assert (question.radio.value, question.reveal.value) == (None, "")
    assert (question.chosen, question.sure, question.correct) == (None, None, None)
    question.radio.value = "a > b"
    question.commit()
    assert question.correct is True


def test_options_are_text_and_never_html():
    question = a_question(options={**OPTIONS, "<script>": "No."})
    question.radio.value = "<script>"
    question.commit()
    shown = question._repr_mimebundle_()
    for html in (question.reveal.value, shown["text/html"]):
        assert "<script>" not in html
        assert "&lt;script&gt;" in html
    assert "( ) <script>" in shown["text/plain"]


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ({"answer": "b"}, r"The answer 'b' is not among the options \['a < b', 'a > b', 'a & b'\]"),
        ({"options": {"a > b": "", "c": ""}}, r"why each wrong option tempts; missing: \['c'\]"),
        ({"why": ""}, "Say why the answer is right"),
    ],
)
def test_a_question_that_does_not_explain_itself_is_refused(wrong, answer):
    with pytest.raises(ValueError, match=answer):
        a_question(**wrong)


def test_an_unknown_question_is_answered_with_all_there_are():
    with pytest.raises(ValueError, match=f"There is no question 'shape'; there are .*'{next(iter(QUESTIONS))}'"):
        ask("shape")
