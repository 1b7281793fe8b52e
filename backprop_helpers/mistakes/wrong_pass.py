"""A pass with a named mistake in it: wrong gradients, to recognise answers and to train with. NumPy only.

One class makes any mistake of the bank: it takes the bank's wrong formulas, and all others from the notation table.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np

from ..mathematics import validate
from ..mathematics.activations import sigma, sigma_prime
from ..mathematics.trace import Trace
from ..notation.table import BACKWARD, QUANTITIES
from .bank import MISTAKES
from .mistake import STEP

ETA = 0.5  # the learning rate of the update in `new_W2`, if no other is given
_FUNCTIONS = {"np": np, "sum": np.sum, "sigmoid": sigma, "sigmoid_prime": sigma_prime}


class FormulaPass(dict):
    """The quantities of a trace, by the table's batch formulas, or those in `wrong`; each is computed on first use.

    The quantities in `given` are the trace's, as are the parameters, x and y. There are also the parameters after a
    step with eta: `new_W1` and the like. Raises `ValueError` if the shapes in a formula don't fit.
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
            raise KeyError(name)  # NumPy or a sigmoid: `eval` finds these among the globals
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
    """Return every quantity of a backward pass with the mistake `name` made everywhere it can be: {"dL_dW1": ..., ...}.

    The forward pass is the trace's. `new_W2` updates with learning rate eta. Some mistakes need a square network,
    some also as many examples as units, and some give shapes that are not the parameter's.
    Raises `ValueError` if the name is not in the bank, if shapes don't fit, or if the trace holds a quantity fixed.
    """
    validate.known("mistake", name, MISTAKES)
    validate.instance("trace", trace, Trace)
    if trace.held:
        raise ValueError(
            f"trace holds {', '.join(sorted(trace.held))} fixed; wrong_gradients needs a trace with nothing held."
        )
    forward = [known for known in QUANTITIES if known not in BACKWARD]
    formulas = {**trace.functions.formulas(2), **MISTAKES[name].everywhere()}
    computed = FormulaPass(trace, formulas, forward, validate.scalar("eta", eta))
    return {quantity: computed[quantity] for quantity in BACKWARD}
