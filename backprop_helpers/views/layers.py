"""What flows back through many layers: the gradient's norm at each layer, as a table."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.deep import DeepTrace
from ..style import number
from .parts.matrices import shown_indices
from .parts.tables import figures, table
from .parts.view import View

MOST_ROWS = 12


def norms(arrays: tuple[np.ndarray, ...]) -> np.ndarray:
    """Return the length of each array, all its numbers taken as one vector."""
    return np.array([np.linalg.norm(array) for array in arrays])


class LayerTable(View):
    """A view of a deep trace: each layer's norms, the fraction of delta that is left there, and its upper bound."""

    name = "layers"
    shows = (DeepTrace,)
    reads = frozenset()

    def __call__(self, trace: DeepTrace, choices: Mapping = {}) -> str:
        deltas, gradients = norms(trace.delta), norms(trace.dL_dW)
        rows = []
        for k in reversed(shown_indices(len(trace.weights), MOST_ROWS)):
            if k is None:
                rows.append(("⋮",) * 6)
                continue
            fraction = bound = ""
            if k + 1 < len(deltas):
                share = deltas[k] / deltas[k + 1] if deltas[k + 1] else 0.0
                most = trace.functions[k].steepest * np.linalg.norm(trace.weights[k + 1], 2)
                fraction, bound = number(share), number(most)
            shape = "×".join(map(str, trace.weights[k].shape))
            rows.append((str(k + 1), shape, *map(figures, (number(deltas[k]), fraction, bound, number(gradients[k])))))
        delta, after = "|<i>δ</i>|", "<sub>ℓ+1</sub>"
        steepest = {trace.functions[k].steepest for k in range(len(deltas))}
        most = "¼" if steepest == {0.25} else "" if steepest == {1.0} else "max <i>σ</i>′ "
        left = f"fraction of {delta} in layer ℓ+1", f"upper bound {most}‖<i>W</i>{after}‖"
        lengths = (delta, *left, "|∂<i>L</i>/∂<i>W</i>|")
        return table("Layers", ("layer ℓ", "shape of <i>W</i>", *lengths), rows)
