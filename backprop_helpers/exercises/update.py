"""Checks a learner's step of gradient descent: the gradients are read back from what it did to the parameters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..mathematics.network import Trace
from ..mistakes.wrong_pass import STEP_MISTAKES
from ..notation.table import PARAMETERS
from .call import LearnerFunction, Unusable, gives_feedback
from .check import SINGLE, random_trace
from .diagnosis import Runs, diagnose, same, wrong_quantities
from .feedback import Feedback, describe_shape, join_words

RATE = 0.1  # the learning rate that the function gets


@gives_feedback(
    "Two lines for each layer: a gradient, and what becomes of the parameter.",
    "Which network do the gradients belong to? Compute all four before you change a parameter.",
    "New is old minus eta times gradient.",
)
def check_update(function: Callable) -> Feedback:
    """Compare a learner's step with the right one, on random networks.

    The function is called with the quantities that its arguments name and returns the new W1, b1, W2 and b2. Wrong
    gradients, which are (old - new) / eta, are compared with the bank of mistakes. Never raises on a mistake.
    """
    learner = LearnerFunction(function, [f"new_{name}" for name in PARAMETERS])
    runs = [(trace, _read_back(learner, trace)) for trace in (random_trace(*sizes) for sizes in SINGLE)]
    if not wrong_quantities(runs):
        right = f"{join_words(PARAMETERS)} are those after one step, on {len(runs)} random networks"
        return Feedback(True, f"Right: {right}.")
    if words := _about_the_step(runs):
        return Feedback(False, words)
    found = diagnose(runs, learner.arguments)
    message = f"What your step takes off, divided by eta, should be the gradients. {found.message}"
    return Feedback(False, message, found.mistakes, found.hints)


def _read_back(learner: LearnerFunction, trace: Trace) -> dict[str, np.ndarray]:
    """Return the gradients that the step has taken off: (old - new) / eta. Raises `Unusable` if a shape is wrong."""
    gradients = {}
    for name, (new_name, new) in zip(PARAMETERS, learner.answers(trace, eta=RATE).items(), strict=True):
        old = getattr(trace, name)
        if new.shape != old.shape:
            raise Unusable(describe_shape(new_name, new.shape, old.shape, trace.sizes))
        gradients[f"dL_d{name}"] = (old - new) / RATE
    return gradients


def _about_the_step(runs: Runs) -> str:
    """Say what is wrong with the step if its gradients are right; empty if they are not."""
    for name, scale in {"not_moved": 0.0, "no_eta": 1 / RATE, "uphill": -1.0}.items():
        scaled = (same(found, scale * getattr(trace, at)) for trace, answer in runs for at, found in answer.items())
        if all(scaled):
            return STEP_MISTAKES[name].sentence
    return ""
