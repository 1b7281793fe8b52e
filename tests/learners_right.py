"""Right answers in unusual writing: RIGHT[how it is written] = (what is asked, function)."""

import functools
import math
from itertools import count

import numpy as np
from learners_code import FORWARD, FOUR, HIDDEN, TWO, batch, forward, loop, step

from backprop_helpers import sigmoid, sigmoid_prime


class Output:
    """A layer as an object, called like a function."""

    def __init__(self, scale=1.0):
        self.scale = scale

    def __call__(self, dL_dz2, a1):
        return self.scale * self.times(dL_dz2, a1), dL_dz2

    @staticmethod
    def times(one, other):
        return np.array([[(i * j).item() for j in other] for i in one])


def by_zip(dL_dz2, a1):
    rows = (d * a1.ravel() for d in dL_dz2.ravel())
    return np.stack(list(rows)), np.fromiter((d.item() for d in dL_dz2), float)[:, np.newaxis]


def by_while(dL_dz2, a1):
    dW, i = np.zeros((len(dL_dz2), len(a1))), 0
    while i < len(dL_dz2):
        dW[i] += dL_dz2[i, 0] * a1[:, 0]
        i += 1
    return dW, dL_dz2 + 0


def into(dL_dz2, a1):
    dW = np.empty((dL_dz2.size, a1.size))
    np.multiply(dL_dz2, a1.T, out=dW)
    return dW, np.positive(dL_dz2)


def tries(dL_dz2, a1):
    try:
        return dL_dz2 @ a1, dL_dz2
    except ValueError:
        print("so it is the transpose")
        return dL_dz2 @ a1.T, dL_dz2


def as_matrices(dL_dz2, a1):
    one, other = np.asmatrix(dL_dz2), np.asmatrix(a1)
    return one * other.T, one


def by_recursion(dL_dz2, a1):
    if len(dL_dz2) == 1:
        return dL_dz2 * a1.T, dL_dz2
    upper, lower = by_recursion(dL_dz2[:1], a1), by_recursion(dL_dz2[1:], a1)
    return tuple(np.vstack(both) for both in zip(upper, lower, strict=True))


def by_nudging(W2, dL_dz2, z1, a1):
    """Complex steps through the layer."""
    z = z1 + 1e-30j * np.eye(len(z1))
    da = (1 / (1 + np.exp(-z))).imag / 1e-30
    return (dL_da1 := np.einsum("ij,ik->jk", W2, dL_dz2)), (da @ dL_da1)


def in_helpers(W2, x, y, a1, a2):
    slope = lambda a: a - a * a  # noqa: E731

    def layer(delta, fed):
        return delta.dot(fed.T), delta.sum(1, keepdims=True)

    delta2 = np.multiply(a2 - y, slope(a2))
    delta1 = np.matmul(W2.transpose(), delta2) * slope(a1)
    return *layer(delta1, x), *layer(delta2, a1)


def in_place(W2, x, y, a1, a2):
    d = a2.copy()
    d -= y
    d *= a2
    d *= 1 - a2
    back = W2.T @ d
    back *= a1
    back *= 1.0 - a1
    return back @ x.T, back, d @ a1.T, d


def over_examples(W2, x, y, a1, a2, N):
    total = None
    for e in range(N):
        X, Y, A, B = (q[:, e, None] for q in (x, y, a1, a2))
        D = (B - Y) * B * (1 - B) / N
        d = (W2.T @ D) * A * (1 - A)
        one = [d @ X.T, d, D @ A.T, D]
        total = one if total is None else [t + o for t, o in zip(total, one, strict=True)]
    return tuple(total)


def back_by_reduce(weights, z, a, y):
    last = (a[-1] - y) * sigmoid_prime(z[-1])
    back = lambda deltas, k: [(weights[k].T @ deltas[0]) * sigmoid_prime(z[k - 1]), *deltas]  # noqa: E731
    deltas = functools.reduce(back, range(len(weights) - 1, 0, -1), [last])
    return [np.outer(d, each) for d, each in zip(deltas, a, strict=False)], deltas


def back_by_generator(weights, z, a, y):
    def deltas():
        delta = (a[-1] - y) * a[-1] * (1 - a[-1])
        for k in count(len(weights) - 1, -1):
            yield delta
            if k == 0:
                return
            delta = weights[k].T @ delta * a[k] * (1 - a[k])

    found = list(deltas())[::-1]
    return [d @ a[k].T for k, d in enumerate(found)], found


def in_place_step(x, a1, da1_dz1, dL_dz2, W1, b1, W2, b2, eta):
    d1 = W2.T @ dL_dz2 * da1_dz1
    for old, gradient in zip((W1, b1, W2, b2), (d1 @ x.T, d1, dL_dz2 @ a1.T, dL_dz2), strict=True):
        np.subtract(old, eta * gradient, out=old)
    return W1, b1, W2, b2


RIGHT = {
    "an object that is called": (TWO, Output()),
    "partial": (TWO, functools.partial(lambda turn, dL_dz2, a1: (dL_dz2 @ turn(a1), dL_dz2), np.transpose)),
    "zip and generators": (TWO, by_zip),
    "while": (TWO, by_while),
    "into an array": (TWO, into),
    "tried out, and printing": (TWO, tries),
    "np.matrix": (TWO, as_matrices),
    "recursion": (TWO, by_recursion),
    "multi_dot and block": (
        TWO,
        lambda dL_dz2, a1: (np.linalg.multi_dot([dL_dz2, [[1.0]], a1.T]), np.block([[dL_dz2]])),
    ),
    "frompyfunc": (
        TWO,
        lambda dL_dz2, a1: (np.multiply.outer(dL_dz2[:, 0], a1[:, 0]), np.add.reduce(dL_dz2, 1)[:, None]),
    ),
    "vectorize": (TWO, lambda dL_dz2, a1: (np.vectorize(lambda d, a: d * a)(dL_dz2, a1.T), np.c_[dL_dz2])),
    "longdouble": (TWO, lambda dL_dz2, a1: (dL_dz2.astype(np.longdouble) @ a1.T, np.array(dL_dz2, ndmin=2))),
    "a keyword and a default": (TWO, lambda *, dL_dz2, a1, scale=1: (scale * dL_dz2 @ a1.T, dL_dz2 / scale)),
    "apply_along_axis": ("dL_dW2", lambda dL_dz2, a1: np.apply_along_axis(lambda d: d * a1[:, 0], 1, dL_dz2)),
    "polynomial of the activation": ("dL_dz2", lambda a2, y: (a2**2 - a2**3) - y * a2 + y * a2**2),
    "slope by tanh": ("dL_dz2", lambda a2, y, z2: (a2 - y) * (1 - np.tanh(z2 / 2) ** 2) / 4),
    "slope by logs": ("dL_dz2", lambda a2, y: (a2 - y) * np.exp(np.log(a2) + np.log1p(-a2))),
    "where and sign": ("dL_da2", lambda a2, y: np.where(a2 > y, np.abs(a2 - y), -np.abs(y - a2))),
    "half the derivative of the square": ("dL_da2", lambda a2, y: 0.5 * (2 * (y - a2) * -1)),
    "float power": ("loss", lambda a2, y: math.fsum((a2 - y).ravel() ** 2.0) / 2),
    "loss by inner": ("loss", lambda a2, y: np.inner((a2 - y).T, (a2 - y).T) / 2),
    "complex steps": (HIDDEN, by_nudging),
    "inner product with columns": (
        HIDDEN,
        lambda W2, dL_dz2, a1: ((d := np.vstack([c @ dL_dz2 for c in W2.T])), d * (a1 - a1**2)),
    ),
    "helpers inside": (FOUR, in_helpers),
    "in place": (FOUR, in_place),
    "a loop over the examples": ("batch", over_examples),
    "einsum": (
        "batch",
        batch(weights=lambda d, a: np.einsum("ie,je->ij", d, a), bias=lambda d: d @ np.ones((d.shape[1], 1))),
    ),
    "dot": (
        FORWARD,
        forward(layer=lambda W, a, b: b + np.dot(W, a), loss=lambda a, y: ((y - a).T @ (y - a) / 2).item()),
    ),
    "exp, e, logistic": (
        FORWARD,
        forward(hidden=lambda z: np.exp(z) / (1 + np.exp(z)), output=lambda z: (1 + math.e**-z) ** -1),
    ),
    "a loop over units": (
        FORWARD,
        forward(layer=lambda W, a, b: np.array([[w @ a[:, 0] + c[0]] for w, c in zip(W, b, strict=True)])),
    ),
    "in place, step": ("update", in_place_step),
    "minus one": ("update", step(lambda old, gradient, eta: -(eta * gradient - old))),
    "reduce": ("backward", back_by_reduce),
    "generator": ("backward", back_by_generator),
    "slope by the activation": ("backward", loop(back=lambda W, d, z, a, k: (d.T @ W[k]).T * a[k] * (1 - a[k]))),
    "slope by sigmoids": (
        "backward",
        loop(back=lambda W, d, z, a, k: np.dot(W[k].T, d) * sigmoid(z[k - 1]) * sigmoid(-z[k - 1])),
    ),
    "counted": (
        "count",
        lambda n, h, m, layers: m + 2 * sum(h for _ in range(m)) + h * (1 + n) + sum([h + 2 * h * h] * (layers - 1)),
    ),
    "by a dict": (
        "shapes",
        lambda n, h, m, N: {
            **dict.fromkeys(("z1", "dL_da1"), (h, N)),
            **dict(zip(("x", "W2", "dL_dW1", "dL_db1"), ((n, N), (m, h), (h, n), (h, 1)), strict=True)),
        },
    ),
}
