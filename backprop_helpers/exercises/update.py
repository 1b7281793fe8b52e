"""Checks a learner's step of gradient descent: the gradients are read back from what it did to the parameters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..mathematics.network import Network, Trace
from ..mistakes.bank import STEP_MISTAKES
from ..notation.table import PARAMETERS
from .call import Refused, asked_quantities, kind, run, shape_words, unfilled
from .check import SINGLE
from .diagnosis import Runs, diagnose, same, wrong_ones
from .feedback import Feedback, listed

RATE = 0.1  # the learning rate that the function gets
HINTS = (
    "Two lines for each layer: a gradient, and what becomes of the parameter.",
    "Which network do the gradients belong to? Compute all four before you change a parameter.",
    "New is old minus eta times gradient.",
)


def check_update(function: Callable) -> Feedback:
    """Compares a learner's step with the right one, on random networks.

    The function is called with the quantities that its arguments name, and returns the new W1, b1, W2 and b2. Wrong
    gradients, as (old - new) / eta shows them, are compared with the bank of mistakes. Never raises on a mistake.
    """
    try:
        asked = asked_quantities(function, [])
        runs = [(trace, _read_back(function, asked, trace)) for trace in map(_trace, SINGLE)]
    except Refused as refused:
        return Feedback(refused.feedback.correct, refused.feedback.message, hints=HINTS)
    if not wrong_ones(runs):
        return Feedback(True, f"Right: {listed(PARAMETERS)} are those after one step, on {len(runs)} random networks.")
    if words := _about_the_step(runs):
        return Feedback(False, words, hints=HINTS)
    found = diagnose(runs, asked)
    message = f"What your step takes off, divided by eta, should be the gradients. {found.message}"
    return Feedback(False, message, found.mistakes, (*found.hints, *HINTS))


def _trace(sizes: tuple[int, int, int, int]) -> Trace:
    n, h, m, examples = sizes
    draw = np.random.default_rng(sizes)
    x, y = draw.standard_normal((n, examples)), draw.uniform(size=(m, examples))
    return Network.random(n, h, m, seed=n).trace(x, y)


def _read_back(function: Callable, asked: dict[str, bool], trace: Trace) -> dict[str, np.ndarray]:
    """The gradients that the step has taken off: (old - new) / eta. Refuses an answer that is no such step."""
    known = {**vars(trace), **trace.sizes, "eta": RATE}
    given = {name: np.array(known[name]) if isinstance(known[name], np.ndarray) else known[name] for name in asked}
    positional = [given.pop(name) for name, by_keyword in asked.items() if not by_keyword]
    answer = run(function, *positional, quiet=True, **given)
    if answer is None or answer is ...:
        raise unfilled()
    if not isinstance(answer, (tuple, list)) or len(answer) != len(PARAMETERS):
        raise Refused(f"Return the new W1, b1, W2, b2, with commas between; this is {kind(answer)}.")
    return {
        f"dL_d{name}": (getattr(trace, name) - _array(name, new, trace)) / RATE
        for name, new in zip(PARAMETERS, answer, strict=True)
    }


def _array(name: str, new, trace: Trace) -> np.ndarray:
    if new is None or new is ...:
        raise unfilled(f", {name} is still missing")
    if not isinstance(new, np.ndarray) or new.dtype.kind not in "iuf":
        raise Refused(f"The new {name} should be a NumPy array of numbers, but is {kind(new)}.")
    if new.shape != getattr(trace, name).shape:
        raise Refused(shape_words(name, new, trace))
    return new


def _about_the_step(runs: Runs) -> str:
    """What is wrong with the step, if its gradients are right; empty if they are not."""

    def every(scale: float) -> bool:
        return all(
            same(found, scale * getattr(trace, name)) for trace, answer in runs for name, found in answer.items()
        )

    scales = {"not_moved": 0.0, "no_eta": 1 / RATE, "uphill": -1.0}
    return next((STEP_MISTAKES[name].sentence for name, scale in scales.items() if every(scale)), "")
