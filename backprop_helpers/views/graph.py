"""The graph of an expression: a box for each value, lines to what uses it, and derivatives sent back or forward."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ..mathematics.graph import Graph
from ..style import number
from .parts.view import View
from .sentence import describe

MOST_ROWS, MOST_COLUMNS = 3, 4  # of an array that are shown
LINE, PAD, GAP, LANE, NUMBER, LABEL = 17, 14, 10, 12, 66, 148


class Box(NamedTuple):
    """The place of a node's box, of its lane at the left, and of the end of the lane at the last node that uses it."""

    node: int
    top: float
    height: float
    lane: int
    end: float

    @property
    def out(self) -> float:
        return self.top + self.height - 6


def layout(graph: Graph) -> list[Box]:
    """Return the boxes below each other in the order of computing; no two lines at their left share a place."""
    shown = [k for k, node in enumerate(graph.nodes) if not node.is_constant]
    heights = [PAD + LINE * min(len(_table(graph.nodes[k].value)), MOST_ROWS) for k in shown]
    tops = [24 + sum(heights[:i]) + GAP * i for i in range(len(shown))]
    places = dict(zip(shown, zip(tops, heights, strict=True), strict=True))
    ends = {
        k: max((at[0] + 17 for to, at in places.items() if k in graph.nodes[to].operands), default=0) for k in shown
    }
    lanes: list[list[tuple[float, float]]] = []
    found = {}
    for k in sorted(shown, key=lambda k: ends[k] - places[k][0]):  # short lines are next to the boxes
        span = (places[k][0], ends[k])
        free = (i for i, lane in enumerate(lanes) if all(span[1] < low or high < span[0] for low, high in lane))
        lane = next(free, len(lanes))
        lanes += [[]] * (lane == len(lanes))
        lanes[lane] = [*lanes[lane], span]
        found[k] = Box(k, *places[k], lane, ends[k])
    return [found[k] for k in shown]


class GraphView(View):
    """A view of a graph: each value with its derivative beside it, and lines from each value to those that use it.

    The number `nodes` says how many nodes have sent their gradient back, or are differentiated, and the choice `mode`
    which: "reverse", the default, or "forward".
    """

    name = "graph"
    shows = (Graph,)
    reads = frozenset({"nodes", "mode"})

    def __call__(self, graph: Graph, choices: Mapping = {}) -> str:
        mode, steps = choices.get("mode", "reverse"), int(choices.get("nodes", len(graph.nodes)))
        derivatives = (graph.forward if mode == "forward" else graph.backward)(steps)
        order = graph.computed[::-1] if mode == "reverse" else graph.computed
        active = order[min(steps, len(order)) - 1] if steps else None
        boxes = layout(graph)
        left = (max(box.lane for box in boxes) + 1) * LANE + 12
        by = graph.nodes[graph.by]
        first = f"{by.name}[{', '.join('0' * by.value.ndim)}]"
        heads = ("value", f"∂value/∂{first}" if mode == "forward" else "gradient so far")
        columns = max(min(_table(node.value).shape[1], MOST_COLUMNS) for node in graph.nodes)
        at = (left + LABEL, left + LABEL + columns * NUMBER + 24)
        width = at[1] + max(columns * NUMBER, 8 * len(heads[1])) + 8
        height = boxes[-1].top + boxes[-1].height + 6
        tops = {box.node: box.top for box in boxes}
        drawn = [_lines(graph, box, tops, left, active, mode) for box in boxes]
        drawn += [_box(graph, box, left, at, width, derivatives, box.node == active) for box in boxes]
        drawn += [f"<text class='bp-muted' x='{x:.0f}' y='15'>{text}</text>" for x, text in zip(at, heads, strict=True)]
        size = f"width='{width:.0f}' height='{height:.0f}' viewBox='0 0 {width:.0f} {height:.0f}'"
        told = "; ".join(graph.text(k) for k in graph.computed)
        return (
            f"<svg role='group' xmlns='http://www.w3.org/2000/svg' {size} font-size='13'><title>Graph: {told}. "
            f"The result is {number(float(graph.nodes[-1].value.sum()))}.</title>{''.join(drawn)}</svg>"
        )


def _table(array: np.ndarray) -> np.ndarray:
    return array.reshape(-1, array.shape[-1]) if array.ndim else array.reshape(1, 1)


def _lines(graph: Graph, box: Box, tops: Mapping[int, float], left: float, active: int | None, mode: str) -> str:
    """Return the lines from a value to those that use it; those along which something was just sent are thick."""
    x, drawn = left - 12 - LANE * box.lane, []
    for to, top in tops.items():
        for place, operand in enumerate(graph.nodes[to].operands):
            if operand == box.node:
                y, lit = top + 8 + 9 * place, to == active
                back = mode == "reverse" and lit
                tip = f"M{left - 6} {box.out - 4:.0f}L{left} {box.out:.0f}L{left - 6} {box.out + 4:.0f}"
                tip = tip if back else f"M{left - 6} {y - 4:.0f}L{left} {y:.0f}L{left - 6} {y + 4:.0f}"
                path = f"M{left} {box.out:.0f}H{x:.0f}V{y:.0f}H{left}{tip}"
                look = "bp-gradient" if lit else "bp-muted"
                drawn.append(f"<g class='{look} bp-edge'><path d='{path}' stroke-width='{3 if lit else 1.2}'/></g>")
    return "".join(drawn)


def _box(graph: Graph, box: Box, left: float, at: tuple, width: float, derivatives: list, lit: bool) -> str:
    """Return a node's box: how it is computed, its shape, its value and its derivative."""
    node, found = graph.nodes[box.node], derivatives[box.node]
    frame = f"<rect x='{left:.0f}' y='{box.top:.0f}' width='{width - left - 4:.0f}' height='{box.height:.0f}' rx='6'/>"
    place = f"x='{left + 9:.0f}' y='{box.top + 19:.0f}'"
    text = f"<text {place}>{graph.text(box.node)}</text>"
    ground = f"x='{left + 4:.0f}' y='{box.top + 5:.0f}' width='{LABEL - 14}' height='19' rx='4'"
    on = f"<g class='bp-on'><rect {ground} style='fill:var(--bp-glow)'/>{text}</g>"
    label = on if lit else f"<g class='bp-off'>{text}</g>"
    shape = "×".join(map(str, node.value.shape)) or "one number"
    more = box.height >= PAD + 2 * LINE
    words = f"<text class='bp-muted' x='{left + 9:.0f}' y='{box.top + 36:.0f}'>{shape}</text>" if more else ""
    numbers = _numbers(node.value, at[0], box.top, "parameter" if not node.op else "forward")
    numbers += _numbers(found, at[1], box.top, "gradient")
    return f"<g class='bp-node'>{frame}</g>{label}{words}{numbers}"


def _numbers(array: np.ndarray | None, x: float, top: float, role: str) -> str:
    """Return an array's numbers as text in rows and columns, those that are left out as ⋯; · if there is none yet."""
    if array is None:
        return f"<text class='bp-muted' x='{x + 20:.0f}' y='{top + 19:.0f}'>·</text>"
    table = _table(array)
    found = []
    for i, row in enumerate(table[:MOST_ROWS]):
        for j, value in enumerate(row[:MOST_COLUMNS]):
            cut = i == MOST_ROWS - 1 < len(table) - 1 or j == MOST_COLUMNS - 1 < len(row) - 1
            place = f"x='{x + NUMBER * j:.0f}' y='{top + 19 + LINE * i:.0f}'"
            found.append(f"<text class='bp-{role}' {place}>{'⋯' if cut else number(float(value))}</text>")
    return "".join(found)


@describe.register
def _describe_graph(graph: Graph, choices: Mapping = {}) -> str:
    """Say how far the derivatives have come, the one that is asked for, and how many passes all of them take."""
    steps, count, by = int(choices.get("nodes", len(graph.nodes))), len(graph.computed), graph.nodes[graph.by].name
    inputs = sum(node.value.size for node in graph.nodes if not node.op and not node.is_constant)
    if choices.get("mode") == "forward":
        found, done = graph.forward(steps)[-1], "are differentiated"
        passes = f"Forward mode takes a pass for each of the {inputs} numbers given"
    else:
        found, done = graph.backward(steps)[graph.by], "have sent their gradients back"
        passes = f"Reverse mode takes 1 pass for all {inputs} numbers given, since the result is one number"
    slope = "not known yet" if found is None else number(float(found.flat[0])) + " so far" * (steps < count)
    moved = choices.get("moved")
    said = f"{moved} = {number(choices[moved])}. " if moved in choices and moved != "nodes" else ""
    result = f"{said}The result is {number(float(graph.nodes[-1].value.sum()))}."
    first = f"the derivative with respect to the first number of {by}: {slope}"
    here = f"{min(steps, count)} of {count} nodes {done}; {first}."
    return f"{result} {here} {passes}."
