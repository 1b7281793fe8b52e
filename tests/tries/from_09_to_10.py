"""Notebooks 09 and 10: their *what to try* rows, tried, and what would give their predictions away."""

import re
from functools import partial

import numpy as np

from . import Try
from .from_08 import rounded

#: Patterns (regular expressions) that must not stand above the question.
GIVEN_AWAY: dict[str, list[str]] = {
    "price of a gradient": ["forward passes", r"hn \+ 2mh", "2P", "for each parameter", "slope 1"],
    "one more layer": ["exponential", "explodes", "bends upwards", "paths multiply|multiplies the number of paths"],
    "one input": ["forward mode", "reverse mode", "one for each output", "number: going back|loss is one number"],
    "twenty layers back": ["vanish", r"frac14", "at most .?1/4", "nearly straight", "a tenth of"],
    "all weights alike": ["stays? (alike|equal)", "equal units", "work of one"],
}


def slope(way: str, *seen) -> list[float]:
    """The slope at the right end of a way's curve, at the start and after each move."""
    return [float(re.search(rf"{way} (\d+\.\d)", each.views["cost plot"])[1]) for each in seen]


def cost(way: str, *seen) -> list[int]:
    """A way's multiply-adds, at the start and after each move, as the sentence says them."""
    return [int(re.search(rf"{way} ([\d,]+)", each.sentence)[1].replace(",", "")) for each in seen]


def grows(way: str, least: float, most: float, *seen) -> bool:
    before, after = cost(way, seen[0], seen[-1])
    return least <= after / before <= most


def norms(seen) -> np.ndarray:
    return np.array([np.linalg.norm(delta) for delta in seen.trace.delta])


def left(seen) -> float:
    """The fraction of the last layer's delta that is left at the first layer."""
    return norms(seen)[0] / norms(seen)[-1]


def nearly_straight(seen) -> bool:
    """Whether the logarithms of the norms are close to a line, much closer than the line's fall."""
    logs = np.log10(norms(seen))
    line = np.polyval(np.polyfit(np.arange(len(logs)), logs, 1), np.arange(len(logs)))
    return bool(np.abs(logs - line).max() < 0.15 * abs(line[-1] - line[0]))


def upper_bound(seen) -> float:
    """The upper bound of the first layer's delta: 1/4 times the norm of W for each layer behind it."""
    return norms(seen)[-1] * np.prod([np.linalg.norm(W, 2) / 4 for W in seen.trace.weights[1:]])


def deep(control: str, says: str, moves, claim) -> Try:
    return Try("10", "key", control, says, "vanish", moves, claim)


def beginning(control: str, says: str, claim, steps=(200,)) -> Try:
    """What is seen from one start, after each of these numbers of steps."""
    start = control.partition("→ ")[2] or "random"
    moves = [{"start": start}, *({"steps": each} for each in steps)]
    return Try("10", "startkey", control, says, "begin", moves, claim)


def rows_stay_equal(seen) -> bool:
    return all(np.ptp(W, axis=0).max() < 1e-9 for W in seen.trace.weights[:2])


def largest(arrays) -> float:
    return max(np.abs(array).max() for array in arrays)


TRIES: list[Try] = [
    *(
        Try("09", "key", "n, h, m", says, "costs", [{"h": 8}], partial(grows, way, *range_))
        for says, way, range_ in (
            ("Forward and backward cost about twice as much", "forward pass", (1.9, 2.1)),
            ("Forward and backward cost about twice as much", "backward pass", (1.9, 2.1)),
            ("finite differences almost four times", "finite differences", (3.7, 4)),
        )
    ),
    *(
        Try("09", "key", "layers", says, "costs", [{"layers": 6}], lambda *seen, w=way, n=counts: cost(w, *seen) == n)
        for says, way, counts in (
            ("*Backward* grows from 47 to 227", "backward pass", [47, 227]),
            ("*every path* from 255 to 1,075,887", "every path by itself", [255, 1_075_887]),
        )
    ),
    Try(
        *("09", "key", "grow", "at the right end *backward* has slope 1 and *finite differences* slope 2", "costs"),
        [{"grow": "width"}],
        lambda *seen: (slope("backward pass", seen[-1]), slope("finite differences", seen[-1])) == ([1.0], [2.0]),
    ),
    Try(
        *("09", "key", "grow", "*Depth*: the curve of *every path* bends upwards", "costs"),
        [{"grow": "depth"}],
        lambda *seen: slope("every path by itself", seen[-1])[0] > 10 > 2.5 > slope("finite differences", seen[-1])[0],
    ),
    deep(
        "layers",
        "Go to 24. On this logarithmic axis the curve is nearly straight",
        [{"layers": 24}],
        lambda *seen: nearly_straight(seen[-1]),
    ),
    deep(
        "layers",
        "at layer 1 only 0.00001 of it is left",
        [{"layers": 24}],
        lambda *seen: rounded(left(seen[-1]), "0.00001"),
    ),
    deep(
        "scale",
        "**0.1**: each layer leaves about a tenth of δ",
        [{"scale": 0.1}],
        lambda *seen: bool(np.allclose(norms(seen[-1])[:-1] / norms(seen[-1])[1:], 0.1, atol=0.03)),
    ),
    deep(
        "scale",
        "With 10 layers, from **1** to **8**, δ at layer 1 grows 300-fold, the upper bound 18 million-fold",
        [{"layers": 10, "scale": 1.0}, {"scale": 8.0}],
        lambda *seen: (
            rounded(norms(seen[2])[0] / norms(seen[1])[0], "300")
            and rounded(upper_bound(seen[2]) / upper_bound(seen[1]), "18000000")
        ),
    ),
    deep(
        "biases",
        "With zero biases 0.06 % of δ is left at layer 1, with centred biases 21 %",
        [{"layers": 24}, {"scale": 2.0}, {"biases": "centred"}],
        lambda *seen: rounded(left(seen[2]), "0.0006") and rounded(left(seen[3]), "0.21"),
    ),
    deep(
        "biases",
        "With centred biases and scale 8, it grows 44,000-fold",
        [{"layers": 24}, {"scale": 8.0}, {"biases": "centred"}],
        lambda *seen: rounded(left(seen[-1]), "44000"),
    ),
    beginning(
        "steps",
        "200 steps bring the loss from 0.162 to 0.001",
        lambda *seen: rounded(seen[1].trace.loss, "0.162") and rounded(seen[-1].trace.loss, "0.001"),
    ),
    beginning(
        "start → all equal",
        "The weights move, but the rows of $W_1$ stay equal, and so do those of $W_2.$",
        lambda *seen: (
            all(map(rows_stay_equal, seen[1:])) and np.ptp([each.trace.weights[0][0, 0] for each in seen[1:]]) > 0.1
        ),
        (20, 100, 200),
    ),
    beginning(
        "start → all equal",
        "After 200 steps the loss is still 0.124",
        lambda *seen: rounded(seen[-1].trace.loss, "0.124"),
    ),
    beginning(
        "start → last layer zero",
        "At step 0 the earlier layers get a gradient of exactly 0. After one step it is no longer 0",
        lambda *seen: largest(seen[1].trace.dL_dW[:2]) == 0 < min(map(largest, zip(seen[2].trace.dL_dW[:2]))),
        (1,),
    ),
    beginning(
        "start → last layer zero",
        "after 200 the loss is 0.004",
        lambda *seen: rounded(seen[-1].trace.loss, "0.004"),
    ),
    beginning(
        "start → all zero",
        "Nothing ever moves. All hidden units give ½, and the errors of the four examples cancel",
        lambda *seen: all(
            largest(each.trace.weights) == largest(each.trace.dL_dW) == largest(each.trace.dL_db) == 0
            and (each.trace.a[2] == 0.5).all()
            for each in seen[1:]
        ),
        (1, 100, 200),
    ),
]
