"""The graph of a reader's expression: its nodes are the operations, in order, and what is used twice is there once."""

import numpy as np
import pytest

from backprop_helpers import expression_graph, sigmoid

GIVEN = {"x": [[1.0, 2.0]], "w": [[0.5, -1.0]]}


def told(function, given=GIVEN):
    graph = expression_graph(function, given)
    return [graph.text(k) for k in graph.computed]


def test_each_operation_is_a_node_and_comes_after_its_operands():
    assert told(lambda x, w: sigmoid(x @ w.T).sum()) == [*("v1 = w.T", "v2 = x @ v1", "v3 = σ(v2)", "v4 = v3.sum()")]
    graph = expression_graph(lambda x, w: (x * w + w / x).sum(), GIVEN)
    assert all(max(graph.nodes[k].operands) < k for k in graph.computed)


def test_what_is_computed_twice_from_the_same_is_one_node():
    assert told(lambda x, w: (x * w + x * w).sum()) == ["v1 = x * w", "v2 = v1 + v1", "v3 = v2.sum()"]


def test_a_difference_is_one_node_and_numbers_are_constants():
    assert told(lambda x, w: (2 * x - w).sum() / 4) == [
        *("v1 = 2 * x", "v2 = v1 − w", "v3 = v2.sum()", "v4 = v3 * 0.25")
    ]


def test_values_are_those_of_the_expression():
    graph = expression_graph(lambda x, w: (sigmoid(x) * w - x**2).sum(), GIVEN)
    x, w = (np.array(GIVEN[name]) for name in "xw")
    assert graph.nodes[-1].value == pytest.approx((sigmoid(x) * w - x**2).sum(), rel=1e-14)


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda x, w: np.exp(x), "not exp"),
        (lambda x, w: x.mean(), "not mean"),
        (lambda x, w: x.sum(axis=0), "not sum as it is used here"),
        (lambda x, w: 3.0, "gives no array"),
        ("x", "should be a function"),
    ],
)
def test_what_the_graph_does_not_know_is_refused_in_a_sentence(function, said):
    with pytest.raises(ValueError, match=said):
        expression_graph(function, GIVEN)


def test_arrays_that_are_none_and_a_name_that_is_not_there_are_refused():
    with pytest.raises(ValueError, match="values"):
        expression_graph(lambda x: x, {"x": "text"})
    with pytest.raises(ValueError, match="There is no array 'q'"):
        expression_graph(lambda x: x.sum(), {"x": [1.0]}, by="q")
