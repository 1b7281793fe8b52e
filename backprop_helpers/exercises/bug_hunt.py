"""Programs with an unknown mistake in their backward pass, and the check of the names that a learner gives them."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from ..mistakes.bank import MISTAKES
from ..mistakes.trials import gradients_with_mistake
from .call import filled_in
from .feedback import Feedback, describe_type, join_words
from .running import Unusable, gives_feedback, run

_MISTAKES = {"A": "mean_paths", "B": "bias_sum", "C": "new_W2"}
PROGRAMS = tuple(_MISTAKES)


def program_gradients(letter: str, eta: float) -> Callable:
    """Return a program's gradients for a training with learning rate eta. Raises `ValueError` for other letters."""
    if not isinstance(letter, str) or letter not in _MISTAKES:
        raise ValueError(f"There is no program {letter!r}; there are {join_words(PROGRAMS)}.")
    return gradients_with_mistake(_MISTAKES[letter], eta)


@gives_feedback(
    "Go backward through the gradients: the first one with a ✗ is a place of the mistake. Could a later ✗ follow from "
    "it? Only ∂L/∂a and ∂L/∂z hand errors on: repair the first place and check again.",
    "How wrong is it? Divide a gradient by its central difference: is the ratio the same everywhere?",
    "What changes when the learning rate is 0? And at other steps?",
)
def check_bug_hunt(function: Callable) -> Feedback:
    """Compare what `function()` returns, {"A": the name of a mistake, ...}, with the mistakes of the programs."""
    named = filled_in(run(function, quiet=True))
    if not isinstance(named, Mapping):
        raise Unusable(f"Return a dict with a name for each of {join_words(PROGRAMS)}; this is {describe_type(named)}.")
    if other := [letter for letter in named if letter not in PROGRAMS]:
        raise Unusable(f"The programs are {join_words(PROGRAMS)}, but the dict has {describe_type(other[0])}.")
    if missing := [letter for letter in PROGRAMS if letter not in named]:
        raise Unusable(f"A name for {join_words(missing)} is missing from the dict.")
    for letter, name in named.items():
        if not isinstance(filled_in(name, f"{letter} is still missing"), str) or name not in MISTAKES:
            raise Unusable(f"{letter}: {describe_type(name)} is not in the bank of mistakes. {_nearest(name)}")
    right = [letter for letter in PROGRAMS if MISTAKES[named[letter]].name == _MISTAKES[letter]]
    wrong = [letter for letter in PROGRAMS if letter not in right]
    if not wrong:
        done = " ".join(f"{letter}: {MISTAKES[_MISTAKES[letter]].sentence}" for letter in PROGRAMS)
        return Feedback(True, f"Right, all of them. {done}")
    words = f"{join_words(right)} {'are' if right[1:] else 'is'} right. " if right else ""
    return Feedback(False, f"{words}{join_words(wrong)} did something else. Compare the gradients once more.")


def _nearest(name) -> str:
    """Return the name in the bank that was meant, or all of them."""
    near = get_close_matches(name.strip().replace(" ", "_").lower(), MISTAKES, 1) if isinstance(name, str) else []
    return f"Did you mean {near[0]}?" if near else f"The names are {join_words(MISTAKES)}."
