"""Every question of the bank can be asked: it has one right answer and a reason for each wrong one."""

import pytest

from backprop_helpers import ask
from backprop_helpers.questions.bank import QUESTIONS


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_of_the_bank_has_one_right_answer_and_can_be_asked(name):
    options = QUESTIONS[name]["options"]
    assert [tempts for tempts in options.values()].count("") == 1
    assert len(options) >= 2
    question = ask(name)
    for choice, tempts in options.items():
        question.radio.value = choice
        question.commit()
        assert question.correct == (tempts == "")
        question.ask_again()
