"""Numbers whose code can't be followed are looked up among the expressions of known quantities."""

import numpy as np
import pytest
from nets import BATCH, ONE

from backprop_helpers.read_back.expression import name, uses
from backprop_helpers.read_back.record import expression_of
from backprop_helpers.read_back.search import index
from backprop_helpers.read_back.writing import text


def found(code, without, networks=BATCH):
    """What is found for the numbers of a formula among all quantities `without` one."""
    known = tuple(name(key) for key, each in networks.each[0].items() if np.ndim(each) == 2 and key != without)
    return index(networks, known).find([np.asarray(each) for each in networks.values(expression_of(code, networks))])


@pytest.mark.parametrize(
    ("code", "without"),
    [
        ("dL_dz2 @ a1.T / h", "dL_dW2"),
        ("2 * W2.T @ dL_dz2", "dL_da1"),
        ("-dL_da1 * a1 * (1 - a1)", "dL_dz1"),
        ("(W2.T @ dL_da2) * da1_dz1", "dL_dz1"),
        ("(W2.T @ a2) * a1 / N", "dL_dz1"),
        ("W1 @ x", "z1"),
        ("y - a2 * da2_dz2", "dL_dz2"),
        ("W2 - dL_dW2", "dL_da1"),
    ],
)
def test_an_expression_that_gives_the_numbers_on_every_network_is_found(code, without):
    expr = found(code, without)
    assert BATCH.same(expr, expression_of(code, BATCH))
    assert not uses(expr, without)
    assert expr.size <= expression_of(code, BATCH).size + 3


def test_the_shortest_one_is_found():
    assert text(found("2 * dL_dz2 @ a1.T / h", "dL_dW2", ONE)) == "2 ∂L/∂z₂ · a₁ᵀ / h"


@pytest.mark.parametrize("code", ["np.tanh(dL_dz1 @ x.T) * W1", "sum((a2 - y) ** 2) * 3"])
def test_what_is_no_short_expression_and_what_is_one_number_is_not_found(code):
    assert found(code, "dL_dW1") is None


def test_a_coincidence_on_the_first_network_is_no_answer():
    first, *others = BATCH.values(expression_of("dL_dz2 @ a1.T", BATCH))
    known = tuple(map(name, ("dL_dz2", "a1")))
    assert index(BATCH, known).find([first, *others]) is not None
    assert index(BATCH, known).find([first, *(each + 1 for each in others)]) is None


def test_numbers_that_are_not_finite_are_not_looked_up():
    assert index(BATCH, (name("a1"),)).find([each * np.nan for each in BATCH.values(name("a1"))]) is None
