"""Numbers on every network decide what a piece of code is."""

import numpy as np
import pytest
from nets import BATCH, recorded

from backprop_helpers.read_back.expression import name, node, value
from backprop_helpers.read_back.networks import Networks, alike, flat
from backprop_helpers.read_back.record import expression_of
from backprop_helpers.read_back.writing import text


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


def test_of_several_sizes_that_fit_the_simplest_is_meant():
    sizes = [{"n": 2, "h": 3, "m": 4}, {"n": 4, "h": 2, "m": 3}, {"n": 3, "h": 4, "m": 2}]  # n h m is 24 on all
    assert text(Networks(sizes).scalar([1 / (each["m"] * each["h"]) for each in sizes])) == "1 / h / m"
