"""Step 2, or its like in the hidden layer: a diagonal Jacobian is an elementwise product."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..notation.formula import value
from ..notation.table import Element, quantity
from ..style import factor, number
from .parts.highlight import highlighted_unit, one_example, one_layer
from .parts.matrices import diagonal, labelled, line, sign
from .parts.view import View


class Jacobian(View):
    """A view: diag(sigma'(z)) with its zeros, times the gradient of a, and the same as an elementwise product.

    `layer` is 2 or 1. The highlighted element of that layer says which row is followed. For one example.
    """

    name = "jacobian"
    reads = frozenset({"highlight"})

    def __init__(self, layer: int = 2):
        self.layer = one_layer(layer)
        self.z, self.a, self.slope = f"dL_dz{layer}", f"dL_da{layer}", f"da{layer}_dz{layer}"

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        i, slopes = highlighted_unit(choices, self.layer), getattr(trace, self.slope)[:, 0]
        column = [Element(self.a, (k,)) for k in range(len(slopes))]
        slope, result = Element(self.slope, (i,)), Element(self.z, (i,))
        symbol, label = f"diag({quantity(self.slope).html})", f"diagonal matrix of {quantity(self.slope).text}"
        whole = diagonal(symbol, list(map(number, slopes)), quantity(self.z).shape[0], "gradient", label, row=i)
        gradient = labelled(trace, self.z, result)
        product = [
            labelled(trace, self.slope, result, [slope]),
            sign("⊙"),
            labelled(trace, self.a, result, [column[i]]),
        ]
        terms = " + ".join(
            f"{factor(value(trace, slope)) if k == i else 0}·{factor(value(trace, each))}"
            for k, each in enumerate(column)
        )
        return (
            f"{line([gradient, sign('='), whole, sign('@'), labelled(trace, self.a, result, column)])}"
            f"<p>{result.text} = {terms} = {number(value(trace, result))}. Each unit's activation depends on its own "
            f"pre-activation alone, so all but the diagonal is 0, and what is left is the elementwise product:</p>"
            f"{line([gradient, sign('='), *product])}"
        )
