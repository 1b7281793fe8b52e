"""The gradient is the sum over all paths to the loss."""

import pytest
from shown import glowing, texts
from steps import NET, X, Y, lit, rows, words

from backprop_helpers import NetworkDiagram
from backprop_helpers.mathematics.paths import paths_to_loss
from backprop_helpers.style import number
from backprop_helpers.views import Paths


@pytest.mark.parametrize("name", ["W1[1,0]", "b1[0]", "a1[2]", "W2[0,1]", "x[1]"])
def test_each_path_stands_in_a_row_with_its_product_and_their_sum_is_the_gradient(name):
    trace = NET.trace(X, Y)
    paths = paths_to_loss(trace, name)
    body = rows(Paths()(trace, lit(name)))[1:]
    assert [row[1] for row in body[: len(paths)]] == [number(path.product) for path in paths]
    sums = [row[1] for row in body[len(paths) :]]
    assert set(sums) == {number(sum(path.product for path in paths))}
    assert len(sums) == (1 if name == "x[1]" else 2)  # there is no gradient of x in a trace to stand beside it


def test_the_chosen_path_is_lit_in_the_table_and_alone_in_the_diagram():
    trace = NET.trace(X, Y)
    choices = lit("W1[1,0]", path=2)
    product = number(paths_to_loss(trace, "W1[1,0]")[1].product)
    assert texts(Paths()(trace, choices), "bp-lit") == ["2", product]
    picture = NetworkDiagram()(trace, choices)
    assert glowing(picture).count([]) == 3  # the weight, W2[1,1] and the way to the loss
    assert "Highlighted: 1 of 2 paths: W₁[1,0] → z₁[1] → a₁[1] → z₂[1] → a₂[1] → L.</title>" in picture


@pytest.mark.parametrize(("name", "edges"), [("W1[1,0]", 5), ("W2[0,1]", 2), ("b2[0]", 1), ("x[0]", 3 + 6 + 2)])
def test_all_paths_of_an_element_glow_together(name, edges):
    assert glowing(NetworkDiagram()(NET.trace(X, Y), lit(name, path="all"))).count([]) == edges


def test_a_path_beyond_the_last_lights_all():
    trace = NET.trace(X, Y)
    assert NetworkDiagram()(trace, lit("W2[0,1]", path=2)) == NetworkDiagram()(trace, lit("W2[0,1]", path="all"))


def test_where_something_is_held_the_path_says_what():
    free = NET.trace(X, Y)
    html = Paths()(NET.trace(X, Y, {"a1": free.a1}), lit("W1[1,0]"))
    assert "0 (a₁ is held)" in words(html)
    assert rows(html)[-1][1] == "0"
