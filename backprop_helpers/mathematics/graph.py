"""A computation as a list of nodes, and derivatives sent through it backward or forward. NumPy only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .network import sigma

#: What is sent back to each operand: the gradient g of the result, the operands' values, and the result's.
BACKWARD = {
    "+": lambda g, out, a, b: (g, g),
    "−": lambda g, out, a, b: (g, -g),
    "*": lambda g, out, a, b: (g * b, g * a),
    "@": lambda g, out, a, b: (g @ b.T, a.T @ g),
    "T": lambda g, out, a: (g.T,),
    "sum": lambda g, out, a: (g * np.ones_like(a),),
    "σ": lambda g, out, a: (g * out * (1 - out),),
    "**": lambda g, out, a, p: (g * p * a ** (p - 1), np.zeros(())),
    "1/": lambda g, out, a: (-g * out**2,),
}
#: The rate at which the result changes, from its operands' values and rates.
FORWARD = {
    "+": lambda out, a, b, da, db: da + db,
    "−": lambda out, a, b, da, db: da - db,
    "*": lambda out, a, b, da, db: da * b + a * db,
    "@": lambda out, a, b, da, db: da @ b + a @ db,
    "T": lambda out, a, da: da.T,
    "sum": lambda out, a, da: da.sum(),
    "σ": lambda out, a, da: out * (1 - out) * da,
    "**": lambda out, a, p, da, dp: p * a ** (p - 1) * da,
    "1/": lambda out, a, da: -(out**2) * da,
}
VALUES = {"+": np.add, "−": np.subtract, "*": np.multiply, "@": np.matmul, "T": np.transpose, "sum": np.sum}
VALUES |= {"σ": sigma, "**": np.power, "1/": np.reciprocal}


@dataclass(frozen=True, eq=False)
class Node:
    """A value: given, with a `name`, or the result of an operation `op` on the nodes with these numbers."""

    name: str
    value: np.ndarray
    op: str = ""
    operands: tuple[int, ...] = ()
    is_constant: bool = False


@dataclass(frozen=True, eq=False)
class Graph:
    """The nodes of a computation in the order in which they are computed; the last is the result.

    `by` is the number of the given array by whose first number forward mode differentiates.
    """

    nodes: tuple[Node, ...]
    by: int = 0

    def text(self, k: int) -> str:
        """How a node is computed: v3 = v2 + b1; a given array is its name."""
        node = self.nodes[k]
        names = [self.nodes[each].name for each in node.operands]
        if not node.op:
            return node.name
        after = {"T": ".T", "sum": ".sum()"}.get(node.op)
        made = f"{names[0]}{after}" if after else f" {node.op} ".join(names) if names[1:] else f"{node.op}({names[0]})"
        return f"{node.name} = {made}"

    @property
    def computed(self) -> list[int]:
        """The numbers of the nodes that are results of operations."""
        return [k for k, node in enumerate(self.nodes) if node.op]

    def values(self, k: int) -> list[np.ndarray]:
        """The values of a node's operands."""
        return [self.nodes[each].value for each in self.nodes[k].operands]

    def backward(
        self, steps: int | None = None, order: Sequence[int] | None = None, adds: bool = True, undone: bool = True
    ) -> list[np.ndarray | None]:
        """Return the gradient of the result's sum by each node, after so many nodes have sent theirs back.

        The rest is for wrong passes: nodes that send in another order, shares that replace what came before them
        instead of being added, and arrays that were stretched to fit and get gradients of the stretched shape.
        """
        found: list[np.ndarray | None] = [None] * len(self.nodes)
        found[-1] = np.ones_like(self.nodes[-1].value)
        for k in (order or self.computed[::-1])[:steps]:
            sent = BACKWARD[self.nodes[k].op](found[k], self.nodes[k].value, *self.values(k))
            for to, gradient in zip(self.nodes[k].operands, sent, strict=True):
                gradient = summed(gradient, self.nodes[to].value.shape) if undone else np.asarray(gradient)
                found[to] = gradient if found[to] is None or not adds else found[to] + gradient
        return found

    def forward(self, steps: int | None = None) -> list[np.ndarray | None]:
        """Return each node's derivative with respect to the first number of `by`, after so many nodes are computed."""
        found = [None if node.op else np.zeros_like(node.value) for node in self.nodes]
        if found[self.by].size:
            found[self.by].flat[0] = 1.0
        for k in self.computed[:steps]:
            rates = [found[each] for each in self.nodes[k].operands]
            found[k] = np.asarray(FORWARD[self.nodes[k].op](self.nodes[k].value, *self.values(k), *rates))
        return found


def summed(gradient: np.ndarray, shape: Sequence[int]) -> np.ndarray:
    """Return a gradient in the shape of an array that was stretched to fit: summed along the stretched axes."""
    gradient = np.asarray(gradient, dtype=float)
    gradient = gradient.sum(axis=tuple(range(gradient.ndim - len(shape))))
    return gradient.sum(axis=tuple(_stretched(gradient.shape, shape)), keepdims=True)


def _stretched(found: Sequence[int], shape: Sequence[int]) -> Iterator[int]:
    return (k for k, size in enumerate(shape) if size == 1 != found[k])
