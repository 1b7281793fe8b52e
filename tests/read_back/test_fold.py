"""Numbers on every network decide what a piece of code is, and whether it is known by a name."""

import numpy as np
import pytest
from nets import BATCH, ONE

from backprop_helpers import sigmoid
from backprop_helpers.notation.table import QUANTITIES
from backprop_helpers.read_back.expression import name, node, value
from backprop_helpers.read_back.fold import Folder, alike, flat
from backprop_helpers.read_back.record import expression_of, recording
from backprop_helpers.read_back.writing import text


def recorded(function, networks):
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    known = [recording({key: values[key] for key in names}) for values in networks.each]
    return networks.merged([function(*(each[key] for key in names)).expr for each in known])


@pytest.mark.parametrize(
    ("function", "formula"),
    [
        (lambda a1, W2: a1 / len(W2), "a₁ / m"),
        (lambda a1: a1 / a1.shape[0], "a₁ / h"),
        (lambda a2, y: 2 * (a2 - y) / a2.size, "2 (a₂ − y) / (N m)"),
        (lambda a1: a1 * (1 - len(a1)), "a₁ ⊙ (1 − h)"),
        (lambda x: x / 3, "x / 3"),
    ],
)
def test_a_number_that_follows_a_size_is_that_size(function, formula):
    assert text(recorded(function, BATCH)) == formula


def test_code_that_differs_from_network_to_network_is_not_one_formula():
    assert recorded(lambda a1: sum(a1[k] for k in range(len(a1))), BATCH) is None


@pytest.mark.parametrize(
    ("function", "formula"),
    [
        (lambda W2, dL_dz2: (dL_dz2.T @ W2).T, "∂L/∂a₁"),
        (lambda dL_dz2: np.transpose(dL_dz2.copy().T) * 1, "∂L/∂z₂"),
        (lambda W1, x, b1: sigmoid(x.T @ W1.T + b1.T).T, "a₁"),
        (lambda dL_da2, a2: dL_da2 * a2 * (1 - a2), "∂L/∂z₂"),
        (lambda a2, y, z1: (a2 - y) / a2.shape[1] * a2, "∂L/∂a₂ ⊙ a₂"),
        (lambda dL_dz2, a1: (2 * dL_dz2) @ a1.T, "2 ∂L/∂W₂"),
        (lambda dL_dz1, x: np.outer(dL_dz1[:, 0], x[:, 0]), "∂L/∂z₁[:, 0] · x[:, 0]ᵀ"),
        (lambda a1: a1[:, :1] * (1 - a1[:, :1]), "σ′(z₁)[:, :1]"),
    ],
)
def test_what_equals_a_known_quantity_is_written_by_its_name(function, formula):
    expr = recorded(function, BATCH)
    folded = Folder(BATCH, QUANTITIES).fold(expr)
    assert BATCH.same(folded, expr)
    assert text(folded) == formula or "[:, 0]" in formula


def test_a_sum_over_one_example_is_left_out_for_one_example_only():
    summed = expression_of("dL_dz1.sum(axis=1, keepdims=True)", ONE)
    assert Folder(ONE, ["dL_dz1"]).fold(summed) == name("dL_dz1")
    assert Folder(BATCH, ["dL_dz1"]).fold(summed) == summed


def test_a_factor_is_told_by_name_if_it_is_the_same_everywhere():
    def factor(code):
        found = BATCH.ratio(*(BATCH.flat(expression_of(each, BATCH)) for each in (code, "dL_dW2")))
        return found and text(found)

    assert factor("dL_dW2 * N") == "N"
    assert factor("-dL_dW2 / h") == "−1 / h"
    assert factor("dL_dW2 * eta * 2") == "2 η"
    assert factor("dL_dW2 * 0.37") == "0.37"
    assert factor("dL_dW2 * W2[0, 0]") is None
    assert factor("dL_dW2 + 1") is None


def test_arrays_are_alike_up_to_rounding_in_one_shape():
    numbers = np.array([[1.0, -2.0]])
    assert alike(flat([numbers]), flat([numbers * (1 + 1e-12)]))
    assert not alike(flat([numbers]), flat([numbers * (1 + 1e-6)]))
    assert not alike(flat([numbers]), flat([numbers.T]))
    assert alike(flat([numbers * np.nan]), flat([numbers * np.nan]))


def test_shapes_that_do_not_fit_have_no_value():
    wrong = node("@", name("W2"), name("dL_dz2"))
    assert BATCH.values(wrong) is None
    assert not BATCH.same(wrong, value(1))
