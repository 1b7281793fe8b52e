"""Views of a training: where it stands in words, its next step number by number, and any view of a trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.training import Training
from ..notation.formula import value
from ..notation.table import PARAMETERS, QUANTITIES, Element, element
from ..style import factor, number
from .parts.side_by_side import view_name
from .parts.tables import figures, table


class AtStep:
    """A view of a trace, as a view of a training: it shows the trace of the step where the training stands."""

    def __init__(self, view: Callable):
        self.view, self.name = validate.function("view", view), view_name(view)

    def __call__(self, training: Training, choices: Mapping = {}) -> str:
        return self.view(training.trace, choices)


def training_words(training: Training, choices: Mapping = {}) -> str:
    """Where a training stands: settings, step, loss, the promise of the next step against what it brings."""
    loss, symbol = training.losses, QUANTITIES["loss"].text
    settings = [
        f"{_label(name)} = {_shown(chosen)}" for name, chosen in choices.items() if name not in ("moved", "step")
    ]
    parts = [", ".join([f"Step {training.at}", *settings]) + f": loss {symbol} = {number(loss[-1])}."]
    if training.at:
        parts[0] = parts[0][:-1] + f", at the start {number(loss[0])}."
    if training.end == training.at:
        return f"{parts[0]} Here it ends: the next step leads to numbers that are too large to be held."
    promise, real = training.predicted_loss, training.next_loss
    way = "falls" if real < loss[-1] else "rises" if real > loss[-1] else "stays"
    parts.append(f"The next step promises {number(promise)} and brings {number(real)}: the loss {way}.")
    if training.n_correct is not None:
        parts.append(f"{training.n_correct} of {training.y.shape[1]} examples on the right side of ½.")
    return " ".join(parts)


def _label(name: str) -> str:
    return QUANTITIES[name].text if name in QUANTITIES else name


def _shown(chosen) -> str:
    return number(chosen) if isinstance(chosen, float) else getattr(chosen, "text", str(chosen))


class StepTable:
    """A view of a training: each number that moves before the next step, its gradient, the change, and after it.

    Below, the loss: before, as promised by the gradients, and as it really becomes.
    """

    name = "step"

    def __call__(self, training: Training, choices: Mapping = {}) -> str:
        rows = []
        for here in _elements(training):
            before, after = training.path(here)[-1], training.next_value(here)
            gradient = value(training.trace, Element(f"dL_d{here.name}", here.index))
            rows.append(
                (
                    f"<span class='bp-parameter'>{here.text}</span>",
                    figures(number(before)),
                    figures(f"<span class='bp-gradient'>{number(gradient)}</span>"),
                    figures(f"− {factor(training.eta)} · {factor(gradient)}"),
                    figures(f"<b>{number(after)}</b>"),
                )
            )
        loss, promise, real = training.losses[-1], training.predicted_loss, training.next_loss
        symbol = QUANTITIES["loss"].html
        rows.append((f"<b>{symbol}</b>", figures(number(loss)), "", "", figures(f"<b>{number(real)}</b>")))
        head = ("", "before", "gradient", f"{QUANTITIES['eta'].html} times gradient, taken off", "after")
        return table("The next step", head, rows) + _promised(loss, promise, real)


def _promised(loss: float, promise: float, real: float) -> str:
    squared = f"{QUANTITIES['loss'].html} − {QUANTITIES['eta'].html} ‖gradient‖²"
    return (
        f"<p>First order promises {squared} = <b>{number(promise)}</b>, a change of {number(promise - loss)}. "
        f"The step brings <b>{number(real)}</b>, a change of {number(real - loss)}.</p>"
    )


def _elements(training: Training) -> list[Element]:
    """Every number that the training moves."""
    net, found = training.net, []
    for name in PARAMETERS:
        for row, column in np.ndindex(getattr(net, name).shape):
            here = element(f"{name}[{row},{column}]")
            if training.moves(here):
                found.append(here)
    return found
