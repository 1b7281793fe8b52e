"""Why is this gradient zero? The factor that makes it so, in words."""

from collections.abc import Iterable, Mapping

from ..mathematics.network import Trace
from ..mathematics.paths import Link, Path, paths_to_loss
from ..notation.formula import value
from ..notation.table import QUANTITIES, Element
from ..style import number
from .parts.highlight import element_asked_for
from .parts.view import View

NEAR_ZERO = 1e-3
_NOUNS = {"x": "input", "a1": "activation", "W1": "weight", "W2": "weight"}


class ExplainZero(View):
    """A view: which factor makes the gradient of the highlighted element zero, or nearly zero, in plain text.

    For one example. Zero is an input, an activation, a weight or the error; or something is held fixed, or the paths
    cancel. A saturated unit makes a gradient small, not zero. It can be the `sentence` of an explorer, too.
    """

    name = "why zero"
    reads = frozenset({"highlight"})

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        start = element_asked_for(None, choices)
        paths = paths_to_loss(trace, start)
        gradient = f"∂{QUANTITIES['loss'].text}/∂{start.text}"
        total = sum(path.product for path in paths)
        zeros = dict.fromkeys(_words(trace, link) for link in _zeros(paths))
        if zeros:
            return f"{gradient} is 0: {' and '.join(zeros)}."
        largest = max(paths, key=lambda path: abs(path.product))
        if abs(total) < abs(largest.product) / 10:
            one, rest = number(largest.product), number(total - largest.product)
            return f"{gradient} = {number(total)}: its paths cancel, {one} on one, {rest} on the rest."
        factors = (link for link in largest.links if link.factor or link.symbol)
        small = min(factors, key=lambda link: abs(link.derivative))
        near = "" if abs(total) < NEAR_ZERO else "not "
        way = "its path" if len(paths) == 1 else "its largest path"
        return f"{gradient} = {number(total)} is {near}near 0. The smallest factor on {way}: {_words(trace, small)}."


def _zeros(paths: Iterable[Path]) -> list[Link]:
    """Return the links that are zero on all paths, else the first zero link of each; nothing if a path is not zero."""
    each = [[link for link in path.links if link.derivative == 0] for path in paths]
    if not all(each):
        return []
    common = [link for link in each[0] if all(link in zeros for zeros in each)]
    return common or [zeros[0] for zeros in each]


def _words(trace: Trace, link: Link) -> str:
    if link.symbol:
        return f"the softmax's derivative {link.text} is {number(link.derivative)}"
    if link.factor is None:
        return f"{QUANTITIES[link.target.name].text} is held fixed, so nothing flows back through it"
    name, size = link.factor.name, number(link.derivative)
    if name == "dL_da2":
        meets, target = "meets" if link.derivative == 0 else "misses", Element("y", link.source.index).text
        return f"{link.source.text} {meets} its target {target}" + (f" by {size}" if link.derivative else "")
    if name in _NOUNS:
        return f"the {_NOUNS[name]} {link.factor.text} is {size}"
    z, layer = value(trace, link.source), int(link.source.name[1]) - 1
    where = "saturated" if abs(z) > trace.functions[layer].flat else ""
    where = "not above 0" if trace.functions.is_off(layer, z) else where
    known = f"{link.source.text} = {number(z)} is {where}, " if where else ""
    return f"{known}the {trace.functions.activations[layer]}'s slope {link.factor.text} is {size}"
