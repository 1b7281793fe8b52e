"""Slow ways, here to be counted and timed beside the fast ones, whose numbers they give. One example; NumPy only.

Two ways to the gradient keep nothing: every path by itself, and finite differences. The loops keep out NumPy.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from .deep import Arrays, forward
from .network import sigmoid, sigmoid_prime

STEP = 1e-5


def by_paths(weights: Sequence[np.ndarray], z: Arrays, a: Arrays, y: np.ndarray) -> tuple[list, list]:
    """dL_dW and dL_db: for each parameter by itself the sum over its paths to the loss, each multiplied out anew."""
    slopes, dL_da = [sigmoid_prime(each) for each in z], a[-1] - y

    def along(path, layer):
        """dL/dz of the path's first unit, which stands in this layer, by this path alone."""
        product = dL_da[path[-1], 0] * slopes[-1][path[-1], 0]
        for k in reversed(range(len(path) - 1)):
            product = product * weights[layer + k + 1][path[k + 1], path[k]] * slopes[layer + k][path[k], 0]
        return product

    dL_dW, dL_db = [np.zeros(W.shape) for W in weights], [np.zeros((len(W), 1)) for W in weights]
    for layer, W in enumerate(weights):
        later = [range(len(other)) for other in weights[layer + 1 :]]
        for i in range(len(W)):
            for path in itertools.product([i], *later):
                dL_db[layer][i, 0] += along(path, layer)
                for j in range(W.shape[1]):
                    dL_dW[layer][i, j] += along(path, layer) * a[layer][j, 0]
    return dL_dW, dL_db


def by_differences(
    weights: Sequence[np.ndarray], biases: Sequence[np.ndarray], x: np.ndarray, y: np.ndarray
) -> tuple[list, list]:
    """dL_dW and dL_db by central differences: two forward passes for each parameter."""

    def loss(parameters):
        _, a = forward(*parameters, x)
        return np.sum((a[-1] - y) ** 2) / 2

    gradients = [np.zeros(W.shape) for W in weights], [np.zeros(b.shape) for b in biases]
    for kind, arrays in enumerate((weights, biases)):
        for layer, array in enumerate(arrays):
            for index in np.ndindex(array.shape):
                losses = []
                for step in (STEP, -STEP):
                    moved = array.copy()
                    moved[index] += step
                    parameters = [list(weights), list(biases)]
                    parameters[kind][layer] = moved
                    losses.append(loss(parameters))
                gradients[kind][layer][index] = (losses[0] - losses[1]) / (2 * STEP)
    return gradients


def forward_by_loops(weights: Sequence[np.ndarray], biases: Sequence[np.ndarray], x: np.ndarray) -> np.ndarray:
    """The network's output: the forward pass with one multiplication after the other, as a product is without NumPy."""
    a = x
    for W, b in zip(weights, biases, strict=True):
        z = [sum(W[i, j] * a[j, 0] for j in range(W.shape[1])) + b[i, 0] for i in range(len(W))]
        a = sigmoid(np.array(z, dtype=float)).reshape(-1, 1)
    return a
