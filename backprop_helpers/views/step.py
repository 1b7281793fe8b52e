"""The next step of a training, number by number."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.training import Training
from ..notation.formula import value
from ..notation.table import PARAMETERS, QUANTITIES, Element, element
from ..style import factor, number, numbers_apart
from .parts.tables import coloured, figures, table
from .parts.view import View


class StepTable(View):
    """A view of a training: each number that moves before the next step, its gradient, the change, and after it.

    Below, the loss: before, as promised by the gradients, and as it really becomes.
    """

    name = "step"
    shows = (Training,)
    reads = frozenset()

    def __call__(self, training: Training, choices: Mapping = {}) -> str:
        rows, net = [], training.net
        places = [f"{name}{list(at)}" for name in PARAMETERS for at in np.ndindex(getattr(net, name).shape)]
        for here in filter(training.moves, map(element, places)):
            before, after = training.path(here)[-1], training.next_value(here)
            gradient = value(training.trace, Element(f"dL_d{here.name}", here.index))
            change = f"− {factor(training.eta)} · {factor(gradient)}"
            cells = number(before), coloured("gradient", number(gradient)), change, f"<b>{number(after)}</b>"
            rows.append((coloured("parameter", here.text), *map(figures, cells)))
        loss, promise, real = training.losses[-1], training.predicted_loss, training.next_loss
        symbol = QUANTITIES["loss"].html
        rows.append((f"<b>{symbol}</b>", figures(number(loss)), "", "", figures(f"<b>{number(real)}</b>")))
        head = ("", "before", "gradient", f"{QUANTITIES['eta'].html} times gradient, subtracted", "after")
        return table("The next step", head, rows) + _promised(loss, promise, real)


def _promised(loss: float, promise: float, real: float) -> str:
    squared = f"{QUANTITIES['loss'].html} − {QUANTITIES['eta'].html} ‖gradient‖²"
    promised, brought = numbers_apart(promise, real)
    return (
        f"<p>First order promises {squared} = <b>{promised}</b>, a change of {number(promise - loss)}. "
        f"The step brings <b>{brought}</b>, a change of {number(real - loss)}.</p>"
    )
