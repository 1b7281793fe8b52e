"""Notebook 13: its *what to try* rows, tried, and what would give its predictions away."""

import re

import numpy as np

from . import Try

#: Patterns (regular expressions) that must not stand above the question.
GIVEN_AWAY: dict[str, list[str]] = {
    "tanh in the hidden layer": [r"one (line|factor)", r"only .{0,20}slope", r"slope of tanh", r"written differently"],
    "one of three shares": [r"all three", r"mixes", r"full and not diagonal", r"others? (lose|fall)"],
    "wrong and sure again": [r"whole error", r"learns fast", r"stuck at"],
}


def _switch(control, says, moves, claim):
    return Try("13", "key", control, says, "switch", moves, claim)


def _kink(control, says, moves, claim):
    return Try("13", "kinkkey", control, says, "kink", moves, claim)


def _softmax(control, says, moves, claim):
    return Try("13", "softkey", control, says, "softmax", moves, claim)


def _slow(control, says, moves, claim):
    return Try("13", "slowkey", control, says, "slow", moves, claim)


def _deep(control, says, moves, claim):
    return Try("13", "deepkey", control, says, "deep", moves, claim)


def _backward(trace):
    return [getattr(trace, name) for name in vars(trace) if name.startswith(("dL_d", "da"))]


def _left(now):
    """The share of δ that is left at layer 1."""
    first, *_, last = (np.linalg.norm(delta) for delta in now.trace.delta)
    return first / last


RELU, BINARY = {"hidden": "ReLU"}, {"kind": "binary cross-entropy"}
TRIES: list[Try] = [
    _switch(
        "hidden",
        "one line of the backward pass is written differently. Yet the numbers of all ten change",
        [{"hidden": "tanh"}],
        lambda start, now: (
            "that is 1 of 10 lines" in str(now.views)
            and len(_backward(now.trace)) == 10
            and not any(map(np.array_equal, _backward(now.trace), _backward(start.trace)))
        ),
    ),
    _switch(
        "output",
        "the first gradients are written differently, and the gradient at $z_2$ is the plain error",
        [{"output": "sigmoid, cross-entropy"}],
        lambda start, now: (
            "Written differently (←): L, ∂L/∂a₂, ∂L/∂z₂." in str(now.views)
            and np.array_equal(now.trace.dL_dz2, now.trace.a2 - now.trace.y)
        ),
    ),
    _switch(
        *("x[0]", "hidden unit 0 is off, and nothing reaches the first row of $W_1.$", [{**RELU, "x[0]": -3}]),
        lambda start, now: (
            not now.trace.dL_dW1[0].any()
            and now.trace.dL_dW1[1].all()
            and "Off, with a slope of 0: z₁[0]." in now.sentence
        ),
    ),
    _switch(
        "W₁[0,0]",
        "$a_1[0]$ leaves the range of the sigmoid, but its slope is still 1",
        [{"hidden": "linear", "W1[0,0]": -4}],
        lambda start, now: now.trace.a1[0, 0] < 0 and now.trace.da1_dz1[0, 0] == 1,
    ),
    _kink(
        "b₁[0]",
        "At 0 three numbers fail the check",
        [{"b1[0]": 0}, {"b1[0]": 0.05}],
        lambda start, at, beside: (
            str(at.views).count("bp-faulty") == 3 and "bp-faulty" not in str(beside.views) and at.trace.z1[0, 0] == 0
        ),
    ),
    _kink(
        *("b₁[0]", "the gradients of its weights and its bias are exactly 0", [{"b1[0]": -2}]),
        lambda start, now: (
            not now.trace.dL_dW1[0].any()
            and now.trace.dL_db1[0, 0] == 0
            and "is not above 0, the ReLU's slope" in str(now.views)
        ),
    ),
    _kink(
        *("look at", "its gradient is 0 as well, for another reason", [{"b1[0]": -2, "highlight": "W₂[0,0]"}]),
        lambda start, now: now.trace.dL_dW2[0, 0] == 0 and "the activation a₁[0] is 0" in str(now.views),
    ),
    _softmax(
        *("b₂[0]", "At 4 all three outputs have changed, and the gradient is nearly 0", [{"b2[0]": 4}]),
        lambda start, now: (
            (now.trace.a2 != start.trace.a2).all()
            and np.abs(now.trace.dL_dz2).max() < 0.05
            and np.array_equal(now.trace.z2[1:], start.trace.z2[1:])
        ),
    ),
    _softmax(
        *("look at", "one term is not 0, and it is off the diagonal", [{"highlight": "z₂[1]"}]),
        lambda start, now: bool(
            re.search(r"∂L/∂z₂\[1\] = \(−[\d.]+\)·\(−[\d.]+\) \+ [\d.]+·0 \+ \(−[\d.]+\)·0", str(now.views))
        ),
    ),
    _slow(
        "kind",
        "At step 10 the output is 0.0004 with half the squared error and 0.81 with the cross-entropy",
        [{"step": 10}, BINARY],
        lambda start, half, cross: (
            f"{half.trace.a2.item():.4f}" == "0.0004" and f"{cross.trace.a2.item():.2f}" == "0.81"
        ),
    ),
    _slow(
        *("step, ▶ Play", "the output passes ½ only after step 1000", [{"step": 1000}, {"step": 1500}]),
        lambda start, before, after: before.trace.a2.item() < 0.5 < after.trace.a2.item(),
    ),
    _deep(
        "activation",
        "2 · 10⁻¹⁰ of δ is left at layer 1 with sigmoids, and 0.08 with **ReLU**",
        [{"scale": 0.35}, {"activation": "ReLU"}],
        lambda start, sigmoids, relu: f"{_left(sigmoids):.0e}" == "2e-10" and f"{_left(relu):.2f}" == "0.08",
    ),
    _deep(
        "scale",
        "0.1 leaves 3 · 10⁻¹² and 0.5 makes δ grow 290-fold",
        [{"activation": "ReLU", "scale": 0.1}, {"scale": 0.5}],
        lambda start, small, large: f"{_left(small):.0e}" == "3e-12" and round(_left(large), -1) == 290,
    ),
]
