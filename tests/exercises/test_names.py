"""A quantity that is called otherwise is answered with the name that it has here."""

import pytest

from backprop_helpers import QUANTITIES, check
from backprop_helpers.exercises.names import known_as


@pytest.mark.parametrize(
    ("other", "name"),
    [
        *[("delta2", "dL_dz2"), ("δ2", "dL_dz2"), ("delta_2", "dL_dz2"), ("dZ2", "dL_dz2"), ("δ_1", "dL_dz1")],
        *[
            ("dW2", "dL_dW2"),
            ("db1", "dL_db1"),
            ("grad_W1", "dL_dW1"),
            ("dL_dA1", "dL_da1"),
            ("sigma_prime2", "da2_dz2"),
        ],
        *[("grad_W1", "dL_dW1"), ("W_2", "W2"), ("w2", "W2"), ("A1", "a1"), ("Z1", "z1"), ("X", "x"), ("B_1", "b1")],
        *[("y_hat", "a2"), ("y_pred", "a2"), ("target", "y"), ("lr", "eta"), ("η", "eta"), ("L", "loss"), ("H", "h")],
    ],
)
def test_a_name_of_another_notation_is_known(other, name):
    assert name in known_as(other)
    assert f"The function asks for {other}. Here it is called" in told(other) and name in told(other)


def told(argument):
    return check(eval(f"lambda {argument}: 0"), "loss").message


@pytest.mark.parametrize("name", QUANTITIES)
def test_a_name_of_the_table_is_itself(name):
    assert known_as(name) == (name,)


def test_a_name_that_nobody_uses_is_not_known():
    assert known_as("colour") == ()
    assert "There is no quantity 'colour'" in told("colour")
