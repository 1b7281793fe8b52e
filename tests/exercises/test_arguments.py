"""Every check gives a function its arguments by their names, in any order, and says which names it gives."""

import numpy as np
import pytest

from backprop_helpers import check_backward, check_count, check_shapes, sigmoid_prime


def backward(weights, z, a, y):
    layers = len(weights)
    dL_dW, dL_db = [None] * layers, [None] * layers
    delta = (a[-1] - y) * sigmoid_prime(z[-1])
    for k in reversed(range(layers)):
        dL_dW[k], dL_db[k] = delta @ a[k].T, delta
        if k:
            delta = (weights[k].T @ delta) * sigmoid_prime(z[k - 1])
    return dL_dW, dL_db


@pytest.mark.parametrize(
    ("check", "function"),
    [
        (check_backward, lambda y, a, z, weights: backward(weights, z, a, y)),
        (check_backward, lambda *, y, a, z, weights: backward(weights, z, a, y)),
        (check_backward, lambda weights, z, a, y, /: backward(weights, z, a, y)),
        (check_backward, lambda weights, z, a, y, rate=1: backward(weights, z, a, y)),
        (check_count, lambda m, h, n: m + 2 * m * h + h + h * n),
        (check_count, lambda m, layers=1, *, h, n: m + 2 * m * h + n * h + layers * h + (layers - 1) * 2 * h * h),
        (check_shapes, lambda m, n, h: {"W1": (h, n), "W2": (m, h)}),
        (check_shapes, lambda h, N=1: {"z1": (h, N)}),
    ],
)
def test_the_order_of_the_arguments_does_not_matter(check, function):
    assert check(function).correct is True


@pytest.mark.parametrize(
    ("check", "function", "words"),
    [
        (check_backward, lambda W, z, a, y: 1, "asks for W, but the check calls it with weights, z, a and y"),
        (check_backward, lambda weights, biases, z, a, y: 1, "asks for biases, but the check calls it with weights, z"),
        (check_count, lambda n, h, m, L: 1, "asks for L, but the check calls it with n, h, m and layers"),
        (check_count, lambda *sizes: 1, "as in def f(n, h, m, layers), not *sizes"),
        (check_shapes, lambda n, h, m, N, k: {}, "asks for k, but the check calls it with n, h, m and N"),
        (check_shapes, {"x": 1}, "Give the function itself"),
        (check_backward, 3, "Give the function itself"),
        (check_count, max, "write it with def"),
    ],
)
def test_an_unknown_argument_is_answered_with_those_that_there_are(check, function, words):
    feedback = check(function)
    assert feedback.correct is False and words in feedback.message


def test_a_loop_may_change_the_lists_that_it_is_given():
    def function(weights, z, a, y):
        found = backward(weights, z, a, y)
        for each in weights:
            each *= 0
        z.clear()
        return found

    assert check_backward(function).correct is True


def test_lists_may_be_arrays_of_objects():
    def function(weights, z, a, y):
        found = backward(weights, z, a, y)
        lists = [np.empty(len(weights), object) for _ in found]
        for each, gradients in zip(lists, found, strict=True):
            each[:] = gradients
        return tuple(lists)

    assert check_backward(function).correct is True
