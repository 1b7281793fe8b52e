"""Step 3, or 5: the three-index derivative with its zeros, and the outer product that is left of it."""

from __future__ import annotations

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..mathematics.paths import paths_to_loss
from ..notation.formula import value
from ..notation.table import PARAMETERS, Element, quantity
from ..style import factor, number
from .parts.highlight import moved_by, one_example, one_layer, subject
from .parts.matrices import bracketed, line, matrix, shape_text, shown_indices
from .parts.tables import figures, table


class ThreeIndex:
    """A view: how every pre-activation of a layer depends on one of its weights or biases, zeros shown, and the sum.

    The parameter is `element`, or the one that the choice `lit` lights. For a bias the whole Jacobian is shown: the
    identity matrix. For one example.
    """

    def __init__(self, element: str | None = None, name: str = "three indices"):
        self.element, self.name = element, name

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        moved = subject(self.element, choices, PARAMETERS)
        (first, *_), i = paths_to_loss(trace, moved)[0].links, moved.index[0]
        z, gradient = f"z{moved.name[1]}", Element(f"dL_d{moved.name}", moved.index)
        rows = []
        for k in shown_indices(len(getattr(trace, z))):
            if k is None:
                rows.append(("⋮", "⋮", "⋮", "⋮"))
                continue
            delta = value(trace, Element(f"dL_d{z}", (k,)))
            local = f"{first.text} = <b>{number(first.derivative)}</b>" if first.factor else f"<b>{first.text}</b>"
            rows.append(
                (
                    f"<b>{k}</b>" + (" = i" if k == i else ""),
                    figures(local if k == i else f"<span class='bp-muted'>0, since k ≠ {i}</span>"),
                    figures(f"<span class='bp-gradient'>{number(delta)}</span>"),
                    figures(number(value(trace, gradient)) if k == i else "<span class='bp-muted'>0</span>"),
                )
            )
        total = f"<b class='bp-gradient'>{number(value(trace, gradient))}</b>"
        rows.append((f"<b>sum: {gradient.text}</b>", "", "", figures(total)))
        head = ("k", f"∂{quantity(z).text}[k] / ∂{moved.text}", f"{quantity(f'dL_d{z}').text}[k]", "product")
        sums = table(f"Every pre-activation against {moved.text}", head, rows)
        return sums + (self._identity(trace, z, moved) if moved.name[0] == "b" else self._count(trace, z, moved))

    def _count(self, trace: Trace, z: str, moved: Element) -> str:
        rows, columns = getattr(trace, moved.name).shape
        whole, sender = f"{rows}·{rows}·{columns} = {rows * rows * columns}", "x" if moved.name == "W1" else "a1"
        return (
            f"<p>For all k, i and j, ∂{quantity(z).text}/∂{quantity(moved.name).text} is an array of {whole} numbers "
            f"with three indices. All but the {rows * columns} with k = i are 0, so no sum is left: each gradient is "
            f"one number of {quantity(f'dL_d{z}').text} times one of {quantity(sender).text}.</p>"
        )

    def _identity(self, trace: Trace, z: str, moved: Element) -> str:
        size, i = len(getattr(trace, z)), moved.index[0]
        held, gradient, delta = z in trace.held, f"dL_d{moved.name}", f"dL_d{z}"
        jacobian = bracketed(
            (size, size),
            lambda row, column: "1" if row == column and not held else "<span class='bp-muted'>0</span>",
            *("ink", "identity matrix"),
            mark=lambda row, column: "used" if row == i else "",
        )
        lit, letter = Element(gradient, (i,)), quantity(z).shape[0]
        pieces = [
            (quantity(gradient).html, matrix(trace, gradient, lit), shape_text(gradient, trace.sizes)),
            ("", "=", ""),
            (f"∂{quantity(z).html}/∂{quantity(moved.name).html}", jacobian, f"{letter}×{letter} = {size}×{size}"),
            ("", "@", ""),
            (quantity(delta).html, matrix(trace, delta), shape_text(delta, trace.sizes)),
        ]
        return line(pieces) + (
            "<p>The identity matrix: each bias moves its own pre-activation, at the rate 1, whatever the bias is. "
            "Ones in place of the zeros would put the sum of the column into every bias.</p>"
        )


class OuterProduct:
    """A view: the gradient of a layer's weights as a table of products, a column of deltas times a row of activations.

    `layer` is 2 or 1. The setting `cells` says how many cells are filled, row by row, and the last one is lit; without
    it all are, and the choice `lit` lights one. For one example.
    """

    def __init__(self, layer: int = 2, name: str = "outer product"):
        self.weights, self.delta, self.sender = f"W{one_layer(layer)}", f"dL_dz{layer}", "x" if layer == 1 else "a1"
        self.gradient, self.name = f"dL_d{self.weights}", name

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        one_example(trace)
        rows, columns = getattr(trace, self.weights).shape
        filled, here = choices.get("cells"), self._lit(choices)
        if filled is not None:
            filled = min(int(filled), rows * columns)
            here = divmod(filled - 1, columns) if filled else None
        else:
            filled = rows * columns

        def cell(i, j):
            if i is None or j is None:
                return "<td style='text-align:center'>⋯</td>"
            shown = number(getattr(trace, self.gradient)[i, j]) if i * columns + j < filled else "·"
            mark = " class='bp-lit'" if (i, j) == here else ""
            return f"<td{mark} style='padding:4px 10px;text-align:right'>{shown}</td>"

        across, down = shown_indices(columns), shown_indices(rows)
        head = "".join(self._head(trace, self.sender, j, "col", here and here[1]) for j in across)
        body = "".join(
            f"<tr>{self._head(trace, self.delta, i, 'row', here and here[0])}{''.join(cell(i, j) for j in across)}</tr>"
            for i in down
        )
        corner = (
            f"<th scope='col' style='padding:4px 10px'>{quantity(self.delta).html} @ {quantity(self.sender).html}ᵀ</th>"
        )
        return (
            f"<table aria-label='Outer product' style='border-collapse:separate;border-spacing:3px'>"
            f"<thead><tr>{corner}{head}</tr></thead><tbody class='bp-gradient'>{body}</tbody></table>"
            f"<p>{filled} of {rows * columns} cells filled. {self._words(trace, here)}</p>"
        )

    def _lit(self, choices: Mapping) -> tuple[int, ...] | None:
        lit = choices.get("highlight")
        return lit.index if lit is not None and moved_by(lit).name == self.weights else None

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
            Element(self.gradient, here),
            Element(self.delta, here[:1]),
            Element(self.sender, here[1:]),
        )
        numbers = f"{factor(value(trace, delta))}·{factor(value(trace, sent))}"
        return f"{result.text} = {delta.text}·{sent.text} = {numbers} = {number(value(trace, result))}."
