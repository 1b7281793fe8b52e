"""An exercise about another case: its right answers, its mistakes by name, and the formulas that are read back.

The right values are compared with finite differences of each case's loss, which is written down here once more.
"""

import itertools
import subprocess
import sys

import numpy as np
import pytest
from other_cases import FUNCTIONS

from backprop_helpers import check, sigmoid, sigmoid_prime
from backprop_helpers.exercises.networks import BATCHES, SINGLE, network_set
from backprop_helpers.mistakes.cases import CASES, case_of

MEAN, ROWS, PAID = "mean over outputs", "rows", "activations in the loss"
HIDDEN, OUTPUT, LINEAR = "tanh hidden", "tanh output", "linear output"
RELU, RELU_OUTPUT, LINEAR_HIDDEN = "ReLU hidden", "ReLU output", "linear hidden"
BINARY, SHARES = "binary cross-entropy", "softmax with cross-entropy"
BOTH = (HIDDEN, MEAN)
MIXED = (RELU, SHARES)


def relu(z):
    return np.maximum(z, 0)


def softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=0)


def mean_loss(a1, a2, y):
    return ((a2 - y) ** 2).mean()


def half_loss(a1, a2, y):
    return 0.5 * ((a2 - y) ** 2).sum() / y.shape[1]


def binary_loss(a1, a2, y):
    return -(y * np.log(a2) + (1 - y) * np.log(1 - a2)).sum() / y.shape[1]


def shares_loss(a1, a2, y):
    return -(y * np.log(a2)).sum() / y.shape[1]


#: case -> the two activation functions and the loss, with examples in columns
NETS = {
    MEAN: (sigmoid, sigmoid, mean_loss),
    HIDDEN: (np.tanh, sigmoid, half_loss),
    OUTPUT: (sigmoid, np.tanh, half_loss),
    LINEAR: (sigmoid, lambda z: z, half_loss),
    ROWS: (sigmoid, sigmoid, half_loss),
    PAID: (sigmoid, sigmoid, lambda a1, a2, y: half_loss(a1, a2, y) + 0.5 * (a1**2).sum() / y.shape[1]),
    BOTH: (np.tanh, sigmoid, mean_loss),
    RELU: (relu, sigmoid, half_loss),
    RELU_OUTPUT: (sigmoid, relu, half_loss),
    LINEAR_HIDDEN: (lambda z: z, sigmoid, half_loss),
    BINARY: (sigmoid, sigmoid, binary_loss),
    SHARES: (sigmoid, softmax, shares_loss),
}


def loss_from(case, given):
    """The case's loss, computed from the last of these quantities that a pass reaches: {name: array in columns}."""
    first, second, loss = NETS[case]
    z1 = given.get("z1", given["W1"] @ given["x"] + given["b1"])
    a1 = given.get("a1", first(z1))
    z2 = given.get("z2", given["W2"] @ a1 + given["b2"])
    a2 = given.get("a2", second(z2))
    return loss(a1, a2, given["y"])


def slope(case, given, name, nudge=1e-6):
    """dL/d(name) by central differences."""
    found = np.zeros_like(given[name])
    for place in np.ndindex(found.shape):
        up, down = (given[name].copy() for _ in range(2))
        up[place] += nudge
        down[place] -= nudge
        found[place] = (loss_from(case, {**given, name: up}) - loss_from(case, {**given, name: down})) / (2 * nudge)
    return found


@pytest.mark.parametrize("sizes", [SINGLE, BATCHES])
@pytest.mark.parametrize("case", NETS, ids=str)
def test_the_gradients_of_a_case_are_those_of_its_loss(case, sizes):
    def column(array, name):
        return array.T if case == ROWS and "W" not in name else array

    for trace in network_set(sizes, case=case_of(case)).traces:
        given = {name: column(getattr(trace, name), name) for name in ("x", "y", "W1", "b1", "W2", "b2")}
        assert trace.loss == pytest.approx(loss_from(case, given), rel=1e-12)
        for name in ("W1", "b1", "W2", "b2"):
            computed = column(getattr(trace, f"dL_d{name}"), name)
            np.testing.assert_allclose(computed, slope(case, given, name), rtol=1e-5, atol=1e-8)
        for name in ("z1", "a1", "z2", "a2"):
            at = {**given, name: column(getattr(trace, name), name)}
            computed = column(getattr(trace, f"dL_d{name}"), name)
            np.testing.assert_allclose(computed, slope(case, at, name), rtol=1e-5, atol=1e-8)


def tanh_mean_pass(x, W1, b1, W2, b2, y):
    z1 = W1 @ x + b1
    a1 = np.tanh(z1)
    z2 = W2 @ a1 + b2
    a2 = sigmoid(z2)
    return z1, a1, z2, a2, np.mean((a2 - y) ** 2)


def rows_backward(x, a1, a2, y, W2, N):
    dL_dz2 = (a2 - y) / N * a2 * (1 - a2)
    dL_dz1 = dL_dz2 @ W2 * a1 * (1 - a1)
    return dL_dz1.T @ x, dL_dz1.sum(0, keepdims=True), dL_dz2.T @ a1, dL_dz2.sum(0, keepdims=True)


RIGHT = [
    (MEAN, "dL_da2", lambda a2, y: 2 * (a2 - y) / len(y)),
    (MEAN, "dL_da2", lambda a2, y, m: (a2 - y) * 2 / m),
    (MEAN, "dL_da2", lambda a2, y, m, N: 2 * (a2 - y) / (m * N)),
    (MEAN, "dL_da2", lambda a2, y: np.divide(a2 - y, a2.size / 2)),
    (MEAN, "loss", lambda a2, y: np.mean((y - a2) ** 2)),
    (MEAN, "loss", lambda a2, y: np.linalg.norm(a2 - y) ** 2 / a2.size),
    (HIDDEN, "a1", lambda z1: np.tanh(z1)),
    (HIDDEN, "a1", lambda z1: 2 * sigmoid(2 * z1) - 1),
    (HIDDEN, "dL_dz1", lambda dL_da1, a1: dL_da1 * (1 - a1**2)),
    (OUTPUT, "dL_dz2", lambda dL_da2, a2: dL_da2 * (1 - a2 * a2)),
    (OUTPUT, "dL_dz2", lambda dL_da2, z2: dL_da2 / np.cosh(z2) ** 2),
    (OUTPUT, "dL_dz2", lambda a2, y: (a2 - y) * (1 - a2) * (1 + a2)),
    (OUTPUT, "da2_dz2", lambda z2: 1 - np.tanh(z2) ** 2),
    (LINEAR, "dL_dz2", lambda dL_da2: dL_da2),
    (LINEAR, "dL_dz2", lambda z2, y: z2 - y),
    (LINEAR, "a2", lambda z2: z2),
    (ROWS, ("dL_dW2", "dL_db2"), lambda dL_dz2, a1: (dL_dz2.T @ a1, dL_dz2.sum(axis=0, keepdims=True))),
    (ROWS, ("dL_dW2", "dL_db2"), lambda dL_dz2, a1: ((a1.T @ dL_dz2).T, dL_dz2.sum(axis=0)[None])),
    (ROWS, "dL_da1", lambda dL_dz2, W2: np.einsum("ei,ij->ej", dL_dz2, W2)),
    (ROWS, ("z1", "z2"), lambda x, W1, b1, a1, W2, b2: (x @ W1.T + b1, a1 @ W2.T + b2)),
    (ROWS, ("dL_dW1", "dL_db1", "dL_dW2", "dL_db2"), rows_backward),
    (PAID, "dL_da1", lambda W2, dL_dz2, a1: a1 + W2.T @ dL_dz2),
    (PAID, ("dL_da1", "dL_dz1"), lambda W2, dL_dz2, a1: (W2.T @ dL_dz2 + a1, (W2.T @ dL_dz2 + a1) * a1 * (1 - a1))),
    (BOTH, ("z1", "a1", "z2", "a2", "loss"), tanh_mean_pass),
    (RELU, "a1", lambda z1: z1 * (z1 > 0)),
    (RELU, "dL_dz1", lambda dL_da1, z1: dL_da1 * (z1 > 0)),
    (RELU, "dL_dz1", lambda dL_da1, a1: np.where(a1 > 0, dL_da1, 0)),
    (RELU, "da1_dz1", lambda z1: np.sign(np.maximum(z1, 0))),
    (LINEAR_HIDDEN, "dL_dz1", lambda W2, dL_dz2: W2.T @ dL_dz2),
    (BINARY, "loss", lambda a2, y: -np.sum(y * np.log(a2)) - np.sum((1 - y) * np.log(1 - a2))),
    (BINARY, "dL_da2", lambda a2, y: (1 - y) / (1 - a2) - y / a2),
    (BINARY, "dL_dz2", lambda dL_da2, a2: dL_da2 * a2 * (1 - a2)),
    (SHARES, "a2", lambda z2: np.exp(z2 - z2.max()) / np.exp(z2 - z2.max()).sum()),
    (SHARES, "loss", lambda a2, y: -(y * np.log(a2)).sum()),
    (SHARES, "dL_dz2", lambda dL_da2, a2: (np.diag(a2[:, 0]) - a2 @ a2.T) @ dL_da2),
    (SHARES, "dL_dz2", lambda a2, y, N: (a2 - y) / N),
    (MIXED, ("dL_dz2", "dL_dz1"), lambda a2, y, W2, z1: (a2 - y, W2.T @ (a2 - y) * (z1 > 0))),
]


@pytest.mark.parametrize(("case", "names", "function"), RIGHT)
def test_what_is_right_in_a_case_is_right_however_it_is_written(case, names, function):
    assert repr(check(function, names, case=case)).startswith("✓ Right")


def sum_over_units(dL_dz2):
    return dL_dz2.sum(axis=1, keepdims=True)


#: case, quantity, the usual step, which is wrong here, and the case's step as it is shown
USUAL = [
    (MEAN, "dL_da2", lambda a2, y: a2 - y, "a₂ − y", "2 (a₂ − y) / m"),
    (MEAN, "loss", lambda a2, y: 0.5 * np.sum((a2 - y) ** 2), "½ Σ (a₂ − y)²", "Σ (a₂ − y)² / m"),
    (HIDDEN, "a1", lambda z1: sigmoid(z1), "σ(z₁)", "tanh(z₁)"),
    (HIDDEN, "dL_dz1", lambda dL_da1, z1: dL_da1 * sigmoid_prime(z1), "∂L/∂a₁ ⊙ σ′(z₁)", "∂L/∂a₁ ⊙ (1 − a₁²)"),
    (OUTPUT, "dL_dz2", lambda dL_da2, z2: dL_da2 * sigmoid_prime(z2), "∂L/∂a₂ ⊙ σ′(z₂)", "∂L/∂a₂ ⊙ (1 − a₂²)"),
    (LINEAR, "dL_dz2", lambda dL_da2, z2: dL_da2 * sigmoid_prime(z2), "∂L/∂a₂ ⊙ σ′(z₂)", "∂L/∂a₂"),
    (PAID, "dL_da1", lambda W2, dL_dz2: W2.T @ dL_dz2, "W₂ᵀ · ∂L/∂z₂", "W₂ᵀ · ∂L/∂z₂ + a₁"),
    (RELU, "dL_dz1", lambda dL_da1, z1: dL_da1 * sigmoid_prime(z1), "∂L/∂a₁ ⊙ σ′(z₁)", "∂L/∂a₁ ⊙ (z₁ > 0)"),
    (BINARY, "dL_dz2", lambda a2, y: (a2 - y) * a2 * (1 - a2), "(a₂ − y) ⊙ σ′(z₂)", "a₂ − y"),
    (ROWS, "dL_db2", sum_over_units, "sum of each row of ∂L/∂z₂", "sum of each column of ∂L/∂z₂"),
]


@pytest.mark.parametrize(("case", "name", "function", "computed", "right"), USUAL)
def test_the_usual_step_is_wrong_there_and_both_formulas_are_shown(case, name, function, computed, right):
    feedback = check(function, name, case=case)
    assert feedback.correct is False and feedback.mistake in CASES[case].named
    assert (feedback.computed[name], feedback.right[name]) == (computed, right)


def applied(layer):
    """Each activation function, used in a layer: {its name: a learner's function}."""
    if layer == 1:
        first = {"sigmoid": lambda z1: sigmoid(z1), "tanh": lambda z1: np.tanh(z1), "ReLU": lambda z1: relu(z1)}
        return first | {"linear": lambda z1: z1}
    second = {"sigmoid": lambda z2: sigmoid(z2), "tanh": lambda z2: np.tanh(z2), "ReLU": lambda z2: relu(z2)}
    return second | {"linear": lambda z2: z2}


MISTAKES = [
    (MEAN, "half_sum", "dL_da2", lambda a2, y: a2 - y),
    (MEAN, "half_sum", "loss", lambda a2, y: 0.5 * ((a2 - y) ** 2).sum()),
    (MEAN, "no_mean", "dL_da2", lambda a2, y: 2 * (a2 - y)),
    (MEAN, "no_mean", "loss", lambda a2, y: ((a2 - y) ** 2).sum()),
    (MEAN, "half_mean", "dL_da2", lambda a2, y: (a2 - y) / len(y)),
    (MEAN, "half_mean", "loss", lambda a2, y: np.mean((a2 - y) ** 2) / 2),
    (MEAN, "flip_sign", "dL_da2", lambda a2, y, m: 2 * (y - a2) / m),
    (MEAN, "half_sum", "dL_dz2", lambda a2, y: (a2 - y) * a2 * (1 - a2)),
    (HIDDEN, "sigmoid_for_tanh", "a1", lambda z1: 1 / (1 + np.exp(-z1))),
    (HIDDEN, "sigmoid_for_tanh", "dL_dz1", lambda dL_da1, a1: dL_da1 * a1 * (1 - a1)),
    (HIDDEN, "no_sigma1", "dL_dz1", lambda dL_da1, a1: dL_da1),
    (OUTPUT, "sigmoid_for_tanh", "dL_dz2", lambda dL_da2, a2: dL_da2 * a2 * (1 - a2)),
    (OUTPUT, "sigmoid_for_tanh", "dL_dz2", lambda dL_da2, z2: dL_da2 * sigmoid_prime(z2)),
    (OUTPUT, "no_sigma2", "dL_dz2", lambda dL_da2, a2: dL_da2),
    (OUTPUT, "slope_at_a", "dL_dz2", lambda dL_da2, a2: dL_da2 * (1 - np.tanh(a2) ** 2)),
    (OUTPUT, "z_squared", "dL_dz2", lambda dL_da2, z2: dL_da2 * (1 - z2**2)),
    (OUTPUT, "not_squared", "dL_dz2", lambda dL_da2, a2: dL_da2 * (1 - a2)),
    (OUTPUT, "matrix_for_elementwise", "dL_dz2", lambda dL_da2, a2: dL_da2 @ (1 - a2**2)),
    (LINEAR, "sigmoid_for_linear", "dL_dz2", lambda dL_da2, a2: dL_da2 * a2 * (1 - a2)),
    (LINEAR, "sigmoid_for_linear", "a2", lambda z2: sigmoid(z2)),
    (LINEAR, "slope_times_z", "dL_dz2", lambda dL_da2, a2: dL_da2 * a2),
    (LINEAR, "slope_0", "dL_dz2", lambda dL_da2: 0 * dL_da2),
    (ROWS, "columns_formula", "dL_dW2", lambda dL_dz2, a1: dL_dz2 @ a1.T),
    (ROWS, "columns_formula", "dL_db2", lambda dL_dz2: dL_dz2.sum(axis=1, keepdims=True)),
    (ROWS, "columns_formula", "dL_da1", lambda W2, dL_dz2: W2.T @ dL_dz2),
    (ROWS, "wrong_axis", "dL_db2", lambda dL_dz2: dL_dz2.sum(axis=1)),
    (ROWS, "mean_examples", "dL_db2", lambda dL_dz2: dL_dz2.mean(axis=0, keepdims=True)),
    (ROWS, "mean_examples", "dL_dW2", lambda dL_dz2, a1: dL_dz2.T @ a1 / len(a1)),
    (ROWS, "not_summed", "dL_db2", lambda dL_dz2: dL_dz2),
    (ROWS, "dW_transposed", "dL_dW2", lambda dL_dz2, a1: a1.T @ dL_dz2),
    (ROWS, "extra_transpose", "dL_da1", lambda dL_dz2, W2: dL_dz2 @ W2.T),
    (ROWS, "bias_sum", "dL_db2", lambda dL_dz2, b2: np.full_like(b2, dL_dz2.sum())),
    (ROWS, "z1_for_a1", "dL_dW2", lambda dL_dz2, z1: dL_dz2.T @ z1),
    (ROWS, "mean_paths", "dL_da1", lambda dL_dz2, W2, m: dL_dz2 @ W2 / m),
    (ROWS, "new_W2", "dL_da1", lambda dL_dz2, W2, dL_dW2, eta: dL_dz2 @ (W2 - eta * dL_dW2)),
    (PAID, "no_direct_path", "dL_da1", lambda W2, dL_dz2: W2.T @ dL_dz2),
    (PAID, "only_direct_path", "dL_da1", lambda a1: a1),
    (PAID, "paths_multiplied", "dL_da1", lambda W2, dL_dz2, a1: W2.T @ dL_dz2 * a1),
    (PAID, "paths_averaged", "dL_da1", lambda W2, dL_dz2, a1: (W2.T @ dL_dz2 + a1) / 2),
    (PAID, "paths_averaged", "dL_da1", lambda W2, dL_dz2, a1, m: (W2.T @ dL_dz2 + a1) / (m + 1)),
    (PAID, "mean_paths", "dL_da1", lambda W2, dL_dz2, a1, m: W2.T @ dL_dz2 / m + a1),
    (PAID, "no_transpose", "dL_da1", lambda W2, dL_dz2, a1: W2 @ dL_dz2 + a1),
    (PAID, "first_path_only", "dL_da1", lambda W2, dL_dz2, a1: W2[:1].T @ dL_dz2[:1] + a1),
    (BINARY, "slope_after_cross_entropy", "dL_dz2", lambda a2, y: (a2 - y) * a2 * (1 - a2)),
    (BINARY, "slope_after_cross_entropy", "dL_dz2", lambda a2, y, z2: (a2 - y) * sigmoid_prime(z2)),
    (BINARY, "half_squared_error", "dL_da2", lambda a2, y: a2 - y),
    (BINARY, "half_squared_error", "loss", lambda a2, y: np.sum((a2 - y) ** 2) / 2),
    (BINARY, "flip_sign", "dL_dz2", lambda a2, y: y - a2),
    (BINARY, "no_sigma2", "dL_dz2", lambda dL_da2: dL_da2),
    (SHARES, "softmax_diagonal", "dL_dz2", lambda dL_da2, a2: dL_da2 * a2 * (1 - a2)),
    (SHARES, "softmax_diagonal", "dL_dz2", lambda a2, y: -y * (1 - a2)),
    (SHARES, "slope_after_cross_entropy", "dL_dz2", lambda a2, y: (a2 - y) * a2 * (1 - a2)),
    (SHARES, "half_squared_error", "dL_da2", lambda a2, y: a2 - y),
    (SHARES, "sigmoid_for_softmax", "a2", lambda z2: sigmoid(z2)),
    (SHARES, "no_sigma2", "dL_dz2", lambda dL_da2: dL_da2),
    (SHARES, "flip_sign", "dL_da2", lambda a2, y: y / a2),
    *(
        (f"{name} {layer}", f"{other}_for_{name}".lower(), f"a{k}", used)
        for name, (layer, k) in itertools.product(("tanh", "ReLU", "linear"), (("hidden", 1), ("output", 2)))
        for other, used in applied(k).items()
        if other != name
    ),
    (RELU, "tanh_for_relu", "dL_dz1", lambda dL_da1, a1: dL_da1 * (1 - a1**2)),
    (RELU, "sigmoid_for_relu", "dL_dz1", lambda dL_da1, z1: dL_da1 * sigmoid_prime(z1)),
    (HIDDEN, "relu_for_tanh", "dL_dz1", lambda dL_da1, z1: dL_da1 * (z1 > 0)),
    (RELU, "activation_for_slope", "dL_dz1", lambda dL_da1, a1: dL_da1 * a1),
    (RELU, "no_sigma1", "dL_dz1", lambda dL_da1: dL_da1),
    (RELU_OUTPUT, "activation_for_slope", "dL_dz2", lambda dL_da2, a2: dL_da2 * a2),
    (LINEAR_HIDDEN, "slope_times_z", "dL_dz1", lambda dL_da1, z1: dL_da1 * z1),
    (LINEAR_HIDDEN, "slope_0", "dL_dz1", lambda dL_da1: 0 * dL_da1),
]


@pytest.mark.parametrize(("case", "mistake", "name", "function"), MISTAKES)
def test_a_mistake_of_a_case_gets_its_name_and_its_sentence(case, mistake, name, function):
    feedback = check(function, name, case=case)
    assert feedback.correct is False and mistake in feedback.mistakes
    known = CASES[case].named[mistake]
    in_columns = "This treats each example as a column; here each example is a row."
    assert known.sentence in feedback.message or in_columns in feedback.message


@pytest.mark.parametrize(
    ("case", "other"),
    [
        *((OUTPUT, "sigmoid"), (OUTPUT, "ReLU"), (RELU_OUTPUT, "sigmoid"), (RELU_OUTPUT, "tanh")),
        *((LINEAR, "sigmoid"), (LINEAR, "tanh"), (LINEAR, "ReLU")),
    ],
)
def test_an_activation_that_is_exchanged_with_its_slope_or_without_is_named(case, other):
    (value, slope), (_, own) = FUNCTIONS[other], FUNCTIONS[case.split()[0]]
    both = check(lambda y, z2: (value(z2) - y) * slope(value(z2)), "dL_dz2", case=case)
    alone = check(lambda y, z2, a2: (value(z2) - y) * own(a2), "dL_dz2", case=case)
    name = f"{other}_for_{case.split()[0]}".lower()
    assert name in both.mistakes
    assert name in alone.mistakes or "a different function" in alone.message


def test_activations_that_are_exchanged_with_each_other_are_both_told():
    def exchanged(W1, b1, W2, b2, x, y):
        z1 = W1 @ x + b1
        a1 = sigmoid(z1)
        z2 = W2 @ a1 + b2
        a2 = np.tanh(z2)
        return z1, a1, z2, a2, np.mean((a2 - y) ** 2)

    feedback = check(exchanged, ("z1", "a1", "z2", "a2", "loss"), case=BOTH)
    assert feedback.computed["a2"] == "tanh(z₂)" and "tanh(z₂) is used in place of σ(z₂)" in feedback.message
    assert "sigmoid_for_tanh" in feedback.mistakes and "z2 and loss are wrong only as a consequence" in feedback.message


def test_each_mistake_of_a_case_has_an_example_here():
    own = {(name, each.name) for name, case in CASES.items() for each in case.mistakes if any(each.places.values())}
    shown = {(case, mistake) for case, mistake, *_ in MISTAKES}
    bank = {(case, mistake) for case, mistake in own if mistake in case_of(()).named}
    twice = {(HIDDEN, mistake) for mistake in ("not_squared", "z_squared")}  # as in the output layer
    assert own - bank - twice <= shown


def test_an_example_in_a_row_has_a_bias_in_a_row():
    feedback = check(lambda dL_dz2: dL_dz2.sum(axis=0), "dL_db2", case=ROWS)
    assert feedback.mistakes == ("flat",)
    assert "every vector is a row" in feedback.message and "only the shape is wrong" in feedback.message


def test_the_hints_of_a_case_do_not_speak_of_the_usual_formula():
    mean = check(lambda a2, y: y, "dL_da2", case=MEAN).hints
    assert CASES[MEAN].sentence in mean and not [hint for hint in mean if "By indices" in hint]
    rows = " ".join(check(lambda dL_dz2, a1: ..., "dL_dW2", case=ROWS).hints)
    assert "dL_dW2 (m, h), from dL_dz2 (N, m) and a1 (N, h)." in rows and "By indices" not in rows
    paid = " ".join(check(lambda dL_da1, a1: dL_da1, "dL_dz1", case=PAID).hints)
    assert "By indices: (∂L/∂z₁)_i = (∂L/∂a₁)_i·(σ′(z₁))_i" in paid


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("tanh hiden", "There is no case 'tanh hiden'. Did you mean 'tanh hidden'?"),
        (7, "There is no case '7'."),
        ((ROWS, PAID), "can't be combined: both change dL_da1."),
        ((OUTPUT, LINEAR), "can't be combined: both change a2, da2_dz2."),
        ((OUTPUT, BINARY), "The cases 'tanh output' and 'binary cross-entropy' can't be combined"),
    ],
)
def test_a_case_that_does_not_exist_is_told(case, words):
    feedback = check(lambda z1: z1, "a1", case=case)
    assert feedback.correct is False and words in feedback.message


def test_the_first_wrong_answer_of_a_session_is_told_as_any_other():
    """NumPy imports some of its methods on their first use, also from within a formula."""
    asked = "print(check(lambda dL_dz2: 0, 'dL_db2', case='rows'))"
    fresh = [sys.executable, "-c", f"from backprop_helpers import check; {asked}"]
    done = subprocess.run(fresh, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0 and "Yours is a single number" in done.stdout, done.stderr
