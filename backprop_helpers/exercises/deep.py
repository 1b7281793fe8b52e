"""Checks of what a learner writes for deep networks: the backward loop, and the number of its multiply-adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from ..mathematics.costs import multiply_adds, parameters
from ..mathematics.deep import DeepNetwork, DeepTrace
from ..mathematics.network import sigmoid, sigmoid_prime
from .call import Refused, kind, run, unfilled
from .feedback import Feedback

#: Sizes that all differ from layer to layer, so a transpose cannot hide. With three sizes it is the primer's network.
NETWORKS = ((2, 5, 3, 4), (3, 4, 2), (4, 3, 5, 2, 6))
COUNTS = ((2, 3, 4), (5, 2, 3), (4, 6, 1), (3, 1, 5))

_BACKWARD_HINTS = (
    "Start at the output, with steps 1 and 2: delta is dL/dz of the last layer.",
    "In each turn delta belongs to the layer you are in, and step 3 gives both gradients. "
    "What goes into weights[layer] is a[layer], since a[0] is x.",
    "Before the next turn comes step 4: through the weights of this layer, transposed, and then the slopes of the "
    "layer before. In layer 0 there is none before.",
)
_COUNT_HINTS = (
    "A product of an (r, k) and a (k, c) matrix has r k c multiplications; go through the formulas of the five steps.",
    "Three matrix products: dL_dz2 @ a1.T, W2.T @ dL_dz2, dL_dz1 @ x.T. Two products with ⊙: one for each layer.",
)


def check_backward(function: Callable) -> Feedback:
    """Compares a learner's backward pass for any number of layers with the right one, on networks of unequal sizes.

    `function(weights, z, a, y)` gets lists, input side first, and one example; a[0] is x. It returns two lists, the
    gradients of the weights and of the biases. A wrong answer is compared with some likely mistakes.
    Never raises on a learner's mistake.
    """
    try:
        for sizes in NETWORKS:
            draw = np.random.default_rng(sizes)
            x, y = draw.standard_normal(sizes[0]), draw.uniform(size=sizes[-1])
            trace = DeepNetwork.random(sizes, seed=sum(sizes)).trace(x, y)
            given = [[array.copy() for array in arrays] for arrays in (trace.weights, trace.z, trace.a)]
            _compare(run(function, *given, trace.y.copy(), quiet=sizes != NETWORKS[0]), trace)
    except Refused as refused:
        feedback = refused.feedback
        return Feedback(feedback.correct, feedback.message, feedback.mistakes, _BACKWARD_HINTS)
    return Feedback(True, "Right: every gradient agrees, on random networks of two, three and four layers.")


def _compare(answer, trace: DeepTrace) -> None:
    if answer is None or answer is ...:
        raise unfilled()
    if not isinstance(answer, (tuple, list)) or len(answer) != 2:
        raise Refused(f"Return two lists, dL_dW and dL_db, with a comma between; this is {kind(answer)}.")
    found = [
        _arrays(name, part, right)
        for name, part, right in zip(("dL_dW", "dL_db"), answer, (trace.dL_dW, trace.dL_db), strict=True)
    ]
    if _same(found, (trace.dL_dW, trace.dL_db)):
        return
    for name, (wrong, sentence) in _MISTAKES.items():
        if _same(found, wrong(trace)):
            raise Refused(f"With {len(trace.weights)} layers, {sentence}", mistakes=[name])
    for name, part, right in zip(("dL_dW", "dL_db"), found, (trace.dL_dW, trace.dL_db), strict=True):
        bad = [k for k, pair in enumerate(zip(part, right, strict=True)) if not np.allclose(*pair, rtol=1e-8, atol=0)]
        if bad:
            raise Refused(
                f"With {len(right)} layers, {name}[{bad[-1]}] has the right shape but other numbers. Going back, "
                "it is the first one that is wrong, so look there."
            )


def _arrays(name: str, part, right: Iterable[np.ndarray]) -> list[np.ndarray]:
    """The learner's list of gradients, each with the right shape, or a refusal."""
    right = list(right)
    if part is None or part is ...:
        raise unfilled(f", {name} is still missing")
    if not isinstance(part, (tuple, list)) or len(part) != len(right):
        raise Refused(f"{name} should be a list with {len(right)} arrays, one for each layer; this is {kind(part)}.")
    found = []
    for k, entry in enumerate(part):
        if entry is None or entry is ...:
            raise unfilled(f", {name}[{k}] is still missing")
        if not isinstance(entry, np.ndarray) or entry.dtype.kind not in "biuf":
            raise Refused(f"{name}[{k}] should be an array of numbers, but is {kind(entry)}.")
        found.append(entry)
    shapes, wanted = [each.shape for each in found], [each.shape for each in right]
    if shapes != wanted and shapes == wanted[::-1]:
        raise Refused(f"{name} runs from the last layer to the first. It should have the input side first: reverse it.")
    for k, (shape, expected) in enumerate(zip(shapes, wanted, strict=True)):
        if shape != expected:
            turned = " It is the transpose's shape." if shape == expected[::-1] else ""
            raise Refused(f"{name}[{k}] has shape {shape} but should have shape {expected}.{turned}")
    return found


def _same(found: Iterable, right: Iterable) -> bool:
    pairs = [pair for ours, theirs in zip(found, right, strict=True) for pair in zip(ours, theirs, strict=True)]
    return all(np.allclose(ours, theirs, rtol=1e-8, atol=0) for ours, theirs in pairs)


def _recursion(trace: DeepTrace, sign: int = 1, output: Callable = sigmoid_prime, hidden: Callable = sigmoid_prime):
    """The backward pass of one example with other parts put in."""
    delta = sign * (trace.a[-1] - trace.y) * output(trace.z[-1])
    dL_dW, dL_db = [], []
    for layer in reversed(range(len(trace.weights))):
        dL_dW.insert(0, delta @ trace.a[layer].T)
        dL_db.insert(0, delta)
        if layer:
            delta = trace.weights[layer].T @ delta * hidden(trace.z[layer - 1])
    return dL_dW, dL_db


def _slope_of_a(z: np.ndarray) -> np.ndarray:
    return sigmoid_prime(sigmoid(z))


#: Name: (what it gives, what to say). The names are those of the bank, where it has them.
_MISTAKES = {
    "flip_sign": (lambda t: _recursion(t, sign=-1), "every sign is wrong: the error is a[-1] - y."),
    "no_sigma2": (
        lambda t: _recursion(t, output=np.ones_like),
        "the slope σ′ of the last layer is missing: the first delta is dL/da times σ′(z), as all others.",
    ),
    "no_sigma1": (
        lambda t: _recursion(t, hidden=np.ones_like),
        "the last layer is right, but behind it the slopes σ′ are missing: each layer that delta passes multiplies it.",
    ),
    "no_sigma": (
        lambda t: _recursion(t, output=np.ones_like, hidden=np.ones_like),
        "every slope σ′ is missing: delta is the gradient at z, and between a and z stands the sigmoid.",
    ),
    "sigma_of_a": (
        lambda t: _recursion(t, output=_slope_of_a, hidden=_slope_of_a),
        "σ′ was taken of a; it is σ′(z), or a (1 − a).",
    ),
}


def check_count(function: Callable) -> Feedback:
    """Compares a learner's formula `function(n, h, m)` with the multiply-adds of the backward pass. Never raises."""
    try:
        rows = [(sizes, _whole(run(function, *sizes))) for sizes in COUNTS]
    except Refused as refused:
        feedback = refused.feedback
        return Feedback(feedback.correct, feedback.message, hints=_COUNT_HINTS)
    if all(answer == multiply_adds("backward", sizes) for sizes, answer in rows):
        return Feedback(True, f"Right: it is what is counted, on {len(COUNTS)} choices of n, h and m.")
    for wrong, sentence in _MISCOUNTED:
        if all(answer == wrong(*sizes) for sizes, answer in rows):
            return Feedback(False, sentence, hints=_COUNT_HINTS)
    (n, h, m), answer = next((s, found) for s, found in rows if found != multiply_adds("backward", s))
    counts = f"With n = {n}, h = {h}, m = {m} you say {answer}, but {multiply_adds('backward', (n, h, m))} are counted."
    return Feedback(False, counts, hints=_COUNT_HINTS)


def _whole(answer) -> int:
    if answer is None or answer is ...:
        raise unfilled()
    is_number = isinstance(answer, (int, float, np.integer, np.floating)) and not isinstance(answer, bool)
    if is_number and abs(answer) > 1e9:
        raise Refused("So many multiplications no network of this size needs.")
    if not is_number or answer % 1 != 0:
        raise Refused(f"A number of multiplications is a whole number; this is {kind(answer)}.")
    return int(answer)


#: What the learner counted, and what to say.
_MISCOUNTED = (
    (lambda n, h, m: h * n + m * h, "That is the forward pass. Going back there is one matrix product more."),
    (
        lambda n, h, m: h * n + 2 * m * h,
        "The matrix products are right. Each ⊙ with a slope σ′ costs one multiplication for each unit, too.",
    ),
    (
        lambda n, h, m: 2 * h * n + 2 * m * h + h + m,
        "You count W1.T @ dL_dz1, the gradient of the input. Nobody needs it: x is given, there is nothing to learn.",
    ),
    (
        lambda n, h, m: 2 * h * n + 2 * m * h,
        "You count W1.T @ dL_dz1, the gradient of the input, which nobody needs. And each ⊙ costs something, too.",
    ),
    (lambda n, h, m: parameters((n, h, m)), "That is the number of parameters, P."),
)
