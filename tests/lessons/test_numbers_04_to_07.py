"""The numbers that the texts of notebooks 04 to 07 say are those that are computed."""

import numpy as np
import pytest

from backprop_helpers import Network, ask, sigmoid, sigmoid_prime
from notebooks import PATHS, cells, run


def said(number_of_notebook, cell_id):
    return next(cell.source for cell in cells(PATHS[number_of_notebook]) if cell.id == cell_id)


def written(value, digits):
    return f"{value:.{digits}f}".replace("-", "−")


def test_a_confidently_wrong_output_has_the_gradient_that_the_answer_says():
    assert written((sigmoid(-8) - 1) * sigmoid_prime(-8), 4) in ask("confidently wrong").answer
    assert "*activation* is about −1" in said(4, "problem") and sigmoid(-8) - 1 == pytest.approx(-1, abs=0.01)
    assert "Beyond ±5 the slope is below 0.007" in said(4, "endsmd") and sigmoid_prime(5) < 0.007


def test_sigma_is_1_in_float64_from_37_on_and_never_before():
    assert "from about $z = 37$ on" in said(4, "endsmd")
    assert sigmoid(37.0) == 1 > sigmoid(36.0)
    assert all(0 < sigmoid(z) < 1 for z in np.linspace(-700, 36, 500))


def test_with_targets_0_and_1_the_loss_falls_towards_0_and_does_not_reach_it():
    net = Network([[1.0]], [0.0], [[1.0]], [0.0])
    losses = [net.trace([1.0], [1.0], held={"z2": [z]}).loss for z in (1.0, 5.0, 10.0, 20.0, 30.0)]
    assert all(before > after > 0 for before, after in zip(losses, losses[1:], strict=False))


def test_tanh_has_the_slope_that_the_exercise_says():
    z = np.linspace(-3, 3, 13)
    slow = (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5
    assert r"$1 - \tanh^2.$" in said(4, "turnmd")
    np.testing.assert_allclose(slow, 1 - np.tanh(z) ** 2, atol=1e-9)


def test_step_3_starts_with_the_numbers_of_its_problem():
    trace, problem = run(PATHS[5]).variables["trace"], said(5, "problem")
    delta, sent = trace.dL_dz2[0, 0], [written(a, 2) for a in trace.a1[:, 0]]
    assert written(delta, 4) in problem and "{}, {} and {}".format(*sent) in problem
    assert f"At 0 its gradient is {written(delta, 4)}." in said(5, "key")
    assert f"{written(delta, 4)} · {sent[1]} = {written(trace.dL_dW2[0, 1], 4)}" in said(5, "whymd")


def test_in_rows_the_four_formulas_of_a_layer_are_those_of_columns_transposed():
    rng = np.random.default_rng(0)
    net, x, y = Network.random(3, 4, 2), rng.normal(size=(3, 5)), rng.uniform(size=(2, 5))
    trace = net.trace(x, y)
    X, dL_dZ, W = trace.a1.T, trace.dL_dz2.T, net.W2
    np.testing.assert_allclose(X @ W.T + net.b2.T, trace.z2.T)
    np.testing.assert_allclose(dL_dZ.T @ X, trace.dL_dW2)
    np.testing.assert_allclose(dL_dZ.sum(axis=0), trace.dL_db2[:, 0])
    np.testing.assert_allclose(dL_dZ @ W, trace.dL_da1.T)


def test_step_4_says_its_numbers_and_both_derivatives():
    variables, text = run(PATHS[6]).variables, said(6, "whymd")
    trace = variables["trace"]
    (up, down), (first, second) = trace.dL_dz2[:, 0], trace.W2[:, 0]
    assert f"{first:.1f} · ({written(up, 4)}) − {-second:.1f} · {written(down, 4)}" in text
    paths = (
        f"by {written(up, 4)} · {first:.1f} $d$ through output 0 and by {written(down, 4)} · ({written(second, 1)}) $d$"
    )
    assert paths in text
    assert f"= {written(trace.dL_da1[0, 0], 3)}, so its activation should rise" in text
    assert up < 0 < down and "Output 0 should rise, and output 1 should fall" in said(6, "problem")


def test_the_total_derivative_by_the_input_is_W1_transposed_times_the_gradient_and_the_partial_one_is_0():
    variables = run(PATHS[7]).variables
    trace, total = variables["trace"], variables["dL_dx"]
    np.testing.assert_allclose(total.ravel(), variables["slow"], atol=1e-9)
    held = [variables["net"].trace([x, -0.6], [1, 0], {"a1": trace.a1}).loss for x in (0.9, 3.0)]
    assert held[0] == held[1] and np.abs(total).min() > 0.001


def test_the_whole_backward_pass_has_eight_lines():
    (solution,) = cells(PATHS[7], tag="solution")
    assert solution.source.count(" = ") == 8 and "in eight lines" in said(7, "title")
