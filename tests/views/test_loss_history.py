"""The loss over the steps of a training, and what the gradients promise."""

import re
from functools import partial

import pytest
from steps import alt, words
from trainings import NET, X, Y, xor

from backprop_helpers import LossHistory, LossSurface, Training, wrong_gradients
from backprop_helpers.style import number
from backprop_helpers.views import StepTable


def test_the_history_shows_the_right_training_beside_a_wrong_one_only():
    wrong = xor(10, gradients=partial(wrong_gradients, name="no_sigma2"))
    assert f"With the right gradients it is {number(xor(10).losses[-1])}" in alt(LossHistory()(wrong))
    assert "right gradients" not in alt(LossHistory()(xor(10)))


def test_each_step_moves_the_history():
    view = LossHistory()
    assert len({re.search("base64,[^']*'", view(xor(steps)))[0] for steps in (0, 1, 30, 31, 200)}) == 5


@pytest.mark.parametrize("make", [StepTable, LossHistory, lambda: LossSurface("W1[0,0]", "W2[0,0]")])
def test_a_training_that_ends_in_numbers_too_large_is_still_shown(make):
    training = Training(NET, X, Y, gradients=lambda trace: {"dL_dW1": -1e60 * trace.W1})
    training.go(100)
    html = make()(training)
    assert not re.search(r"\b(nan|inf|None)\b", re.sub("base64,[^']*", "", html))
    assert words(html) or alt(html)
