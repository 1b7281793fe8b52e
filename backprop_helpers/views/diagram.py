"""The network as a picture: nodes with their numbers, edges with weights or gradients. SVG text."""

from collections.abc import Collection, Mapping

from ..mathematics import validate
from ..mathematics.network import Trace
from ..mathematics.paths import STARTS, Path
from ..notation.formula import tokens, value
from ..notation.table import QUANTITIES, Element, element, quantity
from ..style import number
from .parts.highlight import example_of, highlighted, in_example, operands, shown_element, stopped
from .parts.layout import WIDTH, Layout, layout
from .parts.pen import Pen, grouped
from .parts.view import View
from .paths import chosen_paths
from .reuse import uses

FORWARD_ORDER = ("x", "z1", "a1", "z2", "a2", "loss")
SHOWS = ("values", "gradients", "both")
_ROWS = (("x",), ("a1", "z1", "b1"), ("a2", "z2", "b2", "y"))
NOTE = 24  # height of a line below the picture


class NetworkDiagram(View):
    """A view: the network with its values, its gradients, or both (`show`, or the choice of that name).

    An edge leaves an activation, runs through its own number and ends at a pre-activation. It is as wide as its number
    is large, on a scale that stays; a negative one is dashed. A layer with many edges labels only those that are
    emphasised or pointed at. An edge, its label and its entry in a matrix light up together.

    These are emphasised, with the elements that they are computed from: the choice `highlight`, the choice `stage`, or
    else the names in `emphasised` (elements or whole quantities). Up to a stage of the forward pass, later values are
    hidden. With a choice `reused`, a quantity is lit and what is computed from it is emphasised. With a choice `path`,
    "all" or a number from 1, all paths or that one from the highlighted element to the loss are lit. `until`, a
    quantity of the forward pass, hides later values as a stage does, but lights nothing.
    Of N examples, the nodes show the choice `example` (1 to N), at first example 1; the loss and the gradients of W
    and b are those of the whole batch, and the picture says so.
    """

    name = "diagram"
    reads = frozenset({"show", "highlight", "path", "stage", "reused", "example", "held"})

    def __init__(self, show: str = "values", emphasised: Collection[str] = (), until: str | None = None):
        self.show, self.until = _shown(show), until and quantity(until).name
        names = validate.listed("emphasised", emphasised, "elements or quantities")
        self.emphasised = [name if isinstance(name, str) and name in QUANTITIES else element(name) for name in names]

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        show, example = _shown(choices.get("show", self.show)), example_of(trace, choices)
        sizes, start = trace.sizes, highlighted(choices, STARTS)
        followed = chosen_paths(trace, start, choices) if start and "path" in choices else None
        marks = _on_paths(*followed) if followed else self._emphasis(trace, choices)
        stage = choices.get("stage", self.until)
        later = FORWARD_ORDER[FORWARD_ORDER.index(stage) + 1 :] if stage in FORWARD_ORDER else ()
        plan = layout((sizes["n"], sizes["h"], sizes["m"]), show)
        pen = Pen(trace, example, show, marks, later, stopped(trace, choices))
        boxes = [(box, _ROWS[i]) for i, layer in enumerate(plan.layers) for box in layer] + [(plan.loss, ("loss",))]
        parts = [
            *((f"bp-{pen.edge_role} bp-edge", pen.edge(edge)) for edge in plan.edges),
            *(("bp-muted bp-edge", pen.to_loss(box, plan.loss)) for box in plan.layers[2] if box.unit is not None),
            *pen.labels(plan.edges),
            *(pen.frame(box) for box, _ in boxes),
            *(row for box, names in boxes if box.unit is not None for row in pen.rows(box, names)),
            *(("bp-muted bp-heads", head) for head in _heads(trace, choices, show, plan)),
        ]
        title = _title(trace, show, later, example) + (_paths_words(*followed) if followed else "")
        notes = [("bp-muted", _of_batch(show, example, sizes["N"]))] * (sizes["N"] > 1)
        notes += [("bp-muted bp-pointing", "Point at an edge to see its number.")] * plan.is_quiet
        parts += [(look, _note(words, plan.height + NOTE * k)) for k, (look, words) in enumerate(notes)]
        height = plan.height + NOTE * len(notes)
        return (
            f"<svg role='group' xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{height:.0f}' "
            f"viewBox='0 0 {WIDTH} {height:.0f}' font-size='{13 if show == 'both' else 14}'>"
            f"<title>{title}</title>{grouped(parts)}</svg>"
        )

    def _emphasis(self, trace: Trace, choices: Mapping) -> tuple[Collection, Collection]:
        """What is lit, and what that is computed from: elements or whole quantities."""
        found, stage = shown_element(trace, choices), choices.get("stage")
        if found is not None:
            return {found}, operands(trace, found)
        if stage is not None:
            pieces = tokens(stage, functions=trace.functions) if quantity(stage).formula else ()
            return {stage}, {token.name for token in pieces if token.name}
        if "reused" in choices:
            return {choices["reused"]}, uses(choices["reused"], trace)
        return self.emphasised, ()


def _title(trace: Trace, show: str, later: Collection[str], example: int) -> str:
    sizes = trace.sizes
    outputs = [Element("a2", (i,)) for i in range(min(sizes["m"], 6))]
    known = [each for each in (*outputs, Element("loss", ())) if each.name not in later]
    values = [f"{each} {number(value(trace, in_example(each, example)))}" for each in known]
    batch = f" Example {example + 1} of {sizes['N']}." if sizes["N"] > 1 else ""
    if batch and "loss" not in later:
        values[-1] = f"mean {values[-1]}"
    told = f" {', '.join(values)}." if values else ""
    return (
        f"Network of {sizes['n']} inputs, {sizes['h']} hidden units and {sizes['m']} outputs with its "
        f"{'values and gradients' if show == 'both' else show}.{batch}{told}"
    )


def _heads(trace: Trace, choices: Mapping, show: str, plan: Layout) -> list[str]:
    """Return the name of each layer above it: what is given, and what is held, has no gradient to pass on."""
    given = ": given, no gradients" if show != "values" else ""
    names = [f"inputs{given}", "hidden layer", "output layer"]
    for name, word in stopped(trace, choices).items():
        if name[1:] in ("1", "2"):  # x, y and the loss have nothing above them
            names[int(name[1])] = f"{quantity(name).text} {word}: no gradient passes"
    heads = [(layer[0].x, name) for layer, name in zip(plan.layers, names, strict=True)]
    heads.append((plan.loss.x, "mean loss" if trace.sizes["N"] > 1 else "loss"))
    return [f"<text x='{x + 2:.0f}' y='15'>{name}</text>" for x, name in heads]


def _note(words: str, top: float) -> str:
    return f"<text x='2' y='{top + 16:.0f}'>{words}</text>"


def _of_batch(show: str, example: int, examples: int) -> str:
    """Return what a picture of one example of a batch says of it."""
    words = f"Example {example + 1} of {examples}."
    if show != "values":
        words += (
            f" The gradients of W and b add up the shares of all {examples} examples;"
            f" those of a and z are the share of example {example + 1}."
        )
    return words


def _shown(show: str) -> str:
    if not isinstance(show, str) or show not in SHOWS:
        raise ValueError(f"show should be one of {', '.join(SHOWS)}, but is {show!r}.")
    return show


def _on_paths(chosen: tuple[Path, ...], every: tuple[Path, ...]) -> tuple[set, set]:
    """What is lit, the elements and weights of the chosen paths, and all else on the paths or in their factors."""
    lit = {each for path in chosen for each in (*path.elements, *path.edges)}
    factors = {link.factor for path in chosen for link in path.links if link.factor}
    return lit, (factors | {each for path in every for each in (*path.elements, *path.edges)}) - lit


def _paths_words(chosen: tuple[Path, ...], every: tuple[Path, ...]) -> str:
    ways = "; ".join(" → ".join(each.text for each in path.elements) for path in chosen)
    return f" Highlighted: {len(chosen)} of {len(every)} paths: {ways}."
