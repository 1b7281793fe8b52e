"""Every path from one element to the loss as a table: local derivatives, their product, and the sum of the products."""

from collections.abc import Mapping

from ..mathematics import validate
from ..mathematics.network import Trace
from ..mathematics.paths import Link, Path, paths_to_loss
from ..notation.formula import value
from ..notation.table import QUANTITIES, Element, quantity
from ..style import factor, number
from .parts.highlight import element_asked_for
from .parts.matrices import shown_indices
from .parts.tables import coloured, figures, table
from .parts.view import View


def chosen_paths(trace: Trace, start: Element, choices: Mapping) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the paths of an element that the choice `path` names ("all", or a number from 1), and all of them.

    A number beyond the last path lights all.
    """
    every, chosen = paths_to_loss(trace, start), choices.get("path", "all")
    if isinstance(chosen, str) and chosen == "all":
        return every, every
    chosen = validate.whole("path", chosen, 1)
    return (every if chosen > len(every) else every[chosen - 1 : chosen]), every


class Paths(View):
    """A view: the paths from `element` (or from the highlighted element) to the loss, and what they sum to.

    The choice `path`, "all" or a number from 1, lights one of them, here and in the network diagram.
    """

    name = "paths"
    reads = frozenset({"highlight", "path"})

    def __init__(self, element: str | None = None):
        self.element = element

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        start = element_asked_for(self.element, choices)
        chosen, every = chosen_paths(trace, start, choices)
        one = len(chosen) < len(every)
        rows = [
            ("⋮",) * 4 if k is None else _row(k, every[k], one and every[k] in chosen)
            for k in shown_indices(len(every))
        ]
        rows.append(("", _bold(sum(path.product for path in every)), "<b>sum of the products</b>", ""))
        gradient = Element(f"dL_d{start.name}", start.index)
        if gradient.name in QUANTITIES:
            rows.append(("", _bold(value(trace, gradient)), f"<b>{gradient.text}</b> by the backward pass", ""))
        head = ("path", "product", f"from {start.text} to {QUANTITIES['loss'].text}", "local derivatives along it")
        return table(f"Paths from {start.text} to the loss", head, rows)


def _row(k: int, path: Path, lit: bool) -> tuple[str, ...]:
    way = "→".join(each.text for each in path.elements)
    symbols = "·".join(_coloured(link, link.text) for link in path.links)
    numbers = "·".join(_coloured(link, factor(link.derivative)) for link in path.links)
    product = figures(coloured("lit" if lit else "gradient", number(path.product)))
    factors = f"<div style='min-width:{5 * len(path.links)}em'>{symbols}<br/>= {numbers}</div>"  # it keeps its width
    return coloured("lit", k + 1) if lit else k + 1, product, way, factors


def _coloured(link: Link, text: str) -> str:
    return coloured(quantity(link.factor.name).role, text) if link.factor else f"<span>{text}</span>"


def _bold(total: float) -> str:
    return figures(f"<b class='bp-gradient'>{number(total)}</b>")
