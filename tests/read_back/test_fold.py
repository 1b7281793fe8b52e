"""What is known by a name is written by its name, and what changes nothing is left out."""

import numpy as np
import pytest
from nets import BATCH, ONE, recorded

from backprop_helpers import sigmoid
from backprop_helpers.notation.table import QUANTITIES
from backprop_helpers.read_back.expression import name
from backprop_helpers.read_back.fold import Folder
from backprop_helpers.read_back.record import expression_of
from backprop_helpers.read_back.writing import text


@pytest.mark.parametrize(
    ("function", "formula"),
    [
        (lambda W2, dL_dz2: (dL_dz2.T @ W2).T, "∂L/∂a₁"),
        (lambda dL_dz2: np.transpose(dL_dz2.copy().T) * 1, "∂L/∂z₂"),
        (lambda W1, x, b1: sigmoid(x.T @ W1.T + b1.T).T, "a₁"),
        (lambda dL_da2, a2: dL_da2 * a2 * (1 - a2), "∂L/∂z₂"),
        (lambda W2, a1, b2, y: W2 @ a1 + b2 - y, "z₂ − y"),
        (lambda a2, y, z1: (a2 - y) / a2.shape[1] * a2, "∂L/∂a₂ ⊙ a₂"),
        (lambda dL_dz2, a1: (2 * dL_dz2) @ a1.T, "2 ∂L/∂W₂"),
        (lambda a1: a1[:, :1] * (1 - a1[:, :1]), "σ′(z₁)[:, :1]"),
    ],
)
def test_what_equals_a_known_quantity_is_written_by_its_name(function, formula):
    expr = recorded(function, BATCH)
    folded = Folder(BATCH, QUANTITIES).fold(expr)
    assert BATCH.same(folded, expr)
    assert text(folded) == formula


def test_of_two_quantities_with_the_same_numbers_the_written_one_is_kept():
    written = expression_of("b2 - dL_db2", ONE)
    others = [expression_of(f"-{each}", ONE) for each in ("dL_dz2", "dL_db2")]
    assert text(Folder(ONE, QUANTITIES, others).fold(written)) == "b₂ − ∂L/∂b₂"


def test_a_sum_over_one_example_is_left_out_for_one_example_only():
    summed = expression_of("dL_dz1.sum(axis=1, keepdims=True)", ONE)
    assert Folder(ONE, ["dL_dz1"]).fold(summed) == name("dL_dz1")
    assert Folder(BATCH, ["dL_dz1"]).fold(summed) == summed
