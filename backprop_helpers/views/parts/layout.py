"""Where the network diagram puts its nodes, edges and labels. Depends on sizes alone, so nothing jumps."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import hypot

from .matrices import shown_indices

WIDTH = 960
MOST_NODES = 6  # a layer with more is elided
LINE = 19  # height of one line of text in a node
HEAD = 22  # height of the names of the layers
GAP = 8  # least space between two nodes
LABEL = {False: 17, True: 32}  # a label's height with one number, and with a value above its gradient
LABEL_WIDTH = 72
JOIN = 18  # from the labels before a unit to the unit
TALLEST = 460  # if labels would need a picture taller than this, only those that are lit are shown
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A node: its unit (None for the gap of an elided layer), its top left corner and its size."""

    unit: int | None
    x: float
    y: float
    width: float
    height: float

    def row(self, k: int) -> float:
        """Return the top of its line `k`."""
        return self.y + 5 + k * LINE

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Edge:
    """A weight to unit `to` from unit `source` of weight matrix `layer`, the corners of its line, its label's middle.

    A `quiet` label is seen only while it is lit or pointed at.
    """

    layer: int
    to: int
    source: int
    line: tuple[Point, ...]
    label: Point
    quiet: bool


@dataclass(frozen=True)
class Layout:
    layers: list[list[Box]]  # inputs, hidden units, outputs
    loss: Box
    edges: list[Edge]
    height: float

    @property
    def is_quiet(self) -> bool:
        """True if some edge has no room for its label."""
        return any(edge.quiet for edge in self.edges)


@lru_cache(maxsize=64)
def layout(sizes: tuple[int, int, int], show: str) -> Layout:
    """Return the layout for sizes (n, h, m); `show` is "values", "gradients" or "both", on each line of a node."""
    both = show == "both"
    node = 208 if both else 170
    widths, lines = (126, node, node), (1, 3, 4)
    shown = [shown_indices(size, MOST_NODES) for size in sizes]
    labels = [len(shown[i]) * len(shown[i - 1]) * (LABEL[both] + 2) for i in (1, 2)]
    nodes = max(len(units) * (lines[i] * LINE + 10 + GAP) for i, units in enumerate(shown))
    height = max([nodes, *(each for each in labels if each <= TALLEST)])
    space = (WIDTH - sum(widths) - 92 - 4) / (2 + 0.25)  # between layers; the last gap, to the loss, is a short one
    lefts = (2, 2 + widths[0] + space, 2 + widths[0] + widths[1] + 2 * space)
    layers = []
    for left, width, rows, units in zip(lefts, widths, lines, shown, strict=True):
        tall = rows * LINE + 10
        tops = [HEAD + (k + 0.5) * height / len(units) - tall / 2 for k in range(len(units))]
        layers.append([Box(unit, left, top, width, tall) for unit, top in zip(units, tops, strict=True)])
    loss = Box(0, WIDTH - 94, HEAD + height / 2 - LINE - 5, 92, (1 if show == "values" else 2) * LINE + 10)
    edges = [
        edge
        for i in (1, 2)
        for edge in (_straight if labels[i - 1] > min(height, TALLEST) else _through_labels)(i, layers, height, both)
    ]
    return Layout(layers, loss, edges, HEAD + height + 6)


def _ends(i: int, layers: list[list[Box]]) -> list[tuple[Box, Box, Point, Point]]:
    """Return the source and the target of each edge, the end of the source's first row and the start of z's row."""
    found = []
    for target, source in product(layers[i], layers[i - 1]):
        if target.unit is not None and source.unit is not None:
            out, z = source.row(0) + LINE / 2, target.row(1) + LINE / 2
            found.append((target, source, (source.right, out), (target.x, z)))
    return found


def _through_labels(i: int, layers: list[list[Box]], height: float, both: bool) -> list[Edge]:
    """Return edges that run straight through their labels, which stand before each unit in the order of the sources.

    So no other edge comes near a label.
    """
    units, sources = len(layers[i]), [source.unit for source in layers[i - 1]]
    pitch = min(height / units / len(sources), LABEL[both] + 8)
    edges = []
    for target, source, start, end in _ends(i, layers):
        k = sources.index(source.unit) - (len(sources) - 1) / 2
        y = target.y + target.height / 2 + k * pitch
        x = target.x - JOIN - LABEL_WIDTH
        line = (start, (x - 7, y), (x + LABEL_WIDTH + 7, y), end)
        edges.append(Edge(i, target.unit, source.unit, line, (x + LABEL_WIDTH / 2, y), False))
    return edges


def _straight(i: int, layers: list[list[Box]], height: float, both: bool) -> list[Edge]:
    """Return straight edges; their labels lie at that share of the way at which the edges are furthest apart."""
    ends = _ends(i, layers)
    lines = [(start, end) for *_, start, end in ends]
    share = max((k / 40 for k in range(16, 25)), key=lambda share: _clearance(lines, share))
    return [
        Edge(i, target.unit, source.unit, (start, end), _between(start, end, share), True)
        for target, source, start, end in ends
    ]


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _clearance(lines: list[tuple[Point, Point]], share: float) -> float:
    """Return how near another line comes to a line's point at this share of its length, at the least."""
    return min(distance(_between(*one, share), *other) for one in lines for other in lines if one is not other)


def distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from the line between two others."""
    (x, y), (dx, dy) = (point[0] - start[0], point[1] - start[1]), (end[0] - start[0], end[1] - start[1])
    share = min(1, max(0, (x * dx + y * dy) / (dx * dx + dy * dy)))
    return hypot(x - share * dx, y - share * dy)
