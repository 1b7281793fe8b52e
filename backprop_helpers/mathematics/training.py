"""Gradient descent step by step, with a history to go back in. NumPy only. Primer: Gradient Descent Update Rule."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from ..notation.table import BACKWARD, PARAMETERS, Element, element
from . import validate
from .network import Network, forward, value_and_grad
from .trace import Trace

MOST_STEPS = 1_000_000  # all are remembered
Arrays = tuple[np.ndarray, ...]  # of W1, b1, W2 and b2


class Training:
    """A run of gradient descent on x (n, N) and y (m, N), and the step at which we stand.

    Each step takes all four gradients at the same old parameters and adds a change to each of these:
    change <- momentum * (change before) - eta * gradient. `trainable` names what moves, parameters ("W1") or elements
    ("W2[0,1]"); the rest stays as it is. `gradients` replaces the backward pass: it maps a trace to
    {"dL_dW1": ..., ...}, as `wrong_gradients` does; a gradient that it does not give is the trace's.

    Every step is remembered: going back and forward again recomputes nothing.
    Raises `ValueError` if an argument does not fit, or a gradient does not have its parameter's shape.
    """

    def __init__(
        self,
        net: Network,
        x,
        y,
        eta: float = 1.0,
        momentum: float = 0.0,
        trainable: Iterable[str] = PARAMETERS,
        gradients: Callable[[Trace], Mapping[str, np.ndarray]] | None = None,
    ):
        validate.instance("net", net, Network)
        start = net.trace(x, y)
        self.x, self.y, self._start = start.x, start.y, net
        self.eta, self.momentum = validate.scalar("eta", eta), validate.scalar("momentum", momentum)
        self._states: list[Arrays] = [tuple(getattr(net, name) for name in PARAMETERS)]
        self._trainable = validate.listed("trainable", trainable, "parameters or elements")
        self._moves = self._masks(self._trainable)
        self._all_move = all(mask.all() for mask in self._moves)
        self._gradients = None if gradients is None else validate.function("gradients", gradients)
        self._right: Training | None = None
        self._changes: Arrays = tuple(np.zeros_like(array) for array in self._states[0])
        self._losses: list[float] = []
        self.end: int | None = None  # the last step that has finite numbers, once it is known
        self._trace: tuple[int, Trace] | None = None
        self.at = 0
        self.go(0)

    def go(self, step: int) -> None:
        """Go to this step: to the start if it is below 0, to the last one with finite numbers if it is beyond."""
        step = max(validate.whole("step", step, most=MOST_STEPS), 0)
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            while len(self._losses) <= step and self.end is None:
                self._take_step()
        self.at = step if self.end is None else min(step, self.end)

    def _take_step(self) -> None:
        """Add the loss of the last state, and the state that follows it."""
        old = self._states[-1]
        if self._gradients is None:
            loss, gradients = value_and_grad(*old, self.x, self.y, self._start.functions)
        else:
            loss, gradients = (trace := self._traced(old)).loss, _gradients_of(trace)
        self._losses.append(loss)
        pairs = zip(self._changes, gradients, strict=True)
        changes = tuple(self.momentum * before - self.eta * gradient for before, gradient in pairs)
        if not self._all_move:
            changes = tuple(change * mask for change, mask in zip(changes, self._moves, strict=True))
        new = tuple(array + change for array, change in zip(old, changes, strict=True))
        if sum(np.vdot(array, array) for array in new) <= validate.LARGEST**2:
            self._states.append(new)
            self._changes = changes
        else:
            self.end = len(self._losses) - 1

    @property
    def net(self) -> Network:
        """The network where we stand."""
        return self._network(self._states[self.at])

    def _network(self, state: Arrays) -> Network:
        return replace(self._start, **dict(zip(PARAMETERS, state, strict=True)))

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
        """Return an element of a parameter at each step up to where we stand: (at + 1,)."""
        which, place = self._place(of)
        return np.array([state[which][place] for state in self._states[: self.at + 1]])

    @property
    def n_correct(self) -> int | None:
        """The number of examples whose outputs are all on their target's side of 1/2; None if a target isn't 0 or 1."""
        if not np.isin(self.y, (0, 1)).all():
            return None
        return int((np.abs(self.trace.a2 - self.y) < 0.5).all(axis=0).sum())

    @property
    def all_correct(self) -> bool:
        """Whether all examples are correct."""
        return self.n_correct == self.y.shape[1]

    @property
    def right(self) -> "Training":
        """The same run with the right gradients, at the same step: this one, if it takes the backward pass's."""
        if self._gradients is None:
            return self
        if self._right is None:
            self._right = Training(self._start, self.x, self.y, self.eta, self.momentum, self._trainable)
        self._right.go(self.at)
        return self._right

    def moves(self, of: Element | str) -> bool:
        """Return whether the steps move an element of a parameter."""
        which, place = self._place(of)
        return bool(self._moves[which][place])

    def next_value(self, of: Element | str) -> float:
        """Return an element of a parameter after the next step, or now if there is no next step."""
        which, place = self._place(of)
        return float(self._next[which][place])

    @property
    def predicted_loss(self) -> float:
        """The loss after the next step as the gradients predict it: L - eta ||gradient||^2, without momentum."""
        if self.at == self.end:
            return self._losses[self.at]
        changes = [new - old for new, old in zip(self._next, self._states[self.at], strict=True)]
        return self._losses[self.at] + float(sum(map(np.vdot, _gradients_of(self.trace), changes)))

    @property
    def next_loss(self) -> float:
        """The loss after the next step, computed."""
        passed = forward(*self._next, self.x, functions=self._start.functions)
        return float(self._start.functions.loss_of(*passed[2:], self.y))

    @property
    def _next(self) -> Arrays:
        return self._states[min(self.at + 1, len(self._states) - 1)]

    @np.errstate(over="ignore", invalid="ignore")
    def _traced(self, state: Arrays) -> Trace:
        trace = self._network(state).trace(self.x, self.y)
        if self._gradients is None:
            return trace
        given = validate.mapping("What gradients gives", self._gradients(trace))
        for name in given:
            validate.known("gradient", name, BACKWARD)
        trace = replace(trace, **{name: validate.real(name, found) for name, found in given.items()})
        for name, gradient, array in zip(PARAMETERS, _gradients_of(trace), state, strict=True):
            if np.shape(gradient) != array.shape:
                raise ValueError(f"dL_d{name} has shape {np.shape(gradient)}, but should have {name}'s, {array.shape}.")
        return trace

    def _place(self, of: Element | str) -> tuple[int, tuple[int, ...]]:
        """Return the number of the parameter that an element is in, and its place there."""
        of = element(of)
        if of.name not in PARAMETERS:
            raise ValueError(f"{of} is not a parameter; elements of {', '.join(PARAMETERS)} are.")
        which = PARAMETERS.index(of.name)
        of.check_in(self._states[0][which].shape)
        return which, of.place

    def _masks(self, names: Iterable[str]) -> Arrays:
        """Return for each parameter an array with 1 at the numbers that the steps move, 0 at the others."""
        masks = tuple(np.zeros_like(array) for array in self._states[0])
        for name in names:
            is_whole = isinstance(name, str) and name in PARAMETERS
            which, place = (PARAMETERS.index(name), ...) if is_whole else self._place(name)
            masks[which][place] = 1
        return masks


def _gradients_of(trace: Trace) -> Arrays:
    return tuple(getattr(trace, f"dL_d{name}") for name in PARAMETERS)
