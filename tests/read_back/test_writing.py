"""Formulas are written as in the primer: its symbols, its order of operations, no brackets that aren't needed."""

import pytest
from nets import BATCH

from backprop_helpers.read_back.expression import name, node, value
from backprop_helpers.read_back.record import expression_of
from backprop_helpers.read_back.writing import text, written


@pytest.mark.parametrize(
    ("code", "formula"),
    [
        ("W2 @ a1 + b2", "W₂ · a₁ + b₂"),
        ("(a2 - y) * sigmoid_prime(z2)", "(a₂ − y) ⊙ σ′(z₂)"),
        ("a2 - y * sigmoid_prime(z2)", "a₂ − y ⊙ σ′(z₂)"),
        ("(W2.T @ dL_dz2) * a1 * (1 - a1)", "(W₂ᵀ · ∂L/∂z₂) ⊙ a₁ ⊙ (1 − a₁)"),
        ("dL_dz2 @ a1.T / N", "∂L/∂z₂ · a₁ᵀ / N"),
        ("(W2 - eta * dL_dW2).T @ dL_dz2", "(W₂ − η ∂L/∂W₂)ᵀ · ∂L/∂z₂"),
        ("0.5 * sum((a2 - y) ** 2)", "½ Σ (a₂ − y)²"),
        ("sum(a2 - y) ** 2 / 3", "(Σ (a₂ − y))² / 3"),
        ("-2 * (y - a2)", "−2 (y − a₂)"),
        ("1 / (1 + np.exp(-z2))", "1 / (1 + exp(−z₂))"),
        ("1 / 1 + np.exp(-z2)", "1 + exp(−z₂)"),
        ("dL_dz2.sum(axis=1, keepdims=True)", "sum of each row of ∂L/∂z₂"),
        ("(dL_dz1 * x[:1]).mean(axis=0)", "mean of each column of (∂L/∂z₁ ⊙ x[:1])"),
        ("x[:, :1] @ a1[:, 0:1].T", "x[:, :1] · a₁[:, 0:1]ᵀ"),
        ("(a1 ** 2).T", "(a₁²)ᵀ"),
        ("a1.T ** -2", "(a₁ᵀ)⁻²"),
        ("np.ones_like(a1) * 0.1", "0.1 ones_like(a₁)"),
        ("np.maximum(0, z1)", "maximum(0, z₁)"),
    ],
)
def test_code_is_written_in_the_notations_symbols(code, formula):
    assert text(expression_of(code, BATCH)) == formula


def test_a_layer_that_the_table_does_not_have_is_written_alike():
    assert text(node("@", node("T", name("W3")), name("dL_dz3"))) == "W₃ᵀ · ∂L/∂z₃"


def test_the_pieces_know_their_quantity_and_whether_they_differ():
    marked = node("@", name("dL_dz2"), node("lit", node("T", name("x"))))
    pieces = written(marked, lambda row: row.html)
    assert [(piece.name, piece.transposed, piece.differs) for piece in pieces] == [
        *(("dL_dz2", False, False), (None, False, False), ("x", True, True))
    ]
    assert pieces[-1].text == "<i>x</i><sup>T</sup>"


def test_a_marked_sign_is_written_as_a_sign():
    step = node("+", name("W2"), node("*", node("lit", value(-1)), name("dL_dW2")))
    assert text(step) == "W₂ − ∂L/∂W₂"
    assert [piece.text for piece in written(step) if piece.differs] == [" − "]
