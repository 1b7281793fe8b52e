"""The loss at each step of a training."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.training import Training
from ..notation.table import QUANTITIES
from ..style import number
from .loss_curve import round_up
from .parts.plot import FORWARD, GRADIENT, INK, RolePlot, Words

LEAST_STEPS = 20  # of the axis
MARKED = 100  # steps, each with a point


class LossHistory(RolePlot):
    """A live plot of a training: the loss at each step, and what the gradients promise for the next one.

    A training with other gradients than the backward pass's has the right one beside it, from the same start.
    """

    name = "loss history"
    shows = (Training,)
    reads = frozenset()
    size = 4.6, 3.1, 140

    def draw(self, axes) -> list:
        axes.grid(color="0.88")
        axes.set(xlabel="step", ylabel=f"loss {QUANTITIES['loss'].text}")
        (self._right,) = axes.plot([], [], ":", color=INK, linewidth=2.5, label="right gradients")
        (self._curve,) = axes.plot([], [], ".-", color=FORWARD, linewidth=2, markersize=4, label="this training")
        (self._promise,) = axes.plot([], [], "--", color=GRADIENT, linewidth=2.2, label="promise of the next step")
        (self._now,) = axes.plot([], [], "o", color=FORWARD, markersize=8, label="now")
        axes.xaxis.get_major_locator().set_params(integer=True)
        return [self._right, self._curve, self._promise, self._now]

    def show(self, training: Training, choices: Mapping) -> Words:
        losses, right, at = training.losses, training.right, training.at
        self._curve.set_marker("." if at <= MARKED else "")
        self._curve.set_data(np.arange(at + 1), losses)
        beside = right is not training
        self._right.set_data(*((np.arange(right.at + 1), right.losses) if beside else ([], [])))
        self._promise.set_data([at, at + 1], [losses[-1], training.predicted_loss])
        self._now.set_data([at], [losses[-1]])
        steps, top = round_up(max(at + 1, LEAST_STEPS)), round_up(max(losses.max(), right.losses.max()))
        if self.limits(beside, xlim=(-0.02 * steps, 1.02 * steps), ylim=(-0.05 * top, 1.08 * top)):
            named = [self._curve, *([self._right] if beside else []), self._promise]
            place = {"loc": "lower right", "bbox_to_anchor": (1.03, 1), "ncols": 3, "borderpad": 0.1}
            self.axes.legend(handles=named, **place, frameon=False, fontsize=8, handlelength=1.2, columnspacing=0.7)
        words = (
            f"The loss over {training.at} steps: {number(losses[0])} at the start, lowest {number(losses.min())} at "
            f"step {losses.argmin()}, now {number(losses[-1])}. "
            f"The next step promises {number(training.predicted_loss)}."
        )
        if not beside:
            return Words(words)
        return Words(f"{words} With the right gradients it is {number(right.losses[-1])} at step {right.at}.")
