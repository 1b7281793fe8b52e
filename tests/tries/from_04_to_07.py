"""Notebooks 04 to 07: their *what to try* rows, tried, and what would give their predictions away."""

import re

import numpy as np

from . import Try

#: Patterns (regular expressions) that must not stand above the question.
GIVEN_AWAY: dict[str, list[str]] = {
    "confidently wrong": [r"0\.0003", "hardly learns", "learns slowly", "saturated", r"\\sigma'\(z", "slope near 0"],
    "steepest sigmoid": [r"1/4|¼|\\frac\{1\}\{4\}", r"1 - \\sigma", "Where is the slope largest", "at 0 the slope"],
    "gradient of a zero bias": [r"\{\\partial b_2\} =", "its gradient is not 0", "identity", "whatever the bias"],
    "silent unit": ["Make one 0", "set to 0|to 0:", "column .*is 0", r"a_1\^T", r"\\, \(a_1\)_j"],
    "two paths": [r"W_2\^T", r"\\sum", "add up", "sum of", "and the sum", "cancel"],
    "detached": ["stops there", "stop gradient", "disagrees", "∂L/∂W₁ is 0", "still passes"],
    "paths of a first weight": ["two paths", "2 paths", "each output", "every path", r"\\sum"],
    "a smaller step": [r"1/h", "h\\^2", "rounding", "round-off", "best step"],
    "all targets met": ["hardly any", "no error", "on target", "onto the outputs", "factor of every"],
}


def near(number, wanted, by=0.001):
    return abs(number - wanted) < by


def zero(array):
    return not np.any(array)


def best_h(seen):
    """The best step that the error curve tells, as a power of ten: -4.7 for 1.8·10⁻⁵."""
    digits, power = re.search(r"Least near h = ([\d.]+)·10(\S+),", seen.views["error curve"]).groups()
    return np.log10(float(digits)) + int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


def off(seen):
    """How far off the finite difference is that the error curve tells."""
    digits, power = re.search(r"it is off by ([\d.]+)·10([⁻⁰-⁹¹²³]+)\.'", seen.views["error curve"]).groups()
    return float(digits) * 10.0 ** int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


def product(seen, path):
    """What the path through one output contributes to the gradient of hidden activation 0."""
    return seen.trace.W2[path, 0] * seen.trace.dL_dz2[path, 0]


TRIES: list[Try] = [
    # 04
    Try(
        *("04", "key", "z₂[0]", "could hardly be more wrong, but its gradient is tiny", "slope"),
        [{"z2[0]": -8}],
        lambda _, there: there.trace.a2[0, 0] < 0.001 and 0 < -there.trace.dL_dz2[0, 0] < 0.0004,
    ),
    Try(
        *("04", "key", "z₂[0]", "At −2 it is more than 200 times as large", "slope"),
        [{"z2[0]": -8}, {"z2[0]": -2}],
        lambda _, far, near: 200 < near.trace.dL_dz2[0, 0] / far.trace.dL_dz2[0, 0] < 300,
    ),
    Try(
        *("04", "key", "z₂[1]", "At 0 the slope is ¼. At 2 and at −2 it is smaller, and the same at both", "slope"),
        [{"z2[1]": z} for z in (0, 2, -2)],
        lambda _, *at: (
            near(at[0].trace.da2_dz2[1, 0], 0.25, 1e-12)
            and near(at[1].trace.da2_dz2[1, 0], at[2].trace.da2_dz2[1, 0], 1e-12)
            and at[1].trace.da2_dz2[1, 0] < 0.2
        ),
    ),
    Try(
        *("04", "key", "z₂[0], z₂[1]", "At 10 and −10, the ends, both outputs almost meet their targets", "slope"),
        [{"z2[0]": 10, "z2[1]": -10}],
        lambda _, there: np.abs(there.trace.dL_da2).max() < 1e-4 and 0 < there.trace.loss < 1e-8,
    ),
    Try(
        *("04", "key", "y[0]", "the gradient of z₂[0] changes its sign, but the slope stays", "slope"),
        [{"y[0]": 1}, {"y[0]": 0}],
        lambda _, one, zero: (
            one.trace.dL_dz2[0, 0] < 0 < zero.trace.dL_dz2[0, 0] and one.trace.da2_dz2[0, 0] == zero.trace.da2_dz2[0, 0]
        ),
    ),
    # 05
    Try(
        *("05", "key", "a₁[0], a₁[1], a₁[2]", "Set a₁[1] to 0: column 1", "outer"),
        [{"a1[1]": 0}],
        lambda before, after: (
            before.trace.dL_dW2.all()
            and (after.trace.dL_dW2 == 0).tolist() == [[False, True, False]] * 2
            and after.trace.dL_db2.all()
            and zero(after.trace.dL_dW1)
        ),
    ),
    Try(
        *("05", "key", "y[0]", "Near 0.68 row 0 almost vanishes", "outer"),
        [{"y[0]": 0.68}],
        lambda before, after: (
            np.abs(after.trace.dL_dW2[0]).max() < 0.02 * np.abs(before.trace.dL_dW2[0]).max()
            and near(after.trace.dL_da2[0, 0], 0, 0.005)
            and (after.trace.dL_dW2[1] == before.trace.dL_dW2[1]).all()
        ),
    ),
    Try(
        *("05", "key", "b₂[0]", "stays equal to that of z₂[0]", "outer"),
        [{"b2[0]": 0}, {"b2[0]": 2}, {"b2[0]": -1}],
        lambda _, *at: (
            near(at[0].trace.dL_db2[0, 0], -0.07)
            and all((each.trace.dL_db2 == each.trace.dL_dz2).all() for each in at)
            and at[1].trace.dL_db2[0, 0] != at[0].trace.dL_db2[0, 0] != at[2].trace.dL_db2[0, 0]
        ),
    ),
    Try(
        *("05", "cubekey", "a₁[0], a₁[1], a₁[2]", "For W₂[0,1] only a₁[1] changes the entry with k = 0", "cube"),
        [{"highlight": "W₂[0,1]"}, {"a1[0]": 0.1, "a1[2]": 0.9}, {"a1[1]": 0.77}],
        lambda _, chosen, others, own: (
            "a₁[1] = <b>0.400</b>" in chosen.views["three indices"]
            and "a₁[1] = <b>0.400</b>" in others.views["three indices"]
            and "a₁[1] = <b>0.770</b>" in own.views["three indices"]
            and all("0, since k ≠ 0" in each.views["three indices"] for each in (chosen, others, own))
        ),
    ),
    Try(
        *("05", "cubekey", "cells", "At 6 the whole gradient is there", "cube"),
        [{"cells": 6}],
        lambda before, after: (
            before.views["outer product"].count(">·</td>") == 5 and after.views["outer product"].count(">·</td>") == 0
        ),
    ),
    Try(
        *("05", "cubekey", "look at", "b₂[0]: the derivative of z₂[0] is 1, that of z₂[1] is 0", "cube"),
        [{"highlight": "b₂[0]"}],
        lambda _, after: (
            "<b>1</b>" in after.views["three indices"] and "0, since k ≠ 0" in after.views["three indices"]
        ),
    ),
    # 06
    Try(
        *("06", "key", "W₂[0,0]", "contributes nothing. The other one still does", "back_paths"),
        [{"W2[0,0]": 0}],
        lambda before, after: product(before, 0) and not product(after, 0) and abs(product(after, 1)) > 0.05,
    ),
    Try(
        *("06", "key", "W₂[1,0]", "Near 0.4 the two paths cancel", "back_paths"),
        [{"W2[1,0]": 0.4}],
        lambda _, after: (
            abs(after.trace.dL_da1[0, 0]) < 0.1 * min(abs(product(after, 0)), abs(product(after, 1)))
            and product(after, 0) < -0.05 < 0.05 < product(after, 1)
        ),
    ),
    Try(
        *("06", "key", "y[0], y[1]", "Set y[0] to the output's value, 0.72", "back_paths"),
        [{"y[0]": 0.72}],
        lambda before, after: abs(product(after, 0)) < 0.01 * abs(product(before, 0)),
    ),
    Try(
        *("06", "heldmd", "let it flow", "Set x[0] to 3: outputs and loss change", "hold"),
        [{"held": "let it flow", "x[0]": 3}],
        lambda before, after: (
            not near(before.trace.a2[0, 0], after.trace.a2[0, 0], 0.01)
            and not near(before.trace.loss, after.trace.loss, 0.01)
            and after.trace.dL_dW1.all()
        ),
    ),
    Try(
        *("06", "heldmd", "hold a₁", "outputs and loss stay", "hold"),
        [{"held": "hold a₁"}, {"x[0]": 3}],
        lambda start, held, after: (
            start.trace.loss == held.trace.loss == after.trace.loss
            and (held.trace.a2 == after.trace.a2).all()
            and zero(after.trace.dL_dW1)
            and "All 6 agree" in after.views["checked"]
        ),
    ),
    Try(
        *("06", "heldmd", "detach a₁", "outputs and loss change as if it flowed", "hold"),
        [{"x[0]": 3}, {"held": "detach a₁"}],
        lambda _, flow, detached: (
            flow.trace.loss == detached.trace.loss
            and (flow.trace.a2 == detached.trace.a2).all()
            and zero(detached.trace.dL_dW1)
            and "All 6 agree" in flow.views["checked"]
            and "Wrong: ∂L/∂W₁" in detached.views["checked"]
        ),
    ),
    # 07
    Try(
        *(
            "07",
            "key",
            "x[0]",
            "the gradients of all weights from it are 0, those of the biases are not",
            "first_weights",
        ),
        [{"x[0]": 0}],
        lambda _, after: zero(after.trace.dL_dW1[:, 0]) and after.trace.dL_dW1[:, 1].all() and after.trace.dL_db1.all(),
    ),
    Try(
        *("07", "key", "W₁[0,0]", "Push it to 4: its gradient falls to less than a tenth", "first_weights"),
        [{"W1[0,0]": 4}],
        lambda before, after: (
            0.05 < after.trace.dL_dW1[0, 0] / before.trace.dL_dW1[0, 0] < 0.1
            and "The smallest factor on its largest path: the sigmoid's slope σ′(z₁)[0]" in after.views["why zero"]
        ),
    ),
    Try(
        *("07", "key", "W₂[0,0], W₂[1,0]", "With both at 0 nothing comes back to hidden unit 0", "first_weights"),
        [{"W2[0,0]": 0, "W2[1,0]": 0}],
        lambda before, after: (
            before.trace.dL_dW1[0].all()
            and zero(after.trace.dL_da1[0])
            and zero(after.trace.dL_dW1[0])
            and after.trace.dL_dW1[1:].all()
        ),
    ),
    Try(
        *("07", "key", "y[0], y[1]", "At 0.72 and 0.37 both outputs are almost on target", "first_weights"),
        [{"y[0]": 0.72, "y[1]": 0.37}],
        lambda before, after: (
            np.abs(after.trace.dL_da2).max() < 0.005
            and all(np.abs(getattr(after.trace, f"dL_d{name}")).max() < 0.001 for name in ("W1", "b1", "W2", "b2"))
            and np.abs(before.trace.dL_dW2).max() > 0.05
        ),
    ),
    Try(
        *("07", "key", "look at", "x[0] has six paths, two through each hidden unit", "first_weights"),
        [{"highlight": "x[0]"}],
        lambda _, after: [after.views["paths"].count(f"x[0]→z₁[{i}]→") for i in range(3)] == [2, 2, 2],
    ),
    Try(
        *("07", "vkey", "W₁[0,0]", "the best step is within a factor of 10 of", "best_step"),
        [{"W1[0,0]": -4}, {"W1[0,0]": 4}],
        lambda *at: all(near(best_h(each), -5, 1) for each in at),
    ),
    Try(
        *("07", "vkey", "exponent", "at −8 and at −2, the error is more than 100 times as large", "best_step"),
        [{"exponent": -5}, {"exponent": -8}, {"exponent": -2}],
        lambda _, best, small, large: min(off(small), off(large)) > 100 * off(best) and near(best_h(best), -5, 0.5),
    ),
]
