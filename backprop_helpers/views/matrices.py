"""Some quantities of a trace as matrices."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..notation.table import PARAMETERS, quantity
from .parts.highlight import shown_element
from .parts.matrices import in_a_row, labelled
from .parts.view import View


class Matrices(View):
    """A view: quantities of a trace side by side, each with its symbol above and its shape below.

    `names` are the quantities ("W1", "dL_dW1"), by default the parameters.
    """

    name = "matrices"
    reads = frozenset({"highlight", "example"})

    def __init__(self, *names: str):
        self.names = [quantity(known).name for known in names or PARAMETERS]

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        lit = shown_element(trace, choices)
        return in_a_row(labelled(trace, known, lit) for known in self.names)
