"""What is sent through a graph, backward or forward, is the derivative that finite differences give."""

import numpy as np
import pytest

from backprop_helpers import Network, check_gradient, expression_graph, sigmoid
from backprop_helpers.mathematics.graph import summed

DRAW = np.random.default_rng(5)
A, B, ROW = DRAW.normal(size=(4, 3)), DRAW.normal(size=(4, 3)) + 3, DRAW.normal(size=(1, 3))
EXPRESSIONS = {
    "+": lambda a, b, c: (a + b + c).sum(),
    "−": lambda a, b, c: (a - c - b * b).sum(),
    "*": lambda a, b, c: (a * b * c).sum(),
    "@": lambda a, b, c: (a @ b.T @ a).sum(),
    "/": lambda a, b, c: (a / b + c / 2).sum(),
    "**": lambda a, b, c: (a**3 + b**-2 + 2 * c).sum(),
    "sigmoid": lambda a, b, c: (sigmoid(a * b) * sigmoid(c)).sum(),
    "used often": lambda a, b, c: ((a + c) * (a + c) + sigmoid(a + c) * b).sum(),
    "not a single number": lambda a, b, c: a @ c.T,
}


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_the_gradient_of_every_operation_is_that_of_finite_differences_and_of_forward_mode(name):
    expression, given = EXPRESSIONS[name], {"a": A, "b": B, "c": ROW}
    graph = expression_graph(expression, given)
    found = dict(zip((node.name for node in graph.nodes), graph.backward(), strict=True))
    gradients = {key: np.zeros_like(given[key]) if found[key] is None else found[key] for key in given}
    assert check_gradient(lambda p: np.sum(expression(**p)), given, gradients).correct
    for by in given:
        forward = expression_graph(expression, given, by)
        assert forward.forward()[-1].sum() == pytest.approx(gradients[by].flat[0], rel=1e-12, abs=1e-15)


def test_the_gradients_of_a_network_in_rows_are_the_package_s():
    net, x, y = Network.random(3, 4, 2, seed=3), DRAW.normal(size=(3, 5)), DRAW.uniform(size=(2, 5))
    trace = net.trace(x, y)

    def loss(X, Y, W1, b1, W2, b2):
        error = sigmoid(sigmoid(X @ W1.T + b1) @ W2.T + b2) - Y
        return (error**2).sum() / 10

    rows = {"X": x.T, "Y": y.T, "W1": net.W1, "b1": net.b1.T, "W2": net.W2, "b2": net.b2.T}
    graph = expression_graph(loss, rows)
    found = dict(zip((node.name for node in graph.nodes), graph.backward(), strict=True))
    assert graph.nodes[-1].value == pytest.approx(trace.loss, rel=1e-14)
    for name in ("W1", "W2"):
        np.testing.assert_allclose(found[name], getattr(trace, f"dL_d{name}"), rtol=1e-11)
    for name in ("b1", "b2"):
        np.testing.assert_allclose(found[name], getattr(trace, f"dL_d{name}").T, rtol=1e-11)


def test_step_by_step_a_gradient_grows_by_the_shares_that_have_come():
    graph = expression_graph(lambda w: (w * w + w).sum(), {"w": [3.0]})
    shares = [graph.backward(steps)[0] for steps in range(len(graph.computed) + 1)]
    assert shares[:2] == [None, None] and [float(each[0]) for each in shares[2:]] == [1, 7]


@pytest.mark.parametrize(("found", "shape"), [((4, 3), (1, 3)), ((4, 3), (4, 1)), ((4, 3), ()), ((2, 4, 3), (3,))])
def test_a_stretched_array_gets_the_sum_over_what_it_was_stretched_along(found, shape):
    g = DRAW.normal(size=found)
    small = DRAW.normal(size=shape)
    assert check_gradient(lambda s: np.sum(g * s), small, summed(g, shape)).correct
