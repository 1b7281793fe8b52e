"""Numbers of a training beside those that were printed elsewhere, digit by digit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from ..formula import value
from ..notation import QUANTITIES, element
from ..published import SYMMETRY, Printed
from ..style import MINUS
from ..training import Training
from .tables import figures, table

MORE = 3  # digits that are shown beyond the printed ones


class Digits:
    """A view of a training: what was printed for this step, and the same numbers here; the digits that differ are bold.

    At a step for which nothing was printed it says for which there is something.
    """

    def __init__(self, printed: Iterable[Printed], name: str = "digits"):
        self.printed, self.name = tuple(printed), name

    def __call__(self, training: Training, choices: Mapping = {}) -> str:
        rows = [row for printed in self.printed if printed.after == training.at for row in [_row(printed, training)]]
        if not rows:
            steps = sorted({printed.after for printed in self.printed})
            loss = f"{training.losses[-1]:.12f}"
            return f"<p>{QUANTITIES['loss'].html} = {loss}. Numbers were printed for the steps {steps}.</p>"
        return table("Digit by digit", (_when(training.at), "printed", "here", ""), rows)


def _when(step: int) -> str:
    return f"after update {step}" if step else "before any update"


def _row(printed: Printed, training: Training) -> tuple[str, ...]:
    here = element(printed.of)
    found = value(training.trace, here)
    verdict = "✓ every digit" if printed.agrees(found) else "✗ not the printed number"
    symbol = here.text if here.index else QUANTITIES[here.name].html
    return symbol, figures(printed.text), figures(_marked(f"{found:.{printed.places + MORE}f}", printed)), verdict


def _marked(found: str, printed: Printed) -> str:
    """The digits found; in bold from the first one that is not printed so, in small print beyond the printed ones."""
    rounded, same = f"{float(found):.{printed.places}f}", 0
    while same < len(printed.text) and rounded[same : same + 1] == printed.text[same]:
        same += 1
    marked = rounded[:same] + (f"<b class='bp-gradient'>{rounded[same:]}</b>" if rounded[same:] else "")
    return f"{marked} <small class='bp-muted'>({found})</small>"


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
                cells = (
                    *(f"{w:.1f}" for w in weights.W1[unit]),
                    f"{weights.b1[unit, 0]:.1f}",
                    f"{weights.W2[0, unit]:.1f}",
                )
                rows.append(
                    (
                        f"hidden unit {unit}, {who}",
                        *map(figures, (c.replace("-", MINUS) for c in cells)),
                        ratio(weights.W1[unit]),
                    )
                )
        head = ("", *(f"from x[{i}]" for i in range(6)), "bias", "to the output", "sizes of the pairs")
        return table("Weights", head, rows)


def ratio(weights: np.ndarray) -> str:
    """The sizes of the three mirror pairs in order, the smallest being 1: 1 : 2.0 : 4.0."""
    sizes = np.sort((np.abs(weights[:3]) + np.abs(weights[:2:-1])) / 2)
    return " : ".join(["1", *(f"{size / sizes[0]:.1f}" for size in sizes[1:])]) if sizes[0] else "·"
