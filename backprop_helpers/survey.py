"""What each mistake of the bank does to a training: would anybody notice? NumPy only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from .gradient_check import PARAMETERS, numerical_gradient
from .mistakes import MISTAKES, wrong_gradients
from .network import Network, Trace
from .training import Training

RIGHT = "no mistake"
SMALL = 0.01  # the learning rate of the one step
UNEQUAL = (3, 4, 2)  # n, h and m of a network where a wrong shape shows


@dataclass(frozen=True)
class Finding:
    """What was found about one mistake: whether one small step lowers the loss, what stops it, what a check sees.

    `stops` says whether shapes stop it on a network of unequal sizes. `wrong` are the gradients that differ from the
    finite differences. `solved` of `tried` starts ended with all examples answered. Where the training can't be
    computed at all, `lowers` is None.
    """

    name: str
    lowers: bool | None
    stops: bool
    wrong: tuple[str, ...]
    solved: int = 0
    tried: int = 0


def mistaken(name: str, eta: float) -> Callable[[Trace], Mapping[str, np.ndarray]] | None:
    """The gradients of a training with this mistake and learning rate; None for "no mistake"."""
    return None if name == RIGHT else partial(wrong_gradients, name=name, eta=eta)


def survey(x, y, h: int, starts: Iterable[int], eta: float, steps: int) -> Iterator[tuple[Finding, ...]]:
    """Trains a network with h hidden units with each mistake, from each start (a seed), for at most so many steps.

    Gives all that is found so far after each training: (len(MISTAKES) + 1) times as often as there are starts.
    """
    starts, found = list(starts), {}
    n, m = len(x), len(y)
    for name in (RIGHT, *MISTAKES):
        for seed in starts:
            net = Network.random(n, h, m, seed)
            before = found.get(name) or _first_look(name, net, x, y)
            solved = before.lowers is not None and _solves(name, net, x, y, eta, steps)
            found[name] = replace(before, solved=before.solved + solved, tried=before.tried + 1)
            yield tuple(found.values())


def _first_look(name: str, net: Network, x, y) -> Finding:
    stops = not _runs(name, Network.random(*UNEQUAL), np.ones(UNEQUAL[0]), np.zeros(UNEQUAL[2]))
    if not _runs(name, net, x, y):
        return Finding(name, None, stops, ())
    training = Training(net, x, y, SMALL, gradients=mistaken(name, SMALL))
    slow = numerical_gradient(net, x, y)
    wrong = tuple(
        f"dL_d{of}"
        for of in PARAMETERS
        if not np.allclose(getattr(training.trace, f"dL_d{of}"), slow[of], rtol=1e-5, atol=1e-8)
    )
    return Finding(name, bool(training.loss_ahead < training.losses[0]), stops, wrong)


def _runs(name: str, net: Network, x, y) -> bool:
    try:
        Training(net, x, y, SMALL, gradients=mistaken(name, SMALL))
    except ValueError:  # shapes that do not fit
        return False
    return True


def _solves(name: str, net: Network, x, y, eta: float, steps: int) -> bool:
    training = Training(net, x, y, eta, gradients=mistaken(name, eta))
    training.go(steps)
    return training.solved
