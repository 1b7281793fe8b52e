"""Checks a learner's step of gradient descent."""

from collections.abc import Callable

from ..notation.table import PARAMETERS
from .call import LearnerFunction
from .check import compare
from .feedback import Feedback
from .running import gives_feedback


@gives_feedback(
    "Two lines for each layer: one for its weights, and one for its biases.",
    "Which network do the gradients belong to? Compute all four before you change a parameter.",
    "New is old minus eta times gradient.",
)
def check_update(function: Callable) -> Feedback:
    """Compare a learner's step with the right one, on random networks.

    The function is called with the quantities that its arguments name and returns the new W1, b1, W2 and b2. A wrong
    step is read back as formulas and compared with the bank of mistakes. Never raises on a learner's mistake.
    """
    return compare(LearnerFunction(function, [f"new_{name}" for name in PARAMETERS]), batch=False)
