"""The graph of a reader's own expression, from what its arrays wrote down."""

import inspect
from collections.abc import Callable, Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.graph import VALUES, Graph, Node
from ..mathematics.network import sigmoid
from .expression import MINUS, SUM, Expr
from .record import recording

_OPERATIONS = {SUM: "sum", sigmoid: "σ", "+": "+", "*": "*", "@": "@", "T": "T", "pow": "**", "inv": "1/"}
_KNOWN = "+ − * / @ .T ** .sum() and sigmoid"


def expression_graph(function: Callable, values: Mapping[str, object], by: str | None = None) -> Graph:
    """Return the graph of what `function` computes from arrays that it gets by name: {"W": [[1, 2]], ...}.

    What is used twice is one node. `by` names the array by whose first number forward mode differentiates, by default
    the last. Raises `ValueError` if the function uses anything but + − * / @ .T ** .sum() and sigmoid.
    """
    validate.arguments("function", function)
    given = validate.mapping("values", values)
    try:
        inspect.signature(function).bind(**given)
    except TypeError as error:
        raise ValueError(f"values should hold an array for each argument of function: {error}.") from None
    given = {name: validate.array(f"values[{name!r}]", each, "(...)") for name, each in given.items()}
    by = [*given][-1] if by is None and given else by
    validate.known("array", by, given)
    recorded = recording({name: each.reshape(each.shape or (1,)) for name, each in given.items()})
    with np.errstate(all="ignore"):
        return _graph(getattr(function(**recorded), "expr", None), recorded, [*recorded].index(by))


def _graph(expr: Expr | None, recorded: Mapping, by: int) -> Graph:
    """Return the graph of an expression of recorded arrays."""
    if expr is None:
        what = "does something else, gives no array, or has hundreds of operations"
        raise ValueError(f"The graph knows {_KNOWN}; this function {what}.")
    made: dict[Expr, int] = {}
    nodes: list[Node] = []

    def add(expr: Expr) -> int:
        if expr not in made:
            nodes.append(_node(expr, recorded, nodes, add))
            made[expr] = len(nodes) - 1
        return made[expr]

    for name in recorded:
        add(recorded[name].expr)
    add(expr)
    return Graph(tuple(nodes), by)


def _node(expr: Expr, given: Mapping, nodes: list[Node], add: Callable[[Expr], int]) -> Node:
    """The node of an expression, after those of its operands."""
    if expr.op == "name":
        return Node(expr.args[0], given[expr.args[0]].view(np.ndarray))
    if expr.is_number:
        return _constant(np.array(float(expr.args[0])))
    op, args = _OPERATIONS.get(expr.op), expr.args
    if op == "+" and args[1].op == "*" and args[1].args[0] == MINUS:
        op, args = "−", (args[0], args[1].args[1])
    if op is None or expr.options:
        raise ValueError(f"The graph knows {_KNOWN}; not {getattr(expr.op, '__name__', expr.op)} as it is used here.")
    operands = tuple(map(add, args))
    value = np.asarray(VALUES[op](*(nodes[k].value for k in operands)), dtype=float)
    if all(nodes[k].is_constant for k in operands):
        return _constant(value)
    return Node(f"v{sum(bool(node.op) for node in nodes) + 1}", value, op, operands)


def _constant(value: np.ndarray) -> Node:
    return Node(f"{value:.3g}".replace("-", "−"), value, is_constant=True)
