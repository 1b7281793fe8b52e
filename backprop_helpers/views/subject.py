"""Which element a view is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..notation import Element, element
from ..paths import STARTS


def moved_by(lit: Element) -> Element:
    """What a gradient's element is the rate of: W1[0,1] for dL_dW1[0,1]; any other element is its own."""
    return Element(lit.name[4:], lit.index) if lit.name.startswith("dL_d") else lit


def subject(given: Element | str | None, choices: Mapping, among: Collection[str] = STARTS) -> Element:
    """The element that was given to the view, or the one that the choice `lit` lights (W1[0,1] for dL_dW1[0,1]).

    Raises `ValueError` where there is none, or it is not one of the quantities `among`.
    """
    found = given if given is not None else choices.get("lit")
    if found is None:
        raise ValueError("Name the element that the view is about, or give the explorer a choice 'lit' of elements.")
    found = moved_by(found if isinstance(found, Element) else element(found))
    if found.name not in among:
        raise ValueError(f"This view is about an element of {', '.join(among)}, but {found} was asked for.")
    return found
