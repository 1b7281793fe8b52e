"""Draws the nodes and edges of the network diagram as SVG text."""

from collections.abc import Collection, Iterable, Iterator

import numpy as np

from ...mathematics.network import Trace
from ...notation.formula import value
from ...notation.table import QUANTITIES, Element, quantity
from ...style import LIT, number
from .highlight import in_example, per_example
from .layout import LINE, Box, Edge


def grouped(parts: Iterable[tuple[str, str]]) -> str:
    """Return the parts of a picture in groups, one for each class, in the order in which the classes come."""
    found: dict[str, list[str]] = {}
    for name, part in parts:
        found.setdefault(name, []).append(part)
    return "".join(f"<g class='{name}'>{''.join(each)}</g>" if name else "".join(each) for name, each in found.items())


class Pen:
    """Draws one example of a trace: what is shown, what is lit, what it is computed from, what is not computed yet."""

    def __init__(self, trace: Trace, example: int, show: str, marks: tuple[Collection, Collection], later: Collection):
        self.trace, self.example, self.show, self.later = trace, example, show, later
        self.lit, self.used = ({self._at_node(each) for each in marked} for marked in marks)
        self.edge_name, self.edge_role = ("dL_dW", "gradient") if show == "gradients" else ("W", "parameter")
        self.largest = {k: np.abs(getattr(trace, f"{self.edge_name}{k}")).max() or 1.0 for k in (1, 2)}

    def _at_node(self, marked: Element | str) -> Element | str:
        """Return an element as its node names it: z1[2] for z1[2,3] if that example is shown. Quantities stay."""
        here = isinstance(marked, Element) and per_example(marked) and marked.index[1:] == (self.example,)
        return Element(marked.name, marked.index[:1]) if here else marked

    def _value(self, here: Element) -> float:
        return value(self.trace, in_example(here, self.example))

    def _marks(self, *elements: Element) -> tuple[bool, bool]:
        """Return whether one of these elements is lit, and whether one is an operand of what is lit."""
        return tuple(any(e in marked or e.name in marked for e in elements) for marked in (self.lit, self.used))

    def edge(self, edge: Edge) -> str:
        index = (edge.to, edge.source)
        lit, used = self._marks(Element(f"W{edge.layer}", index), Element(f"dL_dW{edge.layer}", index))
        size = self._value(Element(f"{self.edge_name}{edge.layer}", index))
        width = 0.8 + 5.2 * abs(size) / self.largest[edge.layer]
        x1, y1, x2, y2 = edge.line
        line = f"<path d='M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}'"
        glow = f"{line} style='stroke:{LIT}' stroke-width='{width + 8:.1f}'/>" if lit else ""
        dash = " stroke-dasharray='7 5'" if size < 0 else ""
        faint = " opacity='.25'" if self.lit and not (lit or used) else ""
        return f"{glow}{line} stroke-width='{width:.1f}'{dash}{faint}/>"

    def label(self, edge: Edge) -> list[tuple[str, str]]:
        """Return its numbers, each with its class."""
        elements = [Element(f"{prefix}{edge.layer}", (edge.to, edge.source)) for prefix in ("W", "dL_dW")]
        lit, used = self._marks(*elements)
        if not (lit or used) and (self.lit or edge.label is None):
            return []  # the emphasised numbers stand alone
        x1, y1, x2, y2 = edge.line
        x, y = edge.label or ((x1 + x2) / 2, (y1 + y2) / 2)
        weight = " font-weight='bold'" if lit else ""
        lines, found = self._shown(*elements), []
        for k, e in enumerate(lines):
            place = f"x='{x:.0f}' y='{y + 5 + (k - (len(lines) - 1) / 2) * 16:.0f}'"
            text = f"<text {place}{weight}>{number(self._value(e))}</text>"
            found.append((f"bp-{quantity(e.name).role} bp-halo", text))
        return found

    def _shown(self, value: Element, gradient: Element) -> list[Element]:
        """Return which of the two this picture shows: the value alone if it has no gradient."""
        if gradient.name not in QUANTITIES:
            return [value]
        return {"values": [value], "gradients": [gradient], "both": [value, gradient]}[self.show]

    def to_loss(self, box: Box, loss: Box) -> str:
        marks = [self._marks(each) for each in (Element("a2", (box.unit,)), Element("loss", ()))]
        line = f"<path d='M{box.right:.0f} {box.middle:.0f}L{loss.x:.0f} {loss.middle:.0f}'"
        glow = f"{line} style='stroke:{LIT}' stroke-width='9'/>" if all(lit for lit, _ in marks) else ""
        faint = " opacity='.25'" if self.lit and not all(map(any, marks)) else ""
        return f"{glow}{line}{faint}/>"

    def frame(self, box: Box) -> tuple[str, str]:
        """Return the frame of a node, or dots for the nodes that are left out, with its class."""
        if box.unit is None:
            return "bp-halo", f"<text x='{box.x + box.width / 2:.0f}' y='{box.middle + 5:.0f}'>⋮</text>"
        return "bp-node", f"<rect x='{box.x:.0f}' y='{box.y:.0f}' width='{box.width}' height='{box.height}' rx='9'/>"

    def rows(self, box: Box, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Yield the lines of a node, each with its class: symbol, value and gradient, if they are shown."""
        for k, name in enumerate(names):
            yield from self._row(box, name, box.y + 5 + k * LINE)

    def _row(self, box: Box, name: str, top: float) -> Iterator[tuple[str, str]]:
        index = () if name == "loss" else (box.unit,)
        both = Element(name, index), Element(f"dL_d{name}", index)
        cells = self._shown(*both)
        lit, used = self._marks(*cells)
        if not lit and not used:  # a lit number that this picture does not show lights its row
            lit, used = self._marks(*both)
        inside = f"x='{box.x + 3:.0f}' y='{top:.0f}' width='{box.width - 6}' height='{LINE}' rx='4'"
        if lit or used:
            look = f"fill='{LIT}'" if lit else "class='bp-frame'"
            yield "", f"<rect {inside} {look}/>"
        yield "bp-on-lit" if lit else "", f"<text x='{box.x + 8:.0f}' y='{top + 14.5:.0f}'>{cells[0].text}</text>"
        for k, cell in enumerate(cells):
            right = box.right - 8 - (72 if len(cells) == 2 and k == 0 else 0)
            shown = "·" if name in self.later else number(self._value(cell))
            role = "on-lit" if lit else quantity(cell.name).role
            yield f"bp-{role} bp-end", f"<text x='{right:.0f}' y='{top + 14.5:.0f}'>{shown}</text>"
