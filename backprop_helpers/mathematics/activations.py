"""The activation functions that a layer may have: numbers, and formulas in the notation's names. NumPy only.

One table: whatever shows, checks or explains a network reads its activation functions here.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


def sigma(z: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(-z)), elementwise, of an array that was checked before. Primer: Notation.

    exp is only ever taken of numbers <= 0, so it can't overflow; both branches are the same function.
    """
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0) / (1.0 + e)


def sigma_prime(z: np.ndarray) -> np.ndarray:
    """Return sigma'(z) = sigma(z) (1 - sigma(z)), elementwise, of an array that was checked before. Primer: Step 2.

    Written with exp(-|z|), since 1 - sigma(z) loses its digits when sigma(z) is almost 1.
    """
    e = np.exp(-np.abs(z))
    return e / (1.0 + e) ** 2


def log_sum_exp(z: np.ndarray) -> np.ndarray:
    """Return log(sum of exp(z)) of each example, (..., 1, N). The largest z comes out first, so nothing overflows."""
    largest = z.max(axis=-2, keepdims=True)
    return largest + np.log(np.exp(z - largest).sum(axis=-2, keepdims=True))


def softmax(z: np.ndarray) -> np.ndarray:
    """Return exp(z) / sum of exp(z) for each example, (..., m, N): positive shares that sum to 1."""
    return np.exp(z - log_sum_exp(z))


@dataclass(frozen=True, eq=False)
class Activation:
    """An activation function: `value` and `slope` are functions of z, and so are their formulas, of {z} and {a}.

    `slope` is the diagonal of the Jacobian, at most `steepest`. The unit counts as saturated from |z| = `flat` on.
    """

    name: str
    value: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]
    formula: str
    slope_formula: str
    steepest: float = 1.0
    flat: float = np.inf


#: Beyond `flat` a slope is below 1 percent.
ACTIVATIONS: dict[str, Activation] = {
    each.name: each
    for each in (
        Activation("sigmoid", sigma, sigma_prime, "sigmoid({z})", "sigmoid_prime({z})", 0.25, 5.0),
        Activation("tanh", np.tanh, lambda z: 4 * sigma_prime(2 * z), "np.tanh({z})", "1 - {a} ** 2", flat=3.0),
        Activation(
            "ReLU", lambda z: np.maximum(z, 0.0), lambda z: 1.0 * (z > 0), "np.maximum({z}, 0)", "np.heaviside({z}, 0)"
        ),
        Activation("linear", lambda z: z, np.ones_like, "{z}", "np.ones_like({z})"),
        Activation(
            *("softmax", softmax, lambda z: softmax(z) * (1 - softmax(z))),
            *("np.exp({z}) / np.exp({z}).sum(axis=0, keepdims=True)", "{a} * (1 - {a})", 0.25),
        ),
    )
}
