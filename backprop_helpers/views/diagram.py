"""The network as a picture: nodes with their numbers, edges with weights or gradients. SVG text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.network import Trace
from ..mathematics.paths import STARTS, Path
from ..notation.formula import expand, tokens, value
from ..notation.table import QUANTITIES, Element, element, quantity
from ..style import LIT, number
from .parts.highlight import moved_by
from .parts.layout import LINE, WIDTH, Box, Edge, layout
from .parts.view import View
from .paths import chosen_paths
from .reuse import uses

FORWARD_ORDER = ("x", "z1", "a1", "z2", "a2", "loss")
_ROWS = (("x",), ("a1", "z1", "b1"), ("a2", "z2", "b2", "y"))
SHOWS = ("values", "gradients", "both")


class NetworkDiagram(View):
    """A view: the network with its values, its gradients, or both (`show`, or the choice of that name).

    An edge is as wide as its number is large; a negative one is dashed and its label has a minus sign. Emphasised are
    the choice `lit` with the elements its formula uses, the choice `stage`, or else the names in `emphasised`
    (elements or whole quantities). Up to a stage of the forward pass, what comes later is not shown yet.
    With a choice `reused`, a quantity is lit and what is computed from it is emphasised.
    With a choice `path`, "all" or a number from 1, all paths or that one from the lit element to the loss are lit.
    `until`, a quantity of the forward pass, hides what comes later as a stage does, but lights nothing.
    """

    name = "diagram"
    reads = frozenset({"show", "highlight", "path", "stage", "reused"})

    def __init__(
        self,
        show: str = "values",
        emphasised: Collection[str] = (),
        until: str | None = None,
    ):
        self.show, self.until = _shown(show), until and quantity(until).name
        names = validate.listed("emphasised", emphasised, "elements or quantities")
        self.emphasised = [name if isinstance(name, str) and name in QUANTITIES else element(name) for name in names]

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        show = _shown(choices.get("show", self.show))
        sizes = trace.sizes
        followed = self._paths(trace, choices)
        lit, used = _on_paths(*followed) if followed else self._emphasis(trace, choices)
        stage = choices.get("stage", self.until)
        later = FORWARD_ORDER[FORWARD_ORDER.index(stage) + 1 :] if stage in FORWARD_ORDER else ()
        plan = layout((sizes["n"], sizes["h"], sizes["m"]), show == "both", 34 if show == "both" else 18)
        pen = _Pen(trace, show, lit, used, later)
        edges = [(f"bp-{pen.edge_role}", pen.edge(edge)) for edge in plan.edges]
        edges += [("bp-muted", pen.to_loss(box, plan.loss)) for box in plan.layers[2]]
        labels = [label for edge in plan.edges for label in pen.label(edge)]
        boxes = [(box, _ROWS[i]) for i, layer in enumerate(plan.layers) for box in layer] + [(plan.loss, ("loss",))]
        nodes = [pen.frame(box) for box, _ in boxes]
        rows = [each for box, names in boxes if box.unit is not None for each in pen.rows(box, names)]
        title = self._title(trace, show, later) + (_paths_words(*followed) if followed else "")
        return (
            f"<svg role='img' xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{plan.height:.0f}' "
            f"viewBox='0 0 {WIDTH} {plan.height:.0f}' font-size='14'>"
            f"<title>{title}</title>{grouped([*edges, *labels, *nodes, *rows])}</svg>"
        )

    def _paths(self, trace: Trace, choices: Mapping) -> tuple | None:
        """The paths to light and all paths of the lit element, where there is a choice `path`."""
        lit = choices.get("highlight")
        if lit is None or "path" not in choices or moved_by(lit).name not in STARTS:
            return None
        return chosen_paths(trace, moved_by(lit), choices)

    def _emphasis(self, trace: Trace, choices: Mapping) -> tuple[set, set]:
        """What is lit, and what its formula uses: elements or whole quantities."""
        lit, stage = choices.get("highlight"), choices.get("stage")
        if lit is not None:
            computed = QUANTITIES[lit.name].formula is not None
            return {lit}, set(expand(trace, lit, lambda e, text: text).used) if computed else set()
        if stage is not None:
            computed = quantity(stage).formula is not None
            return {stage}, {token.name for token in tokens(stage) if token.name} if computed else set()
        if "reused" in choices:
            return {choices["reused"]}, set(uses(choices["reused"]))
        return set(self.emphasised), set()

    def _title(self, trace: Trace, show: str, later: Collection[str]) -> str:
        sizes = trace.sizes
        outputs = [Element("a2", (i,)) for i in range(min(sizes["m"], 6))]
        told = [each for each in (*outputs, Element("loss", ())) if each.name not in later]
        values = ", ".join(f"{each} {number(value(trace, each))}" for each in told)
        return (
            f"Network of {sizes['n']} inputs, {sizes['h']} hidden units and {sizes['m']} outputs with its "
            f"{'values and gradients' if show == 'both' else show}." + (f" {values}." if values else "")
        )


def grouped(parts: Iterable[tuple[str, str]]) -> str:
    """Parts of a picture, each with its class, which is written once; what comes first of a class is drawn first."""
    found: dict[str, list[str]] = {}
    for name, part in parts:
        found.setdefault(name, []).append(part)
    return "".join(f"<g class='{name}'>{''.join(each)}</g>" if name else "".join(each) for name, each in found.items())


def _shown(show: str) -> str:
    if not isinstance(show, str) or show not in SHOWS:
        raise ValueError(f"show should be one of {', '.join(SHOWS)}, but is {show!r}.")
    return show


def _on_paths(chosen: tuple[Path, ...], every: tuple[Path, ...]) -> tuple[set, set]:
    """What is lit, the elements and weights of the chosen paths, and what else their factors and the others use."""
    lit = {each for path in chosen for each in (*path.elements, *path.edges)}
    factors = {link.factor for path in chosen for link in path.links if link.factor}
    return lit, (factors | {each for path in every for each in (*path.elements, *path.edges)}) - lit


def _paths_words(chosen: tuple[Path, ...], every: tuple[Path, ...]) -> str:
    ways = "; ".join(" → ".join(each.text for each in path.elements) for path in chosen)
    return f" Lit: {len(chosen)} of {len(every)} paths: {ways}."


class _Pen:
    """Draws one trace: knows what is shown, what is lit, and what is not computed yet."""

    def __init__(self, trace: Trace, show: str, lit: set, used: set, later: Collection[str]):
        self.trace, self.show, self.lit, self.used, self.later = trace, show, lit, used, later
        self.edge_name, self.edge_role = ("dL_dW", "gradient") if show == "gradients" else ("W", "parameter")
        self.largest = {k: np.abs(getattr(trace, f"{self.edge_name}{k}")).max() or 1.0 for k in (1, 2)}

    def _marks(self, *elements: Element) -> tuple[bool, bool]:
        """Whether one of these elements is lit, and whether one is used by the lit one."""
        return tuple(any(e in marked or e.name in marked for e in elements) for marked in (self.lit, self.used))

    def edge(self, edge: Edge) -> str:
        index = (edge.to, edge.source)
        lit, used = self._marks(Element(f"W{edge.layer}", index), Element(f"dL_dW{edge.layer}", index))
        size = value(self.trace, Element(f"{self.edge_name}{edge.layer}", index))
        width = 0.8 + 5.2 * abs(size) / self.largest[edge.layer]
        x1, y1, x2, y2 = edge.line
        line = f"<path d='M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}'"
        glow = f"{line} style='stroke:{LIT}' stroke-width='{width + 8:.1f}'/>" if lit else ""
        dash = " stroke-dasharray='7 5'" if size < 0 else ""
        faint = " opacity='.25'" if self.lit and not (lit or used) else ""
        return f"{glow}{line} stroke-width='{width:.1f}'{dash}{faint}/>"

    def label(self, edge: Edge) -> list[tuple[str, str]]:
        """Its numbers, each with its class."""
        elements = [Element(f"{prefix}{edge.layer}", (edge.to, edge.source)) for prefix in ("W", "dL_dW")]
        lit, used = self._marks(*elements)
        if edge.label is None and not (lit or used):
            return []
        if edge.label is not None and self.lit and not (lit or used):
            return []  # the emphasised numbers stand alone
        x1, y1, x2, y2 = edge.line
        x, y = edge.label or ((x1 + x2) / 2, (y1 + y2) / 2)
        weight = " font-weight='bold'" if lit else ""
        lines = {"values": elements[:1], "gradients": elements[1:], "both": elements}[self.show]
        return [
            (
                f"bp-{quantity(e.name).role} bp-halo",
                f"<text x='{x:.0f}' y='{y + 5 + (k - (len(lines) - 1) / 2) * 16:.0f}'{weight}>"
                f"{number(value(self.trace, e))}</text>",
            )
            for k, e in enumerate(lines)
        ]

    def to_loss(self, box: Box, loss: Box) -> str:
        marks = [self._marks(each) for each in (Element("a2", (box.unit,)), Element("loss", ()))]
        line = f"<path d='M{box.right:.0f} {box.middle:.0f}L{loss.x:.0f} {loss.middle:.0f}'"
        glow = f"{line} style='stroke:{LIT}' stroke-width='9'/>" if all(lit for lit, _ in marks) else ""
        faint = " opacity='.25'" if self.lit and not all(map(any, marks)) else ""
        return f"{glow}{line}{faint}/>"

    def frame(self, box: Box) -> tuple[str, str]:
        """The frame of a node, or the dots of those that are left out, with its class."""
        if box.unit is None:
            return "bp-halo", f"<text x='{box.x + box.width / 2:.0f}' y='{box.middle + 5:.0f}'>⋮</text>"
        place = f"x='{box.x:.0f}' y='{box.y:.0f}' width='{box.width}' height='{box.height}'"
        return "bp-node", f"<rect {place} rx='9'/>"

    def rows(self, box: Box, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The lines of a node: symbol, value and gradient, as far as they are shown, each with its class."""
        for k, name in enumerate(names):
            yield from self._row(box, name, box.y + 5 + k * LINE)

    def _row(self, box: Box, name: str, top: float) -> Iterator[tuple[str, str]]:
        index = () if name == "loss" else (box.unit,)
        cells = [Element(name, index)]
        if f"dL_d{name}" in QUANTITIES:
            cells = {"values": cells, "gradients": [], "both": cells}[self.show]
            cells = cells + ([] if self.show == "values" else [Element(f"dL_d{name}", index)])
        label = cells[0].text if self.show != "both" or len(cells) == 1 else Element(name, index).text
        lit, used = self._marks(*cells)
        if not lit and not used:  # a lit number that this picture does not show lights its row
            lit, used = self._marks(Element(name, index), Element(f"dL_d{name}", index))
        inside = f"x='{box.x + 3:.0f}' y='{top:.0f}' width='{box.width - 6}' height='{LINE}' rx='4'"
        if lit:
            yield "", f"<rect {inside} fill='{LIT}'/>"
        elif used:
            yield "", f"<rect {inside} class='bp-frame'/>"
        yield "bp-on-lit" if lit else "", f"<text x='{box.x + 8:.0f}' y='{top + 14.5:.0f}'>{label}</text>"
        for k, cell in enumerate(cells):
            right = box.right - 8 - (72 if len(cells) == 2 and k == 0 else 0)
            shown = "·" if name in self.later else number(value(self.trace, cell))
            role = "on-lit" if lit else quantity(cell.name).role
            yield f"bp-{role} bp-end", f"<text x='{right:.0f}' y='{top + 14.5:.0f}'>{shown}</text>"
