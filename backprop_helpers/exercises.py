"""Checks what a learner wrote, on random networks of unequal sizes, and says in words what is right or wrong."""

from __future__ import annotations

import html
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from .formula import value
from .network import Network, Trace
from .notation import QUANTITIES, Element, quantity
from .style import CSS, number

#: (n, h, m, N): no two sizes of a network alike, so a transpose cannot hide; one example, and several.
SIZES = ((2, 3, 4, 1), (4, 2, 3, 1), (3, 4, 2, 1), (2, 4, 3, 5), (4, 3, 2, 6))
RELATIVE, ABSOLUTE = 1e-8, 1e-12


@dataclass(frozen=True)
class Feedback:
    """What a check found: `correct` is True, False or None (not answered); `mistake` is a name or None."""

    correct: bool | None
    message: str
    mistake: str | None = None

    def __repr__(self) -> str:
        return {True: "✓ ", False: "✗ ", None: "… "}[self.correct] + self.message

    def _repr_html_(self) -> str:
        lines = html.escape(repr(self)).replace("\n", "<br>")
        return f"<style>{CSS}</style><div class='bp bp-sentence' role='status'><p>{lines}</p></div>"


class _Refused(Exception):
    """A learner's answer that can't be compared; carries the feedback."""

    def __init__(self, message: str, correct: bool | None = False):
        super().__init__(message)
        self.feedback = Feedback(correct, message)


def check(function: Callable, names: str | Iterable[str]) -> Feedback:
    """Compares a learner's function with the right quantity, or several, on random networks.

    The function is called with the quantities that its arguments name (`def f(dL_dz2, a1)`), each with the shape of the
    notation table, and returns the quantity, or a tuple in the order of `names`. Never raises on a learner's mistake.
    """
    try:
        several = not isinstance(names, str)
        wanted = [_known(name) for name in (names if several else [names])]
        arguments = _arguments(function, wanted)
        worst = 0.0
        for trace in _traces():
            answers = _answers(function, _call(function, arguments, trace), wanted, several)
            for name, answer in zip(wanted, answers, strict=True):
                worst = max(worst, _compare(name, _numbers(name, answer, trace), trace))
    except _Refused as refused:
        return refused.feedback
    accuracy = "to the last digit" if worst == 0 else f"to {number(worst)} relative"
    return Feedback(True, f"Right: {', '.join(wanted)} agree on {len(SIZES)} random networks, {accuracy}.")


def check_shapes(function: Callable) -> Feedback:
    """Compares the shapes in the dict that `function(n, h, m)` returns, by code name, with the notation table's."""
    try:
        for n, h, m, _ in SIZES[:3]:
            shapes = _unless_unfilled(_run(function, {"n": n, "h": h, "m": m}))
            if not isinstance(shapes, dict) or not shapes:
                raise _Refused(f"Return a dict of shapes by name, like {{'x': (n, 1)}}; this is {_kind(shapes)}.")
            for name, shape in shapes.items():
                _compare_shape(_known(name), _unless_unfilled(shape), n, h, m)
    except _Refused as refused:
        return refused.feedback
    return Feedback(True, f"Right: the shapes of {', '.join(shapes)} fit for 3 choices of n, h and m.")


def _compare_shape(name: str, shape, n: int, h: int, m: int) -> None:
    right = QUANTITIES[name].shape_for(n=n, h=h, m=m)
    if not isinstance(shape, tuple):
        raise _Refused(f"The shape of {name} should be a tuple such as (n, 1), but is {_kind(shape)}.")
    if any(size is ... for size in shape):
        raise _Refused(f"Not answered yet: there is still a ... in the shape of {name}.", None)
    if shape == right:
        return
    sizes = f"With n = {n}, h = {h}, m = {m} you say {name} is {shape}."
    if shape == right[::-1]:
        raise _Refused(f"{sizes} The two sizes are the other way round: rows first, and (W)_ij leads to i, from j.")
    if len(shape) == 1:
        raise _Refused(f"{sizes} That is a 1-D array; here every vector is a column, with two sizes.")
    raise _Refused(f"{sizes} Multiply it out: what has to stand left and right of {name} in its formula?")


def _known(name: str) -> str:
    try:
        return quantity(name).name
    except ValueError as error:
        raise _Refused(str(error)) from None


def _arguments(function: Callable, wanted: list[str]) -> list[str]:
    """The names of the quantities that the function asks for."""
    if not callable(function):
        raise _Refused(f"Give check the function itself, by its name without brackets; this is {_kind(function)}.")
    parameters = inspect.signature(function).parameters.values()
    asked = [p.name for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    for name in asked:
        if name not in QUANTITIES or name == "eta":
            raise _Refused(
                f"The function asks for {name}. It can ask for {', '.join(q for q in QUANTITIES if q != 'eta')}."
            )
        if name in wanted:
            raise _Refused(f"The function asks for {name}, which is what it should compute.")
    return asked


def _traces() -> Iterable[Trace]:
    for seed, (n, h, m, examples) in enumerate(SIZES):
        draw = np.random.default_rng(seed)
        yield Network.random(n, h, m, seed).trace(draw.standard_normal((n, examples)), draw.uniform(size=(m, examples)))


def _call(function: Callable, names: list[str], trace: Trace):
    given = {**vars(trace), **trace.sizes}
    copies = {name: given[name].copy() if isinstance(given[name], np.ndarray) else given[name] for name in names}
    return _unless_unfilled(_run(function, copies))


def _run(function: Callable, arguments: dict):
    try:
        return function(**arguments)
    except NotImplementedError:
        return None
    except Exception as error:
        if "ellipsis" in str(error).lower():
            return None
        raise _Refused(f"Your function stopped with {type(error).__name__}: {error}") from None


def _unless_unfilled(answer):
    if answer is None or answer is ...:
        raise _Refused("Not answered yet: fill in the ... and run this cell again.", None)
    return answer


def _answers(function: Callable, answer, wanted: list[str], several: bool) -> list:
    if not several:
        return [answer]
    if not isinstance(answer, tuple) or len(answer) != len(wanted):
        raise _Refused(
            f"Return {len(wanted)} things, {', '.join(wanted)}, with commas between; this is {_kind(answer)}."
        )
    return [_unless_unfilled(part) for part in answer]


def _kind(answer) -> str:
    if isinstance(answer, (tuple, list)):
        return f"a {type(answer).__name__} of {len(answer)}"
    return f"{answer!r}, a {type(answer).__name__}" if np.isscalar(answer) else f"a {type(answer).__name__}"


def _numbers(name: str, answer, trace: Trace) -> np.ndarray:
    """The answer as an array of the right shape with finite numbers, or a refusal that says what it is instead."""
    right = np.asarray(getattr(trace, name))
    if isinstance(answer, (list, tuple)):
        raise _Refused(f"{name} comes back as {_kind(answer)}; return the NumPy array itself.")
    found = np.asarray(answer)
    if found.dtype.kind not in "biuf":
        raise _Refused(f"{name} should be numbers, but comes back as {_kind(answer)}.")
    if found.shape != right.shape and not (right.ndim == 0 and found.size == 1):
        sizes = ", ".join(f"{letter} = {size}" for letter, size in trace.sizes.items())
        raise _Refused(
            f"{name} has shape {found.shape} but should have shape {right.shape} where {sizes}."
            f"{_shape_hint(found, right)}"
        )
    found = found.reshape(right.shape).astype(float)
    if not np.isfinite(found).all():
        where = Element(name, tuple(int(i) for i in np.argwhere(~np.isfinite(found))[0])) if right.ndim else name
        raise _Refused(f"{name} is not finite: {where} comes back as {found[~np.isfinite(found)].flat[0]}.")
    return found


def _shape_hint(found: np.ndarray, right: np.ndarray) -> str:
    if found.shape == right.shape[::-1]:
        return " It is the transpose's shape."
    if found.ndim < right.ndim:
        return " Keep the second dimension: here every vector is a column."
    return ""


def _compare(name: str, found: np.ndarray, trace: Trace) -> float:
    """The largest relative error, where the answer is right; a refusal that says how it is wrong, where it is not."""
    right = np.asarray(getattr(trace, name))
    error = np.abs(found - right)
    scale = np.abs(right).max() or 1.0
    if (error <= RELATIVE * np.abs(right) + ABSOLUTE * scale).all():
        return float(error.max() / scale)
    place = tuple(int(i) for i in np.unravel_index(error.argmax(), error.shape))
    where = Element(name, place[: 1 if trace.sizes["N"] == 1 and not QUANTITIES[name].is_matrix else None])
    numbers = f"{where} is {number(float(found[place]))}, but should be {number(value(trace, where))}"
    raise _Refused(f"{name} has the right shape, but not the right numbers: {numbers}.{_scale_hint(found, right)}")


def _scale_hint(found: np.ndarray, right: np.ndarray) -> str:
    if np.allclose(found, -right):
        return " Every size is right, every sign is wrong."
    ratio = float((found * right).sum() / (right * right).sum()) if right.any() else 0.0
    if ratio and np.allclose(found, ratio * right):
        return f" Every number is {number(ratio)} times what it should be."
    if np.allclose(np.abs(found), np.abs(right)):
        return " Every size is right, but some signs are wrong."
    return ""
