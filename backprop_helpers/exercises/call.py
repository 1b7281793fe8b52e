"""Calls a learner's function and reads what it gives back. Whatever it does, what comes out is a sentence.

The function gets the quantities that its arguments name, as copies that it may change.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import traceback
from collections.abc import Callable, Iterable

import numpy as np

from ..mathematics.network import Trace
from ..mistakes.wrong_pass import ETA
from ..notation.table import Quantity, quantity
from .feedback import Feedback, ladder

LARGEST = 10_000  # numbers in an answer; one with more has the wrong shape, and is not copied to find out how
LONGEST = 200  # letters of an error message that are shown


class Refused(ValueError):
    """An answer that can't be compared, or that needs no further comparing; carries the feedback."""

    def __init__(self, message: str, correct: bool | None = False, mistakes: Iterable[str] = (), hints=()):
        super().__init__(message)
        self.feedback = Feedback(correct, message, mistakes, hints)


class Stopped(Refused):
    """A learner's function that raised."""


def unfilled(part: str = "", hints: Iterable[str] = ()) -> Refused:
    """The refusal of an exercise that is not filled in yet."""
    return Refused(f"Not answered yet{part}: fill in the ... and run this cell again.", None, hints=hints)


def known(name, prefix: str = "") -> Quantity:
    """The row of the notation table, or a refusal that starts with `prefix`."""
    if not isinstance(name, str):
        raise Refused(f"{prefix}The name of a quantity is a text such as 'dL_dW2'; this is {kind(name)}.")
    try:
        return quantity(name)
    except ValueError as error:
        raise Refused(f"{prefix}{error}") from None


def wanted_quantities(names: str | Iterable[str]) -> list[str]:
    """The quantities that a check is about. Refuses unknown ones and those that are given, not computed."""
    try:
        wanted = [names] if isinstance(names, str) else list(names)
    except Exception:
        wanted = [names]
    if not wanted:
        raise Refused("Name the quantity to check, such as 'dL_dW2', or a tuple of several.")
    for name in wanted:
        if known(name).formula is None:
            raise Refused(f"{name} is given, not computed, so there is nothing to check.")
    return wanted


def asked_quantities(function: Callable, wanted: list[str]) -> dict[str, bool]:
    """The names of the quantities that the function asks for, and whether by keyword only."""
    if not callable(function):
        raise Refused(f"Give check the function itself, by its name without brackets; this is {kind(function)}.")
    try:
        parameters = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):
        raise Refused("Python can't tell which arguments this function has; write it with def.") from None
    for parameter in parameters:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            stars = "*" if parameter.kind == parameter.VAR_POSITIONAL else "**"
            raise Refused(f"Write out what the function needs, as in def f(dL_dz2, a1), not {stars}{parameter.name}.")
    asked = {p.name: p.kind == p.KEYWORD_ONLY for p in parameters if p.default is p.empty}
    for name in asked:
        known(name, f"The function asks for {name}. ")
        if name in wanted:
            raise Refused(f"The function asks for {name}, which is what it should compute.")
    return asked


def answers(
    function: Callable, asked: dict[str, bool], wanted: list[str], trace: Trace, quiet: bool = True
) -> dict[str, np.ndarray]:
    """What the function gives for a trace: numbers for each wanted quantity, in an array of whatever shape.

    `quiet` swallows what it prints. Refuses what is not answered and what is no array; `Stopped` where it raises.
    """
    given = {**vars(trace), **trace.sizes, "eta": ETA}
    copies = {name: given[name].copy() if isinstance(given[name], np.ndarray) else given[name] for name in asked}
    positional = [copies.pop(name) for name, by_keyword in asked.items() if not by_keyword]
    try:
        answer = run(function, *positional, quiet=quiet, **copies)
    except Stopped as stopped:
        stopped.feedback = Feedback(False, str(stopped), hints=ladder(wanted))
        raise
    if answer is None or answer is ...:
        raise unfilled(hints=ladder(wanted))
    parts = [answer] if len(wanted) == 1 else answer
    if not isinstance(parts, (tuple, list)) or len(parts) != len(wanted):
        raise Refused(f"Return {len(wanted)} things, {', '.join(wanted)}, with commas between; this is {kind(answer)}.")
    for name, part in zip(wanted, parts, strict=True):
        if part is None or part is ...:
            raise unfilled(f", {name} is still missing", ladder([name]))
    return {name: _numbers(name, part, trace) for name, part in zip(wanted, parts, strict=True)}


def run(function: Callable, *positional, quiet: bool = False, **keywords):
    """What the function returns; None, if it stops at a ... that is not filled in. Raises `Stopped` where it raises."""
    printed = contextlib.redirect_stdout(io.StringIO()) if quiet else contextlib.nullcontext()
    try:
        with printed, np.errstate(all="ignore"):
            return function(*positional, **keywords)
    except NotImplementedError:
        return None
    except (Exception, SystemExit) as error:
        if _has_ellipsis(function) or "ellipsis" in _text(error).lower():
            return None
        raise Stopped(f"Your function stopped{_line(function, error)} with {_text(error)}") from None


def _has_ellipsis(function: Callable) -> bool:
    return ... in getattr(getattr(function, "__code__", None), "co_consts", ())


def _text(error: BaseException) -> str:
    try:
        words = str(error)
    except Exception:
        words = ""
    return f"{type(error).__name__}: {words[:LONGEST]}" if words else f"{type(error).__name__}."


def _line(function: Callable, error: BaseException) -> str:
    """The learner's line that raised, where its text is known."""
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [frame.line for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f" at “{lines[-1]}”" if lines and lines[-1] else ""


def _numbers(name: str, answer, trace: Trace) -> np.ndarray:
    """The answer as an array of real numbers of any shape, copied, or a refusal that says what it is instead."""
    if isinstance(answer, (list, tuple)):
        raise Refused(f"{name} comes back as {kind(answer)}; return the NumPy array itself.", hints=ladder([name]))
    try:
        found = np.asarray(answer)
    except Exception:
        found = np.array(None)
    if found.dtype == object and any(part is ... for part in found.flat[:LARGEST]):
        raise unfilled(hints=ladder([name]))
    if found.dtype.kind not in "biuf":
        raise Refused(f"{name} should be numbers, but comes back as {kind(answer)}.", hints=ladder([name]))
    if found.size > LARGEST:
        raise Refused(shape_words(name, found, trace), hints=ladder([name]))
    return found.astype(float)


def shape_words(name: str, found: np.ndarray, trace: Trace) -> str:
    """What is wrong with the shape of an answer."""
    right, hint = np.shape(getattr(trace, name)), ""
    if found.shape == right[::-1]:
        hint = " It is the transpose's shape."
    elif found.ndim == 0:
        hint = " It is a single number."
    elif found.ndim < len(right):
        hint = " Keep the second dimension: here every vector is a column."
    sizes = ", ".join(f"{letter} = {size}" for letter, size in trace.sizes.items())
    return f"{name} has shape {found.shape} but should have shape {right} where {sizes}.{hint}"


def kind(answer) -> str:
    """What a thing is, in words that are safe to show."""
    name = type(answer).__name__
    article = "an" if name[:1].lower() in "aeiou" else "a"
    if isinstance(answer, (tuple, list)):
        return f"{article} {name} of {len(answer)}"
    if answer is None:
        return "None"
    if isinstance(answer, np.ndarray):
        return f"an array of {answer.dtype.name}"
    if type(answer) is str:
        return f"{answer[:40]!r}{'…' if len(answer) > 40 else ''}, a str"
    if type(answer) in (int, float, complex, bool) and abs(answer) < 1e9:
        return f"{answer!r}, {article} {name}"
    return f"{article} {name}"
