"""Which element a view is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ...mathematics.network import Trace
from ...mathematics.paths import STARTS
from ...notation.table import Element, element


def moved_by(lit: Element) -> Element:
    """What a gradient's element is the rate of: W1[0,1] for dL_dW1[0,1]; any other element is its own."""
    return Element(lit.name[4:], lit.index) if lit.name.startswith("dL_d") else lit


def subject(given: Element | str | None, choices: Mapping, among: Collection[str] = STARTS) -> Element:
    """The element that was given to the view, or the one that the choice `lit` lights (W1[0,1] for dL_dW1[0,1]).

    Raises `ValueError` where there is none, or it is not one of the quantities `among`.
    """
    found = given if given is not None else choices.get("highlight")
    if found is None:
        raise ValueError("Name the element that the view is about, or give the explorer a choice 'highlight'.")
    found = moved_by(found if isinstance(found, Element) else element(found))
    if found.name not in among:
        raise ValueError(f"This view is about an element of {', '.join(among)}, but {found} was asked for.")
    return found


def one_layer(layer: int) -> int:
    """1 or 2. Raises `ValueError` for another layer."""
    if not isinstance(layer, int) or layer not in (1, 2):
        raise ValueError(f"layer should be 1, the hidden layer, or 2, the output layer, but is {layer!r}.")
    return int(layer)


def lit_unit(choices: Mapping, layer: int) -> int:
    """The unit of a layer (1 or 2) that the choice `lit` belongs to: 1 for z2[1], dL_da2[1] or W2[1,0]; else 0."""
    lit = choices.get("highlight")
    if lit is None or moved_by(lit).name not in (f"{letter}{layer}" for letter in "azbW"):
        return 0
    return lit.index[0]


def one_example(trace: Trace) -> None:
    """Raises `ValueError` for a trace of several examples."""
    if trace.sizes["N"] != 1:
        raise ValueError(f"This view is for one example, but x has shape {trace.x.shape}: {trace.sizes['N']} examples.")
