"""What a view is about: the highlighted element, its parameter and its operands, and the example that is shown."""

from collections.abc import Collection, Mapping

from ...mathematics import validate
from ...mathematics.network import Trace
from ...mathematics.paths import STARTS
from ...notation.formula import expand
from ...notation.table import QUANTITIES, Element, element, quantity


def parameter_of(found: Element) -> Element:
    """Return W1[0,1] for dL_dW1[0,1]; any other element is its own."""
    return Element(found.name.removeprefix("dL_d"), found.index) if found.name.startswith("dL_d") else found


def key(found: Element) -> str:
    """Return the class that everything shares that shows this element or its gradient: bp-W1-0-1 for dL_dW1[0,1]."""
    return "-".join(["bp", parameter_of(found).name, *map(str, found.index)])


def stopped(trace: Trace, choices: Mapping) -> dict[str, str]:
    """Return what lets no gradient pass, with the word for it: "held", or "detached" if its value follows."""
    word, _, name = str(choices.get("held", "")).partition(" ")
    detached = {name: word} if word == "detached" else {}  # its trace holds nothing: the value follows
    return {known: "held" for known in QUANTITIES if known in trace.held} | detached


def highlighted(choices: Mapping, among: Collection[str]) -> Element | None:
    """Return the highlighted element, W1[0,1] for dL_dW1[0,1]; None if it is not one of the quantities `among`."""
    found = choices.get("highlight")
    return parameter_of(found) if found is not None and parameter_of(found).name in among else None


def element_asked_for(given: Element | str | None, choices: Mapping, among: Collection[str] = STARTS) -> Element:
    """Return the element that was given to the view, or the highlighted one (W1[0,1] for dL_dW1[0,1]).

    Raises `ValueError` if there is neither, or if it is not one of the quantities `among`.
    """
    found = given if given is not None else choices.get("highlight")
    if found is None:
        raise ValueError("Name the element that the view is about, or give the explorer a choice 'highlight'.")
    found = parameter_of(found if isinstance(found, Element) else element(found))
    if found.name not in among:
        raise ValueError(f"This view is about an element of {', '.join(among)}, but {found} was asked for.")
    return found


def highlighted_unit(choices: Mapping, layer: int) -> int:
    """Return the unit of a layer (1 or 2) that is highlighted: 1 for z2[1], dL_da2[1] or W2[1,0]; else 0."""
    found = highlighted(choices, [f"{letter}{layer}" for letter in "azbW"])
    return found.index[0] if found else 0


def operands(trace: Trace, found: Element) -> frozenset[Element]:
    """Return the elements that this element is computed from; none if it is given."""
    computed = quantity(found.name).formula is not None
    return expand(trace, found, lambda entry, text: text).used if computed else frozenset()


def one_layer(layer: int) -> int:
    """Return 1 or 2. Raises `ValueError` for another layer."""
    if not isinstance(layer, int) or layer not in (1, 2):
        raise ValueError(f"layer should be 1, the hidden layer, or 2, the output layer, but is {layer!r}.")
    return int(layer)


def one_example(trace: Trace) -> None:
    """Check that a trace is of one example. Raises `ValueError` if it is of several."""
    if trace.sizes["N"] != 1:
        raise ValueError(f"This view is for one example, but x has shape {trace.x.shape}: {trace.sizes['N']} examples.")


def example_of(trace: Trace, choices: Mapping) -> int:
    """Return the column of the example that is shown: the choice `example`, from 1 to N, minus 1; else 0.

    Raises `ValueError` for an example that the trace doesn't have.
    """
    example, last = validate.whole("example", choices.get("example", 1), 1), trace.sizes["N"]
    if example > last:
        raise ValueError(f"example is {example}, but x has shape {trace.x.shape}: {last} examples.")
    return example - 1


def per_example(found: Element) -> bool:
    """Return whether there is one such number for each example: yes for z1[2] or x[1,3], no for W1[0,1]."""
    return QUANTITIES[found.name].shape[1:] == ("N",)


def in_example(found: Element, example: int) -> Element:
    """Return the element in the column of an example: z1[2,3] for z1[2] and column 3; W1[0,1] and z1[2,0] stay."""
    return Element(found.name, (*found.index, example)) if per_example(found) and len(found.index) == 1 else found


def shown_element(trace: Trace, choices: Mapping) -> Element | None:
    """Return the highlighted element, of a batch the one in the example that is shown; None if there is none."""
    found = choices.get("highlight")
    return found if found is None or trace.sizes["N"] == 1 else in_example(found, example_of(trace, choices))
