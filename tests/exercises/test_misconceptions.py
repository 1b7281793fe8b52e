"""What docs/misconceptions.md says that a learner's code is told is what the checks tell it."""

import numpy as np
import pytest
from misconceptions import TOLD

from backprop_helpers import check, check_shapes, sigmoid_prime


def not_turned(W2, dL_dz2):
    return W2 @ dL_dz2


#: Misconception: the check's answer to code that comes of it.
ANSWERS = {
    "The transpose goes where the shapes fit": lambda: check(not_turned, "dL_da1"),
    "Elementwise and matrix product are much the same": lambda: check(
        lambda dL_dz2, a1: np.multiply(dL_dz2, a1), "dL_dW2"
    ),
    "One path is enough, or the mean of the paths": lambda: check(lambda W2, dL_dz2, m: W2.T @ dL_dz2 / m, "dL_da1"),
    "The slope of the sigmoid is taken at the activation": lambda: check(
        lambda a2, y: (a2 - y) * sigmoid_prime(a2), "dL_dz2"
    ),
    "The gradient of a bias that is 0 is 0": lambda: check(lambda dL_dz2, b2: dL_dz2 * b2, "dL_db2"),
    "The bias gets the sum of all gradients, or ones": lambda: check(lambda b2: np.ones_like(b2), "dL_db2"),
    "The loss is a mean over the outputs": lambda: check(lambda a2, y: 0.5 * np.mean((a2 - y) ** 2), "loss"),
    "The ½ is forgotten, or counted twice": lambda: check(lambda a2, y: 2 * (a2 - y), "dL_da2"),
    "The error is target minus output": lambda: check(lambda a2, y: y - a2, "dL_da2"),
    "The error is sent back without the slope": lambda: check(lambda W2, a2, y: W2.T @ (a2 - y), "dL_da1"),
    "A vector's `.T` is a row": lambda: check(lambda dL_dz2, a1: dL_dz2.ravel() @ a1.ravel().T, "dL_dW2"),
    "∂z₂/∂W₂ is the row a₁ᵀ": lambda: check(lambda dL_dz2, a1: a1.T, "dL_dW2"),
    "Layouts are mixed: a gradient is a row here, a column there": lambda: check(
        lambda dL_dz2, a1: a1 @ dL_dz2.T, "dL_dW2"
    ),
    "A weight matrix has the shape (from, to), as the picture reads": lambda: check_shapes(
        lambda n, h, m: {"W1": (n, h)}
    ),
    "Input j belongs to hidden unit j": lambda: check(lambda W1, x, b1: W1 * x.T + b1, "z1"),
    "The Jacobian of every activation is diagonal": lambda: check(
        lambda dL_da2, a2: dL_da2 * a2 * (1 - a2), "dL_dz2", case="softmax with cross-entropy"
    ),
    "The slope belongs in every δ, whatever the loss": lambda: check(
        lambda a2, y: (a2 - y) * a2 * (1 - a2), "dL_dz2", case="binary cross-entropy"
    ),
    "What is right for one example is right for several": lambda: check(lambda dL_dz2: dL_dz2, "dL_db2", batch=True),
}


def test_every_misconception_that_shows_in_code_has_a_sentence():
    assert {what for what, told in TOLD.items() if told != "—"} == {*ANSWERS}


@pytest.mark.parametrize("what", ANSWERS)
def test_code_with_a_misconception_is_told_what_the_table_says(what):
    feedback = ANSWERS[what]()
    assert feedback.correct is False
    formula, sentence = TOLD[what].rsplit("“", 1)
    assert sentence.rstrip("”") in feedback.message
    assert formula.strip(" `:") in [*feedback.computed.values(), ""]
