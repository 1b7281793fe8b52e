"""The graph in a picture: every value and derivative is there, and nothing lies on anything else."""

import re
from itertools import combinations

import numpy as np
import pytest
from shown import SVG, parsed, texts

from backprop_helpers import Explorer, expression_graph, sigmoid
from backprop_helpers.style import number
from backprop_helpers.views import GraphView, describe
from backprop_helpers.views.graph import layout

DRAW = np.random.default_rng(2)


def network(X, Y, W1, b1, W2, b2):
    error = sigmoid(sigmoid(X @ W1.T + b1) @ W2.T + b2) - Y
    return 0.5 * (error * error).sum() / 4


def tangle(a, b):
    found = [a, b]
    for k in range(4):
        found.append(sigmoid(found[k] * found[-1]) + found[k // 2])
    return (found[-1] * a).sum()


GRAPHS = {
    "a network": (network, {"X": (4, 2), "Y": (4, 1), "W1": (3, 2), "b1": (1, 3), "W2": (1, 3), "b2": (1, 1)}),
    "one node": (lambda a: a.sum(), {"a": (1,)}),
    "a long array": (lambda a, b: (a * b).sum(), {"a": (9, 8), "b": (1, 8)}),
    "a tangle": (tangle, {"a": (2, 2), "b": (2, 2)}),
    "three axes": (lambda a: (a * a).sum(), {"a": (2, 3, 2)}),
}


def graph_of(name):
    function, shapes = GRAPHS[name]
    return expression_graph(function, {key: DRAW.normal(size=shape) for key, shape in shapes.items()})


@pytest.mark.parametrize("name", GRAPHS)
def test_no_box_lies_on_another_and_no_two_lines_share_a_place(name):
    graph = graph_of(name)
    boxes = layout(graph)
    assert len(boxes) == sum(not node.is_constant for node in graph.nodes)
    for one, other in combinations(boxes, 2):
        assert one.top + one.height < other.top or other.top + other.height < one.top
        if one.lane == other.lane:
            spans = [(each.top, each.end) for each in (one, other) if each.end]
            assert len(spans) < 2 or spans[0][1] < spans[1][0] or spans[1][1] < spans[0][0]


@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("name", GRAPHS)
def test_every_text_lies_in_the_picture_and_in_its_box_and_none_on_another(name, mode):
    graph = graph_of(name)
    svg = parsed(GraphView()(graph, {"mode": mode})).find(f"{SVG}svg")
    wide, high = float(svg.get("width")), float(svg.get("height"))
    boxes = [[float(each.get(k)) for k in ("x", "y", "width", "height")] for each in svg.findall(f"{SVG}g/{SVG}rect")]
    boxes = [(x, y, x + w, y + h) for x, y, w, h in boxes if h > 20]
    assert len(boxes) == len(layout(graph))
    placed = [(float(t.get("x")), float(t.get("y")), t.text) for t in svg.iter(f"{SVG}text")]
    assert len(placed) == len({each[:2] for each in placed}) > len(boxes)
    for x, y, text in placed:
        inside = [box for box in boxes if box[0] <= x and box[1] + 12 <= y <= box[3] - 3]
        assert len(inside) == (y > 15) and all(x + 7.2 * min(len(text), 9) <= box[2] for box in inside), text
    for x, y, text in placed:
        assert 0 <= x and x + 7.2 * min(len(text), 9) <= wide + 1 and 10 <= y <= high, text
    for (x, y, text), (right, below, _) in combinations(sorted(placed, key=lambda t: t[1::-1]), 2):
        assert y != below or right - x >= 7 * len(text), text


def test_the_picture_shows_the_values_and_the_gradients_that_have_come_so_far():
    graph = expression_graph(lambda w: (w * w + w).sum(), {"w": [3.0]})
    for steps, gradient in ((0, "·"), (1, "·"), (2, "1.000"), (3, "7.000")):
        shown = texts(GraphView()(graph, {"nodes": steps}))
        assert shown.count("·") == sum(found is None for found in graph.backward(steps))
        assert gradient in shown
    assert number(12.0) in shown and "w" in shown and "v2 = v1 + w" in shown


def test_the_lines_along_which_something_was_sent_are_marked():
    graph = graph_of("a network")
    for steps, sent in ((0, 0), (1, 1), (len(graph.computed), 2)):
        html = GraphView()(graph, {"nodes": steps, "mode": "reverse"})
        last = graph.nodes[graph.computed[::-1][steps - 1]] if steps else None
        count = sum(not graph.nodes[k].is_constant for k in last.operands) if last else sent
        assert html.count("<g class='bp-gradient bp-edge'>") == count
        assert html.count("bp-on") == bool(steps)


def test_the_title_tells_every_operation():
    title = parsed(GraphView()(graph_of("a network"))).find(f"{SVG}svg")[0].text
    assert title.startswith("Graph: v1 = W1.T; v2 = X @ v1; v3 = v2 + b1; v4 = σ(v3);")


def test_the_words_say_how_far_it_is_and_how_many_passes_it_takes():
    graph = graph_of("a network")
    count, given = len(graph.computed), 8 + 4 + 6 + 3 + 3 + 1
    words = describe(graph, {"nodes": 2})
    assert f"2 of {count} nodes have sent" in words and "not known yet" in words
    assert f"1 pass for all {given} numbers given" in words
    done = describe(graph, {"nodes": count, "mode": "forward"})
    assert f"a pass for each of the {given} numbers given" in done
    slope = number(float(graph.backward()[graph.by].flat[0]))
    assert f"with respect to the first number of b2: {slope}." in done and slope in describe(graph)


def test_an_explorer_moves_through_it():
    explorer = Explorer(lambda: graph_of("a tangle"), sliders={"nodes": (0, 30)}, views=["graph"])
    seen = []
    for nodes in range(0, 15, 3):
        explorer.sliders["nodes"].value = nodes
        seen.append(explorer.views["graph"])
    assert len(set(seen)) == len(seen) and not re.search("nan|None", seen[-1])
