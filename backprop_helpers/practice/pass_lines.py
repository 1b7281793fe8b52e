"""The lines of a backward pass to put in order, with wrong ones that are named mistakes, and the check of an order.

All lines are made from formulas: those of a network with so many layers, and the wrong ones of the bank, whose hidden
and output layer are the last two.
"""

import ast
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from ..exercises.deep import deep_set, formulas_of
from ..exercises.diagnosis import same
from ..exercises.feedback import Feedback, join_words
from ..mathematics.network import sigmoid_prime
from ..mistakes.bank import MISTAKES
from ..notation.table import QUANTITIES

WRONG = 4  # wrong lines among the right ones
_SIZES = (2, 5, 3, 4, 6)  # all different, so that a wrong line gives other numbers, or none
_HINT = "For each line, look at the names to the right of its = sign. Which line computes them?"


@dataclass(frozen=True)
class CodeLine:
    """A line of a pass: its code and what it computes; if it is wrong, the mistake's name and what to say about it."""

    code: str
    computes: str
    mistake: str = ""
    sentence: str = ""

    @property
    def uses(self) -> set[str]:
        return {*re.findall(r"\w+", self.code)} - {self.computes}


def lines_of(layers: int, wrong: Mapping[str, str] = {}) -> list[CodeLine]:
    """Return the lines of a pass in one of the right orders, or with some wrong formulas: {quantity: formula}.

    With more than two layers there are fewer lines, which are longer and leave out the biases.
    """
    formulas, own = {**formulas_of(layers), **wrong}, ("dL_da", "dL_dz", "dL_dW", "dL_db")
    names = [name for name in formulas_of(layers) if name.startswith(own if layers == 2 else own[1:3])]
    inside = {name: f"({code})" for name, code in formulas.items() if name[0] == "d" and name not in names}

    def filled(code: str) -> str:
        more = re.sub(r"\w+", lambda name: inside.get(name[0], name[0]), code)
        return code if more == code else filled(more)

    codes = {name: filled(formulas[name]).replace(" / N", "") for name in names}
    return [CodeLine(f"{name} = {ast.unparse(ast.parse(code).body[0])}", name) for name, code in codes.items()]


@cache
def wrong_lines(layers: int) -> tuple[CodeLine, ...]:
    """Return each line that a mistake of the bank makes wrong."""
    values, found = deep_set((_SIZES[: layers + 1],)).values.each[0], []
    for mistake in MISTAKES.values():
        for place, formulas in mistake.places.items():
            lines = lines_of(layers, {_shifted(place, layers): _shifted(formulas[0], layers)})
            changed = [line for line in lines if line not in lines_of(layers)]
            if len(changed) == 1 and _is_wrong(changed[0], values):
                said = mistake.name, _shifted(mistake.sentence, layers)
                found.append(CodeLine(changed[0].code, changed[0].computes, *said))
    return tuple(found)


def _shifted(text: str, layers: int) -> str:
    """Return the bank's words or formula with its two layers made the last two of so many."""
    up = layers - 2

    def moved(word: re.Match) -> str:
        if word[0] == "x" and up:
            return f"a{up}"
        return re.sub(r"\d", lambda layer: str(int(layer[0]) + up), word[0]) if word[0] in QUANTITIES else word[0]

    return re.sub(r"\w+", moved, text)


def _is_wrong(line: CodeLine, values: Mapping) -> bool:
    """Whether a line needs only what a pass knows, and gives other numbers than the right one, or none."""
    known = {name: each for name, each in values.items() if np.ndim(each) == 2}
    try:
        found = eval(line.code.partition("=")[2], {"sigmoid_prime": sigmoid_prime, **known})  # noqa: S307 (our own)
    except ValueError:  # the shapes do not fit
        return True
    except NameError:
        return False
    return not same(np.asarray(found), values[line.computes])


def drawn_lines(layers: int, seed: int) -> list[CodeLine]:
    """Return all right lines of a pass and `WRONG` wrong ones, each of another quantity, in disorder."""
    draw, wrong = random.Random(f"{layers} {seed}"), {}
    for line in sorted(wrong_lines(layers), key=lambda _: draw.random()):
        wrong.setdefault(line.computes, line)
    return sorted([*lines_of(layers), *[*wrong.values()][:WRONG]], key=lambda _: draw.random())


def check_lines(chosen: Sequence[CodeLine], layers: int) -> Feedback:
    """Return what is wrong with an order: the first line that uses what no line above it computes, and wrong lines."""
    if not chosen:
        return Feedback(None, "No line is in your pass yet. Which one needs only what is given?", hints=[_HINT])
    wanted, faults = [line.computes for line in lines_of(layers)], []
    for number, line in enumerate(chosen):
        above = {each.computes for each in chosen[:number]}
        early = [name for name in wanted if name in line.uses - above]
        if early and not any("too early" in fault for fault in faults):
            yet = f"which {'is' if len(early) == 1 else 'are'} not there yet"
            faults.append(f"Line {number + 1}, “{line.code}”, comes too early: it uses {join_words(early)}, {yet}.")
        if line.mistake:
            faults.append(f"Line {number + 1}, “{line.code}”, is wrong: {line.sentence}")
    wrong = dict.fromkeys(line.mistake for line in chosen if line.mistake)
    if faults:
        return Feedback(
            False, "\n".join(faults), wrong, [*(_shifted(MISTAKES[name].hint, layers) for name in wrong), _HINT]
        )
    if missing := [name for name in wanted if name not in {line.computes for line in chosen}]:
        return Feedback(None, f"Right so far. Not computed yet: {join_words(missing)}.", hints=[_HINT])
    return Feedback(True, "Right. So is any order in which each line stands below those whose results it uses.")
