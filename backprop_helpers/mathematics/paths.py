"""Every path from one number of the network to the loss: the chain rule, one product for each path.

A gradient is the sum over all paths of the product of the local derivatives along the path. Following every path by
itself shows why, and is slow: the backward pass gets the same sums and uses each local derivative once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from ..notation.table import Element, element
from . import validate
from .trace import Trace

STARTS = ("x", "W1", "b1", "z1", "a1", "W2", "b2", "z2", "a2")
_LOSS = Element("loss", ())


@dataclass(frozen=True)
class Link:
    """One step of a path: the local derivative of `target` with respect to `source`.

    `factor` is the element that this derivative equals, such as W2[1,0] from a1[0] to z2[1]; None if it is the number 1
    (a bias), or if the target is held fixed, so that nothing flows back, or if it is a product, with a `symbol`: from
    one output's pre-activation to another's activation, through a softmax.
    """

    source: Element
    target: Element
    factor: Element | None
    derivative: float
    symbol: str = ""

    @property
    def text(self) -> str:
        """The derivative's symbol, σ′(z₁)[0], or the number if it has no symbol."""
        if self.factor is not None or self.symbol:
            return self.symbol or self.factor.text
        return "1" if self.derivative else f"0 ({Element(self.target.name, ()).text} is held)"


@dataclass(frozen=True)
class Path:
    """One path from an element to the loss."""

    links: tuple[Link, ...]

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements of the path, from the start to the loss."""
        return (*(link.source for link in self.links), _LOSS)

    @property
    def edges(self) -> tuple[Element, ...]:
        """The weights that the path crosses, without a weight that it starts at."""
        return tuple(link.factor for link in self.links if link.factor and link.factor.name in ("W1", "W2"))

    @property
    def product(self) -> float:
        """The product of the local derivatives: this path's part of the gradient of its start."""
        return prod(link.derivative for link in self.links)


def paths_to_loss(trace: Trace, start: Element | str) -> tuple[Path, ...]:
    """Return every path to the loss from one element of x, W1, b1, z1, a1, W2, b2, z2 or a2.

    Their products sum to the element's gradient. A weight of the first layer has m paths, an input h m; through a
    softmax each of them splits into m.
    Raises `ValueError` for another quantity, an element outside of its array, or a trace of several examples.
    Primer: Steps 1 to 5.
    """
    start = element(start)
    validate.instance("trace", trace, Trace)
    sizes = trace.sizes
    if start.name not in STARTS:
        raise ValueError(f"{start} has no paths to the loss here; elements of {', '.join(STARTS)} have.")
    if sizes["N"] != 1:
        raise ValueError(f"Paths are followed for one example, but x has shape {trace.x.shape}: {sizes['N']} examples.")
    start.check_in(getattr(trace, start.name).shape)
    return tuple(Path(links) for links in _links(trace, start))


def _links(trace: Trace, here: Element) -> Iterator[tuple[Link, ...]]:
    if here == _LOSS:
        yield ()
        return
    for target, factor in _next(trace, here):
        held, mixed = target.name in trace.held, here.name == "z2" and target.index != here.index
        number = 0.0 if held else float(getattr(trace, factor.name)[factor.place]) if factor else 1.0
        link = Link(here, target, None if held else factor, number)
        if mixed and not held:
            one, other = target, Element("a2", here.index)
            number = -float(trace.a2[one.place] * trace.a2[other.place])
            link = Link(here, target, None, number, f"−{one.text}·{other.text}")
        for rest in _links(trace, target):
            yield (link, *rest)


def _next(trace: Trace, here: Element) -> Iterator[tuple[Element, Element | None]]:
    """Yield the elements that an element feeds, each with its local derivative, by the forward pass's formulas."""
    name, i = here.name, here.index[0]
    if name == "a2":
        yield _LOSS, Element("dL_da2", (i,))
    elif name in ("z1", "z2"):
        layer = name[1]
        softmax = trace.functions.activations[int(layer) - 1] == "softmax"
        for k in range(trace.sizes["m"]) if softmax else [i]:
            yield Element(f"a{layer}", (k,)), Element(f"da{layer}_dz{layer}", (i,)) if k == i else None
    elif name in ("x", "a1"):  # feeds every unit of the next layer
        layer = "1" if name == "x" else "2"
        for k in range(trace.sizes["h" if name == "x" else "m"]):
            yield Element(f"z{layer}", (k,)), Element(f"W{layer}", (k, i))
    else:  # a weight or a bias feeds its own unit only
        sender = {"W1": "x", "W2": "a1"}.get(name)
        yield Element(f"z{name[1]}", (i,)), Element(sender, (here.index[1],)) if sender else None
