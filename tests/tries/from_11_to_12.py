"""Notebooks 11 to 12: their *what to try* rows, tried, and what would give their predictions away."""

import numpy as np

from . import Try

#: Patterns (regular expressions) that must not stand above the question.
GIVEN_AWAY: dict[str, list[str]] = {
    "proof by falling loss": [r"falling loss", r"faster", r"wrong gradients? (learn|lower)", r"finite difference"],
    "mistakes that go downhill": [r"\b13 (of|lower)", r"thirteen", r"most (of the )?(wrong|mistakes)"],
    "one hidden unit": [r"straight line", r"out of reach", r"\b3 of (the )?4"],
    "56 of 64": [r"\b56\b", r"\b88\b", r"says? “?no", r"plateau, where the output"],
}


def _sizes(training):
    """The sizes of the mirror pairs of each hidden unit, in order, the smallest being 1: (2, 3)."""
    W1 = np.abs(training.net.W1)
    pairs = np.sort((W1[:, :3] + W1[:, :2:-1]) / 2, axis=1)
    return pairs / pairs[:, :1]


def _settled(now, sizes):
    return np.allclose(_sizes(now.state), sizes, rtol=0.02) and now.state.all_correct


def _loss(now):
    return now.trace.loss


def _bug(control, says, moves, claim):
    return Try("11", "key", control, says, "bugs", moves, claim)


def _xor(control, says, moves, claim):
    return Try("12", "key", control, says, "xor", moves, claim)


def _symmetry(control, says, moves, claim):
    return Try("12", "symmetrykey", control, says, "symmetry", moves, claim)


NO_SIGMA2, NEW_W2, SKIP = {"mistake": "no_sigma2"}, {"mistake": "new_W2"}, {"mistake": "dL_da2_for_dL_dz2"}
TRIES: list[Try] = [
    _bug(
        *("mistake", "At step 100, *no_sigma2* is far ahead of the right gradients", [{**NO_SIGMA2, "step": 100}]),
        lambda start, now: now.state.all_correct and _loss(now) < now.state.right.losses[-1] / 100,
    ),
    _bug(
        *("mistake", "looks just like them", [{**NEW_W2, "step": 100}]),
        lambda start, now: (
            0 < np.abs(now.state.losses - now.state.right.losses).max() < 0.001 and "✗" in str(now.views)
        ),
    ),
    _bug(
        *("mistake", "the loss rises from the first step on", [{"mistake": "flip_sign", "step": 300}]),
        lambda start, now: (np.diff(now.state.losses) > 0).all(),
    ),
    _bug(
        *("step, ▶ Play", "Every number in the check still shows ✗", [{**NO_SIGMA2, "step": 35}, {"step": 40}]),
        lambda start, before, now: (
            not before.state.all_correct
            and "4 of 4 examples" in now.sentence
            and "✓" not in now.views["checked"]
            and now.views["checked"].count("bp-faulty") == 12
        ),
    ),
    _bug(
        "seed",
        "has 3 of 4 examples right on seed 9 and all 4 on seed 1",
        [{**SKIP, "step": 300, "seed": seed} for seed in (9, 1)],
        lambda start, nine, one: "3 of 4 examples" in nine.sentence and "4 of 4 examples" in one.sentence,
    ),
    _bug(
        "seed",
        "With the right gradients it is the other way round",
        [{"mistake": "no mistake", "step": 300, "seed": seed} for seed in (9, 1)],
        lambda start, nine, one: "4 of 4 examples" in nine.sentence and "3 of 4 examples" in one.sentence,
    ),
    _bug(
        *("η", "*no_sigma2* promises a loss of 0.246 and brings 0.255", [{**NO_SIGMA2, "eta": 0.5, "step": 0}]),
        lambda start, now: "promises 0.246 and brings 0.255" in now.sentence,
    ),
    _bug(
        "η",
        "*mean_paths* keeps its promise, and is wrong all the same",
        [{"mistake": name, "eta": 0.5, "step": 0} for name in ("mean_paths", "no mistake")],
        lambda start, now, right: (
            abs(now.state.next_loss - now.state.predicted_loss) < 0.02 * (_loss(now) - now.state.next_loss)
            and "✗" in now.views["checked"]
            and "✗" not in right.views["checked"]
        ),
    ),
    _xor("seed", "At step 500, seed 1 is solved", [{"step": 500}], lambda start, now: now.state.all_correct),
    _xor(
        *("seed", "two corners get the answer ½, one of them should be 0 and the other 1", [{"seed": 0, "step": 500}]),
        lambda start, now: (
            sorted(now.trace.y[np.abs(now.trace.a2 - 0.5) < 0.01]) == [0, 1] and np.ptp(now.state.losses[-100:]) < 0.001
        ),
    ),
    _xor(
        "h",
        "With 1, no more than 3 of the 4 examples are right",
        [{"h": 1, "seed": seed, "step": step} for seed in range(10) for step in (50, 200, 500)],
        lambda start, *seen: max(now.state.n_correct for now in seen) == 3,
    ),
    _xor(
        *("h", "With 3, seed 0 is solved, too", [{"seed": 0, "h": 3, "step": 500}]),
        lambda start, now: now.state.all_correct,
    ),
    _xor(
        *(
            "momentum",
            "At 0, seed 1 is not solved within the 500 steps",
            [{"momentum": 0, "step": s} for s in (250, 500)],
        ),
        lambda start, *seen: not any(now.state.all_correct for now in seen),
    ),
    _xor(
        *("momentum", "at 0.9 it takes 247", [{"step": 246}, {"step": 247}]),
        lambda start, before, now: not before.state.all_correct and now.state.all_correct,
    ),
    _xor(
        "step, ▶ Play",
        "Between steps 200 and 250 the thick line moves across the last corner",
        [{"step": 200}, {"step": 250}],
        lambda start, before, after: (
            before.state.n_correct == 3 and after.state.all_correct and before.views != after.views
        ),
    ),
    _symmetry("seed", "At step 600, seed 1 is solved", [{"step": 600}], lambda start, now: now.state.all_correct),
    _symmetry(
        *("seed", "Seed 0 still says no to every pattern at step 5000", [{"seed": 0, "step": 5000}]),
        lambda start, now: (now.trace.a2 < 0.5).all() and "56 of 64" in now.sentence,
    ),
    _symmetry(
        "seed",
        "Of the 20 seeds, 13 are solved by then",
        [{"seed": seed, "step": 5000} for seed in range(20)],
        lambda start, *seen: sum(now.state.all_correct for now in seen) == 13,
    ),
    _symmetry(
        *("step", "mirror weights have the same size and opposite signs", [{"step": 2000}, {"seed": 3}]),
        lambda start, *seen: all(np.allclose(now.state.net.W1, -now.state.net.W1[:, ::-1], rtol=0.02) for now in seen),
    ),
    _symmetry(
        *("step", "have settled at **1 : 2 : 4**", [{"step": 2000}, {"step": 5000}]),
        lambda start, *seen: all(_settled(now, [1, 2, 4]) for now in seen),
    ),
    _symmetry(
        *("step", "With seed 3 they are 1 : 1.5 : 2 instead", [{"seed": 3, "step": 2000}]),
        lambda start, now: _settled(now, [1, 1.5, 2]),
    ),
]
