"""Step 2, or its like in the hidden layer: a diagonal Jacobian is an elementwise product."""

from collections.abc import Mapping

import numpy as np

from ..mathematics.network import Trace
from ..notation.formula import value
from ..notation.table import Element, quantity
from ..style import factor, number
from .parts.highlight import highlighted_unit, one_example, one_layer
from .parts.matrices import bracketed, diagonal, labelled, line, sign
from .parts.view import View


class Jacobian(View):
    """A view: diag(sigma'(z)) with its zeros, times the gradient of a, and the same as an elementwise product.

    `layer` is 2 or 1. The highlighted element of that layer says which row is followed. For one example. A softmax has
    no zeros there: every row is summed, and what is left is a - y.
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
        if trace.functions.activations[self.layer - 1] == "softmax":
            return _softmax(trace, i)
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


def _softmax(trace: Trace, i: int) -> str:
    """The whole Jacobian of a softmax, transposed, times the gradient of a; row i is followed."""
    a, outputs = trace.a2[:, 0], range(trace.sizes["m"])
    gradient, result = trace.dL_da2[:, 0], Element("dL_dz2", (i,))
    jacobian = np.diag(a) - np.outer(a, a)  # symmetric
    drawn = bracketed(
        *(jacobian.shape, lambda row, k: number(jacobian[row, k]), "gradient", "Jacobian of the softmax, transposed"),
        mark=lambda row, k: "used" if row == i else "",
    )
    symbol = f"(∂{quantity('a2').html}/∂{quantity('z2').html})<sup>T</sup>"
    left, column = labelled(trace, "dL_dz2", result), [Element("dL_da2", (k,)) for k in outputs]
    whole = [(symbol, drawn, f"m×m = {len(a)}×{len(a)}"), sign("@"), labelled(trace, "dL_da2", result, column)]
    a2, y = (labelled(trace, name, None, [Element(name, (i,))]) for name in ("a2", "y"))
    terms = " + ".join(f"{factor(jacobian[i, k])}·{factor(gradient[k])}" for k in outputs)
    return (
        f"{line([left, sign('='), *whole])}<p>{result.text} = {terms} = {number(value(trace, result))}. Each "
        f"pre-activation moves every output, because the outputs sum to 1: no entry is 0. With the cross-entropy all "
        f"rows come down to the error:</p>{line([left, sign('='), a2, sign('−'), y])}"
    )
