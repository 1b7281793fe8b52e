"""Checks what a learner wrote, on random networks of unequal sizes, and says in words what is right or wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from ..mathematics.network import Network, Trace
from ..mistakes.bank import MISTAKES
from ..mistakes.wrong_pass import FormulaPass
from ..notation.table import QUANTITIES
from .call import Refused, Stopped, answers, asked_quantities, kind, known, run, unfilled, wanted_quantities
from .diagnosis import PRIMER, Runs, diagnose, named, same, told, unknown, wrong_ones
from .feedback import Feedback, listed

#: (n, h, m, N): no two sizes of a network alike, so a transpose cannot hide.
SINGLE = ((2, 3, 4, 1), (4, 2, 3, 1), (3, 4, 2, 1))  # one example, as in the primer
BATCHES = ((2, 4, 3, 5), (4, 3, 2, 6))
#: Where a function stops on those, some mistakes show only where all sizes are alike.
SQUARE, SQUARE_BATCHES = ((3, 3, 3, 1), (2, 2, 2, 1)), ((3, 3, 3, 3), (2, 2, 2, 2))
DIGITS = 12  # agreement is claimed to so many digits at most: those behind depend on the computer


def check(function: Callable, names: str | Iterable[str]) -> Feedback:
    """Compares a learner's function with the right quantity, or several, on random networks.

    The function is called with the quantities that its arguments name (`def f(dL_dz2, a1)`), each with the shape of the
    notation table, or with n, h, m, N or eta. It returns the quantity, or a tuple in the order of `names`.

    Right is what is right for one example (N = 1), as in the primer; the feedback then says whether it is right for
    batches too, and what is missing if it is not. Wrong answers are compared with the bank of mistakes, first with
    those that can be made with what the function was given. Where a function stops because the layers have different
    sizes, it is run on square networks to see which mistake hides there; it is wrong all the same.
    Never raises on a learner's mistake.
    """
    try:
        wanted = wanted_quantities(names)
        asked = asked_quantities(function, wanted)
        try:
            runs = _runs(function, asked, wanted, SINGLE, loud=True)
        except Stopped as stopped:
            return _on_square(function, asked, wanted, stopped)
        if wrong_ones(runs):
            return diagnose(runs, asked)
        return Feedback(True, _right_words(runs) + _batch_words(function, asked, wanted))
    except Refused as refused:
        return refused.feedback


def _runs(
    function: Callable, asked: dict[str, bool], wanted: list[str], sizes: Iterable, formulas: Mapping = {}, loud=False
) -> Runs:
    """The answers on a random network of each size, with `formulas` in place of the table's.

    What the function prints is shown the first time only, and only if `loud`.
    """
    traces = [_random_trace(*one, formulas) for one in sizes]
    return [(t, answers(function, asked, wanted, t, quiet=not loud or t is not traces[0])) for t in traces]


def _random_trace(n: int, h: int, m: int, examples: int, formulas: Mapping[str, str]) -> Trace:
    draw = np.random.default_rng((n, h, m, examples))
    x, y = draw.standard_normal((n, examples)), draw.uniform(size=(m, examples))
    trace = Network.random(n, h, m, seed=10 * n + h).trace(x, y)
    made = FormulaPass(trace, formulas)
    return (
        replace(trace, **{name: made[name] for name, row in QUANTITIES.items() if row.formula}) if formulas else trace
    )


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
    return f"Right: {listed(names)} {verb} to {digits} digits on {networks}."


def _hidden(function: Callable, asked: dict[str, bool], wanted: list[str], sizes: Iterable) -> tuple[dict, Runs] | None:
    """The mistakes that show on networks of these sizes, and the answers that show them; None where none fits.

    With several examples both ways of counting are tried: the mean over the examples, and the primer's formulas.
    """
    for formulas in ({}, PRIMER):
        try:
            runs = _runs(function, asked, wanted, sizes, formulas)
        except Refused:
            return None
        if wrong_ones(runs) and (found := named(runs, wanted, asked, formulas)):
            return found, runs
    return None


def _on_square(function: Callable, asked: dict[str, bool], wanted: list[str], stopped: Stopped) -> Feedback:
    """The feedback for a function that stops on a network whose sizes differ."""
    for sizes in (SQUARE, SQUARE_BATCHES):
        if hidden := _hidden(function, asked, wanted, sizes):
            return told(*hidden, before=f"{stopped}\nWhere all sizes are alike it runs, and shows what was done. ")
    return stopped.feedback


def _batch_words(function: Callable, asked: dict[str, bool], wanted: list[str]) -> str:
    """Whether what is right for one example is right for several, and what is missing."""
    try:
        runs = _runs(function, asked, wanted, BATCHES)
    except Refused as refused:
        hidden, _ = _hidden(function, asked, wanted, SQUARE_BATCHES) or ({}, None)
        missing = [MISTAKES[name].sentence for name in hidden] or [str(refused)]
    else:
        missing = _missing(*runs[0], wrong_ones(runs))
    if not missing:
        return " Batches of several examples come out right, too."
    return "\nThat is the primer's case, one example. With N examples side by side it would not do yet: " + " ".join(
        missing
    )


def _missing(trace: Trace, answer: dict[str, np.ndarray], wrong: list[str]) -> list[str]:
    """What quantities that are right for one example lack for several."""
    examples, too_large, unsummed, others = trace.sizes["N"], [], [], []
    for name in wrong:
        right = np.asarray(getattr(trace, name))
        if same(answer[name], examples * right):
            too_large.append(name)
        elif QUANTITIES[name].shape[1:] == ("1",) and answer[name].shape == (len(right), examples):
            unsummed.append(name)
        else:
            others.append(unknown([(trace, answer)], [name]).message)
    if too_large:
        others.append(f"The loss is the mean over the examples, so a factor 1/N is missing in {listed(too_large)}.")
    if unsummed:
        others.append(f"All examples share the biases, so a sum over the examples is missing in {listed(unsummed)}.")
    return others


def check_shapes(function: Callable) -> Feedback:
    """Compares the shapes in the dict that `function(n, h, m)` returns, by code name, with the notation table's."""
    try:
        for n, h, m, _ in SINGLE:
            shapes = run(function, n=n, h=h, m=m)
            if shapes is None or shapes is ...:
                raise unfilled()
            if not isinstance(shapes, dict) or not shapes:
                raise Refused(f"Return a dict of shapes by name, like {{'x': (n, 1)}}; this is {kind(shapes)}.")
            for name, shape in shapes.items():
                _compare_shape(known(name).name, shape, n, h, m)
    except Refused as refused:
        return refused.feedback
    return Feedback(True, f"Right: the shapes of {', '.join(shapes)} fit for {len(SINGLE)} choices of n, h and m.")


def _compare_shape(name: str, shape, n: int, h: int, m: int) -> None:
    right = QUANTITIES[name].shape_for(n=n, h=h, m=m)
    if shape is None or shape is ... or isinstance(shape, tuple) and any(size is ... for size in shape):
        raise unfilled(f", there is still a ... in the shape of {name}")
    if not isinstance(shape, tuple) or not all(type(size) is int for size in shape):
        raise Refused(f"The shape of {name} should be a tuple such as (n, 1), but is {kind(shape)}.")
    if shape == right:
        return
    sizes = f"With n = {n}, h = {h}, m = {m} you say {name} is {shape}."
    if shape == right[::-1]:
        raise Refused(f"{sizes} The two sizes are the other way round: rows first, and (W)_ij leads to i, from j.")
    if len(shape) == 1:
        raise Refused(f"{sizes} That is a 1-D array; here every vector is a column, with two sizes.")
    raise Refused(f"{sizes} Multiply it out: what has to stand left and right of {name} in its formula?")
