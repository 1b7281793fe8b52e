"""Each kind of difference has its name, and its sentence says what is so on every network."""

import pytest
from nets import BATCH, ONE, SQUARE

from backprop_helpers.exercises.networks import SINGLE, network_set
from backprop_helpers.mistakes.cases import case_of
from backprop_helpers.read_back.expression import NO_FACTOR, NO_TERM, name, value
from backprop_helpers.read_back.kinds import kind_of, special
from backprop_helpers.read_back.record import expression_of


def kind(computed, right, networks=ONE):
    found = kind_of(expression_of(computed, networks), expression_of(right, networks), networks)
    return found and found[0]


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        ("sigmoid_prime(a2)", "slope_at_a"),
        ("z2 - z2 ** 2", "z_times_one_minus_z"),
        ("1 - a2 ** 2", "slope_of_tanh"),
        ("1 - np.tanh(z2) ** 2", "slope_of_tanh_at_z"),
        ("(z2 > 0) * 1.0", "slope_of_relu"),
        ("a2 + a2 ** 2", "slope_plus"),
        ("1 - a2", "slope_half"),
        ("a2", "activation_for_slope"),
        ("(a2 * (1 - a2)) ** 2", "slope_squared"),
        ("a2 * (a2 - 1)", "slope_negative"),
    ],
)
def test_what_stands_for_the_sigmoids_slope_is_known(computed, expected):
    assert kind(computed, "da2_dz2") == expected


def test_a_factor_and_a_term_too_many_are_not_called_missing_brackets():
    assert kind("2 * W2.T @ dL_dz2 - 1", "W2.T @ dL_dz2") != "brackets"


def test_a_wrong_slope_of_another_function_is_not_compared_with_the_sigmoids():
    networks = network_set(SINGLE, case=case_of("tanh output")).values
    assert kind("1 - a2", "1 - a2 ** 2", networks) not in ("slope_half", "slope_of_tanh")


@pytest.mark.parametrize(
    ("computed", "right", "expected"),
    [
        ("W2", "W2.T", "transposed"),
        ("a1 @ dL_dz2.T", "dL_dz2 @ a1.T", "transposed"),
        ("x", "a1", "quantity"),
        ("y - a2", "a2 - y", "sign"),
        ("2 * (a2 - y)", "a2 - y", "factor_extra"),
        ("a2 - y * sigmoid_prime(z2)", "dL_dz2", "brackets"),
        ("dL_da2 * a2 * 1 - a2", "dL_dz2", "brackets"),
        ("sum(a2 - y) ** 2", "sum((a2 - y) ** 2)", "brackets"),
        ("1 / 1 + np.exp(-z1)", "sigmoid(z1)", "brackets"),
        ("1 / (1 + np.exp(z1))", "sigmoid(z1)", "exponent"),
        ("np.tanh(z1)", "sigmoid(z1)", "function"),
        ("dL_dz2 ** 2", "dL_dz2", "function_extra"),
        ("z1", "sigmoid(z1)", "function_missing"),
        ("(1 - y) / (1 - a2) - y / a2", "a2 - y", "cross_entropy"),
        ("np.zeros_like(a1)", "a1", "zeros"),
        ("np.full_like(a1, 0.3)", "a1", "constant"),
        ("W2 - eta * dL_dW2", "W2", "updated"),
        ("dL_dW2", "W2 - eta * dL_dW2", "gradient"),
        ("dL_da2 + da2_dz2", "dL_da2 * da2_dz2", "operation"),
        ("dL_dz2", "dL_dz2 @ a1.T", "product_missing"),
        ("x[:, 0]", "x", "flat"),
    ],
)
def test_the_kind_of_a_difference_is_known(computed, right, expected):
    assert kind(computed, right) == expected


@pytest.mark.parametrize(
    ("computed", "right", "expected"),
    [
        ("dL_dz1", "dL_dz1.sum(axis=1, keepdims=True)", "not_summed"),
        ("dL_dz1.mean(axis=1, keepdims=True)", "dL_dz1.sum(axis=1, keepdims=True)", "mean_taken"),
        ("dL_dz1.sum(axis=0, keepdims=True)", "dL_dz1.sum(axis=1, keepdims=True)", "wrong_axis"),
        ("dL_dz1[:, :1]", "dL_dz1.sum(axis=1, keepdims=True)", "first_only"),
        ("dL_dz1[:, :4]", "dL_dz1", "part_only"),
        ("dL_dz2 * N", "dL_dz2", "factor_extra"),
        ("dL_dz2 / m", "dL_dz2", "factor_extra"),
        ("dL_dz2 * W2[0, 0]", "dL_dz2", None),
    ],
)
def test_in_a_batch_sums_means_and_sizes_are_told_apart(computed, right, expected):
    assert kind(computed, right, BATCH) == expected


def test_elementwise_and_matrix_products_of_the_same_two_are_told_apart():
    assert kind("dL_dz2 * a1", "dL_dz2 @ a1.T", SQUARE) == "elementwise_for_matrix"
    assert kind("dL_da2 @ da2_dz2.T", "dL_da2 * da2_dz2", SQUARE) == "matrix_for_elementwise"
    assert kind("a1 @ dL_dz2.T @ W2", "W2 @ (a1 @ dL_dz2.T)", SQUARE) == "matrices_swapped"


@pytest.mark.parametrize(
    ("mine", "right", "sentence"),
    [
        (value(2), NO_FACTOR, "There is an extra factor of 2."),
        (NO_FACTOR, value(0.5), "A factor of ½ is missing."),
        (value(-2), NO_FACTOR, "There is an extra factor of 2, and a sign is reversed."),
        (name("h"), name("m"), "h is used in place of m."),
        (value(-0.5), value(-1), "There is an extra factor of ½."),
        (value(2), value(1), "2 is used in place of 1."),
        (NO_TERM, value(1), "1 is left out."),
        (value(-1), NO_FACTOR, "A sign is reversed."),
        (NO_FACTOR, name("da2_dz2"), "σ′(z₂) is left out."),
        (name("z1"), NO_FACTOR, "There is an extra factor: z₁."),
        (NO_TERM, name("b1"), "b₁ is left out."),
        (name("b1"), NO_TERM, "There is an extra term: b₁."),
    ],
)
def test_what_is_missing_or_too_much_is_said(mine, right, sentence):
    assert kind_of(mine, right, ONE)[1] == sentence


@pytest.mark.parametrize(
    ("computed", "right", "sentence"),
    [
        ("1 / a2", "a2", "1 / a₂ is used in place of a₂, its reciprocal."),
        ("1 - a1", "a1", "1 − a₁ is used in place of a₁."),
        ("1 / (1 + np.exp(z1))", "sigmoid(z1)", "This is 1 − σ(z), as if exp(z) had been used in place of exp(−z)."),
        ("dL_dz1", "dL_dz1.mean(axis=1, keepdims=True)", "∂L/∂z₁ is not averaged."),
    ],
)
def test_only_what_is_so_is_said(computed, right, sentence):
    assert kind_of(*(expression_of(code, BATCH) for code in (computed, right)), BATCH)[1] == sentence


def test_nothing_is_said_of_what_is_unknown():
    assert kind("np.tanh(a1) * W2.T", "W2.T") is None
    assert special(expression_of("x", ONE), expression_of("a1", ONE), ONE) is None
