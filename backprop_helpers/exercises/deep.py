"""Checks of what a learner writes for deep networks: the backward loop, and the number of its multiply-adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy

import numpy as np

from ..mathematics.costs import multiply_adds, parameters
from ..mathematics.deep import DeepNetwork, DeepTrace, backward
from ..mathematics.network import sigmoid, sigmoid_prime
from .call import Unusable, as_numbers, filled_in, gives_feedback, run, split
from .diagnosis import same
from .feedback import Feedback, describe_shape, describe_type

#: Sizes that all differ from layer to layer, so a missing transpose can't hide. With three it is the primer's network.
NETWORKS = ((2, 5, 3, 4), (3, 4, 2), (4, 3, 5, 2, 6))
COUNTS = ((2, 3, 4), (5, 2, 3), (4, 6, 1), (3, 1, 5))


@gives_feedback(
    "Start at the output, with steps 1 and 2: delta is dL/dz of the last layer.",
    "In each turn delta belongs to the layer you are in, and step 3 gives both gradients. "
    "What goes into weights[layer] is a[layer], since a[0] is x.",
    "Before the next turn comes step 4: through the weights of this layer, transposed, and then the slopes of the "
    "layer before. Layer 0 has no layer before it.",
)
def check_backward(function: Callable) -> Feedback:
    """Compare a learner's backward pass for any number of layers with the right one, on networks of unequal sizes.

    `function(weights, z, a, y)` gets lists, input side first, and one example; a[0] is x. It returns two lists, the
    gradients of the weights and of the biases. A wrong answer is compared with some likely mistakes.
    Never raises on a learner's mistake.
    """
    for sizes in NETWORKS:
        draw = np.random.default_rng(sizes)
        x, y = draw.standard_normal(sizes[0]), draw.uniform(size=sizes[-1])
        trace = DeepNetwork.random(sizes, seed=sum(sizes)).trace(x, y)
        given = deepcopy([list(trace.weights), list(trace.z), list(trace.a), trace.y])
        parts = split(run(function, *given, quiet=sizes != NETWORKS[0]), ["dL_dW", "dL_db"], "lists")
        found = _by_layer({name: _layers(name, part, getattr(trace, name)) for name, part in parts.items()})
        if wrong := _wrong(found, _gradients(trace)):
            return _diagnose(found, wrong[0], trace)
    return Feedback(True, "Right: every gradient agrees, on random networks of two, three and four layers.")


def _layers(name: str, part, right: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return the learner's list of gradients. Raises `Unusable` if one does not have the right shape."""
    if not isinstance(part, (tuple, list)) or len(part) != len(right):
        expected = f"a list with {len(right)} arrays, one for each layer"
        raise Unusable(f"{name} should be {expected}; this is {describe_type(part)}.")
    found = []
    for k, (entry, array) in enumerate(zip(part, right, strict=True)):
        filled_in(entry, f", {name}[{k}] is still missing")
        found.append(as_numbers(f"{name}[{k}]", entry, array.shape))
    shapes, wanted = [each.shape for each in found], [each.shape for each in right]
    if shapes != wanted and shapes == wanted[::-1]:
        raise Unusable(f"{name} runs from the last layer to the first. Reverse it: the input side comes first.")
    for k, (shape, expected) in enumerate(zip(shapes, wanted, strict=True)):
        if shape != expected:
            raise Unusable(describe_shape(f"{name}[{k}]", shape, expected))
    return found


def _by_layer(gradients: Mapping[str, Sequence[np.ndarray]]) -> dict[str, np.ndarray]:
    """Return lists of gradients as a dict, the last layer first: {"dL_dW[1]": ..., "dL_dW[0]": ..., ...}."""
    return {f"{name}[{k}]": part[k] for name, part in gradients.items() for k in reversed(range(len(part)))}


def _gradients(
    trace: DeepTrace, sign: int = 1, hidden: Callable = sigmoid_prime, output: Callable = sigmoid_prime
) -> dict[str, np.ndarray]:
    """Return the gradients by layer; `hidden` and `output` give the slopes of the hidden layers and of the last one."""
    slopes = [hidden] * (len(trace.weights) - 1) + [output]
    _, dL_dW, dL_db = backward(trace.weights, trace.z, trace.a, trace.y, slopes)
    return {name: sign * found for name, found in _by_layer({"dL_dW": dL_dW, "dL_db": dL_db}).items()}


def _wrong(found: Mapping[str, np.ndarray], right: Mapping[str, np.ndarray]) -> list[str]:
    return [name for name in right if not same(found[name], right[name])]


def _diagnose(found: Mapping[str, np.ndarray], first: str, trace: DeepTrace) -> Feedback:
    """Return the feedback for wrong gradients: the mistake, or else the first of them on the way back."""
    layers = f"With {len(trace.weights)} layers"
    for mistake, (change, sentence) in _MISTAKES.items():
        if not _wrong(found, _gradients(trace, **change)):
            return Feedback(False, f"{layers}, {sentence}", [mistake])
    words = f"{layers}, {first} has the right shape but other numbers. Going back, it is the first one that is wrong"
    return Feedback(False, f"{words}, so look there.")


def _slope_of_a(z: np.ndarray) -> np.ndarray:
    return sigmoid_prime(sigmoid(z))


#: Name: (what is different in the backward pass, what to say). The names are the bank's if it has the mistake.
_MISTAKES = {
    "flip_sign": ({"sign": -1}, "every sign is wrong: the error is a[-1] - y."),
    "no_sigma2": (
        {"output": np.ones_like},
        "the slope σ′ of the last layer is missing: the first delta is dL/da times σ′(z), like all others.",
    ),
    "no_sigma1": (
        {"hidden": np.ones_like},
        "the last layer is right, but behind it the slopes σ′ are missing: delta is multiplied by one in each layer.",
    ),
    "no_sigma": (
        {"hidden": np.ones_like, "output": np.ones_like},
        "every slope σ′ is missing: delta is the gradient at z, and between a and z stands the sigmoid.",
    ),
    "sigma_of_a": ({"hidden": _slope_of_a, "output": _slope_of_a}, "σ′ was taken of a; it is σ′(z), or a (1 − a)."),
}


# The count


@gives_feedback(
    "A product of an (r, k) and a (k, c) matrix has r k c multiplications; go through the formulas of the five steps.",
    "Three matrix products: dL_dz2 @ a1.T, W2.T @ dL_dz2, dL_dz1 @ x.T. Two products with ⊙: one for each layer.",
)
def check_count(function: Callable) -> Feedback:
    """Compare a learner's formula `function(n, h, m)` with the multiply-adds of the backward pass. Never raises."""
    rows = [(sizes, _whole(run(function, *sizes))) for sizes in COUNTS]
    wrong = [(sizes, answer) for sizes, answer in rows if answer != multiply_adds("backward", sizes)]
    if not wrong:
        return Feedback(True, f"Right: it is what is counted, on {len(COUNTS)} choices of n, h and m.")
    for miscounted, sentence in _MISCOUNTED:
        if all(answer == miscounted(*sizes) for sizes, answer in rows):
            return Feedback(False, sentence)
    (n, h, m), answer = wrong[0]
    counts = f"With n = {n}, h = {h}, m = {m} you say {answer}, but {multiply_adds('backward', (n, h, m))} are counted."
    return Feedback(False, counts)


def _whole(answer) -> int:
    """Return the answer as a whole number. Raises `Unusable` if it is not one."""
    filled_in(answer)
    is_number = isinstance(answer, (int, float, np.integer, np.floating)) and not isinstance(answer, bool)
    if is_number and abs(answer) > 1e9:
        raise Unusable("That is far too many multiplications for a network of this size.")
    if not is_number or answer % 1 != 0:
        raise Unusable(f"A number of multiplications is a whole number; this is {describe_type(answer)}.")
    return int(answer)


_INPUT = "You count W1.T @ dL_dz1, the gradient of the input. It is not needed: x is given, not learned."
_SLOPES = "Each ⊙ with a slope σ′ costs one multiplication for each unit, too."
#: What the learner counted, and what to say.
_MISCOUNTED = (
    (lambda n, h, m: h * n + m * h, "That is the forward pass. The backward pass has one matrix product more."),
    (lambda n, h, m: h * n + 2 * m * h, f"The matrix products are right. {_SLOPES}"),
    (lambda n, h, m: 2 * h * n + 2 * m * h + h + m, _INPUT),
    (lambda n, h, m: 2 * h * n + 2 * m * h, f"{_INPUT} {_SLOPES}"),
    (lambda n, h, m: parameters((n, h, m)), "That is the number of parameters, P."),
)
