"""The networks of exercises about another case, computed by hand; nothing is taken from the package but the sigmoid."""

from collections.abc import Collection
from types import SimpleNamespace

import numpy as np

from backprop_helpers import sigmoid

#: name: (the activation function, its slope, from the activation)
FUNCTIONS = {
    "sigmoid": (sigmoid, lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "linear": (lambda z: z, np.ones_like),
    "ReLU": (lambda z: np.where(z > 0, z, 0), lambda a: np.where(a > 0, 1.0, 0)),
    "softmax": (lambda z: np.exp(z) / np.exp(z).sum(axis=0), lambda a: a * (1 - a)),
}
SHARES = "softmax with cross-entropy"


def trace_of(cases: Collection[str], network, x: np.ndarray, y: np.ndarray) -> SimpleNamespace:
    """Every quantity of a network with these changes, and its sizes; if a case is "rows", with examples in rows."""
    (n, N), m = x.shape, len(y)
    W1, b1, W2, b2 = network.W1, network.b1, network.W2, network.b2
    words = dict(reversed(case.split()) for case in cases if case.endswith((" hidden", " output")))
    first, first_slope = FUNCTIONS[words.get("hidden", "sigmoid")]
    second, second_slope = FUNCTIONS["softmax" if SHARES in cases else words.get("output", "sigmoid")]
    y = y / y.sum(axis=0) if SHARES in cases else y
    share, paid = 1 / m if "mean over outputs" in cases else 0.5, "activations in the loss" in cases
    z1 = W1 @ x + b1
    a1 = first(z1)
    z2 = W2 @ a1 + b2
    a2 = second(z2)
    loss = (share * np.sum((a2 - y) ** 2) + 0.5 * paid * np.sum(a1**2)) / N
    dL_da2, da2_dz2, da1_dz1 = 2 * share * (a2 - y) / N, second_slope(a2), first_slope(a1)
    dL_dz2 = dL_da2 * da2_dz2
    if SHARES in cases:
        loss, dL_da2, dL_dz2 = -np.sum(y * np.log(a2)) / N, -y / a2 / N, (a2 - y) / N
    dL_da1 = W2.T @ dL_dz2 + paid * a1 / N
    dL_dz1 = dL_da1 * da1_dz1
    columns = {
        **{"x": x, "b1": b1, "z1": z1, "a1": a1, "b2": b2, "z2": z2, "a2": a2, "y": y},
        **{"dL_da2": dL_da2, "da2_dz2": da2_dz2, "dL_dz2": dL_dz2, "dL_db2": dL_dz2.sum(axis=1, keepdims=True)},
        **{"dL_da1": dL_da1, "da1_dz1": da1_dz1, "dL_dz1": dL_dz1, "dL_db1": dL_dz1.sum(axis=1, keepdims=True)},
    }
    matrices = {"W1": W1, "W2": W2, "dL_dW2": dL_dz2 @ a1.T, "dL_dW1": dL_dz1 @ x.T}
    given = {name: array.T for name, array in columns.items()} if "rows" in cases else columns
    return SimpleNamespace(**given, **matrices, loss=loss, sizes={"n": n, "h": len(W1), "m": m, "N": N})
