"""Notebook 14: its *what to try* rows, tried, and what would give its predictions away."""

import re

import numpy as np

from . import Try

#: Patterns (regular expressions) that must not stand above the question.
GIVEN_AWAY: dict[str, list[str]] = {
    "weights in rows": [r"G<sup>T|dL_dZ\.T", r"\)ᵀ ?[·@]? ?X", r"N has to be inside"],
    "minus a flat array": [r"stretch", r"broadcast", r"\(5, 5\)", r"\(3, 3\)"],
    "a value used twice": [r"shares add up|gradients add up", r"\+=", r"2w \+ 1"],
}


def _rows(control, says, moves, claim):
    return Try("14", "rowskey", control, says, "rows", moves, claim)


def _graph(control, says, moves, claim):
    return Try("14", "graphkey", control, says, "graph", moves, claim)


def _tables(now):
    """The matrices of both lines, above and below, each as its label and its rows of numbers."""
    halves = now.views["rows"].split("Examples in rows")
    found = []
    for half in halves:
        tables = re.findall(r"<table class='bp-matrix[^>]*aria-label='([^']*)'>(.*?)</table>", half)
        rows = {}
        for label, body in tables:
            rows[label] = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in body.split("</tr>")[:-1]]
        found.append(rows)
    return found


def _turned(rows):
    return [list(row) for row in zip(*rows, strict=True)]


def _differing(before, after, axis):
    """The rows (axis 0) or columns (axis 1) of a matrix of texts that are other now."""
    changed = np.array(before) != np.array(after)
    return sorted(set(np.argwhere(changed)[:, axis].tolist()))


def _gradient(now, name, nodes):
    graph = now.state
    return graph.backward(nodes)[[node.name for node in graph.nodes].index(name)]


TRIES: list[Try] = [
    _rows(
        "stage",
        "At ∂L/∂W₂ the transpose moves from the activations to the gradients; the numbers and the shape stay",
        [{"stage": "∂L/∂W₂: gradient of the output layer's weights"}],
        lambda start, now: (
            [set(half) for half in _tables(now)]
            == [{"∂L/∂W₂", "∂L/∂z₂", "a₁ transposed"}, {"∂L/∂W₂", "∂L/∂z₂", "a₁ transposed"}]
            and _tables(now)[0]["∂L/∂W₂"] == _tables(now)[1]["∂L/∂W₂"]
        ),
    ),
    _rows(
        "x[0,1]",
        "At z₁ it changes one column above, and one row below",
        [{"x[0,1]": 2.0}],
        lambda start, now: (
            _differing(_tables(start)[0]["z₁"], _tables(now)[0]["z₁"], 1) == [1]
            and _differing(_tables(start)[1]["z₁ transposed"], _tables(now)[1]["z₁ transposed"], 0) == [1]
        ),
    ),
    _rows(
        "W₁[0,1]",
        "At z₁ it changes the same numbers in both",
        [{"W1[0,1]": 2.0}],
        lambda start, now: (
            _tables(start)[0]["z₁"] != _tables(now)[0]["z₁"] == _turned(_tables(now)[1]["z₁ transposed"])
        ),
    ),
    _graph(
        "nodes",
        "at 2, z (called v2) has one of its two shares; at 3 both have arrived",
        [{"nodes": 2}, {"nodes": 3}, {"nodes": 4}],
        lambda start, two, three, four: (
            _gradient(start, "v2", 1) is None
            and not np.allclose(_gradient(two, "v2", 2), _gradient(three, "v2", 3))
            and np.allclose(_gradient(three, "v2", 3), _gradient(four, "v2", 4))
            and len({seen.views["graph"] for seen in (start, two, three, four)}) == 4
        ),
    ),
    _graph(
        "w",
        "At 5 nodes, push it to −2: the gradient of w changes, and its shape never does",
        [{"nodes": 5}, {"w": -2}],
        lambda start, before, now: (
            not np.allclose(_gradient(before, "w", 5), _gradient(now, "w", 5))
            and _gradient(before, "w", 5).shape == _gradient(now, "w", 5).shape == (1, 2)
        ),
    ),
    _graph(
        "mode",
        "one pass gives the derivative with respect to one number, the first weight, the same as in reverse mode",
        [{"nodes": 5}, {"mode": "forward"}],
        lambda start, reverse, forward: (
            np.isclose(forward.state.forward(5)[-1], _gradient(reverse, "w", 5)[0, 0])
            and re.search(r"first number of w: (\S+)\.", reverse.sentence)[1] in forward.sentence
        ),
    ),
    _graph(
        "mode",
        "For all six numbers given it takes six passes; reverse mode takes one",
        [{"nodes": 5}, {"mode": "forward"}],
        lambda start, reverse, forward: (
            "a pass for each of the 6 numbers" in forward.sentence and "1 pass for all 6" in reverse.sentence
        ),
    ),
]
