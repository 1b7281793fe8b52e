"""Checks what a learner wrote, on random networks of unequal sizes, and says in words what is right or wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from ..mathematics.network import Network, Trace
from ..mistakes.wrong_pass import MISTAKES, Pass
from ..notation.table import QUANTITIES
from .call import LearnerError, LearnerFunction, Unusable, filled_in, gives_feedback, not_answered, run, table_row
from .diagnosis import Runs, describe_difference, diagnose, feedback_for, matching_mistakes, same, wrong_quantities
from .feedback import Feedback, describe_type, hints_for, join_words

#: (n, h, m, N): no two sizes of a network are alike, so a missing transpose can't hide.
SINGLE = ((2, 3, 4, 1), (4, 2, 3, 1), (3, 4, 2, 1))  # one example, as in the primer
BATCHES = ((2, 4, 3, 5), (4, 3, 2, 6))
#: If a function stops on those, some mistakes show only if all sizes are alike.
SQUARE, SQUARE_BATCHES = ((3, 3, 3, 1), (2, 2, 2, 1)), ((3, 3, 3, 3), (2, 2, 2, 2))
#: The primer's formulas for one example, if those for a batch are different.
PRIMER = {name: row.formula for name, row in QUANTITIES.items() if row.batch_formula}
DIGITS = 12  # the most digits that are claimed to agree; those after them depend on the computer


@gives_feedback()
def check(function: Callable, names: str | Iterable[str]) -> Feedback:
    """Compare a learner's function with the right quantity, or several, on random networks.

    The function is called with the quantities that its arguments name (`def f(dL_dz2, a1)`), each with the shape of the
    notation table, or with n, h, m, N or eta. It returns the quantity, or a tuple in the order of `names`.

    An answer is right if it is right for one example (N = 1), as in the primer; the feedback then says whether it is
    right for batches too, and what is missing if it is not. Wrong answers are compared with the bank of mistakes, first
    with those that can be made with what the function was given. If a function stops because the layers have different
    sizes, it is wrong, and is run on square networks to see which mistake it makes there.
    Never raises on a learner's mistake.
    """
    learner = LearnerFunction(function, _wanted(names))
    try:
        runs = _runs(learner, SINGLE)
    except LearnerError as error:
        return _on_square(learner, error)
    if wrong_quantities(runs):
        return diagnose(runs, learner.arguments)
    return Feedback(True, _right_words(runs) + _batch_words(learner))


def _wanted(names: str | Iterable[str]) -> list[str]:
    """Return the quantities to check as a list. Raises `Unusable` if one is unknown, or is given and not computed."""
    try:
        wanted = [names] if isinstance(names, str) else list(names)
    except Exception:
        wanted = [names]
    if not wanted:
        raise Unusable("Name the quantity to check, such as 'dL_dW2', or a tuple of several.")
    for name in wanted:
        if table_row(name).formula is None:
            raise Unusable(f"{name} is given, not computed, so there is nothing to check.")
    return wanted


def _runs(learner: LearnerFunction, sizes: Iterable, formulas: Mapping = {}) -> Runs:
    """Return the answers on a random network of each size, with `formulas` in place of the table's."""
    return [(trace, learner.answers(trace)) for trace in (random_trace(*one, formulas) for one in sizes)]


def random_trace(n: int, h: int, m: int, examples: int, formulas: Mapping[str, str] = {}) -> Trace:
    """Return the trace of a random network and random examples, the same for the same sizes."""
    draw = np.random.default_rng((n, h, m, examples))
    x, y = draw.standard_normal((n, examples)), draw.uniform(size=(m, examples))
    trace = Network.random(n, h, m, seed=10 * n + h).trace(x, y)
    if not formulas:
        return trace
    computed = Pass(trace, formulas)
    return replace(trace, **{name: computed[name] for name, row in QUANTITIES.items() if row.formula})


def _right_words(runs: Runs) -> str:
    worst = max(
        np.abs(found.reshape(np.shape(right)) - right).max() / np.abs(right).max()
        for trace, answer in runs
        for name, found in answer.items()
        for right in [getattr(trace, name)]
    )
    digits = DIGITS if worst < 10.0**-DIGITS else int(-math.log10(worst))
    names = list(runs[0][1])
    verb = "agrees" if len(names) == 1 else "agree"
    networks = f"{len(runs)} random networks, with n, h and m all different"
    return f"Right: {join_words(names)} {verb} to {digits} digits on {networks}."


def _mistakes_on(learner: LearnerFunction, sizes: Iterable) -> tuple[dict, Runs] | None:
    """Return the mistakes that show on networks of these sizes and the answers that show them; None if none fits.

    With several examples both conventions are tried: the mean over the examples, and the primer's formulas.
    """
    for formulas in ({}, PRIMER):
        try:
            runs = _runs(learner, sizes, formulas)
        except Unusable:
            return None
        if wrong_quantities(runs) and (found := matching_mistakes(runs, learner.wanted, learner.arguments, formulas)):
            return found, runs
    return None


def _on_square(learner: LearnerFunction, error: LearnerError) -> Feedback:
    """Return the feedback for a function that stops on a network whose sizes differ."""
    for sizes in (SQUARE, SQUARE_BATCHES):
        if hidden := _mistakes_on(learner, sizes):
            return feedback_for(*hidden, before=f"{error}\nIf all sizes are alike, it runs and shows what was done. ")
    return Feedback(False, str(error), hints=hints_for(learner.wanted))


def _batch_words(learner: LearnerFunction) -> str:
    """Say whether what is right for one example is right for several, and what is missing if it is not."""
    try:
        runs = _runs(learner, BATCHES)
    except Unusable as unusable:
        hidden, _ = _mistakes_on(learner, SQUARE_BATCHES) or ({}, None)
        missing = [MISTAKES[name].sentence for name in hidden] or [str(unusable)]
    else:
        missing = _missing(runs)
    if not missing:
        return " Batches of several examples come out right, too."
    return f"\nThis is right for one example. For a batch of N examples something is still missing: {' '.join(missing)}"


def _missing(runs: Runs) -> list[str]:
    """Say what quantities that are right for one example lack for several."""
    too_large, unsummed, others = [], [], []
    for name in wrong_quantities(runs):
        pairs = [(trace.sizes["N"], answer[name], np.asarray(getattr(trace, name))) for trace, answer in runs]
        if all(same(found, N * right) for N, found, right in pairs):
            too_large.append(name)
        elif QUANTITIES[name].shape[1:] == ("1",) and all(found.shape == (len(right), N) for N, found, right in pairs):
            unsummed.append(name)
        else:
            others.append(describe_difference(runs, name))
    if too_large:
        others.append(f"The loss is the mean over the examples, so a factor 1/N is missing in {join_words(too_large)}.")
    if unsummed:
        others.append(f"All examples share the biases; a sum over the examples is missing in {join_words(unsummed)}.")
    return others


@gives_feedback()
def check_shapes(function: Callable) -> Feedback:
    """Compare the shapes in the dict that `function(n, h, m)` returns, by code name, with the notation table's."""
    for n, h, m, _ in SINGLE:
        shapes = filled_in(run(function, n=n, h=h, m=m))
        if not isinstance(shapes, dict) or not shapes:
            raise Unusable(f"Return a dict of shapes by name, like {{'x': (n, 1)}}; this is {describe_type(shapes)}.")
        for name, shape in shapes.items():
            if wrong := _wrong_shape(table_row(name).name, shape, n, h, m):
                return Feedback(False, f"With n = {n}, h = {h}, m = {m} you say {name} is {shape}. {wrong}")
    return Feedback(True, f"Right: the shapes of {', '.join(shapes)} fit for {len(SINGLE)} choices of n, h and m.")


def _wrong_shape(name: str, shape, n: int, h: int, m: int) -> str:
    """Say what is wrong with the shape; empty if it is right. Raises `Unusable` if it is not a shape."""
    right, part = QUANTITIES[name].shape_for(n=n, h=h, m=m), f", there is still a ... in the shape of {name}"
    if isinstance(filled_in(shape, part), tuple) and any(size is ... for size in shape):
        raise not_answered(part)
    if not isinstance(shape, tuple) or not all(type(size) is int for size in shape):
        raise Unusable(f"The shape of {name} should be a tuple such as (n, 1), but is {describe_type(shape)}.")
    if shape == right:
        return ""
    if shape == right[::-1]:
        return "The two sizes are the other way round: rows first, and (W)_ij leads to i, from j."
    if len(shape) == 1:
        return "That is a 1-D array; here every vector is a column, with two sizes."
    return f"Multiply it out: what has to stand left and right of {name} in its formula?"
