"""Step 3, or 5: the gradient of a weight matrix as an outer product, a column of deltas times a row of activations."""

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..notation.formula import value
from ..notation.table import Element, quantity
from ..style import factor, number
from .parts.highlight import highlighted, one_example, one_layer
from .parts.matrices import shown_indices
from .parts.view import View


class OuterProduct(View):
    """A view: the gradient of a layer's weights as a table of products, a column of deltas times a row of activations.

    `layer` is 2 or 1. The highlighted weight's cell is lit. The choice `cells` says how many cells are filled, row by
    row; the last of them has a frame, and so have the two numbers that are multiplied there. Without that choice all
    are filled, and the two numbers are those of the lit cell. For one example.
    """

    name = "outer product"
    reads = frozenset({"highlight", "cells"})

    def __init__(self, layer: int = 2):
        self.weights, self.delta, self.sender = f"W{one_layer(layer)}", f"dL_dz{layer}", "x" if layer == 1 else "a1"
        self.gradient = f"dL_d{self.weights}"

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        rows, columns = getattr(trace, self.weights).shape
        filled, lit = rows * columns, highlighted(choices, [self.weights])
        here = chosen = lit and lit.index
        if (cells := choices.get("cells")) is not None:
            filled = min(int(cells), filled)
            here = divmod(filled - 1, columns) if filled else None

        def cell(i, j):
            if i is None or j is None:
                return "<td style='text-align:center'>⋯</td>"
            shown = number(getattr(trace, self.gradient)[i, j]) if i * columns + j < filled else "·"
            mark = {here: " class='bp-differs'", chosen: " class='bp-lit'"}.get((i, j), "")
            return f"<td{mark} style='padding:4px 10px;text-align:right'>{shown}</td>"

        across, down = shown_indices(columns), shown_indices(rows)
        head = "".join(self._head(trace, self.sender, j, "col", here and here[1]) for j in across)
        body = "".join(
            f"<tr>{self._head(trace, self.delta, i, 'row', here and here[0])}{''.join(cell(i, j) for j in across)}</tr>"
            for i in down
        )
        symbols = f"{quantity(self.delta).html} @ {quantity(self.sender).html}ᵀ"
        return (
            f"<table aria-label='Outer product' style='border-collapse:separate;border-spacing:3px'>"
            f"<thead><tr><th scope='col' style='padding:4px 10px'>{symbols}</th>{head}</tr></thead>"
            f"<tbody class='bp-gradient'>{body}</tbody></table>"
            f"<p>{filled} of {rows * columns} cells filled. {self._words(trace, here)}</p>"
        )

    def _head(self, trace: Trace, name: str, k: int | None, scope: str, lit: int | None) -> str:
        if k is None:
            return f"<th scope='{scope}'>⋯</th>"
        here, mark = Element(name, (k,)), " bp-used" if k == lit else ""
        shown = f"<small>{here.text}</small><br/>{number(value(trace, here))}"
        style = "padding:2px 10px;text-align:right;font-weight:inherit"
        return f"<th scope='{scope}' class='bp-{quantity(name).role}{mark}' style='{style}'>{shown}</th>"

    def _words(self, trace: Trace, here: tuple[int, ...] | None) -> str:
        if here is None:
            return "Each cell is the number at the left of its row times the number on top of its column."
        result, delta, sent = (
            Element(*each) for each in ((self.gradient, here), (self.delta, here[:1]), (self.sender, here[1:]))
        )
        numbers = f"{factor(value(trace, delta))}·{factor(value(trace, sent))}"
        return f"{result.text} = {delta.text}·{sent.text} = {numbers} = {number(value(trace, result))}."
