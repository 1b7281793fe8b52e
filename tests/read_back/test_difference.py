"""Two formulas beside each other: what is the same however it is written, and the smallest pieces that differ."""

import pytest
from nets import BATCH, ONE, SQUARE

from backprop_helpers.notation.table import QUANTITIES
from backprop_helpers.read_back.difference import Aligner
from backprop_helpers.read_back.expression import unlit
from backprop_helpers.read_back.record import expression_of
from backprop_helpers.read_back.writing import text

FORMULAS = {key: row.formula for key, row in QUANTITIES.items() if row.formula}


def pieces(computed, right, networks=ONE):
    """The pieces that differ, as text."""
    steps = {key: [expression_of(code, networks)] for key, code in FORMULAS.items()}
    for k in "12":
        steps[f"da{k}_dz{k}"].append(expression_of(f"a{k} * (1 - a{k})", networks))
    e, r = expression_of(computed, networks), expression_of(right, networks)
    found = Aligner(networks, steps).align(e, r)
    assert networks.same(unlit(found.computed), e) and networks.same(unlit(found.right), r)
    return [(text(mine), text(theirs)) for mine, theirs in found.pieces]


@pytest.mark.parametrize(
    ("computed", "right"),
    [
        ("a2 * (a2 - y) * (1 - a2)", "dL_dz2"),
        ("(x @ dL_dz1.T).T", "dL_dz1 @ x.T"),
        ("b1 + W1 @ x", "z1"),
        ("(W2.T @ (dL_da2 * da2_dz2)) * da1_dz1", "dL_dz1"),
    ],
)
def test_the_same_numbers_are_the_same_formula(computed, right):
    assert pieces(computed, right) == []


@pytest.mark.parametrize(
    ("computed", "right", "differ"),
    [
        ("dL_dz2 @ z1.T", "dL_dz2 @ a1.T", [("z₁", "a₁")]),
        ("a1.T * dL_dz2 * 2", "dL_dz2 @ a1.T", [("2", "1")]),
        ("dL_dz2 * W2", "dL_dz2 @ a1.T", [("W₂", "a₁ᵀ")]),
        ("(W2.T @ dL_da2) * da1_dz1", "dL_dz1", [("1", "σ′(z₂)")]),
        ("(W2.T @ a2) * a1 * (1 - a1)", "dL_dz1", [("a₂", "∂L/∂z₂")]),
        ("(a2 - y) * (1 - a2)", "dL_da2 * da2_dz2", [("1 − a₂", "σ′(z₂)")]),
        ("W1 @ x", "W1 @ x + b1", [("0", "b₁")]),
        ("W2 + eta * dL_dW2", "W2 - eta * dL_dW2", [("1", "−1")]),
        ("W2 - dL_dW2", "W2 - eta * dL_dW2", [("1", "η")]),
        ("2 * (y - a2)", "a2 - y", [("2 (y − a₂)", "a₂ − y")]),
        ("-2 * sigmoid_prime(a2) * (y - a2)", "dL_dz2", [("σ′(a₂)", "σ′(z₂)"), ("−2 (y − a₂)", "∂L/∂a₂")]),
    ],
)
def test_the_smallest_pieces_that_differ_are_found(computed, right, differ):
    assert pieces(computed, right) == differ


def test_in_a_batch_a_sum_left_out_is_the_piece():
    assert pieces("dL_dz1", "dL_dz1.sum(axis=1, keepdims=True)", BATCH) == [("∂L/∂z₁", "sum of each row of ∂L/∂z₁")]


def test_two_mistakes_are_two_pieces():
    assert pieces("W2 @ dL_dz2", "dL_dz1", SQUARE) == [("W₂", "W₂ᵀ"), ("1", "σ′(z₁)")]


def test_of_two_ways_to_see_it_the_one_with_fewer_and_smaller_pieces_is_taken():
    assert pieces("dL_dz1 @ dL_dz1.T", "dL_dz1 @ x.T") == [("∂L/∂z₁", "x")]
