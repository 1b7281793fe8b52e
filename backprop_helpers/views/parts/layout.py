"""Where the network diagram puts its nodes, edges and labels. Depends on sizes alone, so nothing jumps."""

from dataclasses import dataclass
from functools import lru_cache

from .matrices import shown_indices

WIDTH = 860
MOST_NODES = 6  # a layer with more is elided
LINE = 19  # height of one line of text in a node
GAP = 16  # least space between two nodes
TALLEST = 460  # a picture taller than this leaves labels out


@dataclass(frozen=True)
class Box:
    """A node: its unit (None for the gap of an elided layer), its top left corner and its size."""

    unit: int | None
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Edge:
    """A weight to unit `to` from unit `source` of weight matrix `layer`, its line, and its label's place (or None)."""

    layer: int
    to: int
    source: int
    line: tuple[float, float, float, float]
    label: tuple[float, float] | None


@dataclass(frozen=True)
class Layout:
    layers: list[list[Box]]  # inputs, hidden units, outputs
    loss: Box
    edges: list[Edge]
    height: float


@lru_cache(maxsize=64)
def layout(sizes: tuple[int, int, int], wide: bool, label_height: int) -> Layout:
    """Return the layout for sizes (n, h, m). `wide` leaves room for a value and a gradient on each line of a node."""
    node = 204 if wide else 160
    widths, heights = (112, node, node), [lines * LINE + 10 for lines in (1, 3, 4)]
    shown = [shown_indices(size, MOST_NODES) for size in sizes]
    height = max(len(units) * (heights[i] + GAP) + GAP for i, units in enumerate(shown))
    labels = max(len(shown[i]) * len(shown[i - 1]) for i in (1, 2)) * label_height
    height = max(height, labels) if labels <= TALLEST else height
    space = (WIDTH - sum(widths) - 88 - 4) / (2 + 0.25)  # between layers; the last gap, to the loss, is a short one
    lefts = (2, 2 + widths[0] + space, 2 + widths[0] + widths[1] + 2 * space)
    layers = []
    for left, width, tall, units in zip(lefts, widths, heights, shown, strict=True):
        tops = [(k + 0.5) * height / len(units) - tall / 2 for k in range(len(units))]
        layers.append([Box(unit, left, top, width, tall) for unit, top in zip(units, tops, strict=True)])
    loss = Box(0, WIDTH - 90, height / 2 - LINE / 2 - 5, 88, LINE + 10)
    return Layout(layers, loss, _edges(layers, height, label_height), height)


def _edges(layers: list[list[Box]], height: float, label_height: int) -> list[Edge]:
    """Return the edges, each with a port of its own and a label beside it, so that no label belongs to two edges."""
    edges = []
    for layer in (1, 2):
        sources, targets = layers[layer - 1], layers[layer]
        room = min(height / len(targets) / len(sources), label_height + 6)
        for target in targets:
            for k, source in enumerate(sources):
                if target.unit is None or source.unit is None:
                    continue
                offset, inside = (k - (len(sources) - 1) / 2) * room, target.height / 2 - 8
                end = target.middle + max(-inside, min(inside, offset))
                label = (target.x - 36, target.middle + offset) if room >= label_height else None
                line = (source.right, source.middle, target.x, end)
                edges.append(Edge(layer, target.unit, source.unit, line, label))
    return edges
