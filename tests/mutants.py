"""Wrong answers by the thousand: every single change, of the kinds that learners make, of every exercise's solution.

A change that changes no number is an equivalent mutant: a right answer in unusual writing. Which mutants are right is
decided here, with the notation's right values on random networks; nothing is taken from the checks or the bank.
"""

import ast
import inspect
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from asked import Exercise, arguments
from asked import exercises as every_exercise
from changes import changes
from other_cases import trace_of

from backprop_helpers import DeepNetwork, Network, sigmoid, sigmoid_prime
from backprop_helpers.notation.table import PARAMETERS

SIZES, DEEP_SIZES = ((3, 5, 2), (2, 4, 3), (5, 3, 4)), ((3, 5, 2), (2, 3, 5, 4), (5, 2, 4, 3), (4, 2, 5, 3, 6))
ETA = 0.3
COUNTED = ((3, 5, 2, 4), (2, 4, 3, 1), (7, 9, 8, 3), (1, 4, 11, 2), (6, 1, 5, 7))  # the last: examples, or layers
WITHOUT_ARRAYS = ("check_shapes", "check_count", "check_bug_hunt")


@cache
def exercises() -> tuple[Exercise, ...]:
    """Every exercise about quantities or counts; those about reverse mode have mutants in their own tests."""
    return tuple(each for each in every_exercise() if each.checker != "check_autograd")


@dataclass(frozen=True)
class Mutant:
    """A changed solution: `kinds` of its changes, and what each put in the place of what: (old, new)."""

    exercise: Exercise
    source: str
    kinds: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def function(self):
        names = {"np": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}
        exec(compile(self.source, f"<mutant of {self.exercise.number}>", "exec"), names)
        return names[ast.parse(self.source).body[0].name]

    @property
    def asked(self) -> list[str]:
        return arguments(self.source)

    @property
    def is_about_batches(self) -> bool:
        """Whether a right answer must be right for several examples, too: if the function asks for their number."""
        return self.exercise.checker == "check" and ("N" in self.asked or "rows" in self.exercise.cases)

    @cached_property
    def is_right(self) -> bool:
        """Whether it gives the right numbers on every network, in the right shape."""
        if self.exercise.checker in WITHOUT_ARRAYS:
            return all(_said(self, *sizes) == _said(solved(self.exercise), *sizes) for sizes in COUNTED)
        return all(run.found and all(same_numbers(run.found[k], run.right[k]) for k in run.right) for run in self.runs)

    @cached_property
    def runs(self) -> "list[Run]":
        """What it does on each network."""
        return [self._run(network, trace) for network, trace in _networks(self.exercise, self.is_about_batches)]

    def _run(self, network, trace) -> "Run":
        deep = self.exercise.checker == "check_backward"
        sizes = {"n": len(trace.x), "m": len(trace.y), "N": trace.x.shape[1]} if deep else trace.sizes
        given = vars(trace) | {**sizes, "eta": ETA} | _layers(trace)
        run = Run(given, self.asked, _right(self.exercise, network, trace), trace)
        try:
            with np.errstate(all="ignore"):
                returned = self.function(**{name: deepcopy(listed(given[name])) for name in run.asked})
            parts = [returned] if len(self.exercise.wanted) == 1 else list(returned)
            found = [np.asarray(one) for part in parts for one in (part if deep else [part])]
            if len(found) == len(run.right) and all(one.dtype.kind in "biuf" for one in found):
                run.found = dict(zip(run.right, found, strict=True))
        except (ValueError, IndexError, TypeError, KeyError, AttributeError, ZeroDivisionError) as error:
            run.stopped = error
        return run


@dataclass(frozen=True)
class Answer(Mutant):
    """A function that answers an exercise; its `source` is only a name for it."""

    function: object = None

    @property
    def asked(self) -> list[str]:
        parameters = inspect.signature(self.function).parameters.values()
        return [each.name for each in parameters if each.default is each.empty]


@dataclass
class Run:
    """A function on one network: all that it might be given, what it asked for, what is right, and what it gave."""

    given: dict
    asked: list[str]
    right: dict[str, np.ndarray]
    trace: object
    found: dict[str, np.ndarray] | None = None
    stopped: Exception | None = None


def listed(value):
    return list(value) if isinstance(value, tuple) else value


def same_numbers(found: np.ndarray, right: np.ndarray) -> bool:
    """Whether these are the same numbers, up to rounding, in the same shape, or one number in any."""
    found, right = np.asarray(found), np.asarray(right)
    fits = found.shape == right.shape or found.size == right.size == 1
    return fits and np.allclose(found.reshape(right.shape), right, 1e-8, 1e-13, equal_nan=True)


def _layers(trace) -> dict[str, np.ndarray]:
    """The quantities of each layer of a deep network, by the names that two layers have."""
    lists = {"W": "weights", "b": "biases", "z": "z", "dL_dz": "delta", "dL_dW": "dL_dW", "dL_db": "dL_db"}
    found = {f"{name}{k}": each for name, at in lists.items() for k, each in enumerate(getattr(trace, at, ()), 1)}
    last = len(getattr(trace, "weights", ()))
    found |= {f"dL_da{k}": trace.weights[k].T @ trace.delta[k] for k in range(1, last)}
    found |= {f"dL_da{last}": trace.a[-1] - trace.y} if last else {}
    return found | {f"a{k}": each for k, each in enumerate(getattr(trace, "a", ()))}


@cache
def _networks(exercise: Exercise, several: bool) -> list[tuple]:
    """Networks with their traces, for one example or also several, whichever the answer is about."""
    found, deep = [], exercise.checker == "check_backward"
    for number, sizes in enumerate(DEEP_SIZES if deep else SIZES):
        for examples in (1, 4, 7) if several else (1,):
            draw = np.random.default_rng((number, examples))
            x, y = draw.standard_normal((sizes[0], examples)), draw.uniform(size=(sizes[-1], examples))
            network = DeepNetwork.random(sizes, seed=number) if deep else Network.random(*sizes, seed=70 + number)
            if exercise.cases:
                found.append((network, trace_of(exercise.cases, network, x, y)))
            else:
                found.append((network, network.trace(x[:, 0], y[:, 0]) if deep else network.trace(x, y)))
    return found


def _right(exercise: Exercise, network, trace) -> dict[str, np.ndarray]:
    """What a right answer gives, by name; each layer's gradients for a deep network, the new parameters for a step."""
    if exercise.checker == "check_backward":
        return {f"{name}[{k}]": each for name in ("dL_dW", "dL_db") for k, each in enumerate(getattr(trace, name))}
    if exercise.checker == "check_update":
        moved = network.step(trace, ETA)
        return {f"new_{name}": getattr(moved, name) for name in PARAMETERS}
    return {name: np.asarray(getattr(trace, name)) for name in exercise.wanted}


def _said(mutant: Mutant, *sizes: int):
    """What a function that is given sizes, or nothing, returns; None if it stops."""
    try:
        return mutant.function(*sizes[: len(arguments(mutant.source))])
    except (TypeError, NameError):
        return None


def solved(exercise: Exercise) -> Mutant:
    return Mutant(exercise, exercise.solution)


@cache
def singles() -> tuple[Mutant, ...]:
    """Every single change of every solution, and of those whose sigmoid is written out."""
    found = {}
    for exercise in exercises():
        spelled = _changed(Mutant(exercise, _written_out(exercise.solution)))
        for mutant in (*_changed(solved(exercise)), *(one for one in spelled if "exp" in "".join(one.changes[0]))):
            found.setdefault((exercise, mutant.source), mutant)
    return tuple(found.values())


def _written_out(source: str) -> str:
    return re.sub(r"sigmoid\((\w+)\)", r"1 / (1 + np.exp(-\1))", source)


def _changed(mutant: Mutant) -> Iterator[Mutant]:
    exercise = mutant.exercise
    may_ask = exercise.checker in ("check", "check_update")
    for kind, old, new, source in changes(mutant.source, exercise.wanted, may_ask):
        yield Mutant(exercise, source, (*mutant.kinds, kind), (*mutant.changes, (old, new)))


def pairs(number: int, seed: int = 14) -> list[Mutant]:
    """Two changes in one solution, drawn by `seed`, as many of each exercise."""
    draw, found = random.Random(seed), []
    for exercise in exercises():
        first = [mutant for mutant in singles() if mutant.exercise == exercise]
        for mutant in draw.choices(first, k=number // len(exercises())):
            found.append(draw.choice(list(_changed(mutant))))
    return found
