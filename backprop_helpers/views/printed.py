"""Numbers of a training beside those that were printed elsewhere, digit by digit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.training import Training
from ..notation.formula import value
from ..notation.table import QUANTITIES, element
from ..published import SYMMETRY, PrintedNumber
from ..style import MINUS
from .parts.tables import figures, table

MORE = 3  # digits that are shown beyond the printed ones


class PrintedDigits:
    """A view of a training: what was printed for this step, and the same numbers here; the digits that differ are bold.

    At a step for which nothing was printed it says for which there is something.
    """

    def __init__(self, printed: Iterable[PrintedNumber], name: str = "digits"):
        self.printed, self.name = tuple(validate.listed("printed", printed, "printed numbers")), name
        for k, each in enumerate(self.printed):
            validate.instance(f"printed[{k}]", each, PrintedNumber)

    def __call__(self, training: Training, choices: Mapping = {}) -> str:
        here = [printed for printed in self.printed if training.at in (printed.after, printed.really_after)]
        rows = [_row(printed, training) for printed in here]
        if not rows:
            steps = sorted({printed.after for printed in self.printed})
            loss = f"{training.losses[-1]:.12f}"
            return f"<p>{QUANTITIES['loss'].html} = {loss}. Numbers were printed for the steps {steps}.</p>"
        return table("Digit by digit", (_when(training.at), "printed", "here", ""), rows)


def _when(step: int) -> str:
    return f"after update {step}" if step else "before any update"


def _row(printed: PrintedNumber, training: Training) -> tuple[str, ...]:
    here = element(printed.of)
    found = value(training.trace, here)
    verdict = "✓ every digit" if printed.agrees(found) else f"✗ {_reason(printed)}"
    symbol = here.text if here.index else QUANTITIES[here.name].html
    return symbol, figures(printed.text), figures(_marked(found, printed)), verdict


def _reason(printed: PrintedNumber) -> str:
    """What the printed number comes from instead."""
    if printed.really_after is not None:
        return f"printed is that of step {printed.really_after}"
    return "printed is from an update of W₂ in place" if printed.order == "in place" else "not the printed number"


def _marked(found: float, printed: PrintedNumber) -> str:
    """The digits found, in bold from the first that differs from the printed ones; behind them, small, some more."""
    rounded = f"{found:.{printed.places}f}"
    same = len(os.path.commonprefix([rounded, printed.text]))
    marked = rounded[:same] + (f"<b class='bp-gradient'>{rounded[same:]}</b>" if rounded[same:] else "")
    return f"{marked} <small class='bp-muted'>({found:.{printed.places + MORE}f})</small>"


class SymmetryWeights:
    """A view of a training of the symmetry network: the weights of each hidden unit, as sizes and beside the published.

    Mirror weights should be equal and opposite, and their sizes 1 : 2 : 4.
    """

    name = "symmetry weights"

    def __call__(self, training: Training, choices: Mapping = {}) -> str:
        net, known = training.net, SYMMETRY.net
        rows = []
        for unit in range(net.h):
            for who, weights in (("here", net), ("1986", known)):
                numbers = (*weights.W1[unit], weights.b1[unit, 0], weights.W2[0, unit])
                cells = (f"{round(each, 1) + 0.0:.1f}" for each in numbers)
                rows.append(
                    (
                        f"unit {unit}, {who}",
                        *map(figures, (c.replace("-", MINUS) for c in cells)),
                        ratio(weights.W1[unit]),
                    )
                )
        head = ("", *(f"x[{i}]" for i in range(6)), "bias", "to output", "sizes of the pairs")
        return table("Weights", head, rows)


def ratio(weights: np.ndarray) -> str:
    """The sizes of the three mirror pairs in order, the smallest being 1: 1 : 2.0 : 4.0."""
    sizes = np.sort((np.abs(weights[:3]) + np.abs(weights[:2:-1])) / 2)
    return " : ".join(["1", *(f"{size / sizes[0]:.1f}" for size in sizes[1:])]) if sizes[0] else "·"
