"""Train with each mistake of the bank: would anybody notice? NumPy only."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ..mathematics import validate
from ..mathematics.gradient_check import numerical_gradient
from ..mathematics.network import Network
from ..mathematics.trace import Trace
from ..mathematics.training import MOST_STEPS, Training
from ..notation.table import PARAMETERS
from .bank import MISTAKES
from .wrong_pass import wrong_gradients

RIGHT = "no mistake"
SMALL = 0.01  # the learning rate of the one step
UNEQUAL = (3, 4, 2)  # n, h and m of a network where a wrong shape shows


@dataclass(frozen=True)
class Trial:
    """The findings about one mistake.

    `lowers` says whether one small step lowers the loss; it is None if the training can't be computed. `stops` says
    whether a wrong shape stops it on a network of unequal sizes. `wrong` are the gradients that differ from finite
    differences. From `solved` of `tried` starts all examples came out right.
    """

    name: str
    lowers: bool | None
    stops: bool
    wrong: tuple[str, ...]
    solved: int = 0
    tried: int = 0


def gradients_with_mistake(name: str, eta: float) -> Callable[[Trace], Mapping[str, np.ndarray]] | None:
    """Return the gradients of a training with this mistake and learning rate; None for "no mistake".

    Raises `ValueError` if the name is not in the bank, or eta is not a finite number.
    """
    name = MISTAKES[name].name if isinstance(name, str) and name in MISTAKES else name  # for a former name
    validate.known("mistake", name, (RIGHT, *MISTAKES))
    eta = validate.scalar("eta", eta)
    return None if name == RIGHT else partial(wrong_gradients, name=name, eta=eta)


@dataclass(frozen=True, eq=False)
class MistakeTrials:
    """Trainings of networks with h hidden units, with each mistake and from each start (a seed), some steps each.

    Each turn of the iteration runs one training and gives a tuple with what was found so far, one `Trial` per mistake.
    Raises `ValueError` for arguments that don't fit.
    """

    x: np.ndarray
    y: np.ndarray
    h: int
    starts: tuple[int, ...]
    eta: float
    steps: int

    def __post_init__(self):
        validate.size("h", self.h)
        starts = tuple(validate.listed("starts", self.starts, "seeds"))
        for k, seed in enumerate(starts):
            validate.whole(f"starts[{k}]", seed, 0)
        x, y = validate.matrix("x", self.x, letters="(n, N)"), validate.matrix("y", self.y, letters="(m, N)")
        eta, steps = validate.scalar("eta", self.eta), validate.whole("steps", self.steps, 0, MOST_STEPS)
        vars(self).update(x=x, y=y, starts=starts, eta=eta, steps=steps)

    def __len__(self) -> int:
        return (1 + len(MISTAKES)) * len(self.starts)

    def __iter__(self) -> Iterator[tuple[Trial, ...]]:
        found = {}
        for name in (RIGHT, *MISTAKES):
            for seed in self.starts:
                net = Network.random(len(self.x), self.h, len(self.y), seed)
                before = found.get(name) or _first_look(name, net, self.x, self.y)
                solved = before.lowers is not None and self._solves(name, net)
                found[name] = replace(before, solved=before.solved + solved, tried=before.tried + 1)
                yield tuple(found.values())

    def _solves(self, name: str, net: Network) -> bool:
        training = Training(net, self.x, self.y, self.eta, gradients=gradients_with_mistake(name, self.eta))
        training.go(self.steps)
        return training.all_correct


def _first_look(name: str, net: Network, x, y) -> Trial:
    stops = not _runs(name, Network.random(*UNEQUAL), np.ones(UNEQUAL[0]), np.zeros(UNEQUAL[2]))
    if not _runs(name, net, x, y):
        return Trial(name, None, stops, ())
    training = Training(net, x, y, SMALL, gradients=gradients_with_mistake(name, SMALL))
    slow = numerical_gradient(net, x, y)
    wrong = tuple(
        f"dL_d{of}"
        for of in PARAMETERS
        if not np.allclose(getattr(training.trace, f"dL_d{of}"), slow[of], rtol=1e-5, atol=1e-8)
    )
    return Trial(name, bool(training.next_loss < training.losses[0]), stops, wrong)


def _runs(name: str, net: Network, x, y) -> bool:
    try:
        Training(net, x, y, SMALL, gradients=gradients_with_mistake(name, SMALL))
    except ValueError:  # shapes that do not fit
        return False
    return True
