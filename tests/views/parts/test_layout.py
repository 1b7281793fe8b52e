"""In the network diagram each number belongs to one edge or one row, whatever the sizes and the numbers are."""

import re
from itertools import combinations, product
from math import hypot

import numpy as np
import pytest
from shown import SVG, a_trace, elements, parsed

from backprop_helpers import Network, NetworkDiagram
from backprop_helpers.notation.table import Element

SIZES = [sizes for sizes in product(range(1, 5), range(1, 7), range(1, 5)) if sum(sizes) % 3 == 0 or sizes == (4, 6, 4)]
LIT = [None, "x", "W1", "b1", "z1", "a1", "W2", "z2", "a2", "loss", "dL_dW1", "dL_da1", "dL_dz2"]
WIDE = {**dict.fromkeys("0123456789", 0.7), **dict.fromkeys("[]·./", 0.46), "−": 0.84, "L": 0.64, "∂": 0.56, "x": 0.65}


def width(text, size):
    """How wide a text is in bold DejaVu Sans, the widest of the fonts."""
    return size * sum(WIDE.get(letter, 0.68 if letter.isalpha() and letter.isascii() else 0.46) for letter in text)


def numbers(node, *names):
    return [float(node.get(name)) for name in names]


def moved(group):
    return (float(each) for each in re.findall(r"-?\d+", group.get("transform")))


class Drawn:
    """The rectangles and lines of a picture: (left, top, right, bottom), and edges as points, by their class."""

    def __init__(self, html):
        self.edges, self.labels, self.nodes, self.rows, self.texts = {}, {}, [], [], {}
        picture = parsed(html).find(f"{SVG}svg")
        size = float(picture.get("font-size"))
        for group in picture.findall(f"{SVG}g"):
            kind = group.get("class").split()
            for each in group:
                if "bp-edge" in kind and "bp-muted" not in kind:
                    found = [float(number) for number in re.findall(r"[\d.]+", each.findall(f"{SVG}path")[-1].get("d"))]
                    self.edges[self.key(each)] = list(zip(found[::2], found[1::2], strict=True))
                elif "bp-label" in kind and "bp-quiet" not in kind:
                    (x, y), (left, wide) = moved(each), numbers(each.find(f"{SVG}rect"), "x", "width")
                    half = 16 if "bp-two" in kind else 8.5
                    self.labels[self.key(each)] = (x + left, y - half, x + left + wide, y + half)
                    self.texts[self.key(each)] = [text.text for text in each.findall(f"{SVG}text")]
                elif "bp-node" in kind:
                    x, y, wide, tall = numbers(each, "x", "y", "width", "height")
                    self.nodes.append((x, y, x + wide, y + tall))
                elif "bp-cells" in kind:
                    x, top = moved(each)
                    for y, row in zip(range(int(top), 9999, 19), each, strict=False):
                        symbol, *cells = row.findall(f"{SVG}text")
                        at = [(x + 7, x + 7 + width(symbol.text, size))]
                        ends = [(cell.text, x + float(cell.get("x"))) for cell in cells]
                        at += [(end - width(text, size), end) for text, end in ends]
                        self.rows.append((self.key(row), y - 4.5, at))

    @staticmethod
    def key(group):
        return group.get("class").split()[0]

    def node_at(self, x, y):
        (found,) = (
            node for node in self.nodes if min(abs(node[0] - x), abs(node[2] - x)) < 1.5 and node[1] < y < node[3]
        )
        return found


def overlap(a, b):
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def distance(x, y, points):
    """How far a point is from a line through these points."""
    found = []
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        share = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
        share = min(1, max(0, share))
        found.append(hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1)))
    return min(found)


def pictures(show, size):
    """Networks from 1-1-1 to 4-6-4 with weights of this size; each with nothing, or another thing, lit."""
    for k, sizes in enumerate(SIZES):
        small = a_trace(*sizes, seed=k)
        net = Network(*(size * getattr(small, name) for name in ("W1", "b1", "W2", "b2")))
        trace = net.trace(size * small.x, small.y)
        for name in (None, LIT[k % len(LIT)]):
            choices = {"highlight": elements(name, trace)[-1]} if name else {}
            yield sizes, name, Drawn(NetworkDiagram(show)(trace, choices))


@pytest.mark.parametrize("size", [1, 1e-6, 1e5])
@pytest.mark.parametrize("show", ["values", "gradients", "both"])
def test_each_number_is_on_its_own_edge_or_in_its_own_row(show, size):
    labelled = 0
    for *which, drawn in pictures(show, size):
        boxes = [*drawn.labels.values(), *drawn.nodes]
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)], which
        for name, (left, top, right, bottom) in drawn.labels.items():
            away = {
                other: distance((left + right) / 2, (top + bottom) / 2, edge) for other, edge in drawn.edges.items()
            }
            assert away.pop(name) < 2, which
            assert min(away.values(), default=9) > 3, which
            assert all(width(text, 13) <= right - left for text in drawn.texts[name]), which
            labelled += 1
        for _, _, cells in drawn.rows:
            assert all(one[1] < other[0] for one, other in zip(cells, cells[1:], strict=False)), which
    assert labelled > 300


@pytest.mark.parametrize("show", ["values", "gradients", "both"])
def test_a_line_is_seen_on_both_sides_of_its_number_however_wide_that_is(show):
    wide = 0
    for *which, drawn in pictures(show, 1e-6):
        for name, (left, _, right, _) in drawn.labels.items():
            if len(drawn.edges[name]) == 4:  # it runs level through its number
                _, (begins, _), (ends, _), _ = drawn.edges[name]
                assert begins <= left - 3 and right + 3 <= ends, which
                wide += right - left > 70
    assert wide > 100 or show == "values"


@pytest.mark.parametrize("show", ["values", "gradients", "both"])
def test_an_edge_leaves_an_activation_and_ends_at_a_pre_activation(show):
    for *which, drawn in pictures(show, 1):
        rows = {name: y for name, y, _ in drawn.rows}
        for name, [start, *_, end] in drawn.edges.items():
            layer, to, source = map(int, re.findall(r"\d+", name))
            assert abs(start[1] - rows[f"bp-{'x' if layer == 1 else 'a1'}-{source}"]) < 2, which
            assert abs(end[1] - rows[f"bp-z{layer}-{to}"]) < 2, which
            assert drawn.node_at(*start)[2] == pytest.approx(start[0], abs=1), "it leaves on the right"
            assert drawn.node_at(*end)[0] == pytest.approx(end[0], abs=1), "it ends on the left"


def test_in_a_small_network_each_edge_has_a_label_and_no_other_edge_crosses_it():
    for sizes in ((1, 1, 1), (2, 3, 2), (3, 3, 3), (2, 4, 3)):
        drawn = Drawn(NetworkDiagram("values")(a_trace(*sizes)))
        assert set(drawn.labels) == set(drawn.edges)
        for name, (left, top, right, bottom) in drawn.labels.items():
            for other in drawn.edges.keys() - {name}:
                for along in np.linspace(left, right, 9):
                    assert distance(along, (top + bottom) / 2, drawn.edges[other]) > (bottom - top) / 2


def test_of_a_crowded_layer_only_what_is_lit_is_labelled():
    crowded = a_trace(4, 6, 4)
    assert not Drawn(NetworkDiagram("both")(crowded)).labels
    lit = Drawn(NetworkDiagram("both")(crowded, {"highlight": Element("W2", (1, 0))}))
    assert set(lit.labels) == {"bp-W2-1-0"}


@pytest.mark.parametrize("show", ["values", "gradients", "both"])
@pytest.mark.parametrize("sizes", SIZES)
def test_a_picture_that_leaves_labels_out_says_how_to_see_them_and_no_other_does(sizes, show):
    html = NetworkDiagram(show)(a_trace(*sizes))
    everything = set(Drawn(html).labels) == set(Drawn(html).edges)
    assert ("Point at an edge to see its number." in html) == (not everything)
