"""Notebook 08: its *what to try* rows, tried, and what would give their predictions away."""

import re

import numpy as np

from . import Try

#: Patterns (regular expressions) that must not stand above the question.
GIVEN_AWAY: dict[str, list[str]] = {
    "a long step": [
        "breaks its promise",
        "loss rises",
        "thrown out",
        "bends",
        "other side of the valley|valley to the other",
    ],
    "border of the learning rate": [r"2\s*/\s*c\b", "curvature", "parabola", r"10\.5", r"\*\*11\*\*"],
}


def rounded(number: float, to: str) -> bool:
    """Whether a number, rounded to as many significant digits as `to` has, is `to`."""
    digits = len(to.replace(".", "").lstrip("0").rstrip("0"))
    return float(f"{number:.{digits - 1}e}") == float(to)


def descent(control: str, says: str, moves, claim, cell: str = "key") -> Try:
    return Try("08", cell, control, says, "descent", moves, claim)


def at_60(says: str, eta: float, claim, cell: str = "key", control: str = "η") -> Try:
    """What a training of 60 steps with this learning rate shows."""
    return descent(control, says, [{"step": 60}, {"eta": eta}], lambda *seen: claim(seen[-1]), cell)


def jumps_from_side_to_side(seen, last: int = 20) -> bool:
    """Whether each of the last steps crosses the bottom of the valley, which is at W1[0,0] = -0.300."""
    beside = seen.state.path("W1[0,0]")[-last:] + 0.300
    return bool((beside[1:] * beside[:-1] < 0).all()) and abs(beside[-1] - beside[-3]) < 0.01


def stays_on_a_plateau(seen) -> bool:
    losses, trace = seen.state.losses, seen.trace
    flat = max(abs(float(trace.dL_dW1[0, 0])), abs(float(trace.dL_dW2[0, 0]))) < 1e-4
    return flat and abs(losses[-1] - losses[-20]) < 1e-4 and losses[-1] > 3 * losses.min()


def settles(seen) -> bool:
    return np.ptp(seen.state.losses[-5:]) < 1e-5 and rounded(seen.state.losses[-1], "0.0072")


def first_rise(seen) -> int:
    return int(np.argmax(np.diff(seen.state.losses) > 0))


def printed(control: str, says: str, order: str, step: int, wrong: set[str]) -> Try:
    """A row about Mazur's numbers: at this step exactly these quantities don't have the printed digits."""

    def claim(*seen) -> bool:
        rows = [row for row in seen[-1].views["printed"].split("<tr")[2:] if "✗" in row]
        texts = [re.sub(r"<[^>]+>|>", " ", row).split()[0].partition("[")[0] for row in rows]
        return set(texts) == wrong

    return Try("08", "orderkey", control, says, "mazur", [{"order": order}, {"step": step}], claim)


TOGETHER, IN_PLACE = "all four together", "W₂ first, in place"

TRIES: list[Try] = [
    at_60("**1** crawls: the loss is still 0.058", 1.0, lambda seen: rounded(seen.state.losses[-1], "0.058")),
    at_60("**6** arrives at the bottom of the valley, at 0.0072", 6.0, settles),
    at_60("**15** jumps from one side of the valley to the other, forever", 15.0, jumps_from_side_to_side),
    at_60("**60** is thrown out onto a plateau", 60.0, stays_on_a_plateau),
    descent(
        "step",
        "With η = 6, drag it from 0 to 60: the loss falls at every step",
        [{"eta": 6.0}, {"step": 60}],
        lambda *seen: bool((np.diff(seen[-1].state.losses) < 0).all()),
    ),
    descent(
        "▶ Play, ◀ step back, step forward ▶",
        "Set η to 15 and step to 9. The next step promises a lower loss, and the loss rises",
        [{"eta": 15.0}, {"step": 9}],
        lambda *seen: seen[-1].state.predicted_loss < seen[-1].state.losses[-1] and "loss rises" in seen[-1].sentence,
    ),
    at_60("**10** settles at the bottom", 10.0, settles, "borderkey", "η"),
    at_60(
        "**11** does not: from step 26 on, the loss rises",
        11.0,
        lambda seen: first_rise(seen) == 26 and bool((np.diff(seen.state.losses[26:]) > 0).all()),
        "borderkey",
        "η",
    ),
    printed("order", "the eight weights agree, the printed loss does not", TOGETHER, 1, {"L"}),
    printed("order", "the loss agrees to every digit, and $W_1$ does not", IN_PLACE, 1, {"W₁"}),
    printed("step", "*All four together*: all printed digits agree", TOGETHER, 0, set()),
    printed("step", "*In place*: ∂L/∂W₁ does not", IN_PLACE, 0, {"∂L/∂W₁"}),
]
