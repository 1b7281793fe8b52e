"""What a learner's function stopped at: the operation that failed with both operands, and what may be behind it."""

import difflib
from collections.abc import Iterator, Mapping

import numpy as np

from ..notation.table import QUANTITIES
from .call import Learner
from .fold import Folder
from .networks import Networks, alike, flat
from .reading import Reading
from .writing import text

_SIGNS = {"matmul": "@", "multiply": "*", "add": "+", "subtract": "−", "divide": "/"}
_IMPORTS = {"np": "import numpy as np"} | {
    each: f"from backprop_helpers import {each}" for each in ("sigmoid", "sigmoid_prime")
}


def stopped(learner: Learner, error: BaseException, values: Mapping, right: Mapping[str, np.ndarray]) -> Reading:
    """The reading of a function that raised `error` for these values; `right` are the right answers for them."""
    again = learner.call(values, recorded=True)
    error = again if isinstance(again, BaseException) else error
    sign, operands = getattr(error, "failed", ("", []))
    names = [key for key, each in values.items() if not isinstance(each, list) and key not in learner.wanted]
    folder = Folder(Networks([values]), names)
    texts = [text(folder.fold(expr)) if expr else "an array" for expr, _ in operands]
    shapes = [shape for _, shape in operands]
    sizes = ["×".join(map(str, shape)) + "," * (len(shape) == 1) for shape in shapes]
    shown = [f"{said} ({size})" if size else said for said, size in zip(texts, sizes, strict=True)]
    situations = _situations(learner, error, sign, texts, shapes)
    rows = ("rows", "This treats the examples as rows; here each example is a column.")
    situation = rows if _takes_rows(learner, values, right) else next(situations, None)
    return Reading(stopped=f" {_SIGNS[sign]} ".join(shown) if sign in _SIGNS else "", situation=situation)


def _situations(
    learner: Learner, error: BaseException, sign: str, texts: list[str], shapes: list[tuple]
) -> Iterator[tuple[str, str]]:
    """The kind and the sentence of what is known about an error."""
    if sign == "()":
        yield "called", f"{texts[0]} before a bracket is called like a function; a product needs its sign *."
    if isinstance(error, NameError):
        missing = str(getattr(error, "name", None))
        near = difflib.get_close_matches(missing, [*learner.asked, *QUANTITIES, *_IMPORTS], n=1)
        if missing in _IMPORTS:
            yield "import", f"{missing} is not known here: run a cell with `{_IMPORTS[missing]}` first."
        elif missing in QUANTITIES and missing not in learner.asked:
            yield "not_asked", f"{missing} is not among the function's arguments."
        elif near and near != [missing]:
            yield "name", f"There is no {missing} here. Is it {near[0]}?"
    flat_ones = [said for said, shape in zip(texts, shapes, strict=True) if len(shape) == 1]
    if sign in _SIGNS and flat_ones:
        yield "flat", f"{flat_ones[0]} is a 1-D array: it has neither rows nor columns, and .T doesn't change it."
    if sign == "matmul" and [len(shape) for shape in shapes] == [2, 2]:
        columns, rows = shapes[0][1], shapes[1][0]
        meet = f"column{'s' * (columns != 1)} meet{'s' * (columns == 1)}"
        yield "shapes", f"{columns} {meet} {rows} row{'s' * (rows != 1)}."


def _takes_rows(learner: Learner, values: Mapping, right: Mapping[str, np.ndarray]) -> bool:
    """Whether the function is right if each example is a row, with the weights as they are or turned, too."""
    for weights in (False, True):

        def turned(arrays: Mapping, weights: bool = weights) -> dict:
            turn = {key: np.ndim(each) == 2 and (weights or "W" not in key) for key, each in arrays.items()}
            return {key: np.transpose(each) if turn[key] else each for key, each in arrays.items()}

        found = learner.call(turned(values))
        if not isinstance(found, BaseException) and alike(flat(found.numbers), flat([*turned(right).values()])):
            return True
    return False
