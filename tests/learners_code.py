"""What learners write, beyond the bank: wrong answers, each with what a tutor would see in it.

A case is WRONG[what was done] = (what is asked, the bank's name or None, words that the answer must hold, function).
"""

import numpy as np

from backprop_helpers import sigmoid, sigmoid_prime

FORWARD = ("z1", "a1", "z2", "a2", "loss")
FOUR = ("dL_dW1", "dL_db1", "dL_dW2", "dL_db2")
TWO, HIDDEN = ("dL_dW2", "dL_db2"), ("dL_da1", "dL_dz1")


def forward(
    layer=lambda W, a, b: W @ a + b, hidden=sigmoid, output=sigmoid, loss=lambda a, y: 0.5 * ((a - y) ** 2).sum()
):
    def function(W1, b1, W2, b2, x, y):
        z1 = layer(W1, x, b1)
        a1 = hidden(z1)
        z2 = layer(W2, a1, b2)
        a2 = output(z2)
        return z1, a1, z2, a2, loss(a2, y)

    return function


def batch(error=lambda a, y, N: (a - y) / N, bias=lambda d: d.sum(axis=1, keepdims=True), weights=lambda d, a: d @ a.T):
    def function(W2, x, y, a1, a2, N):
        d2 = error(a2, y, N) * a2 * (1 - a2)
        d1 = W2.T @ d2 * a1 * (1 - a1)
        return weights(d1, x), bias(d1), weights(d2, a1), bias(d2)

    return function


def step(new=lambda old, gradient, eta: old - eta * gradient, order=(0, 1, 2, 3)):
    def function(x, a1, da1_dz1, dL_dz2, W1, b1, W2, b2, eta):
        d1 = W2.T @ dL_dz2 * da1_dz1
        pairs = ((W1, d1 @ x.T), (b1, d1), (W2, dL_dz2 @ a1.T), (b2, dL_dz2))
        found = [new(*pair, eta) for pair in pairs]
        return tuple(found[k] for k in order)

    return function


def loop(
    weights=lambda d, a, k: d @ a[k].T,
    back=lambda W, d, z, a, k: W[k].T @ d * sigmoid_prime(z[k - 1]),
    bias=lambda d: d,
):
    def function(weights_, z, a, y):
        L = len(weights_)
        dL_dW, dL_db = [None] * L, [None] * L
        delta = (a[-1] - y) * sigmoid_prime(z[-1])
        for layer in reversed(range(L)):
            dL_dW[layer], dL_db[layer] = weights(delta, a, layer), bias(delta)
            if layer > 0:
                delta = back(weights_, delta, z, a, layer)
        return dL_dW, dL_db

    def asks_by_its_names(weights, z, a, y):
        return function(weights, z, a, y)

    return asks_by_its_names


def in_rows(W2, x, y, a1, a2):
    d2 = (a2 - y).T * (a2 * (1 - a2)).T
    d1 = d2 @ W2 * (a1 * (1 - a1)).T
    return x @ d1, d1.T, a1 @ d2, d2.T


def adds_up(weights, z, a, y):
    delta = (a[-1] - y) * sigmoid_prime(z[-1])
    dL_dW, dL_db = [delta @ a[-2].T], [delta]
    for k in range(len(weights) - 1, 0, -1):
        delta = weights[k].T @ delta + sigmoid_prime(z[k - 1])
        dL_dW, dL_db = [delta @ a[k - 1].T, *dL_dW], [delta, *dL_db]
    return dL_dW, dL_db


def softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=0)


def overwrites_y(a2, y):
    a2 -= y
    a2 *= a2 * (1 - a2)
    return a2


def whole(W2, x, y, a1, a2):
    d2 = (a2 - y) * a2 * (1 - a2)
    d1 = W2.T @ d2 * a1 * (1 - a1)
    return d1 @ a1.T, d2, d2 @ a1.T, d2


def averages(W2, dL_dz2, z1, a1):
    dL_da1 = np.array([[np.mean(W2[:, j] * dL_dz2[:, 0])] for j in range(len(a1))])
    return dL_da1, dL_da1 * a1 * (1 - a1)


WRONG = {
    "the loss itself": ("dL_da2", None, "", lambda a2, y: 0.5 * (a2 - y) ** 2),
    "the error without its sign": ("dL_da2", None, "abs|size|sign", lambda a2, y: abs(a2 - y)),
    "only the sign of the error": ("dL_da2", None, "", lambda a2, y: np.sign(a2 - y)),
    "the derivative of the cross-entropy": ("dL_da2", None, "", lambda a2, y: (a2 - y) / (a2 * (1 - a2))),
    "target minus output, twice": ("dL_da2", None, "2|sign", lambda a2, y: -2 * np.subtract(a2, y)),
    "relative error": ("dL_da2", None, "", lambda a2, y: (a2 - y) / y),
    "ReLU's slope": ("dL_dz2", None, "", lambda a2, y, z2: (a2 - y) * np.where(z2 > 0, 1, 0)),
    "tanh's slope": ("dL_dz2", None, "tanh", lambda a2, y: (a2 - y) * (1 - np.square(a2))),
    "divided by the slope": ("dL_dz2", None, "", lambda a2, y: (a2 - y) / (a2 * (1 - a2))),
    "brackets left out": ("dL_dz2", None, "", lambda a2, y: (a2 - y) * a2 * 1 - a2),
    "slope of the error": ("dL_dz2", None, "", lambda a2, y: sigmoid_prime(a2 - y)),
    "slope at the activation": ("dL_dz2", "slope_at_a", "", lambda a2, y: np.multiply(a2 - y, sigmoid_prime(a2))),
    "sigmoid for its slope": ("dL_dz2", None, "", lambda a2, y, z2: (a2 - y) * sigmoid(z2)),
    "slope twice": ("dL_dz2", None, "twice|squared|²", lambda a2, y, da2_dz2: (a2 - y) * da2_dz2**2),
    "an argument is overwritten": ("dL_dz2", None, "", overwrites_y),
    "weight gradient turned": (TWO, "dW_transposed", "", lambda dL_dz2, a1: (np.outer(a1, dL_dz2), dL_dz2)),
    "bias gradient is one": (TWO, None, "", lambda dL_dz2, a1: (dL_dz2 @ a1.T, np.ones_like(dL_dz2))),
    "bias gradient times the bias": (TWO, None, "b₂", lambda dL_dz2, a1, b2: (dL_dz2 @ a1.T, dL_dz2 * b2)),
    "bias gradient is one number": (TWO, "bias_sum", "", lambda dL_dz2, a1: (dL_dz2 @ a1.T, np.sum(dL_dz2))),
    "averaged over the units": (TWO, None, "", lambda dL_dz2, a1, m: (dL_dz2 @ a1.T / m, dL_dz2)),
    "with the slope of what comes in": (TWO, None, "", lambda dL_dz2, a1: (dL_dz2 @ (a1 * (1 - a1)).T, dL_dz2)),
    "loop that forgets the last unit": (
        TWO,
        None,
        "",
        lambda dL_dz2, a1: (dL_dz2 @ np.append(a1[:-1], [[0]], 0).T, dL_dz2),
    ),
    "sigmoid for the hidden slope": (HIDDEN, None, "", lambda W2, dL_dz2, z1: ((d := W2.T @ dL_dz2), d * sigmoid(z1))),
    "slope of the gradient": (HIDDEN, None, "", lambda W2, dL_dz2: ((d := W2.T @ dL_dz2), sigmoid_prime(d))),
    "no hidden slope": (HIDDEN, "no_sigma1", "", lambda W2, dL_dz2: (W2.T @ dL_dz2, W2.T @ dL_dz2)),
    "paths averaged in a loop": (HIDDEN, "mean_paths", "", averages),
    "added, not multiplied": (HIDDEN, None, "", lambda W2, dL_dz2, a1: ((d := W2.T @ dL_dz2), d + a1 * (1 - a1))),
    "output's delta at the hidden bias, a1 for x": (FOUR, None, "", whole),
    "weights where the input belongs": ("dL_dW1", None, "W₁", lambda dL_dz1, W1: dL_dz1 * W1),
    "rows as examples": (FOUR, "dW_transposed", "", in_rows),
    "no bias": (FORWARD, None, "b₁", forward(layer=lambda W, a, b: np.dot(W, a))),
    "bias subtracted": (FORWARD, None, "b₁", forward(layer=lambda W, a, b: W @ a - b)),
    "minus in the exponent": (FORWARD, None, "", forward(hidden=lambda z: 1 / (1 + np.exp(z)))),
    "brackets of the sigmoid": (FORWARD, None, "", forward(output=lambda z: 1 / 1 + np.exp(-z))),
    "softmax": (FORWARD, None, "", forward(output=softmax)),
    "tanh in the hidden layer": (FORWARD, None, "tanh", forward(hidden=np.tanh)),
    "no sigmoid at the output": (FORWARD, None, "", forward(output=lambda z: z)),
    "sum of squares": (FORWARD, "factor_2", "", forward(loss=lambda a, y: np.linalg.norm(a - y) ** 2)),
    "square of the sum": (FORWARD, None, "", forward(loss=lambda a, y: 0.5 * np.sum(a - y) ** 2)),
    "root of the squares": (FORWARD, None, "", forward(loss=lambda a, y: 0.5 * np.linalg.norm(a - y))),
    "1/N twice": ("batch", None, "N", batch(error=lambda a, y, N: (a - y) / N**2)),
    "no 1/N": ("batch", None, "N", batch(error=lambda a, y, N: a - y)),
    "bias over the wrong axis": ("batch", None, "", batch(bias=lambda d: d.sum(axis=0, keepdims=True))),
    "bias is the first example's": ("batch", None, "", batch(bias=lambda d: d[:, :1])),
    "mean over the units": ("batch", None, "", batch(error=lambda a, y, N: (a - y) / a.shape[0])),
    "last example alone": ("batch", None, "", batch(weights=lambda d, a: np.outer(d[:, -1], a[:, -1]))),
    "weights shrink": ("update", None, "", step(lambda old, gradient, eta: (1 - eta) * old - eta * gradient)),
    "gradient times parameter": ("update", None, "", step(lambda old, gradient, eta: old - eta * gradient * old)),
    "uphill": ("update", "uphill", "", step(lambda old, gradient, eta: np.add(old, eta * gradient))),
    "no learning rate": ("update", "no_eta", "", step(lambda old, gradient, eta: old - gradient)),
    "nothing moves": ("update", "not_moved", "", step(lambda old, gradient, eta: old)),
    "halved": ("update", None, "", step(lambda old, gradient, eta: old - eta * gradient / 2)),
    "weights before biases": ("update", None, "order", step(order=(0, 2, 1, 3))),
    "one layer too early": ("backward", None, "", loop(back=lambda W, d, z, a, k: W[k].T @ d * sigmoid_prime(z[k]))),
    "tanh's slope behind": ("backward", None, "tanh", loop(back=lambda W, d, z, a, k: W[k].T @ d * (1 - a[k] ** 2))),
    "no slope behind": ("backward", "no_sigma1", "", loop(back=lambda W, d, z, a, k: W[k].T @ d)),
    "z for a": (
        "backward",
        None,
        "",
        loop(weights=lambda d, a, k: d @ np.log(a[k] / (1 - a[k])).T if k else d @ a[0].T),
    ),
    "turned": ("backward", None, "", loop(weights=lambda d, a, k: a[k] @ d.T)),
    "bias is a sum": ("backward", None, "", loop(bias=lambda d: np.full_like(d, d.sum()))),
    "slopes added": ("backward", None, "", adds_up),
    "forward alone": ("count", None, "forward", lambda n, h, m, layers: m * h + h * n + (layers - 1) * h * h),
    "outputs for inputs": ("count", None, "", lambda n, h, m: h * m + 2 * n * h + h + n),
    "from i to j": ("shapes", None, "two sizes are swapped", lambda n, h, m: {"W1": (h, n), "W2": (h, m)}),
}
