"""Checks of formulas in the sizes n, h and m: the shapes of arrays, and the number of multiply-adds."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np

from ..mathematics.costs import multiply_adds, parameters
from ..notation.table import QUANTITIES
from ..read_back.networks import Networks
from ..read_back.writing import text
from .call import filled_in, not_answered, table_row
from .feedback import Feedback, Line, describe_type
from .lines import COMPUTED, STEP
from .networks import SINGLE
from .running import Unusable, gives_feedback, run

_SIZES = tuple(dict(zip("nhm", sizes, strict=False)) for sizes in SINGLE)
#: For counts: enough choices of n, h and m to tell all products of them apart.
COUNTS = ((2, 3, 4), (5, 2, 3), (4, 6, 1), (3, 1, 5), *product((1, 3, 7), (2, 4, 5), (2, 3, 8)))
PRODUCTS = ("n h m", "n h", "h m", "n m", "n n", "h h", "m m", "n", "h", "m", "")


@gives_feedback()
def check_shapes(function: Callable) -> Feedback:
    """Compare the shapes in the dict that `function(n, h, m)` returns, by code name, with the notation table's."""
    said = [filled_in(run(function, quiet=sizes is not _SIZES[0], **sizes)) for sizes in _SIZES]
    for shapes, sizes in zip(said, _SIZES, strict=True):
        if not isinstance(shapes, dict) or not shapes:
            raise Unusable(f"Return a dict of shapes by name, like {{'x': (n, 1)}}; this is {describe_type(shapes)}.")
        for name, shape in shapes.items():
            if wrong := _wrong_shape(table_row(name).name, shape, **sizes):
                return _shape_feedback(name, shape, sizes, said, wrong)
    return Feedback(True, "Right")


def _shape_feedback(name: str, shape: tuple, sizes: Mapping[str, int], said: Sequence, wrong: str) -> Feedback:
    """Return the feedback for a wrong shape: in letters, if it is the same formula for all sizes, and in numbers."""
    rights = [QUANTITIES[name].shape_for(**each) for each in _SIZES]
    computed, right = _shape_text([each.get(name) for each in said if isinstance(each, dict)]), _shape_text(rights)
    texts = ((COMPUTED, computed), (STEP.replace("step", "shape"), right)) if computed else ()
    lines = [Line(label, f"{name}: {found}", f"{QUANTITIES[name].html}: {found}") for label, found in texts]
    choice = ", ".join(f"{letter} = {size}" for letter, size in sizes.items())
    message = f"With {choice} you say that {name} has shape {shape}. {wrong}"
    return Feedback(False, message, lines=lines, computed={name: computed}, right={name: right})


def _shape_text(shapes: Sequence) -> str | None:
    """Return the one formula in n, h and m of shapes on all networks: (h, n); None if there is none."""
    if len(shapes) < len(_SIZES) or any(not isinstance(s, tuple) or len(s) != len(shapes[0]) for s in shapes):
        return None
    if not all(type(size) is int for shape in shapes for size in shape):
        return None
    letters = [Networks(_SIZES).scalar(each) for each in zip(*shapes, strict=True)]
    return None if None in letters else f"({', '.join(map(text, letters))}{',' * (len(letters) == 1)})"


def _wrong_shape(name: str, shape, n: int, h: int, m: int) -> str:
    """Say what is wrong with the shape; empty if it is right. Raises `Unusable` if it is not a shape."""
    right, part = QUANTITIES[name].shape_for(n=n, h=h, m=m), f", there is still a ... in the shape of {name}"
    if isinstance(filled_in(shape, part), tuple) and any(size is ... for size in shape):
        raise not_answered(part)
    if not isinstance(shape, tuple) or not all(type(size) is int for size in shape):
        raise Unusable(f"The shape of {name} should be a tuple such as (n, 1), but is {describe_type(shape)}.")
    if shape == right:
        return ""
    if shape == right[::-1]:
        rows = "; every vector is a column" if 1 in right else ", and (W)_ij leads to i, from j"
        return f"The two sizes are swapped: rows first{rows}."
    if not right:
        return f"But {name} is a single number: its shape is ()."
    if len(shape) == 1:
        return "That is the shape of a 1-D array; here every vector is a column, with two sizes."
    return f"Take a formula with {name} in it: which sizes have to match?"


# The count


@gives_feedback(
    "A product of an (r, k) and a (k, c) matrix has r k c multiplications; go through the formulas of the five steps.",
    "Three matrix products: dL_dz2 @ a1.T, W2.T @ dL_dz2, dL_dz1 @ x.T. Two products with ⊙: one for each layer.",
)
def check_count(function: Callable) -> Feedback:
    """Compare a learner's formula `function(n, h, m)` with the multiply-adds of the backward pass. Never raises."""
    answers = [_whole(run(function, *sizes, quiet=sizes is not COUNTS[0])) for sizes in COUNTS]
    counted = [multiply_adds("backward", sizes) for sizes in COUNTS]
    if answers == counted:
        return Feedback(True, "Right")
    computed, right = _polynomial(answers), _polynomial(counted)
    lines = [Line(COMPUTED, computed, computed), Line("the count is", right, right)] if computed else []
    known = (said for miscounted, said in _MISCOUNTED if answers == [miscounted(*sizes) for sizes in COUNTS])
    (n, h, m), mine, theirs = next(row for row in zip(COUNTS, answers, counted, strict=True) if row[1] != row[2])
    sentence = next(known, f"With n = {n}, h = {h}, m = {m} you say {mine}, but the count is {theirs}.")
    name = "multiply-adds"
    return Feedback(False, sentence, lines=lines, computed={name: computed}, right={name: right})


def _polynomial(numbers: Sequence[int]) -> str | None:
    """Return the sum of products of n, h and m that gives these numbers for `COUNTS`, as text, or None."""
    sizes = [dict(zip("nhm", each, strict=True)) for each in COUNTS]
    table = np.array([[np.prod([each[letter] for letter in term.split()]) for term in PRODUCTS] for each in sizes])
    factors = np.round(2 * np.linalg.lstsq(table, np.array(numbers, float), rcond=None)[0]) / 2
    if not np.array_equal(table @ factors, numbers):
        return None
    terms = [(factor, term) for factor, term in zip(factors, PRODUCTS, strict=True) if factor]
    words = [f"{abs(factor):g} {term}".strip() if abs(factor) != 1 or not term else term for factor, term in terms]
    signs = [" − " if factor < 0 else " + " for factor, _ in terms]
    return "".join(map("".join, zip(signs, words, strict=True))).removeprefix(" + ").strip() or "0"


def _whole(answer) -> int:
    """Return the answer as a whole number. Raises `Unusable` if it is not one."""
    filled_in(answer)
    is_number = isinstance(answer, (int, float, np.integer, np.floating)) and not isinstance(answer, bool)
    if is_number and abs(answer) > 1e9:
        raise Unusable("That is far too many multiplications for a network of this size.")
    if not is_number or answer % 1 != 0:
        raise Unusable(f"The number of multiplications should be a whole number; this is {describe_type(answer)}.")
    return int(answer)


_INPUT = "You count W1.T @ dL_dz1, the gradient of the input. It is not needed: x is given, not learned."
_SLOPES = "Each ⊙ with a slope σ′ also costs one multiplication per unit."
#: What the learner counted, and what to say.
_MISCOUNTED = (
    (lambda n, h, m: h * n + m * h, "That is the forward pass. The backward pass has one more matrix product."),
    (lambda n, h, m: h * n + 2 * m * h, f"The matrix products are right. {_SLOPES}"),
    (lambda n, h, m: 2 * h * n + 2 * m * h + h + m, _INPUT),
    (lambda n, h, m: 2 * h * n + 2 * m * h, f"{_INPUT} {_SLOPES}"),
    (lambda n, h, m: parameters((n, h, m)), "That is the number of parameters, P."),
)
