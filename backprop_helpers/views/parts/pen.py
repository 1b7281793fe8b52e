"""Draws the nodes and edges of the network diagram as SVG text."""

from collections.abc import Collection, Iterable, Iterator

from ...mathematics.network import Trace
from ...notation.formula import value
from ...notation.table import QUANTITIES, Element, quantity
from ...style import number
from .highlight import in_example, key, per_example
from .layout import LABEL, LABEL_WIDTH, LINE, Box, Edge

#: The number with which an edge has its full width: where a weight's slider ends; few gradients are larger than 1.
FULL = {"W": QUANTITIES["W1"].range[1], "dL_dW": 1.0}
#: The gradient with which the backward pass begins.
_DL_DL = "<text x='7'>∂L/∂L</text><text class='bp-gradient' x='{}'>1</text>"


def grouped(parts: Iterable[tuple[str, str]]) -> str:
    """Return the parts of a picture in groups, one for each class, in the order in which the classes come."""
    found: dict[str, list[str]] = {}
    for name, part in parts:
        found.setdefault(name, []).append(part)
    return "".join(f"<g class='{name}'>{''.join(each)}</g>" for name, each in found.items())


class Pen:
    """Draws one example of a trace: what is shown, lit or an operand, what comes later, and what is locked."""

    def __init__(
        self,
        trace: Trace,
        example: int,
        show: str,
        marks: tuple[Collection, Collection],
        later: Collection[str],
        locked: Collection[str],
    ):
        self.trace, self.example, self.show, self.later, self.locked = trace, example, show, later, locked
        self.lit, self.used = ({self._at_node(each) for each in marked} for marked in marks)
        self.edge_name, self.edge_role = ("dL_dW", "gradient") if show == "gradients" else ("W", "parameter")
        self._labelled: list[tuple[float, float]] = []

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
        """Return its line, over a broad one that is seen while it is lit, and that the pointer meets."""
        weight, gradient = self._of(edge)
        lit, used = self._marks(weight, gradient)
        drawn = gradient if self.edge_name == "dL_dW" else weight
        size = self._value(drawn)
        width = 0.8 + 5.2 * min(1, abs(size) / FULL[self.edge_name]) ** 0.5
        line = f"<path d='M{' '.join(f'{x:.0f} {y:.0f}' for x, y in edge.line)}'"
        dash = " stroke-dasharray='5 3'" if size < 0 else ""
        faint = " opacity='.25'" if self.lit and not (lit or used) else ""
        return (
            f"<g class='{key(weight)}{' bp-on' * lit}'><title>{drawn.text}</title>"
            f"{line}/>{line} stroke-width='{width:.1f}'{dash}{faint}/></g>"
        )

    def labels(self, edges: Iterable[Edge]) -> Iterator[tuple[str, str]]:
        """Yield the label of each edge, each with its class: those of lit edges first, in the room that there is."""
        marked = [(edge, *self._marks(*self._of(edge))) for edge in edges]
        for edge, lit, used in sorted(marked, key=lambda each: (not each[1], not each[2])):
            emphasised = lit or used
            quiet = not emphasised if self.lit else edge.quiet and not emphasised
            if not quiet:
                quiet = edge.quiet and self._is_taken(edge.label)
                self._labelled.append(edge.label)
            look = f"bp-label bp-{self.edge_role}{' bp-two' * (self.show == 'both')}{' bp-quiet' * quiet}"
            yield look, self._label(edge, lit)

    def _is_taken(self, place: tuple[float, float]) -> bool:
        wide, tall = LABEL_WIDTH + 8, LABEL[self.show == "both"]
        return any(abs(place[0] - x) < wide and abs(place[1] - y) < tall for x, y in self._labelled)

    def _of(self, edge: Edge) -> tuple[Element, Element]:
        return tuple(Element(f"{prefix}{edge.layer}", (edge.to, edge.source)) for prefix in ("W", "dL_dW"))

    def _label(self, edge: Edge, lit: bool) -> str:
        shown, (x, y) = self._of(edge), edge.label
        texts = [number(self._value(each)) for each in self._shown(*shown)]
        wide = min(LABEL_WIDTH + 6, 10 + max(8.5 * len(text) for text in texts))
        rows = "".join(map("<text>{}</text>".format, texts))
        ground = f"<rect x='{-wide / 2:.0f}' width='{wide:.0f}'/>"
        return f"<g class='{key(shown[0])}{' bp-on' * lit}' {_at(x, y)}>{ground}{rows}</g>"

    def _shown(self, value: Element, gradient: Element) -> list[Element]:
        """Return which of the two this picture shows: the value alone if it has no gradient."""
        if gradient.name not in QUANTITIES:
            return [value]
        return {"values": [value], "gradients": [gradient], "both": [value, gradient]}[self.show]

    def to_loss(self, box: Box, loss: Box) -> str:
        marks = [self._marks(each) for each in (Element("a2", (box.unit,)), Element("loss", ()))]
        a, b = box.row(0) + LINE / 2, loss.row(0) + LINE / 2
        line = f"<path d='M{box.right:.0f} {a:.0f}L{loss.x:.0f} {b:.0f}'"
        glow = f"{line}/>" if all(lit for lit, _ in marks) else ""
        faint = " opacity='.25'" if self.lit and not all(map(any, marks)) else ""
        return f"<g class='{'bp-on' if glow else 'bp-off'}'>{glow}{line} stroke-width='1'{faint}/></g>"

    def frame(self, box: Box) -> tuple[str, str]:
        """Return the frame of a node, or dots for the nodes that are left out, with its class."""
        if box.unit is None:
            return "bp-dots", f"<text x='{box.x + box.width / 2:.0f}' y='{box.y + box.height / 2 + 5:.0f}'>⋮</text>"
        return "bp-node", f"<rect x='{box.x:.0f}' y='{box.y:.0f}' width='{box.width}' height='{box.height}'/>"

    def rows(self, box: Box, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the lines of a node, and the locks on its border of what is locked, each with its class."""
        lines = "".join(self._row(box, name) for name in names)
        if "loss" in names and self.show != "values":
            lines += f"<g class='bp-loss'>{_DL_DL.format(box.width - 7)}</g>"
        yield "bp-cells", f"<g {_at(box.x, box.row(0) + 14)}>{lines}</g>"
        for k, name in enumerate(names):
            if name in self.locked:
                x, y = box.x - 3 if name[0] == "a" else box.right + 3, box.row(k) + 8
                shackle = f"<path d='M{x - 3:.0f} {y:.0f}v-4a3 3 0 0 1 6 0v4'/>"
                yield "bp-lock", f"{shackle}<rect x='{x - 6:.0f}' y='{y:.0f}' width='12' height='9'/>"

    def _row(self, box: Box, name: str) -> str:
        both = Element(name, () if name == "loss" else (box.unit,)), Element(f"dL_d{name}", (box.unit,))
        cells = self._shown(*both)
        lit, used = self._marks(*cells)
        if not lit and not used:  # a lit number that this picture does not show lights its row
            lit, used = self._marks(*both)
        look = " class='bp-frame'" if used and not lit else ""
        texts = ["·" if name in self.later else number(self._value(cell)) for cell in cells]
        ends = (box.width - 85, box.width - 7)[-1 if self.show != "both" or name in ("x", "loss") else -2 :]
        drawn = "".join(f"<text x='{end:.0f}'>{text}</text>" for end, text in zip(ends, texts, strict=False))
        if self.show == "both" and name == "y":
            drawn += f"<text class='bp-muted' x='{ends[1]}'>given</text>"
        symbol = f"<rect width='{box.width - 6}'{look}/><text x='7'>{cells[0].text}</text>"
        return f"<g class='{key(both[0])} bp-{quantity(cells[0].name).role}{' bp-on' * lit}'>{symbol}{drawn}</g>"


def _at(x: float, y: float) -> str:
    return f"transform='translate({x:.0f} {y:.0f})'"
