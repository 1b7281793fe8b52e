"""In words what the pictures show: the text equivalent that stands beside every picture, in plain text."""

from __future__ import annotations

from collections.abc import Mapping

from ..mathematics.network import Trace
from ..notation.formula import value
from ..notation.table import QUANTITIES, Element, element, quantity
from ..style import number
from .reuse import reuse_words

SATURATED = 5.0  # |z| from here on: the sigmoid's slope is below 0.007


def reached(trace: Trace) -> str:
    """The outputs, the targets and the loss, in words."""
    outputs = ", ".join(
        f"{Element('a2', (i,)).text} = {number(trace.a2[i, 0])} (target {number(trace.y[i, 0])})"
        for i in range(min(trace.sizes["m"], 4))
    )
    return f"{outputs}; loss {QUANTITIES['loss'].text} = {number(trace.loss)}."


def gradient_words(trace: Trace, of: Element) -> str:
    """The gradient of one element and what it says about a small step of it; empty where it has none."""
    if f"dL_d{of.name}" not in QUANTITIES:
        return ""
    gradient = Element(f"dL_d{of.name}", of.index)
    slope = value(trace, gradient)
    if slope == 0:
        return f"{gradient.text} = 0: a small change of {of.text} does not change the loss."
    way = "raises" if slope > 0 else "lowers"
    return f"{gradient.text} = {number(slope)}: raising {of.text} a little {way} the loss."


def saturation_words(trace: Trace) -> str:
    """Which units are saturated; empty where none is."""
    flat = [
        Element(name, (int(i),)).text
        for name in ("z1", "z2")
        for i in range(trace.sizes["h" if name == "z1" else "m"])
        if abs(getattr(trace, name)[i, 0]) > SATURATED
    ]
    if not flat:
        return ""
    return f"Saturated, with a slope near 0: {', '.join(flat)}."


def describe(trace: Trace, choices: Mapping = {}) -> str:
    """What is lit or reused, what was moved last and does to the loss, what the network gives, who is saturated."""
    moved, lit, parts = choices.get("moved"), choices.get("highlight"), []
    if lit is not None:
        parts.append(f"Lit: {lit.text} = {number(value(trace, lit))}, {quantity(lit.name).meaning}.")
    if "reused" in choices:
        parts.append(reuse_words(choices["reused"]))
    if moved in trace.sizes:
        parts.append(", ".join(f"{name} = {size}" for name, size in trace.sizes.items()) + ".")
    elif moved in choices:
        parts.append(f"{QUANTITIES[moved].text if moved in QUANTITIES else moved} = {number(choices[moved])}.")
    elif moved is not None:
        here = element(moved)
        parts += [f"{here.text} = {number(value(trace, here))}.", gradient_words(trace, here)]
    parts += [reached(trace), saturation_words(trace)]
    return " ".join(part for part in parts if part)
