"""What the pictures show, in words: the text equivalent beside every picture, in plain text."""

import re
from collections.abc import Mapping
from functools import singledispatch
from typing import Any

import numpy as np

from ..mathematics.deep import DeepTrace
from ..mathematics.network import Trace
from ..mathematics.training import Training
from ..notation.formula import array_of, value
from ..notation.meaning import meaning
from ..notation.table import PARAMETERS, QUANTITIES, Element, element, quantity
from ..style import number, numbers_apart, subscript
from .layers import norms
from .parts.highlight import example_of, in_example, shown_element, stopped
from .reuse import reuse_words

MOST = 6  # numbers that are told of one quantity


@singledispatch
def describe(state: Any, choices: Mapping = {}) -> str:
    """Return in plain text what is shown of a trace, a training or a deep trace.

    For a trace: what is new at a stage, what is highlighted or reused, what was moved last and how that changes the
    loss, what is held, the outputs, the loss, the saturated units; nothing that a stage hides, and nothing twice. For a
    training: its settings, step and loss, and what the next step promises and brings. For a deep trace: the gradients
    of the first and the last layer. Raises `ValueError` for any other state.
    """
    raise ValueError(
        f"There are no words for a state of the kind {type(state).__name__}; give a function of it as sentence=..."
    )


describe.reads = frozenset({"highlight", "reused", "stage", "example", "held"})


@describe.register
def _describe_trace(trace: Trace, choices: Mapping = {}) -> str:
    lit, example = shown_element(trace, choices), example_of(trace, choices)
    stage = choices.get("stage")
    parts = [_stage_words(trace, stage, example)] if stage else []
    if lit is not None:
        parts.append(f"Chosen: {_is(trace, lit)}.")  # not every picture lights it
    if "reused" in choices:
        parts.append(reuse_words(choices["reused"], trace))
    parts += [*_moved_words(trace, choices, lit), *_held_words(trace, choices)]
    if _is_reached(stage, "a2"):
        parts.append(_reached(trace, example, _is_reached(stage, "loss")))
    if _is_reached(stage, "a1"):
        parts.append(_saturation_words(trace, example, _is_reached(stage, "a2")))
    return " ".join(part for part in parts if part)


def _is_reached(stage: str | None, name: str) -> bool:
    """Whether the forward pass has computed a quantity at this stage; at no stage, all is computed."""
    order = list(QUANTITIES)
    return stage is None or order.index(stage) >= order.index(name)


def _is(trace: Trace, here: Element) -> str:
    return f"{here.text} = {number(value(trace, here))}, {meaning(here, trace.functions)}"


def _stage_words(trace: Trace, stage: str, example: int) -> str:
    """Say what is new at a stage of the pass; the outputs and the loss are told anyway."""
    known = quantity(stage)
    what = trace.functions.meaning(stage, known.meaning)
    if stage in ("a2", "loss") or known.is_matrix:
        return f"New: {known.text}, {what.removeprefix('loss: ') if stage == 'loss' else f'the {what}'}."
    array = np.atleast_2d(array_of(trace, stage))
    several = array.shape[1] > 1
    column = array[:, example if several else 0]
    found = ", ".join(number(each) for each in column[:MOST]) + ", …" * (len(column) > MOST)
    what = re.sub("^(pre-)?activation", r"\g<0>s", what) if len(column) > 1 else what
    return f"New: {known.text} = {found}, the {what}{f' in example {example + 1}' * several}."


def _moved_words(trace: Trace, choices: Mapping, lit: Element | None) -> list[str]:
    """Say what was moved last and, but in a forward pass by stages, its gradient; not what is said already."""
    moved, sizes = choices.get("moved"), trace.sizes
    if moved in sizes:
        return [f"n = {sizes['n']} inputs, h = {sizes['h']} hidden units, m = {sizes['m']} outputs."]
    if moved is None or moved in choices:
        return [f"{_label(moved)} = {_shown(choices[moved])}."] if moved else []
    here = element(moved) if sizes["N"] == 1 else in_example(element(moved), 0)
    said = [f"{here.text} = {number(value(trace, here))}." if lit else f"{_is(trace, here)}."] if here != lit else []
    return said if "stage" in choices else [*said, _gradient_words(trace, here, lit)]


def _held_words(trace: Trace, choices: Mapping) -> list[str]:
    if "moved" in choices and "held" not in choices:  # an explorer, in which only sliders can hold anything
        words = "is set by hand: what comes before it has no influence."
        return [f"{QUANTITIES[name].text} {words}" for name in QUANTITIES if name in trace.held]
    return [f"{quantity(name).text} is {word}: no gradient passes." for name, word in stopped(trace, choices).items()]


def _reached(trace: Trace, example: int, with_loss: bool) -> str:
    """Say the outputs and the targets of an example, and the loss."""
    outputs = ", ".join(
        f"{Element('a2', (i,)).text} = {number(trace.a2[i, example])} (target {number(trace.y[i, example])})"
        for i in range(min(trace.sizes["m"], 4))
    )
    which = f"Example {example + 1} of {trace.sizes['N']}: " if trace.sizes["N"] > 1 else ""
    loss = f"; {_loss(trace)} {QUANTITIES['loss'].text} = {number(trace.loss)}" if with_loss else ""
    return f"{which}{outputs}{loss}."


def _loss(trace: Trace) -> str:
    return "mean loss" if trace.sizes["N"] > 1 else "loss"


def _gradient_words(trace: Trace, of: Element, lit: Element | None) -> str:
    """Say the gradient of one element and how a small step of it changes the loss; nothing if it has no gradient."""
    if f"dL_d{of.name}" not in QUANTITIES:
        return ""
    gradient = Element(f"dL_d{of.name}", of.index)
    slope = value(trace, gradient)
    if slope == 0:
        return f"{gradient.text} = 0: to first order, the {_loss(trace)} doesn't change with {of.text}."
    way = "raises" if slope > 0 else "lowers"
    if gradient == lit:
        return f"Raising {of.text} a little {way} the {_loss(trace)}."
    return f"{gradient.text} = {number(slope)}: raising {of.text} a little {way} the {_loss(trace)}."


def _saturation_words(trace: Trace, example: int, outputs: bool) -> str:
    """Say which units are saturated in an example; nothing if there are none."""
    found: dict[str, list[str]] = {"Saturated, with a slope near 0": [], "Off, with a slope of 0": []}
    for layer, name in enumerate(("z1", "z2")[: 1 + outputs]):
        for i, z in enumerate(getattr(trace, name)[:, example]):
            is_flat, is_off = abs(z) > trace.functions[layer].flat, trace.functions.is_off(layer, z)
            for units, belongs in zip(found.values(), (is_flat, is_off), strict=True):
                units += [Element(name, (i,)).text] if belongs else []
    return " ".join(f"{said}: {', '.join(units)}." for said, units in found.items() if units)


@describe.register
def _describe_training(training: Training, choices: Mapping = {}) -> str:
    loss, symbol = training.losses, QUANTITIES["loss"].text
    told = {name: chosen for name, chosen in choices.items() if name not in ("moved", "step")}
    settings = [f"{_label(name)} = {_shown(chosen)}" for name, chosen in told.items()]
    if "[" in str(moved := choices.get("moved")):
        here = element(moved)
        start = training.path(here)[0] if here.name in PARAMETERS else value(training.trace, here)
        settings.append(f"{here.text} = {number(start)} at the start")
    start = f", at the start {number(loss[0])}" if training.at else ""
    parts = [f"{', '.join([f'Step {training.at}', *settings])}: loss {symbol} = {number(loss[-1])}{start}."]
    if training.end == training.at:
        return f"{parts[0]} Here it ends: the next step leads to numbers that are too large to be held."
    promise, real = training.predicted_loss, training.next_loss
    promised, brought = numbers_apart(promise, real)
    if number(real) == number(loss[-1]):  # so small a change is seen only as a change
        promised, brought = numbers_apart(promise - loss[-1], real - loss[-1])
        promised = f"a change of {promised}"
    way = "falls" if real < loss[-1] else "rises" if real > loss[-1] else "stays"
    parts.append(f"The next step promises {promised} and brings {brought}: the loss {way}.")
    if training.n_correct is not None:
        parts.append(_correct_words(training))
    return " ".join(parts)


def _correct_words(training: Training) -> str:
    """Say how many examples are on the right side: with several outputs, with each of them."""
    m, N = training.y.shape
    which = f"{training.n_correct} of {N} example{'s' * (N > 1)}"
    if m == 1:
        return f"{which} {'are' if N > 1 else 'is'} classified correctly."
    return f"{which} {'have' if N > 1 else 'has'} {'both' if m == 2 else f'all {m}'} outputs on the right side of ½."


def _label(name: str) -> str:
    return QUANTITIES[name].text if name in QUANTITIES else name


def _shown(chosen) -> str:
    return number(chosen) if isinstance(chosen, float) else getattr(chosen, "text", str(chosen))


@describe.register
def _describe_deep(trace: DeepTrace, choices: Mapping = {}) -> str:
    layers, gradients, deltas = len(trace.weights), norms(trace.dL_dW), norms(trace.delta)
    shown = dict.fromkeys((layers, 1))  # one layer is both
    told = ", ".join(f"|∂L/∂W{subscript(layer)}| = {number(gradients[layer - 1])}" for layer in shown)
    words = f"{layers} layer{'s' if layers > 1 else ''}; loss L = {number(trace.loss)}. {told}"
    if not deltas[-1]:
        return f"{words}: there is no error."
    if not deltas[0]:
        return f"{words}: nothing comes back to the first layer."
    if layers == 1:
        return words + "."
    kept = (deltas[0] / deltas[-1]) ** (1 / (layers - 1))
    return f"{words}. On the way back, each layer passes on {number(kept)} of what it gets, on average."
