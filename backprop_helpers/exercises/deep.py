"""The check of the backward loop that a learner writes for networks of any depth."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from ..mathematics.deep import DeepNetwork, DeepTrace
from ..mathematics.network import sigmoid_prime
from ..mistakes.cases import ORDINARY
from ..read_back.networks import Networks
from ..read_back.reading import Reading
from .arguments import asked_of, call
from .call import as_list, as_numbers, filled_in, split
from .check import stopped
from .diagnosis import Found, same, wrong_quantities
from .feedback import Feedback, describe_type
from .networks import Run
from .running import LearnerError, Unusable, gives_feedback, read_back
from .telling import tell

#: Sizes that all differ from layer to layer, so a missing transpose can't hide. With three it is the primer's network.
NETWORKS = (
    ((2, 5, 3, 4), (4, 3, 5, 2), (3, 2, 4, 5)),
    ((3, 4, 2), (2, 3, 4), (4, 2, 3)),
    ((4, 3, 5, 2, 6), (2, 5, 3, 6, 4), (3, 6, 4, 5, 2)),
)
GIVEN = ("weights", "z", "a", "y")
#: The bank's names of differences, in all layers but the last, and in the last.
_NAMES = {"slope_missing": "no_sigma1"}
_LAST = {"slope_missing": "no_sigma2", "sign": "flip_sign"}


@gives_feedback(
    "Start at the output, with steps 1 and 2: delta is dL/dz of the last layer.",
    "Each time round the loop, delta belongs to the layer you are in, and step 3 gives both gradients. "
    "What goes into weights[layer] is a[layer], since a[0] is x.",
    "Step 4 comes before the next layer: go through the weights of this layer, transposed, and then multiply by the "
    "slopes of the layer before. Layer 0 has no layer before it.",
)
def check_backward(function: Callable) -> Feedback:
    """Compare a learner's backward pass for any number of layers with the right one, on networks of unequal sizes.

    `function(weights, z, a, y)` gets lists, input side first, and one example; a[0] is x. It returns two lists, the
    gradients of the weights and of the biases. A wrong answer is read back, from the last layer to the first.
    Never raises on a learner's mistake.
    """
    for sizes in NETWORKS:
        loop, tested = _Loop(function, len(sizes[0]) - 1), deep_set(sizes)
        try:
            runs = tested.runs(loop)
        except LearnerError as error:
            if re.search("'list'|sequence|different lengths|inhomogeneous", str(error)):
                lists = "weights, z and a are lists with an array for each layer, such as z[-1] for the last one."
                raise Unusable(f"Your code stopped{error.at}: {lists}") from None
            return stopped(loop, error, tested, _alike(len(sizes[0]) - 1))
        if all(same(each.found[name], each.right[_other(name)]) for each in runs for name in loop.wanted):
            words = "The results are right, but in another order: you return dL_db, dL_dW."
            return Feedback(False, words, ["order"], ["Which order is asked for? dL_dW, dL_db."])
        if wrong := wrong_quantities(runs):
            layer = [name for name in loop.wanted if name[5:] == wrong[0][5:]]
            at_layer = [replace(each, right={name: each.right[name] for name in layer}) for each in runs]
            first = f"Going back through {loop.layers} layers, the first wrong gradient is {wrong[0]}."
            feedback = tell(at_layer, loop.read(tested), loop.mistakes, first)
            names = _NAMES | (_LAST if wrong[0] in loop.wanted[:2] else {})
            feedback.mistakes = tuple(names.get(kind, kind) for kind in feedback.mistakes)
            return feedback
    return Feedback(True, "Right")


def _other(name: str) -> str:
    """The gradient of the same layer's biases if the name is that of its weights, and the other way round."""
    return name.replace("dL_dW", "dL_d_").replace("dL_db", "dL_dW").replace("dL_d_", "dL_db")


class _Loop:
    """A learner's backward pass of so many layers; the quantities are named by its lists: dL_dW[1], dL_db[1], ..."""

    def __init__(self, function: Callable, layers: int):
        self.function, self.layers, self.case = function, layers, ORDINARY
        self.arguments = asked_of(function, GIVEN)
        self.wanted = [f"dL_d{each}[{k}]" for k in reversed(range(layers)) for each in "Wb"]

    def answers(self, trace: DeepTrace, quiet: bool) -> dict[str, np.ndarray]:
        """Return the gradients for a network. Raises `Unusable` if one is missing, or no array."""
        values = {name: getattr(trace, name) for name in GIVEN}
        given = {name: [*each] if isinstance(each, tuple) else each for name, each in values.items()}
        parts = split(call(self.function, self.arguments, given, quiet), ["dL_dW", "dL_db"], "lists")
        found = {name: _layers(name, part, getattr(trace, name)) for name, part in parts.items()}
        return {name: found[name[:5]][int(name[6:-1])] for name in self.wanted}

    def read(self, tested: "_DeepSet") -> Reading:
        """Return what the function computes, by the names of its lists."""

        def flat(*given, **keywords):
            found = dict(zip(("dL_dW", "dL_db"), self.function(*given, **keywords), strict=True))
            return [found[name[:5]][int(name[6:-1])] for name in self.wanted]

        names = {f"{name[:5]}{int(name[6:-1]) + 1}": name for name in self.wanted}
        reading = read_back(flat, self.arguments, [*names], tested.values, tested.formulas)
        formulas = {names[key]: each for key, each in reading.formulas.items()}
        return replace(reading, formulas=formulas, order=reading.order and tuple(map(names.get, reading.order)))

    def mistakes(self, runs: Sequence[Run], names: Iterable[str], formulas: Mapping[str, str] = {}) -> Found:
        """Return nothing: the bank is about two layers, and what is read back says it for any depth."""
        return {}


@dataclass(frozen=True, eq=False)
class _DeepSet:
    """Some networks of one depth, each with a random example: their traces, values, and the formulas of each layer."""

    traces: tuple[DeepTrace, ...]
    values: Networks
    formulas: Mapping[str, str]

    def runs(self, loop: _Loop) -> list[Run]:
        """Return the learner's answers on each network. Raises `Unusable` if they can't be compared."""
        found = [loop.answers(trace, quiet=trace is not self.traces[0]) for trace in self.traces]
        rights = [{name: getattr(trace, name[:5])[int(name[6:-1])] for name in loop.wanted} for trace in self.traces]
        return [Run(trace, 0.0, *each, {}) for trace, *each in zip(self.traces, found, rights, strict=True)]


@cache
def deep_set(sizes: tuple[tuple[int, ...], ...]) -> _DeepSet:
    layers, traces = len(sizes[0]) - 1, []
    for one in sizes:
        draw = np.random.default_rng(one)
        x, y = draw.standard_normal(one[0]), draw.uniform(size=one[-1])
        traces.append(DeepNetwork.random(one, seed=sum(one)).trace(x, y))
    return _DeepSet(tuple(traces), Networks([*map(_values, traces)]), formulas_of(layers))


def _alike(layers: int) -> Iterator[tuple[str, _DeepSet]]:
    """Yield sets of networks with some sizes alike, and which in words: the hidden ones, and m or n, or both."""
    for words, n, m in (
        ("hidden layers alike", 1, 1),
        ("all layers but the input alike", 1, 0),
        ("all layers but the last alike", 0, 1),
        ("all sizes alike", 0, 0),
    ):
        yield words, deep_set(tuple((k + n, *(k,) * (layers - 1), k + 2 * m) for k in (3, 2, 4)))


def formulas_of(layers: int) -> dict[str, str]:
    """Return the formula of every quantity of a network of any depth, as the notation table's."""
    found = {f"dL_da{layers}": f"a{layers} - y"}
    for k in range(layers, 0, -1):
        before = f"a{k - 1}" if k > 1 else "x"
        found |= {f"z{k}": f"W{k} @ {before} + b{k}", f"a{k}": f"sigmoid(z{k})"}
        found |= {f"da{k}_dz{k}": f"sigmoid_prime(z{k})", f"dL_dz{k}": f"dL_da{k} * da{k}_dz{k}"}
        found |= {f"dL_dW{k}": f"dL_dz{k} @ {before}.T", f"dL_db{k}": f"dL_dz{k}"}
        found |= {f"dL_da{k - 1}": f"W{k}.T @ dL_dz{k}"} if k > 1 else {}
    return found


def _values(trace: DeepTrace) -> dict[str, object]:
    """Return the quantities of a trace by the names that reading back knows, and the lists of them."""
    layers = range(1, len(trace.weights) + 1)
    lists = {"W": trace.weights, "b": trace.biases, "z": trace.z, "a": trace.a[1:], "dL_dz": trace.delta}
    lists |= {"dL_dW": trace.dL_dW, "dL_db": trace.dL_db}
    found = {f"{name}{k}": each for name, some in lists.items() for k, each in zip(layers, some, strict=True)}
    found |= {f"da{k}_dz{k}": sigmoid_prime(trace.z[k - 1]) for k in layers}
    found |= {f"dL_da{k}": trace.weights[k].T @ trace.delta[k] for k in layers[:-1]}
    found |= {f"dL_da{layers[-1]}": trace.a[-1] - trace.y, "x": trace.x, "y": trace.y}
    given = {
        "weights": [f"W{k}" for k in layers],
        "z": [f"z{k}" for k in layers],
        "a": ["x", *(f"a{k}" for k in layers)],
    }
    return {**found, **given, "n": len(trace.x), "m": len(trace.y), "N": 1}


def _layers(name: str, part, right: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return the learner's list of gradients. Raises `Unusable` if they are not one array for each layer."""
    part = as_list(part)
    if not isinstance(part, (tuple, list)) or len(part) != len(right):
        expected = f"a list with {len(right)} arrays, one for each layer"
        raise Unusable(f"{name} should be {expected}; this is {describe_type(part)}.")
    found = []
    for k, (entry, array) in enumerate(zip(part, right, strict=True)):
        if entry is None and any(each is not None for each in part):
            raise Unusable(f"{name}[{k}] is still None: does the loop reach layer {k}?")
        filled_in(entry, f"{name}[{k}] is still missing")
        found.append(as_numbers(f"{name}[{k}]", entry, array.shape))
    shapes, wanted = [each.shape for each in found], [each.shape for each in right]
    if shapes != wanted and shapes == wanted[::-1]:
        raise Unusable(f"{name} runs from the last layer to the first. Reverse it: the input side comes first.")
    return found
