"""The sentence about a factor says what such a factor usually comes from."""

import numpy as np
import pytest

from backprop_helpers import check_gradient

W = np.array([0.5, -1.0, 2.0])


@pytest.mark.parametrize(
    ("factor", "kind", "said"),
    [
        (2, "factor", "2 times what it should be: perhaps the square in the loss has a ½ that was lost"),
        (0.5, "factor", "1/2 of what it should be: perhaps the square in the loss has no ½"),
        (32, "mean", "32 times what it should be: perhaps a division by 32 is missing"),
        (1 / 32, "mean", "1/32 of what it should be: perhaps it was divided by 32 once too often"),
        (-1 / 4, "mean", "1/4 of what it should be and with the wrong sign"),
        (1.37, "factor", "1.370 times what it should be."),
    ],
)
def test_a_factor_is_said_with_where_it_usually_comes_from(factor, kind, said):
    feedback = check_gradient(lambda w: np.sum(w**2), W, factor * 2 * W)
    assert feedback.mistake == kind and said in feedback.message


def test_the_same_mistake_in_several_parameters_is_said_once():
    feedback = check_gradient(
        lambda a, b, c: a * b + c, {"a": 2.0, "b": 3.0, "c": 1.0}, {"a": -3.0, "b": -2.0, "c": 1.0}
    )
    assert "The same is wrong with b. Right: c." in feedback.message
