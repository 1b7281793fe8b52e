"""Notebooks 00 to 03: their *what to try* rows, tried, and what would give their predictions away."""

import re

import numpy as np

from backprop_helpers.mathematics.gradient_check import loss_along
from backprop_helpers.notation.table import element

from . import Try

#: Patterns (regular expressions) that must not stand above the question.
GIVEN_AWAY: dict[str, list[str]] = {
    "sign of a gradient": [r"negative (slope|gradient)", r"the loss falls|lowers the loss", "opposite"],
    "what backpropagation changes": [r"not\*\* learn", r"backpropagation\*? (computes|finds)", "gradient descent uses"],
    "shape of W1": [r"\(h, n\)", "h × n", r"row (of \S+ )?(for|belongs)"],
    "what follows an input": [r"(every|all) hidden unit", r"\\sum_\{j", "every output", "column 1"],
    "half a sum of squares": [r"\b0[.,](14|07)\b", r"mean over the outputs|mean squared", r"0\.09"],
    "gradient at an output": [r"a_2 - y|a₂ − y", "difference", r"minus|subtract", r"∂L/∂a₂\[0\] ="],
    "other outputs": [r"(slope|gradient)[^.|]* stays", "own term", r"whole curve moves", r"\\sum_i"],
}
Z1, A2 = "z₁: pre-activation of the hidden layer", "a₂: activation of the output layer"
LOSS = "L: loss: half the sum of the squared errors"
FORWARD = ("z1", "a1", "z2", "a2", "loss")


def at(seen, name):
    """One number of the trace that is shown."""
    found = element(name)
    return getattr(seen.trace, found.name)[found.place] if found.index else getattr(seen.trace, found.name)


def changed(before, after, names):
    """Which of these arrays have other numbers, or another shape."""
    pairs = {name: (getattr(before.trace, name), getattr(after.trace, name)) for name in names}
    return {name for name, pair in pairs.items() if not np.array_equal(*pair)}


def of_another_shape(before, after):
    names = ("x", "W1", "b1", "z1", "a1", "W2", "b2", "z2", "a2", "y")
    names += tuple(f"dL_d{name}" for name in names if hasattr(before.trace, f"dL_d{name}"))
    return {name for name in names if getattr(before.trace, name).shape != getattr(after.trace, name).shape}


def below(share, after, before, *names):
    """Whether row 0 of each of these arrays is below this share of what it was."""
    pairs = [(getattr(after.trace, name)[0], getattr(before.trace, name)[0]) for name in names]
    return all(np.all(abs(now) < share * abs(then)) for now, then in pairs)


def lowest(seen):
    """Where the curve of the loss against output 0 has its lowest point."""
    grid = np.linspace(0, 1, 101)
    return grid[np.argmin(loss_along(seen.trace, element("a2[0]"), grid))]


def missed(seen):
    return float(re.search(r"a difference of ([\d.]+)\d*\.'", seen.views["loss curve"])[1])


START_HERE = [
    Try(
        *("00", "key", "x[0], x[1]", "every weight that starts at this input is now 0", "machine"),
        [{"x[0]": 0}],
        lambda start, now: bool(np.all(start.trace.dL_dW1 != 0)) and set(now.trace.dL_dW1[:, 0]) == {0.0},
    ),
    Try(
        *("00", "key", "x[0], x[1]", "these weights change nothing", "machine"),
        [{"x[0]": 0}, {"W1[0,0]": 4}],
        lambda start, without, moved: changed(without, moved, ("z1", "z2", "a2", "loss")) == set(),
    ),
    Try(
        *("00", "key", "y[0]", "of the weights and the bias of this output almost vanish", "machine"),
        [{"y[0]": 0.72}],
        lambda start, now: below(0.01, now, start, "dL_dW2", "dL_db2") and at(now, "dL_db2[1]") > 0.05,
    ),
    Try(
        *("00", "key", "W₁[0,0]", "shrink to less than a tenth", "machine"),
        [{"W1[0,0]": 4}],
        lambda start, now: below(0.1, now, start, "dL_dW1", "dL_db1"),
    ),
    Try(
        *("00", "key", "W₂[0,0]", "output 0 stays as it is, output 1 still changes", "machine"),
        [{"W1[0,0]": 2}, {"W2[0,0]": 0, "W1[0,0]": 0.8}, {"W1[0,0]": 2}],
        lambda start, first, cut, now: (
            at(start, "a2[0]") != at(first, "a2[0]")
            and [at(cut, f"a2[{i}]") != at(now, f"a2[{i}]") for i in (0, 1)] == [False, True]
        ),
    ),
    Try(
        *("00", "key", "W₂[1,1]", "At −1 the loss is about half", "machine"),
        [{"W2[1,1]": -1}],
        lambda start, now: at(start, "dL_dW2[1,1]") > 0 and 0.45 < now.trace.loss / start.trace.loss < 0.55,
    ),
]
NOTATION = [
    Try(
        *("01", "sizekey", "n", "Which two arrays change? One of them has its gradient in the table", "sizes"),
        [{"n": 3}],
        lambda start, now: of_another_shape(start, now) == {"x", "W1", "dL_dW1"},
    ),
    Try(
        *("01", "sizekey", "h", "Five of the ten arrays change", "sizes"),
        [{"h": 5}],
        lambda start, now: (
            {name for name in of_another_shape(start, now) if "_" not in name} == {"W1", "b1", "z1", "a1", "W2"}
            and now.trace.W1.shape[0] == 5 != now.trace.W2.shape[0]
        ),
    ),
    Try(
        *("01", "sizekey", "m", "no shape will tell you", "sizes"),
        [{"n": 2, "h": 2, "m": 2}],
        lambda start, now: now.trace.W1.shape == now.trace.W2.shape == now.trace.W2.T.shape == (2, 2),
    ),
]
FORWARD_PASS = [
    Try(
        *("02", "key", "x[1]", "what z₁[0] will be at x[1] = 1", "forward_pass"),
        [{"stage": Z1, "x[1]": 1}],
        lambda start, now: np.isclose(at(now, "z1[0]"), -0.38) and "−0.380" in now.views["equation"],
    ),
    Try(
        *("02", "key", "W₁[0,1]", "Now z₁[0] stays as it is; z₁[1] and z₁[2] still change", "forward_pass"),
        [{"W1[0,1]": 0}, {"x[1]": 1}],
        lambda start, cut, now: [at(cut, f"z1[{i}]") != at(now, f"z1[{i}]") for i in range(3)] == [False, True, True],
    ),
    Try(
        *("02", "key", "x[0]", "every number that is computed changes", "forward_pass"),
        [{"stage": LOSS}, {"x[0]": 2}],
        lambda start, before, now: all(
            np.all(getattr(before.trace, name) != getattr(now.trace, name)) for name in FORWARD
        ),
    ),
    Try(
        *("02", "key", "W₂[0,1]", "which output changes, and which doesn't", "forward_pass"),
        [{"stage": LOSS}, {"W2[0,1]": 2}],
        lambda start, before, now: [at(before, f"a2[{i}]") != at(now, f"a2[{i}]") for i in (0, 1)] == [True, False],
    ),
    Try(
        *("02", "key", "b₂[0]", "comes close to 1, then to 0, and reaches neither", "forward_pass"),
        [{"stage": LOSS}, {"b2[0]": 4}, {"b2[0]": -4}],
        lambda start, before, high, low: 0.98 < at(high, "a2[0]") < 1 and 0 < at(low, "a2[0]") < 0.05,
    ),
    Try(
        *("02", "key", "y[0]", "It changes the loss and nothing else", "forward_pass"),
        [{"stage": LOSS}, {"y[0]": 0.72}, {"y[0]": 0.71}, {"y[0]": 0.73}],
        lambda start, before, best, *beside: (
            changed(before, best, FORWARD) == {"loss"} and all(best.trace.loss < one.trace.loss for one in beside)
        ),
    ),
    Try(
        *("02", "sigmoidkey", "z₁[0], z₁[1], z₁[2]", "its activation rises by 0.381", "sigmoid_curve"),
        [{"z1[0]": 0}, {"z1[0]": 2}],
        lambda start, low, high: round(at(high, "a1[0]") - at(low, "a1[0]"), 3) == 0.381,
    ),
    Try(
        *("02", "sigmoidkey", "z₁[0], z₁[1], z₁[2]", "from 4 to 6: only 0.016", "sigmoid_curve"),
        [{"z1[0]": 4}, {"z1[0]": 6}],
        lambda start, low, high: (
            round(at(high, "a1[0]") - at(low, "a1[0]"), 3) == 0.016 and "Saturated" in high.sentence
        ),
    ),
]
STEP_1 = [
    Try(
        *("03", "key", "a₂[0]", "the slope is 0. Move it on to 0.8: the slope has changed its sign", "parabola"),
        [{"a2[0]": 0.6}, {"a2[0]": 0.8}],
        lambda start, on_target, beyond: (
            at(start, "dL_da2[0]") < 0 == at(on_target, "dL_da2[0]") < at(beyond, "dL_da2[0]")
            and "= 0: to first order" in on_target.sentence
        ),
    ),
    Try(
        *("03", "key", "a₂[1]", "the whole curve moves up, but the slope at the dot stays the same", "parabola"),
        [{"a2[1]": 0.9}],
        lambda start, now: (
            np.ptp([loss_along(each.trace, element("a2[0]"), [0, 0.5, 1]) for each in (start, now)], axis=0).min() > 0.3
            and at(start, "dL_da2[0]") == at(now, "dL_da2[0]")
        ),
    ),
    Try(
        *("03", "key", "y[0]", "The lowest point of the curve moves with it", "parabola"),
        [{"y[0]": 0.2}, {"y[0]": 0.9}],
        lambda start, low, high: np.allclose([lowest(each) for each in (start, low, high)], [0.6, 0.2, 0.9]),
    ),
    Try(
        *("03", "key", "nudge", "the difference between the curve and its tangent shrinks to a quarter", "parabola"),
        [{"nudge": 0.15}],
        lambda start, now: abs(missed(now) / missed(start) - 1 / 4) < 0.002,
    ),
]
TRIES: list[Try] = [*START_HERE, *NOTATION, *FORWARD_PASS, *STEP_1]
