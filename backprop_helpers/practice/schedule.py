"""Which step to practise next, from what went wrong before. Pure functions: no widgets, no record, no chance."""

from collections.abc import Sequence
from itertools import pairwise

#: A step and whether its answer was right; None if the reader went on without an answer.
Answered = tuple[str, bool | None]
REST = 2  # so many other steps come before one comes again
LEFT_OUT = 4  # every fourth step is the one that was left out longest, whatever went wrong elsewhere


def next_step(steps: Sequence[str], answered: Sequence[Answered]) -> str:
    """Return the step to practise next, one of `steps`, after what was `answered`, the oldest first.

    It is the one with most unmended mistakes, among equals the one that was left out longest, or that stands first in
    `steps`; but none of the last `REST` steps, if there are others.
    """
    asked = [step for step, _ in answered if step in steps]
    latest = list(dict.fromkeys(reversed(asked)))
    away = {step: latest.index(step) if step in latest else len(steps) for step in steps}
    resting = latest[: min(REST, len(steps) - 1)]
    turn = len(asked) and sum(before != after for before, after in pairwise(asked)) + 1
    owed = {step: 0 if turn % LEFT_OUT == LEFT_OUT - 1 else unmended(step, answered) for step in steps}
    return max((step for step in steps if step not in resting), key=lambda step: (owed[step], away[step]))


def unmended(step: str, answered: Sequence[Answered]) -> int:
    """Return how many mistakes at a step are not mended: each later right answer mends one."""
    count = 0
    for each, right in answered:
        if each == step and right is not None:
            count = max(count - 1, 0) if right else count + 1
    return count
