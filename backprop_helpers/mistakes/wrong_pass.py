"""What a pass gives with a named mistake in it: wrong gradients, to recognise answers and to train with. NumPy only.

One pass makes any mistake of the bank: it takes the bank's wrong formulas, and every other from the notation table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np

from ..mathematics import validate
from ..mathematics.network import Trace, sigmoid, sigmoid_prime
from ..notation.table import BACKWARD, QUANTITIES
from .bank import MADE_AT, MISTAKES, STEP, STEP_MISTAKES, Mistake

__all__ = ["MADE_AT", "MISTAKES", "STEP", "STEP_MISTAKES", "Mistake", "Pass", "wrong_gradients"]

ETA = 0.5  # the learning rate that the update of `stale_W2` takes, if no other is given
_FUNCTIONS = {"__builtins__": {}, "np": np, "sum": np.sum, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}


class Pass(dict):
    """The quantities of a trace, with the formulas in `wrong` in place of the table's; each is computed when asked for.

    Those in `given` are taken from the trace, as are the parameters, x and y. The table's formulas are the batch's.
    After them come the parameters after a step with eta: `new_W1` and the like.
    Raises `ValueError` where the shapes of a formula don't fit.
    """

    def __init__(self, trace: Trace, wrong: Mapping[str, str], given: Collection[str] = (), eta: float = ETA):
        known = {**vars(trace), **trace.sizes, "eta": eta}
        super().__init__(
            {name: known[name] for name, row in QUANTITIES.items() if row.formula is None or name in given}
        )
        self._wrong = wrong

    def __missing__(self, name: str):
        if name in QUANTITIES:
            right = QUANTITIES[name].batch_formula or QUANTITIES[name].formula
        elif name in STEP:
            right = STEP[name]
        else:
            raise KeyError(name)  # a function of NumPy or a sigmoid, which `eval` finds among the globals
        formula = self._wrong.get(name) or right
        code = _compiled(formula)
        operands = {used: self[used] for used in code.co_names if used in QUANTITIES}
        try:
            self[name] = eval(code, _FUNCTIONS, self)  # noqa: S307 (our own formulas)
        except ValueError:
            shapes = ", ".join(f"{used} has shape {np.shape(value)}" for used, value in operands.items())
            raise ValueError(f"{name} = {formula} can't be computed: {shapes}.") from None
        return self[name]


@lru_cache(maxsize=256)
def _compiled(formula: str):
    return compile(formula, "<formula>", "eval")


def wrong_gradients(trace: Trace, name: str, eta: float = ETA) -> dict[str, np.ndarray]:
    """Every quantity of a backward pass with the mistake `name` made wherever it can be made: {"dL_dW1": ..., ...}.

    The forward pass is the trace's. `stale_W2` updates with learning rate eta. Some mistakes need a square network,
    some also as many examples as units, and some give shapes that are not the parameter's.
    Raises `ValueError` for a name that is not in the bank, for shapes that don't fit, which it names, and for a trace
    with something held fixed.
    """
    validate.known("mistake", name, MISTAKES)
    validate.instance("trace", trace, Trace)
    if trace.held:
        raise ValueError(
            f"trace holds {', '.join(sorted(trace.held))} fixed; wrong_gradients needs one that holds none."
        )
    forward = [known for known in QUANTITIES if known not in BACKWARD]
    made = Pass(trace, MISTAKES[name].everywhere(), forward, validate.scalar("eta", eta))
    return {quantity: made[quantity] for quantity in BACKWARD}
