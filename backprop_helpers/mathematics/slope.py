"""The slope of a loss along a line, measured with several steps, and how far the measurement can be trusted."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

ROUND_OFF = 4  # how many units of its last digit a loss may be off
TINY = 1e-30  # what is smaller counts as 0
FAR = 100  # so many times its error a slope is off before more steps would tell nothing new


class Slope(NamedTuple):
    """A measured slope, its estimated error, whether the claimed one fits, and the step that was used.

    At a kink, `kink` holds the slopes on the left and on the right.
    """

    value: float
    error: float
    fits: bool
    step: float
    kink: tuple[float, float] | None = None


def central(line: Callable, claimed: float, step: float, epsilon: float = 0.0) -> tuple[float, float]:
    """Return the central difference of a loss with one step, and its round-off.

    `line(t)` gives the loss at t, and what the claimed gradient says for the way that was really gone, after rounding.
    """
    (up, said_up), (down, said_down) = line(step), line(-step)
    noise = ROUND_OFF * epsilon * (abs(up) + abs(down) + abs(said_up) + abs(said_down)) / (2 * step)
    return claimed + ((up - down) - (said_up - said_down)) / (2 * step), noise


def measure(
    line: Callable, claimed: float, size: float, epsilon: float, scale: float, allowed: float, own: float | None = None
) -> Slope:
    """Compare a slope at 0 with the one that is `claimed`, a sum of terms of this `size`; it may be off by `allowed`.

    `line` is as in `central`, `epsilon` the relative precision, `scale` what is a large step, or 0, and `own` the size
    of the number that is moved, if it is one: beside others it may be small. Two values of `line` are enough if they
    confirm the claim, and seven if it is far off. Otherwise steps are tried from small to large, and the largest
    decides whose slope agrees with those of all smaller ones: neither round-off nor curvature nor kinks further off
    mislead.
    """
    scale = scale if scale > TINY else 1.0
    usual = scale * epsilon ** (1 / 3)
    value, noise = central(line, claimed, usual, epsilon)
    if noise <= 100 * epsilon**0.5 * size and abs(value - claimed) <= allowed + noise:
        return Slope(value, noise, True, usual)
    nearer, error = central(line, claimed, usual / 4, epsilon)[0], 4 * noise
    error += abs(nearer - value)
    if abs(value - claimed) > allowed + FAR * (error + abs(_gap(line, usual))):  # beyond the slopes on both sides
        return Slope(value if abs(value) > error else 0.0, error, False, usual)
    own = scale if own is None else own
    widest, least = max(1.0, scale) / 2, (own if TINY < own < scale else scale) * epsilon**0.75
    steps = widest * 4.0 ** -np.arange(int(np.log(widest / least) / np.log(4)))[::-1]
    with np.errstate(all="ignore"):
        values, noises = np.array([central(line, claimed, step, epsilon) for step in steps]).T
        seen = np.nanmedian(np.abs(np.diff(values[:5])) * steps[:4]) if np.isfinite(values[:5]).all() else 0.0
        lost = ROUND_OFF * epsilon * own * np.abs(values - claimed)  # of the step itself
        noises = np.maximum(noises, (3 * seen + lost) / steps)
    low, high, last = -np.inf, np.inf, None
    for k in np.flatnonzero(np.isfinite(values)):
        low, high = max(low, values[k] - 2 * noises[k]), min(high, values[k] + 2 * noises[k])
        if low > high:
            break
        last = k
    if last is None:
        return Slope(np.nan, np.inf, False, usual)
    value, error, step = float(values[last]), 4 * float(noises[last]), float(steps[last])
    if abs(value - claimed) <= allowed + ROUND_OFF * error:
        return Slope(value, error, True, step)
    if kink := _kink(line, scale * epsilon**0.5, epsilon):
        return Slope(sum(kink) / 2, error, min(kink) - allowed <= claimed <= max(kink) + allowed, step, kink)
    first = np.flatnonzero(np.abs(values - claimed) > allowed + 4 * ROUND_OFF * noises)[0]  # the first that is no noise
    gaps = np.array([_gap(line, steps[first] * 4.0**k) for k in range(4)])
    bends = np.fmin(np.abs(gaps[:3]), np.abs(4 * gaps[:3] - gaps[1:]) / 3)  # less what is only curvature
    near = slice(first, first + 3)
    off = np.abs(values - claimed)[near] - ROUND_OFF * noises[near]
    if (off <= 3.5 * bends[: len(off)]).all():  # kinks, nearer than can be seen
        return Slope(value, error, True, step)
    return Slope(value, error, False, step)


def _gap(line: Callable, step: float) -> float:
    """Return by how much the slope to the right of 0 exceeds the one to the left."""
    up, start, down = (loss - said for loss, said in map(line, (step, 0.0, -step)))  # step is never gone quite
    return ((up - start) - (start - down)) / step


def _kink(line: Callable, step: float, epsilon: float) -> tuple[float, float] | None:
    """Return the slopes on the left and on the right, if they stay apart as the step shrinks; else None."""
    start, gaps = line(0.0)[0], []
    for wide in (16 * step, step):
        left, right = (start - line(-wide)[0]) / wide, (line(wide)[0] - start) / wide
        gaps.append(right - left)
    apart = abs(gaps[1]) > 10 * ROUND_OFF * epsilon * abs(start) / step + 0.01 * max(abs(left), abs(right))
    return (left, right) if apart and abs(gaps[0] - gaps[1]) < 0.1 * abs(gaps[1]) else None
