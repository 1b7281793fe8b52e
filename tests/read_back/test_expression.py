"""A formula is a tree that any network's numbers can be put into."""

import numpy as np
import pytest
from nets import BATCH, ONE

from backprop_helpers.read_back.expression import MINUS, evaluate, is_scalar, name, node, unlit, value

NET = BATCH.each[0]
A2, Y, N = name("a2"), name("y"), name("N")
ERROR = node("+", A2, node("*", MINUS, Y))


def test_the_gradient_at_the_output_is_the_error_over_the_number_of_examples():
    np.testing.assert_allclose(evaluate(node("*", ERROR, node("inv", N)), NET), NET["dL_da2"])


def test_a_product_has_its_numbers_multiplied_and_in_front():
    assert node("*", value(2), A2, node("*", value(3), Y)) == node("*", value(6), A2, Y)
    assert node("*", value(2), A2, value(0.5)) == A2


def test_a_sum_has_its_numbers_added():
    assert node("+", value(1), A2, value(-1)) == A2
    assert node("+", value(2), value(3)) == value(5)


def test_a_transpose_of_a_transpose_and_one_over_one_over_are_undone():
    assert node("T", node("T", A2)) == A2
    assert node("inv", node("inv", A2)) == A2


@pytest.mark.parametrize("net", [ONE.each[0], NET])
def test_an_expression_of_letters_holds_for_every_network(net):
    zeros = node(np.zeros, node("tuple", name("h"), node("*", value(2), N)))
    assert evaluate(zeros, net).shape == (net["h"], 2 * net["N"])


def test_marks_change_no_number_and_come_off():
    marked = node("*", node("lit", value(2)), node("lit", ERROR))
    np.testing.assert_allclose(evaluate(marked, NET), 2 * (NET["a2"] - NET["y"]))
    assert unlit(marked) == node("*", value(2), ERROR)


def test_sizes_and_the_learning_rate_are_scalars_and_arrays_are_not():
    assert all(map(is_scalar, (value(2), N, node("inv", N), node("*", value(2), name("eta")))))
    assert not any(map(is_scalar, (A2, node("*", value(2), A2))))
