"""The check of shapes, as formulas in the sizes n, h and m, and N for several examples."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from ..notation.table import QUANTITIES
from ..read_back.networks import Networks
from ..read_back.writing import text
from .arguments import asked_of, call
from .call import filled_in, not_answered, table_row
from .feedback import Feedback, Line, describe_type, join_words
from .lines import COMPUTED, STEP
from .networks import BATCHES, SINGLE
from .running import Unusable, gives_feedback


@gives_feedback()
def check_shapes(function: Callable, names: Iterable[str] = (), batch: bool = False) -> Feedback:
    """Compare the shapes in the dict that `function(n, h, m)` returns, by code name, with the notation table's.

    Of `function(n, h, m, N)` the shapes are those with N examples side by side, each of them a column; with `batch`,
    these are asked for. The dict has to hold the quantities `names`, and may hold others.
    """
    asked = asked_of(function, "nhmN")
    wanted = [names] if isinstance(names, str) else [*names]
    every = _every_sizes(batch or "N" in asked)
    said = [filled_in(call(function, asked, sizes, quiet=sizes is not every[0])) for sizes in every]
    for shapes, sizes in zip(said, every, strict=True):
        if not isinstance(shapes, Mapping) or not shapes:
            raise Unusable(f"Return a dict of shapes by name, like {{'x': (n, 1)}}; this is {describe_type(shapes)}.")
        for name, shape in shapes.items():
            shape = _in_python(shape)
            if wrong := _wrong_shape(table_row(name).name, shape, sizes):
                return _shape_feedback(name, shape, sizes, every, said, wrong)
        if missing := [name for name in wanted if name not in shapes]:
            raise Unusable(f"The shape of {join_words(missing)} is missing from the dict.")
    return Feedback(True, "Right" if wanted else f"Right, for {join_words(said[0])}.")


def _every_sizes(several: bool) -> list[dict[str, int]]:
    """Return the sizes of each network, with N for `several` examples."""
    return [dict(zip("nhmN"[: 3 + several], sizes, strict=False)) for sizes in (BATCHES if several else SINGLE)]


def _in_python(shape):
    """Return a shape with NumPy's whole numbers as Python's."""
    return tuple(int(n) if isinstance(n, np.integer) else n for n in shape) if isinstance(shape, tuple) else shape


def _shape_feedback(name: str, shape: tuple, sizes: Mapping, every: Sequence, said: Sequence, wrong: str) -> Feedback:
    """Return the feedback for a wrong shape: in letters, if it is the same formula for all sizes, and in numbers."""
    rights = [QUANTITIES[name].shape_for(**each) for each in every]
    found = [_in_python(each.get(name)) for each in said if isinstance(each, Mapping)]
    computed, right = _shape_text(found, every), _shape_text(rights, every)
    texts = ((COMPUTED, computed), (STEP.replace("step", "shape"), right)) if computed else ()
    lines = [Line(label, f"{name}: {found}", f"{QUANTITIES[name].html}: {found}") for label, found in texts]
    choice = ", ".join(f"{letter} = {size}" for letter, size in sizes.items())
    message = f"With {choice} you say that {name} has shape {shape}. {wrong}"
    return Feedback(False, message, lines=lines, computed={name: computed}, right={name: right})


def _shape_text(shapes: Sequence, every: Sequence) -> str | None:
    """Return the one formula in the sizes of shapes on all networks: (h, n); None if there is none."""
    if len(shapes) < len(every) or any(not isinstance(s, tuple) or len(s) != len(shapes[0]) for s in shapes):
        return None
    if not all(type(size) is int for shape in shapes for size in shape):
        return None
    letters = [Networks(every).scalar(each) for each in zip(*shapes, strict=True)]
    return None if None in letters else f"({', '.join(map(text, letters))}{',' * (len(letters) == 1)})"


def _wrong_shape(name: str, shape, sizes: Mapping) -> str:
    """Say what is wrong with the shape; empty if it is right. Raises `Unusable` if it is not a shape."""
    right, part = QUANTITIES[name].shape_for(**sizes), f"there is still a ... in the shape of {name}"
    filled_in(shape, f"the shape of {name} is still missing" if shape is None else part)
    if isinstance(shape, tuple) and any(size is ... for size in shape):
        raise not_answered(part)
    if isinstance(shape, tuple) and (other := [size for size in shape if type(size) is not int]):
        raise Unusable(f"The sizes in the shape of {name} should be whole numbers; one is {describe_type(other[0])}.")
    if not isinstance(shape, tuple):
        raise Unusable(f"The shape of {name} should be a tuple such as (n, 1), but is {describe_type(shape)}.")
    if shape == right:
        return ""
    if shape == right[::-1]:
        columns = 1 in right or "N" in QUANTITIES[name].shape
        rows = "; every vector is a column" if columns else ", and (W)_ij leads to i, from j"
        return f"The two sizes are swapped: rows first{rows}."
    if not right:
        return f"But {name} is a single number: its shape is ()."
    if shape == QUANTITIES[name].shape_for(**{**sizes, "N": 1}):
        return "That is its shape for one example. Here each of the N examples has a column of its own."
    if shape == (right[0], sizes.get("N")):
        return "All examples share the weights and biases, so these have no size N, and neither have their gradients."
    if len(shape) == 1:
        return "That is the shape of a 1-D array; here every vector is a column, with two sizes."
    return f"Take a formula with {name} in it: which sizes have to match?"
