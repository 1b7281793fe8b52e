"""What stands for a gap is told from an index, and what is random from what is computed."""

import numpy as np
import pytest

from backprop_helpers import check


def test_an_index_of_three_dots_is_no_gap():
    def function(dL_dz2, a1):
        out = np.zeros((2, 2))
        out[...] = dL_dz2 @ a1.T
        return out[..., 0]

    feedback = check(function, "dL_dW2")
    assert feedback.correct is False and "stopped at “out[...] = dL_dz2 @ a1.T”" in feedback.message


def gap_in_a_list(dL_dz2, a1):
    found = [None]
    found[0] = ...
    return found[0] @ a1.T


def gaps_side_by_side(dL_dz2, a1):
    dL_dW2, a1 = ..., ...
    return dL_dW2 @ a1.T


@pytest.mark.parametrize("function", [gap_in_a_list, gaps_side_by_side, lambda dL_dz2, a1: ... @ a1[..., 0]])
def test_a_gap_is_not_answered_whatever_stops_behind_it(function):
    assert check(function, "dL_dW2").correct is None


def test_answers_that_differ_from_call_to_call_are_told():
    draw = np.random.default_rng(0)
    feedback = check(lambda dL_dz2, a1: draw.standard_normal((len(dL_dz2), len(a1))), "dL_dW2")
    assert feedback.correct is False and "differs from call to call" in feedback.message
