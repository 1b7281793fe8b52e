"""What learners write: right answers in many writings, and every mistake. Nothing of it comes from the bank."""

import numpy as np

from backprop_helpers import sigmoid, sigmoid_prime

FOUR = ("dL_dW2", "dL_db2", "dL_dW1", "dL_db1")
HIDDEN = ("dL_da1", "dL_dz1", "dL_dW1", "dL_db1")

# By the mistake and the one quantity where it is made.
WRITTEN = [
    ("no_transpose", "dL_da1", lambda W2, dL_dz2: W2 @ dL_dz2),
    ("no_transpose", "dL_da1", lambda W2, dL_dz2: np.einsum("ij,jk->ik", W2, dL_dz2)),
    ("no_sigma2", "dL_dz2", lambda dL_da2: dL_da2),
    ("no_sigma2", "dL_dz2", lambda a2, y: a2 - y),
    ("no_sigma1", "dL_dz1", lambda dL_da1: dL_da1),
    ("no_sigma1", "dL_dz1", lambda W2, dL_dz2: np.dot(W2.T, dL_dz2)),
    ("slope_at_a", "da2_dz2", lambda a2: sigmoid(a2) * (1 - sigmoid(a2))),
    ("slope_at_a", "da1_dz1", lambda a1: sigmoid_prime(a1)),
    ("z_times_one_minus_z", "da2_dz2", lambda z2: z2 * (1 - z2)),
    ("z_times_one_minus_z", "da1_dz1", lambda z1: z1 - z1**2),
    ("flip_sign", "dL_da2", lambda a2, y: y - a2),
    ("factor_2", "dL_da2", lambda a2, y: 2 * (a2 - y)),
    ("factor_2", "loss", lambda a2, y: np.sum((a2 - y) ** 2)),
    ("new_W2", "dL_da1", lambda W2, dL_dW2, dL_dz2, eta: (W2 - eta * dL_dW2).T @ dL_dz2),
    ("new_W2", "dL_da1", lambda W2, dL_dW2, dL_dz2: (W2 - 0.1 * dL_dW2).T @ dL_dz2),
    ("dL_da2_for_dL_dz2", "dL_da1", lambda W2, dL_da2, dL_dz2: W2.T @ dL_da2),
    ("mean_paths", "dL_da1", lambda W2, dL_dz2: np.mean(W2 * dL_dz2, axis=0, keepdims=True).T),
    ("first_path_only", "dL_da1", lambda W2, dL_dz2: W2[0].reshape(-1, 1) * dL_dz2[0]),
    ("first_path_only", "dL_da1", lambda W2, dL_dz2: W2[-1].reshape(-1, 1) * dL_dz2[-1]),
    ("dW_transposed", "dL_dW2", lambda a1, dL_dz2: a1 @ dL_dz2.T),
    ("dW_transposed", "dL_dW2", lambda a1, dL_dz2: np.outer(a1, dL_dz2)),
    ("dW_transposed", "dL_dW1", lambda x, dL_dz1: x @ dL_dz1.T),
    ("z1_for_a1", "dL_dW2", lambda dL_dz2, z1: dL_dz2 @ z1.T),
    ("z1_for_a1", "z2", lambda W2, z1, b2: W2 @ z1 + b2),
    ("x_for_a1", "dL_dW2", lambda dL_dz2, x: dL_dz2 @ x.T),
    ("x_for_a1", "z2", lambda W2, x, b2: W2 @ x + b2),
    ("bias_sum", "dL_db2", lambda dL_dz2: np.ones_like(dL_dz2) * dL_dz2.sum()),
    ("bias_sum", "dL_db2", lambda dL_dz2: dL_dz2.sum()),
    ("bias_sum", "dL_db2", lambda dL_dz2, m: np.ones((1, m)) @ dL_dz2),
    ("bias_sum", "dL_db1", lambda dL_dz1, h: np.ones((h, h)) @ dL_dz1),
    ("matrix_for_elementwise", "dL_dz2", lambda dL_da2, z2: dL_da2 @ sigmoid_prime(z2)),
    ("matrix_for_elementwise", "dL_dz2", lambda a2, y, z2: sigmoid_prime(z2) @ (a2 - y)),
    ("matrix_for_elementwise", "dL_dz2", lambda dL_da2, da2_dz2: dL_da2 @ da2_dz2.T),
    ("matrix_for_elementwise", "dL_dz2", lambda dL_da2, da2_dz2: da2_dz2 @ dL_da2.T),
    ("matrix_for_elementwise", "dL_dz2", lambda dL_da2, da2_dz2: dL_da2.T @ da2_dz2),
    ("matrix_for_elementwise", "dL_dz1", lambda dL_da1, da1_dz1: da1_dz1.T @ dL_da1),
    ("elementwise_for_matrix", "dL_dW2", lambda dL_dz2, a1: dL_dz2 * a1),
    ("elementwise_for_matrix", "dL_dW1", lambda dL_dz1, x: dL_dz1 * x),
    ("elementwise_for_matrix", "dL_da1", lambda W2, dL_dz2: W2 * dL_dz2),
    ("elementwise_for_matrix", "dL_da1", lambda W2, dL_dz2: W2.T * dL_dz2),
    ("elementwise_for_matrix", "dL_da1", lambda W2, dL_dz2: W2.T * dL_dz2.T),
    ("elementwise_for_matrix", "z1", lambda W1, x, b1: W1 * x + b1),
    ("elementwise_for_matrix", "z1", lambda W1, x, b1: W1 * x.T + b1),
    ("elementwise_for_matrix", "z2", lambda W2, a1, b2: W2 * a1 + b2),
]

RIGHT = [
    ("z1", lambda W1, x, b1: W1 @ x + b1),
    ("a1", lambda z1: 1 / (1 + np.exp(-z1))),
    ("z2", lambda W2, a1, b2: np.dot(W2, a1) + b2),
    ("a2", lambda z2: (1 + np.tanh(z2 / 2)) / 2),
    ("loss", lambda a2, y: 0.5 * ((a2 - y) ** 2).sum()),
    ("loss", lambda a2, y: 0.5 * (a2 - y).T @ (a2 - y)),
    ("dL_da2", lambda a2, y: a2 - y),
    ("dL_da2", lambda a2, y, N: (a2 - y) / N),
    ("da2_dz2", lambda a2: a2 * (1 - a2)),
    ("dL_dz2", lambda dL_da2, da2_dz2: dL_da2 * da2_dz2),
    ("dL_dz2", lambda dL_da2, da2_dz2: np.diag(da2_dz2.ravel()) @ dL_da2),
    ("dL_dW2", lambda dL_dz2, a1: dL_dz2 @ a1.T),
    ("dL_dW2", lambda dL_dz2, a1: np.outer(dL_dz2, a1)),
    ("dL_dW2", lambda dL_dz2, a1: np.einsum("ie,je->ij", dL_dz2, a1)),
    ("dL_dW2", lambda dL_dz2, a1: dL_dz2 * a1.T),
    ("dL_dW2", lambda dL_dz2, a1: (a1 @ dL_dz2.T).T),
    ("dL_db2", lambda dL_dz2: dL_dz2),
    ("dL_db2", lambda dL_dz2: dL_dz2.sum(axis=1, keepdims=True)),
    ("dL_da1", lambda W2, dL_dz2: W2.T @ dL_dz2),
    ("dL_da1", lambda W2, dL_dz2: (dL_dz2.T @ W2).T),
    ("dL_da1", lambda W2, dL_dz2: (W2 * dL_dz2).sum(axis=0).reshape(-1, 1)),
    ("da1_dz1", lambda z1: sigmoid(z1) * sigmoid(-z1)),
    ("dL_dz1", lambda dL_da1, a1: dL_da1 * a1 * (1 - a1)),
    ("dL_dW1", lambda dL_dz1, x: dL_dz1 @ x.T),
    ("dL_db1", lambda dL_dz1: dL_dz1.copy()),
]


def backward(slip, x, y, W2, z1, a1, z2, a2, eta):
    """A learner's whole backward pass, with one slip."""
    stretched = {
        "slope_at_a": sigmoid_prime,
        "z_times_one_minus_z": lambda a: np.log(a / (1 - a)) * (1 - np.log(a / (1 - a))),
    }
    slope = stretched.get(slip, lambda a: a * (1 - a))
    error = {"flip_sign": y - a2, "factor_2": 2 * (a2 - y)}.get(slip, a2 - y)
    slope2, slope1 = slope(a2), slope(a1)
    delta2 = error if slip == "no_sigma2" else error * slope2
    if slip == "matrix_for_elementwise":
        delta2 = error @ slope2
    dW2 = delta2 @ {"z1_for_a1": z1, "x_for_a1": x}.get(slip, a1).T
    sent = W2.T
    if slip == "no_transpose":
        sent = W2
    elif slip == "new_W2":
        sent = (W2 - eta * dW2).T
    back = sent @ (error if slip == "dL_da2_for_dL_dz2" else delta2)
    if slip == "mean_paths":
        back = back / len(a2)
    elif slip == "first_path_only":
        back = W2[:1].T * delta2[:1]
    delta1 = back if slip == "no_sigma1" else back @ slope1 if slip == "matrix_for_elementwise" else back * slope1
    dW1, db2, db1 = delta1 @ x.T, delta2, delta1
    if slip == "elementwise_for_matrix":
        dW1 = delta1 * x
    if slip == "dW_transposed":
        dW2, dW1 = dW2.T, dW1.T
    elif slip == "bias_sum":
        db2, db1 = np.full_like(delta2, delta2.sum()), np.full_like(delta1, delta1.sum())
    return {
        **{"dL_da2": error, "da2_dz2": slope2, "dL_dz2": delta2, "dL_dW2": dW2, "dL_db2": db2},
        **{"dL_da1": back, "da1_dz1": slope1, "dL_dz1": delta1, "dL_dW1": dW1, "dL_db1": db1},
    }


# Which gradients each slip of a whole pass reaches.
OUTPUT = ("dL_dz2", "dL_dW2", "dL_db2")
REACHED = {
    "no_transpose": HIDDEN,
    "no_sigma2": (*OUTPUT, *HIDDEN),
    "no_sigma1": ("dL_dz1", "dL_dW1", "dL_db1"),
    "slope_at_a": ("da2_dz2", *OUTPUT, "da1_dz1", *HIDDEN),
    "z_times_one_minus_z": ("da2_dz2", *OUTPUT, "da1_dz1", *HIDDEN),
    "flip_sign": ("dL_da2", *OUTPUT, *HIDDEN),
    "factor_2": ("dL_da2", *OUTPUT, *HIDDEN),
    "new_W2": HIDDEN,
    "dL_da2_for_dL_dz2": HIDDEN,
    "mean_paths": HIDDEN,
    "first_path_only": HIDDEN,
    "dW_transposed": ("dL_dW2", "dL_dW1"),
    "z1_for_a1": ("dL_dW2",),
    "x_for_a1": ("dL_dW2",),
    "bias_sum": ("dL_db2", "dL_db1"),
    "matrix_for_elementwise": (*OUTPUT, *HIDDEN),
    "elementwise_for_matrix": ("dL_dW1",),
}
#: Slips that stop the whole pass if the sizes of the network differ.
STOPPING = ("no_transpose", "matrix_for_elementwise", "elementwise_for_matrix")
GRADIENTS = ("dL_da2", "da2_dz2", *OUTPUT, "da1_dz1", *HIDDEN)


def pass_with(slip, *quantities):
    """A learner's function that gives these gradients of a pass with one slip."""

    def function(x, y, W2, z1, a1, z2, a2, eta):
        made = backward(slip, x, y, W2, z1, a1, z2, a2, eta)
        return tuple(made[name] for name in quantities) if len(quantities) > 1 else made[quantities[0]]

    return function
