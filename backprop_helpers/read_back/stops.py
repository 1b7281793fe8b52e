"""What a learner's function stopped at: the operation that failed with both operands, and what may be behind it."""

import difflib
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from ..notation.table import QUANTITIES
from .call import Learner
from .fold import Folder
from .networks import Networks, alike, flat
from .reading import Reading
from .writing import text

_SIGNS = {"matmul": "@", "multiply": "*", "add": "+", "subtract": "−", "divide": "/"}
#: What Python and NumPy say, and what is behind it.
_CALLED = "A number before a bracket is called like a function; write a product with *."
_SAID = {
    **dict.fromkeys(("'int' object is not callable", "'float' object is not callable"), _CALLED),
    "bitwise_xor": "In Python ^ is not a power: write **.",
    "converted to Python scalars": "A single number is needed here, not an array. np.tanh and the like take both.",
}
_IMPORTS = {each: f"from backprop_helpers import {each}" for each in ("sigmoid", "sigmoid_prime")}
_IMPORTS |= {"np": "import numpy as np", "numpy": "import numpy"}


def stopped(learner: Learner, error: BaseException, values: Mapping, right: Mapping[str, np.ndarray]) -> Reading:
    """The reading of a function that raised `error` for these values; `right` are the right answers for them."""
    again = learner.call(values, recorded=True)
    error = again if isinstance(again, BaseException) else error
    sign, operands = getattr(error, "failed", ("", []))
    names = [key for key, each in values.items() if not isinstance(each, list) and key not in learner.wanted]
    names = [key for key in names if "dL_db" not in key]  # for one example it is that of z
    folder = Folder(Networks([values]), names)
    texts = [text(folder.fold(expr), level=4) if expr else _named(learner.function, each) for expr, each in operands]
    shapes = [np.shape(each) for _, each in operands]
    sizes = [f" ({'×'.join(map(str, shape))}{',' * (len(shape) == 1)})" if shape else "" for shape in shapes]
    said = f" {_SIGNS.get(sign)} ".join(map("".join, zip(texts, sizes, strict=True)))
    situation = next(_elsewhere(operands, texts), None) or next(_situations(learner, error, sign, texts, shapes), None)
    if _turns_examples(learner, values, right):
        here, there = ("row", "column") if np.shape(values["b1"])[0] == 1 else ("column", "row")
        situation = (
            "columns_formula" if there == "column" else "rows",
            f"This treats each example as a {there}; here each example is a {here}.",
        )
    return Reading(stopped=said if sign in _SIGNS else "", situation=situation)


def _named(function: Callable, operand) -> str:
    """What an operand is called that is no argument: a function, or an array of another cell; else "an array"."""
    if callable(operand) and not isinstance(operand, np.ndarray):
        return getattr(operand, "__name__", "a function")
    function = inspect.unwrap(function)
    used, known = getattr(getattr(function, "__code__", None), "co_names", ()), getattr(function, "__globals__", {})
    for one in filter(known.__contains__, used):
        inside = {f"{one}.{each}": getattr(known[one], each, None) for each in used if not callable(known[one])}
        for called, array in {one: known[one], **inside}.items():
            for end, each in (("", array), (".T", getattr(array, "T", None))):
                if isinstance(each, np.ndarray) and np.array_equal(each, operand):
                    return called + end
    return "an array"


def _elsewhere(operands: Sequence[tuple], texts: Sequence[str]) -> Iterator[tuple]:
    """The kind and the sentence of an operand that is a function, or that comes from another cell."""
    for (expr, each), called in zip(operands, texts, strict=True):
        if callable(each) and not isinstance(each, np.ndarray):
            yield "not_called", f"{called} is a function here, without its result: call it, with brackets."
        elif expr is None and called != "an array":
            yield "another_cell", f"{called} is not an argument of the function: its numbers come from another cell."


def _situations(learner: Learner, error: BaseException, sign: str, texts: list, shapes: list) -> Iterator[tuple]:
    """The kind and the sentence of what is known about an error."""
    if sign == "()" and len(texts) == 1:
        yield "called", f"{texts[0]} is an array, not a function: leave the brackets behind it out."
    elif sign == "()":
        yield (
            "called",
            f"{texts[0]} before a bracket is called like a function; write a product with * or @.",
        )
    if sign == "[]" and shapes[0] == ():
        yield "number", f"{texts[0]} is a single number, so it has no elements to pick out."
    said = next((sentence for words, sentence in _SAID.items() if words in str(error)), None)
    if said and isinstance(error, TypeError):
        yield "called" if "callable" in str(error) else "function", said
    if isinstance(error, NameError):
        missing = str(error.name)
        near = difflib.get_close_matches(missing, [*learner.asked, *QUANTITIES, *_IMPORTS], n=1)
        if missing in _IMPORTS:
            yield "import", f"{missing} is not defined here: run a cell with `{_IMPORTS[missing]}` first."
        elif missing in QUANTITIES and missing not in learner.asked:
            yield "not_asked", f"{missing} is not among the function's arguments."
        elif callable(getattr(np, missing, None)):
            yield "import", f"{missing} is not defined here; NumPy has it: np.{missing}."
        elif near and near != [missing]:
            yield "name", f"There is no {missing} here. Did you mean {near[0]}?"
    for said, shape in zip(texts, shapes, strict=True) if sign in _SIGNS else ():
        if len(shape) == 1:
            yield "flat", f"{said} is a 1-D array: it has neither rows nor columns, and .T doesn't change it."
    if sign == "matmul" and [*map(len, shapes)] == [2, 2]:
        columns, rows = shapes[0][1], shapes[1][0]
        first, second = f"{columns} column{'s' * (columns != 1)}", f"{rows} row{'s' * (rows != 1)}"
        yield "shapes", f"The first has {first}, but the second has {second}."
    elif sign in _SIGNS and sign != "matmul":
        yield "shapes", "This works element by element, so the shapes have to match."


def _turns_examples(learner: Learner, values: Mapping, right: Mapping[str, np.ndarray]) -> bool:
    """Whether the function is right if rows and columns are swapped in all but the weights, or in these, too."""
    for kept in ("W", "no quantity"):

        def turned(arrays: Mapping, kept: str = kept) -> dict:
            return {k: np.transpose(v) if np.ndim(v) == 2 and kept not in k else v for k, v in arrays.items()}

        found = learner.call(turned(values))
        if not isinstance(found, BaseException) and alike(flat(found.numbers), flat([*turned(right).values()])):
            return True
    return False
