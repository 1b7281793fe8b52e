"""What checks say to learners' code: right in any writing, wrong by its formula or its name, never an error."""

import re

import pytest
from asked import exercise_of
from learners_code import WRONG
from learners_right import RIGHT
from learners_slips import SLIPS
from mutants import Answer
from told import is_read_back, untrue

from backprop_helpers import MISTAKES, check


def answered(asked, function):
    return exercise_of(asked).ask(function)


@pytest.mark.parametrize("writing", RIGHT)
def test_a_right_answer_is_right_in_any_writing(writing):
    asked, function = RIGHT[writing]
    feedback = answered(asked, function)
    assert feedback.correct is True and feedback.mistakes == ()


@pytest.mark.parametrize("done", WRONG)
def test_what_was_done_is_said_by_its_formula_or_its_name_and_nothing_else(done):
    asked, name, words, function = WRONG[done]
    feedback, answer = answered(asked, function), Answer(exercise_of(asked), done, function=function)
    assert feedback.correct is False
    assert name in feedback.mistakes if name else is_read_back(answer, feedback) is not False
    assert [*untrue(answer, feedback)] == []
    assert re.search(words, f"{feedback.message} {feedback.computed}")


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_in_a_sentence(slip):
    words, function = SLIPS[slip]
    feedback = check(function, "dL_dW2")
    assert feedback.correct is not True and not {*feedback.mistakes} & {*MISTAKES}
    assert re.search(words, feedback.message) and "gufunc" not in feedback.message
