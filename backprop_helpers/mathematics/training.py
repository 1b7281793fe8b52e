"""Gradient descent step by step, with a history in which to go back. NumPy only.

Primer: Gradient Descent Update Rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from ..notation.table import BACKWARD, PARAMETERS, Element
from . import validate
from .network import Network, Trace, sigmoid, sigmoid_prime
from .packing import Packing

MOST_STEPS = 1_000_000  # all are remembered
Gradients = Callable[[Trace], Mapping[str, np.ndarray]]


class Training:
    """A run of gradient descent on x (n, N) and y (m, N), and the step at which we stand.

    Each step takes all four gradients at the same old parameters and adds a change to each of these:
    change <- momentum * (change before) - eta * gradient. `only` names what moves, parameters ("W1") or elements
    ("W2[0,1]"); the rest stays where it is. `gradients` takes the backward pass's place: it maps a trace to
    {"dL_dW1": ..., ...}, such as `wrong_gradients` does; what it doesn't give is the trace's.

    Steps that were made once are remembered: to go back and forward again computes nothing anew.
    Raises `ValueError` for arguments that don't fit, and for gradients of another shape than their parameter.
    """

    def __init__(
        self,
        net: Network,
        x,
        y,
        eta: float = 1.0,
        momentum: float = 0.0,
        only: Iterable[str] = PARAMETERS,
        gradients: Gradients | None = None,
    ):
        validate.instance("net", net, Network)
        start = net.trace(x, y)
        self.x, self.y = start.x, start.y
        self.eta, self.momentum = validate.scalar("eta", eta), validate.scalar("momentum", momentum)
        self._packing = Packing(net)
        self._moves = self._packing.mask(validate.listed("only", only, "parameters or elements"))
        self._gradients = None if gradients is None else validate.function("gradients", gradients)
        self._right: Training | None = None
        self._states = [self._packing.pack(getattr(net, name) for name in PARAMETERS)]
        self._change = np.zeros_like(self._states[0])
        self._losses: list[float] = []
        self.end: int | None = None  # the last step that has finite numbers, once it is known
        self._trace: tuple[int, Trace] | None = None
        self.at = 0
        self.go(0)

    def forward(self, steps: int = 1) -> None:
        self.go(self.at + validate.whole("steps", steps))

    def back(self, steps: int = 1) -> None:
        self.go(self.at - validate.whole("steps", steps))

    def go(self, step: int) -> None:
        """Goes to this step: to the start if it is below 0, to the last one with finite numbers if it is beyond."""
        step = max(validate.whole("step", step, most=MOST_STEPS), 0)
        with np.errstate(over="ignore", invalid="ignore"):
            while len(self._losses) <= step and self.end is None:
                self._sweep()
        self.at = step if self.end is None else min(step, self.end)

    def _sweep(self) -> None:
        """Adds the loss of the last state, and the state that follows it."""
        old = self._states[-1]
        if self._gradients is None:
            loss, *gradients = sweep(*self._packing.unpack(old), self.x, self.y)
        else:
            loss, *gradients = (trace := self._traced(old)).loss, *_gradients_of(trace)
        self._losses.append(loss)
        change = self.momentum * self._change - self.eta * self._packing.pack(gradients) * self._moves
        new = old + change
        if new @ new <= validate.LARGEST**2:
            self._states.append(new)
            self._change = change
        else:
            self.end = len(self._losses) - 1

    @property
    def net(self) -> Network:
        """The network where we stand."""
        return Network(*self._packing.unpack(self._states[self.at]))

    @property
    def trace(self) -> Trace:
        """The forward and backward pass where we stand, with the gradients that the next step takes."""
        if self._trace is None or self._trace[0] != self.at:
            self._trace = self.at, self._traced(self._states[self.at])
        return self._trace[1]

    @property
    def losses(self) -> np.ndarray:
        """The loss at each step up to where we stand: (at + 1,)."""
        return np.array(self._losses[: self.at + 1])

    def path(self, of: Element | str) -> np.ndarray:
        """An element of a parameter at each step up to where we stand: (at + 1,)."""
        place = self._packing.place(of)
        return np.array([state[place] for state in self._states[: self.at + 1]])

    @property
    def answered(self) -> int | None:
        """How many examples have every output on its target's side of 1/2; None where a target is not 0 or 1."""
        if not np.isin(self.y, (0, 1)).all():
            return None
        return int((np.abs(self.trace.a2 - self.y) < 0.5).all(axis=0).sum())

    @property
    def solved(self) -> bool:
        """Whether all examples are answered."""
        return self.answered == self.y.shape[1]

    @property
    def right(self) -> Training:
        """The same run with the right gradients, at the same step: this one, if it takes the backward pass's."""
        if self._gradients is None:
            return self
        if self._right is None:
            start = Network(*self._packing.unpack(self._states[0]))
            self._right = Training(start, self.x, self.y, self.eta, self.momentum)
            self._right._moves = self._moves
        self._right.go(self.at)
        return self._right

    def moves(self, of: Element | str) -> bool:
        """Whether an element of a parameter is one that the steps move."""
        return bool(self._moves[self._packing.place(of)])

    def ahead(self, of: Element | str) -> float:
        """An element of a parameter after the next step; where it is, if there is none."""
        return float(self._next[self._packing.place(of)])

    @property
    def promise(self) -> float:
        """The loss after the next step as these gradients promise: L - eta ||gradient||^2, without momentum."""
        if self.at == self.end:
            return float(self.losses[-1])
        gradient = self._packing.pack(_gradients_of(self.trace))
        return float(self.losses[-1] + gradient @ (self._next - self._states[self.at]))

    @property
    def loss_ahead(self) -> float:
        """The loss that the next step really brings."""
        return sweep(*self._packing.unpack(self._next), self.x, self.y)[0]

    @property
    def _next(self) -> np.ndarray:
        return self._states[min(self.at + 1, len(self._states) - 1)]

    @np.errstate(over="ignore", invalid="ignore")
    def _traced(self, state: np.ndarray) -> Trace:
        trace = Network(*self._packing.unpack(state)).trace(self.x, self.y)
        if self._gradients is None:
            return trace
        given = validate.mapping("What gradients gives", self._gradients(trace))
        for name in given:
            validate.known("gradient", name, BACKWARD)
        trace = replace(trace, **{name: validate.real(name, found) for name, found in given.items()})
        for name, gradient, shape in zip(PARAMETERS, _gradients_of(trace), self._packing.shapes, strict=True):
            if np.shape(gradient) != shape:
                raise ValueError(f"dL_d{name} has shape {np.shape(gradient)}, but should have {name}'s, {shape}.")
        return trace


def _gradients_of(trace: Trace) -> list[np.ndarray]:
    return [getattr(trace, f"dL_d{name}") for name in PARAMETERS]


def sweep(W1, b1, W2, b2, x, y) -> tuple[float, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The loss, and the gradients of W1, b1, W2 and b2: the passes of `Network.trace` to the last bit, without a trace.

    A long training keeps no more of them than this.
    """
    N = x.shape[1]
    z1 = W1 @ x + b1
    a1 = sigmoid(z1)
    z2 = W2 @ a1 + b2
    error = sigmoid(z2) - y
    dL_dz2 = error / N * sigmoid_prime(z2)
    dL_dz1 = W2.T @ dL_dz2 * sigmoid_prime(z1)
    return (
        float(0.5 * (error**2).sum() / N),
        dL_dz1 @ x.T,
        dL_dz1.sum(axis=1, keepdims=True),
        dL_dz2 @ a1.T,
        dL_dz2.sum(axis=1, keepdims=True),
    )
