"""What other activation functions and another loss change: each line of both passes, beside that of sigmoids."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.network import Network, Trace
from ..notation.formula import array_of, formula_of, tokens
from ..notation.table import PARAMETERS, QUANTITIES
from ..style import number
from .parts.highlight import one_example
from .parts.tables import coloured, figures, table
from .parts.view import View

MOST = 4  # numbers that are shown of one quantity
LINES = tuple(name for name, row in QUANTITIES.items() if row.formula)


class BesideSigmoids(View):
    """A view: each line of both passes with its formula and numbers, and those with sigmoids and half squared errors.

    A line that is written differently there is marked; of the others only the numbers differ. For one example.
    """

    name = "beside sigmoids"
    reads = frozenset()

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        usual = Network(*(getattr(trace, name) for name in PARAMETERS)).trace(trace.x, trace.y)
        rows, other = [], []
        for known in map(QUANTITIES.get, LINES):
            written = tokens(known.name, code=_slope(trace, known.name), functions=trace.functions)
            pieces = " ".join(token.text for token in written)
            line = f"{coloured(known.role, known.html)} = {pieces.replace('( ', '(').replace(' )', ')')}"
            if formula_of(known.name, functions=trace.functions) != known.formula:
                other.append(known.text)
                line = f"<b>{line}</b> ←"
            rows.append((line, *(figures(_numbers(each, known.name)) for each in (trace, usual))))
        backward = [text for text in other if text.startswith(("∂", "σ′"))]
        said = f"Written differently (←): {', '.join(other)}." if other else "Every line is the same."
        said += f" In the backward pass that is {len(backward)} of {len(LINES) - 5} lines." if other else ""
        heads = ("line", "numbers here", "with sigmoids and half squared errors")
        return f"<p>{said}</p>" + table("Both passes", heads, rows)


def _slope(trace: Trace, name: str) -> str | None:
    """Return the formula of a sigmoid's slope, whose symbol is the usual one; None of any other quantity."""
    is_slope = name.startswith("da") and trace.functions.activations[int(name[2]) - 1] == "sigmoid"
    return "sigmoid({z}) * (1 - sigmoid({z}))".format(z=f"z{name[2]}") if is_slope else None


def _numbers(trace: Trace, name: str) -> str:
    found = np.ravel(array_of(trace, name))
    return ", ".join(map(number, found[:MOST])) + ", …" * (len(found) > MOST)
