"""Runs a learner's function: whatever it does, it ends, and what it raises becomes a sentence."""

import contextlib
import dis
import io
import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import wraps

import numpy as np

from ..mistakes.cases import ORDINARY
from ..read_back.read import read
from ..read_back.reading import Reading
from ..records import journal
from .feedback import Feedback, hints_for
from .limit import TooLong, limited, one_clock

LONGEST = 200  # letters of an error message that are shown


class Unusable(ValueError):
    """An answer that can't be compared. `correct` is None if it is not filled in; `about` names the quantities.

    `mistake` is a name for what is wrong, if there is one.
    """

    case = ORDINARY  # of the exercise

    def __init__(self, message: str, correct: bool | None = False, about: Iterable[str] = (), mistake: str = ""):
        super().__init__(message)
        self.correct, self.about, self.mistakes = correct, about, [mistake] * bool(mistake)


class TooSlow(Unusable):
    """A function that runs too long, or for which a check has no more time."""


class LearnerError(Unusable):
    """An exception that a learner's function raised: `at` is the line in words, `said` the exception."""

    def __init__(self, at: str, said: str):
        super().__init__(f"Your code stopped{at} with {said}")
        self.at = at


def gives_feedback(*always: str) -> Callable:
    """Make a check return feedback even if it raises `Unusable`, and add these hints to whatever is not right.

    What it finds goes into the reader's record, under the names that are checked, or the name of another check.
    """

    def decorate(check: Callable[..., Feedback]) -> Callable[..., Feedback]:
        @wraps(check)
        def checked(*arguments, **keywords) -> Feedback:
            try:
                with one_clock():
                    feedback = check(*arguments, **keywords)
            except Unusable as unusable:
                hints = hints_for(unusable.about, unusable.case)
                feedback = Feedback(unusable.correct, str(unusable), unusable.mistakes, hints)
            feedback.hints += () if feedback.correct else always
            if feedback.correct is not None:
                whole = check.__name__ + ", class" * any(isinstance(each, type) for each in arguments[:1])
                item = (_item(arguments[1:], keywords) if check.__name__ == "check" else "") or whole
                journal.add_if_changed("exercise", item, feedback.correct, feedback.mistake)
            return feedback

        return checked

    return decorate


def _item(arguments: Iterable, keywords: Mapping) -> str:
    """Return what was checked, as in "dL_dW2, dL_db2, rows"."""
    given = [*arguments, *(name if value is True else value for name, value in keywords.items())]
    words = (word for value in given for word in (value if isinstance(value, (tuple, list)) else [value]))
    return ", ".join(word for word in words if isinstance(word, str))


def read_back(function: Callable, *arguments) -> Reading:
    """Return what a function computes, as `read` does; nothing if there is no time for all its calls."""
    refused = []

    @wraps(function)
    def call(*positional, **keywords):
        try:
            return limited(function, *positional, **keywords)
        except TooLong:
            refused.append(True)
            raise

    reading = read(call, *arguments)
    return Reading() if refused else reading


def run(function: Callable, *positional, quiet: bool = False, watched: bool = True, **keywords):
    """Return what the function returns; ... if it stops at a ... that is not filled in.

    Raises `LearnerError` if it raises anything but a KeyboardInterrupt, `Unusable` if it returns nothing, and `TooSlow`
    if it does not come to an end, or if calls before left it no time; unless it is not `watched`.
    """
    with one_clock() as clock:
        try:
            return _run(function, positional, keywords, quiet, watched)
        except TooLong:
            raise TooSlow(f"Your code {clock.words}") from None


def _run(function: Callable, positional: tuple, keywords: dict, quiet: bool, watched: bool):
    printed = contextlib.redirect_stdout(io.StringIO()) if quiet else contextlib.nullcontext()
    try:
        with printed, np.errstate(all="ignore"):
            found = limited(function, *positional, **keywords) if watched else function(*positional, **keywords)
    except (KeyboardInterrupt, TooLong):
        raise
    except NotImplementedError:
        return ...
    except BaseException as error:
        said = _error_text(error)
        if _has_gaps(function) or "ellipsis" in said.lower():
            return ...
        raise LearnerError(_place(function, error), said) from None
    if found is None and not _has_gaps(function) and not _is_empty(function):
        raise Unusable("Your function returns nothing: is the `return` missing?")
    return found


def _has_gaps(function: Callable) -> bool:
    """Whether a ... in the function stands for what is not filled in, and is no index as in a[...] or a[..., 0]."""
    code = getattr(function, "__code__", None)
    steps = [*dis.get_instructions(code)] if code else []
    if any(isinstance(step.argval, tuple) and {*map(type, step.argval)} == {type(...)} for step in steps):
        return True
    return any(step.argval is ... and not _is_index(steps[k + 1 :]) for k, step in enumerate(steps))


def _is_empty(function: Callable) -> bool:
    """Whether nothing stands in the function, or a ... alone, which Python leaves out."""
    code = getattr(function, "__code__", None)
    is_function = code is not None and code.co_name != "<lambda>"
    return is_function and len([*dis.get_instructions(code)]) <= 3


def _is_index(after: list[dis.Instruction]) -> bool:
    """Whether what was put on the stack before these instructions is used as an index, or as a part of one."""
    loads = next((k for k, step in enumerate(after) if not step.opname.startswith("LOAD_")), 0)
    if after[loads:] and after[loads].opname == "BUILD_TUPLE" and loads < after[loads].argval:
        after, loads = after[loads + 1 :], 0
    return not loads and bool(after) and ("SUBSCR" in after[0].opname or after[0].argrepr == "[]")


def _place(function: Callable, error: BaseException) -> str:
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [frame.line for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f" at “{lines[-1]}”" if lines and lines[-1] else ""


def _error_text(error: BaseException) -> str:
    try:
        words = str(error)
    except Exception:
        words = ""
    if "gufunc" in words:
        words = "the shapes don't fit."
    return f"{type(error).__name__}: {words[:LONGEST]}" if words else f"{type(error).__name__}."
