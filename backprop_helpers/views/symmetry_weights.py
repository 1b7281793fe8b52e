"""The weights of a trained symmetry network beside the published ones."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.training import Training
from ..published import SYMMETRY
from ..style import MINUS
from .parts.tables import figures, table
from .parts.view import View


class SymmetryWeights(View):
    """A view of a training of the symmetry network: the weights of each hidden unit, here and as published, and sizes.

    Mirror weights should be equal and opposite, and their sizes 1 : 2 : 4.
    """

    name = "symmetry weights"
    shows = (Training,)
    reads = frozenset()

    def __call__(self, training: Training, choices: Mapping = {}) -> str:
        rows = []
        for unit in range(training.net.h):
            for who, weights in (("here", training.net), ("1986", SYMMETRY.net)):
                numbers = (*weights.W1[unit], weights.b1[unit, 0], weights.W2[0, unit])
                cells = (f"{round(each, 1) + 0.0:.1f}".replace("-", MINUS) for each in numbers)
                whole = f"unit {unit}, {who}", ratio(weights.W1[unit])  # these don't wrap
                first, last = map("<span>{}</span>".format, whole)
                rows.append((first, *map(figures, cells), last))
        head = ("", *(f"x[{i}]" for i in range(6)), "bias", "to output", "sizes of the pairs")
        return table("Weights", head, rows)


def ratio(weights: np.ndarray) -> str:
    """Return the sizes of the three mirror pairs in order, the smallest being 1: 1 : 2.0 : 4.0."""
    sizes = np.sort((np.abs(weights[:3]) + np.abs(weights[:2:-1])) / 2)
    return " : ".join(["1", *(f"{size / sizes[0]:.1f}" for size in sizes[1:])]) if sizes[0] else "·"
