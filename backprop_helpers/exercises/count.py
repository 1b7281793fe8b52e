"""The check of a count: the multiply-adds of a backward pass, as a formula in the sizes."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np

from ..mathematics.costs import multiply_adds, parameters
from .arguments import asked_of, call
from .call import filled_in, whole_number
from .feedback import Feedback, Line, describe_type
from .lines import COMPUTED
from .running import Unusable, gives_feedback

#: Enough choices of n, h and m to tell all products of them apart, and numbers of hidden layers.
_SIZES = ((2, 3, 4), (5, 2, 3), (4, 6, 1), (3, 1, 5), *product((1, 3, 7), (2, 4, 5), (2, 3, 8)))
_LAYERS = (2, 1, 3)
_GIVEN = ("n", "h", "m", "layers")
_PRODUCTS = ("n h m", "n h", "h m", "n m", "n n", "h h", "m m", "n", "h", "m", "")


@gives_feedback(
    "A product of an (r, k) and a (k, c) matrix has r k c multiplications; go through the formulas of the five steps.",
    "With one hidden layer: three matrix products, dL_dz2 @ a1.T, W2.T @ dL_dz2 and dL_dz1 @ x.T, and a product with ⊙ "
    "for each layer. Each further hidden layer adds two matrix products and one with ⊙.",
)
def check_count(function: Callable, layers: bool = False) -> Feedback:
    """Compare a learner's formula with the multiply-adds of the backward pass. Never raises on a learner's mistake.

    The function asks for n, h and m, and for `layers`, the number of hidden layers of h units each, if the count is not
    for one hidden layer. `layers` says that it has to be right for any number.
    """
    asked = asked_of(function, _GIVEN)
    cases = [dict(zip("nhm", each, strict=True)) for each in _SIZES]
    if layers or "layers" in asked:
        cases = [{**each, "layers": many} for each, many in product(cases, _LAYERS)]
    answers = [_answer(function, asked, each, quiet=each is not cases[0]) for each in cases]
    nets = [(each["n"], *[each["h"]] * each.get("layers", 1), each["m"]) for each in cases]
    counted = [multiply_adds("backward", sizes) for sizes in nets]
    if answers == counted:
        return Feedback(True, "Right" if "layers" in asked else "Right, for one hidden layer.")
    computed, right = (_polynomial(numbers, cases) for numbers in (answers, counted))
    lines = [Line(COMPUTED, computed, computed), Line("the count is", right, right)] if computed else []
    known = (said for miscounted, said in _MISCOUNTED if answers == [miscounted(sizes) for sizes in nets])
    case, mine, theirs = next(row for row in zip(cases, answers, counted, strict=True) if row[1] != row[2])
    choice = ", ".join(f"{letter} = {size}" for letter, size in case.items())
    sentence = next(known, f"With {choice} you say {mine}, but the count is {theirs}.")
    name = "multiply-adds"
    return Feedback(False, sentence, lines=lines, computed={name: computed}, right={name: right})


def _answer(function: Callable, asked: Mapping[str, bool], sizes: Mapping[str, int], quiet: bool) -> int:
    """Return the answer as a whole number. Raises `Unusable` if it is not one."""
    answer = filled_in(call(function, asked, sizes, quiet))
    number = whole_number(answer)
    if isinstance(answer, float | int) and abs(answer) > 1e9 or number is not None and abs(number) > 1e9:
        raise Unusable("That is far too many multiplications for a network of this size.")
    if number is None:
        raise Unusable(f"The number of multiplications should be a whole number; this is {describe_type(answer)}.")
    return number


def _polynomial(numbers: Sequence[int], cases: Sequence[Mapping[str, int]]) -> str | None:
    """Return the sum of products of the sizes that gives these numbers, as text, or None."""
    deep = [f"{each} layers".strip() for each in _PRODUCTS] if "layers" in cases[0] else []
    products = [*_PRODUCTS, *deep]
    table = np.array([[np.prod([each[letter] for letter in term.split()]) for term in products] for each in cases])
    factors = np.round(2 * np.linalg.lstsq(table, np.array(numbers, float), rcond=None)[0]) / 2
    if not np.array_equal(table @ factors, numbers):
        return None
    terms = [(factor, term) for factor, term in zip(factors, products, strict=True) if factor]
    words = [f"{abs(factor):g} {term}".strip() if abs(factor) != 1 or not term else term for factor, term in terms]
    signs = [" − " if factor < 0 else " + " for factor, _ in terms]
    return "".join(map("".join, zip(signs, words, strict=True))).removeprefix(" + ").strip() or "0"


def _backward(sizes: Sequence[int]) -> int:
    return multiply_adds("backward", sizes)


def _inner(sizes: Sequence[int]) -> int:
    """The multiply-adds of one matrix product at each weight matrix between two hidden layers."""
    return (len(sizes) - 3) * sizes[1] ** 2


_INPUT = "You count W1.T @ dL_dz1, the gradient of the input. Training this network doesn't need it."
_SLOPES = "Each ⊙ with a slope σ′ also costs one multiplication per unit."
_TWICE = "Each weight matrix but the first is in two matrix products: for its gradient, and for what goes further back."
#: What the learner counted for the sizes n, h, ..., h, m, and what to say; the later ones need several hidden layers.
_MISCOUNTED = (
    (lambda s: multiply_adds("forward", s), "That is the forward pass. The backward pass has more matrix products."),
    (lambda s: _backward(s) - sum(s[1:]), f"The matrix products are right. {_SLOPES}"),
    (lambda s: _backward(s) + s[0] * s[1], _INPUT),
    (lambda s: _backward(s) + s[0] * s[1] - sum(s[1:]), f"{_INPUT} {_SLOPES}"),
    (parameters, "That is the number of parameters, P."),
    (
        lambda s: _backward((s[0], s[1], s[-1])),
        "This is the count for one hidden layer; each further one has products of its own.",
    ),
    (
        lambda s: _backward(s) + 2 * s[1] ** 2,
        "One weight matrix too many: two hidden layers have only one between them.",
    ),
    (lambda s: _backward(s) - _inner(s), _TWICE),
    (
        lambda s: _backward((s[0], s[1], s[-1])) + (len(s) - 3) * (s[0] * s[1] + s[1]),
        "Only the first hidden layer is fed by the n inputs; what feeds the others?",
    ),
    (lambda s: _backward(s) - (len(s) - 3) * s[1], "The slopes of some hidden layers are missing: " + _SLOPES),
)
