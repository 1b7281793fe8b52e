"""Programs with an unknown mistake in their backward pass, and the check of who it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..mistakes.bank import MISTAKES
from ..mistakes.trials import gradients_with_mistake
from .call import Refused, kind, run, unfilled
from .feedback import Feedback, listed

_MISTAKES = {"A": "mean_paths", "B": "bias_sum", "C": "stale_W2"}
PROGRAMS = tuple(_MISTAKES)
HINTS = (
    "Go backward through the gradients: the first one with a ✗ is where it happened. All before it are right.",
    "How wrong is it? Divide a gradient by its central difference: is it the same factor everywhere?",
    "What changes when the learning rate is 0? And at other steps?",
)


def program_gradients(letter: str, eta: float) -> Callable:
    """The gradients of a suspect's program, for a training with learning rate eta. Raises `ValueError` for another."""
    if not isinstance(letter, str) or letter not in _MISTAKES:
        raise ValueError(f"There is no program_gradients {letter!r}; there are {listed(PROGRAMS)}.")
    return gradients_with_mistake(_MISTAKES[letter], eta)


def check_bug_hunt(function: Callable) -> Feedback:
    """Compares what `function()` returns, {"A": the name of a mistake, ...}, with what the suspects did."""
    try:
        named = run(function, quiet=True)
        if named is None or named is ...:
            raise unfilled()
        if not isinstance(named, Mapping) or set(named) != set(PROGRAMS):
            raise Refused(f"Return a dict with a name for each of {listed(PROGRAMS)}; this is {kind(named)}.")
        return _judged(named)
    except Refused as refused:
        return Feedback(refused.feedback.correct, refused.feedback.message, hints=HINTS)


def _judged(named: Mapping) -> Feedback:
    for letter, name in named.items():
        if name is None or name is ...:
            raise unfilled(f", {letter} is still missing")
        if not isinstance(name, str) or name not in MISTAKES:
            raise Refused(f"{letter}: {kind(name)} is no mistake of the bank. Its names are {listed(MISTAKES)}.")
    wrong = [letter for letter in PROGRAMS if named[letter] != _MISTAKES[letter]]
    if not wrong:
        done = " ".join(f"{letter}: {MISTAKES[_MISTAKES[letter]].sentence}" for letter in PROGRAMS)
        return Feedback(True, f"Right, all of them. {done}")
    right = [letter for letter in PROGRAMS if letter not in wrong]
    words = f"{listed(right)} {'are' if right[1:] else 'is'} right. " if right else ""
    return Feedback(False, f"{words}{listed(wrong)} did something else. Compare its gradients once more.", hints=HINTS)
