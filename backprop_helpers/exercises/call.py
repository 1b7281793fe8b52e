"""Calls a learner's function with copies of the quantities that its arguments name, and reads what it returns."""

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from numbers import Real

import numpy as np

from ..mathematics.network import Network, Trace
from ..mistakes.bank import BATCH_MISTAKES
from ..mistakes.case import Case
from ..mistakes.cases import ORDINARY
from ..mistakes.wrong_pass import ETA
from ..notation.table import PARAMETERS, Quantity
from ..read_back.reading import Reading
from .arguments import call, parameters_of
from .diagnosis import Found, matching_mistakes
from .feedback import describe_shape, describe_type
from .names import known_as, row_of
from .networks import NetworkSet, Run
from .running import Unusable, read_back

LARGEST = 10_000  # numbers in an answer; an answer with more has the wrong shape and is not copied


class LearnerFunction:
    """A learner's function that computes the quantities `wanted`; "new_W1" is W1 after a step.

    `arguments` are the names that it asks for, each with whether it is keyword-only; those with a default value are
    left out, unless they are `filled`. `case` is that of the exercise. Raises `Unusable` if it is not a function or if
    an argument is not a quantity that it may be given.
    """

    def __init__(self, function: Callable, wanted: Iterable[str], filled: Collection[str] = (), case: Case = ORDINARY):
        self.function, self.wanted, self.case, self._was_called = function, list(wanted), case, False
        self.arguments = _arguments(function, self.wanted, filled)

    @property
    def defaults(self) -> list[str]:
        """The quantities that have a default value, so that they are not given."""
        return [
            name
            for name in inspect.signature(self.function).parameters
            if known_as(name) == (name,) and name not in self.arguments
        ]

    def answers(self, trace: Trace, eta: float = ETA, watched: bool = True) -> dict[str, np.ndarray]:
        """Return the wanted quantities for a trace's network and examples, as arrays of floats of any shape.

        What the function prints is shown for the first call only. Raises `Unusable` if a quantity is missing or not an
        array, or if the function raises; also if it does not end, unless it is not `watched`.
        """
        quiet, self._was_called = self._was_called, True
        values = {**vars(trace), **trace.sizes, "eta": eta}
        parts = split(call(self.function, self.arguments, values, quiet, watched), self.wanted)
        shapes = {name: np.shape(getattr(trace, name.removeprefix("new_"))) for name in parts}
        return {name: as_numbers(name, part, shapes[name], trace.sizes) for name, part in parts.items()}

    def read(self, tested: NetworkSet) -> Reading:
        """Return what the function computes on these networks, as formulas."""
        return read_back(self.function, self.arguments, self.wanted, tested.values, tested.formulas)

    def mistakes(self, runs: Sequence[Run], names: Iterable[str], formulas: Mapping[str, str]) -> Found:
        """Return the mistakes of this case that give just these numbers of the quantities `names`."""
        several = all(run.sizes["N"] > 1 for run in runs)
        named = {name: each for name, each in self.case.named.items() if several or name not in BATCH_MISTAKES}
        return matching_mistakes(runs, names, self.arguments, formulas, named)


def own_gradients(function: Callable) -> Callable[[Trace], Mapping[str, np.ndarray]] | None:
    """Return the gradients of a training that `function` computes; None if it can't be run or is not filled in.

    The function is called with the quantities that its arguments name and returns dL_dW1, dL_db1, dL_dW2, dL_db2. If it
    fails later, the training raises a `ValueError` that says how. Only the first call, on a network of other sizes, is
    watched for an end.
    """
    from ..widgets.errors import UsageError

    trial = Network.random(2, 3, 2).trace([1, 2], [0, 1])
    try:
        learner = LearnerFunction(function, [f"dL_d{name}" for name in PARAMETERS])
        found = learner.answers(trial)
    except Unusable:
        return None
    if any(found[name].shape != getattr(trial, name).shape for name in found):
        return None

    def gradients(trace: Trace) -> dict[str, np.ndarray]:
        try:
            found = learner.answers(trace, watched=False)
        except Unusable as error:
            raise UsageError(str(error)) from None
        for name, each in found.items():
            if each.shape != (right := getattr(trace, name).shape):
                raise UsageError(describe_shape(name, each.shape, right, trace.sizes))
            if not np.isfinite(each).all():
                raise UsageError(f"{name} is not finite: your function gives nan or infinity here.")
        return found

    return gradients


def _arguments(function: Callable, wanted: list[str], filled: Collection[str]) -> dict[str, bool]:
    parameters = parameters_of(function, ("dL_dz2", "a1"))
    asked = {p.name: p.kind == p.KEYWORD_ONLY for p in parameters if p.default is p.empty or p.name in filled}
    for name in asked:
        table_row(name, asked=True)
        if name in wanted:
            raise Unusable(f"The function asks for {name}, which is what it should compute.")
    return asked


def table_row(name, asked: bool = False) -> Quantity:
    """Return the row of the notation table. Raises `Unusable` if there is none, with the name that it has here."""
    try:
        return row_of(name, asked)
    except ValueError as error:
        raise Unusable(str(error)) from None


# Reading


def not_answered(part: str = "", about: Iterable[str] = ()) -> Unusable:
    """Return the exception for an exercise that is not filled in yet."""
    missing = f": {part}. Fill" if part else ": fill"
    return Unusable(f"Not answered yet{missing} in the ... and run this cell again.", None, about)


def filled_in(answer, part: str = "", about: Iterable[str] = ()):
    """Return the answer. Raises `Unusable` if it is None or ... ."""
    if answer is None and part:
        raise Unusable(f"Not answered yet: {part} (it is None).", None, about)
    if answer is None or answer is ...:
        raise not_answered(part, about)
    return answer


def split(answer, names: list[str], things: str = "things") -> dict[str, object]:
    """Return the parts of an answer by name. Raises `Unusable` if one is missing."""
    filled_in(answer, about=names)
    parts = [answer] if len(names) == 1 else as_list(answer)
    if not isinstance(parts, (tuple, list)) or len(parts) != len(names):
        expected = f"{len(names)} {things} with commas between them: {', '.join(names)}"
        raise Unusable(f"Return {expected}; this is {describe_type(answer)}.")
    by_name = zip(names, parts, strict=True)
    missing = "{} is still missing"
    return {name: filled_in(part, missing.format(name.replace("new_", "the new ")), [name]) for name, part in by_name}


def as_list(answer):
    """Return the answer; as a list if it is a NumPy array of objects, such as arrays of different shapes."""
    return [*answer] if isinstance(answer, np.ndarray) and answer.dtype == object and answer.ndim == 1 else answer


def whole_number(answer) -> int | None:
    """Return an answer as a whole number, also if it is one of NumPy's; None if it is not one."""
    answer = answer[()] if isinstance(answer, np.ndarray) and not answer.ndim else answer
    is_number = isinstance(answer, Real) and not isinstance(answer, bool) and abs(answer) < np.inf
    return int(answer) if is_number and answer % 1 == 0 else None


def as_numbers(name: str, answer, right: tuple[int, ...], sizes: Mapping[str, int] = {}) -> np.ndarray:
    """Return a copy of the answer as an array of floats of any shape; the right shape only serves the message.

    One of float32 stays so, so that the feedback can name it.

    Raises `Unusable` if the answer is not real numbers in an array, or has far too many.
    """
    if isinstance(answer, (list, tuple)):
        raise Unusable(f"{name} comes back as {describe_type(answer)}; return the NumPy array itself.", about=[name])
    if isinstance(answer, np.ma.MaskedArray):
        raise Unusable(f"{name} comes back as a masked array; return a plain NumPy array.", about=[name])
    try:
        found = np.asarray(answer)
    except Exception:
        found = np.array(None)
    if found.dtype == object and any(part is ... for part in found.flat[:LARGEST]):
        raise not_answered(about=[name])
    if found.dtype == object and found.size <= LARGEST and all(isinstance(part, Real) for part in found.flat):
        with suppress(OverflowError):  # a whole number that no float can hold
            found = found.astype(float)
    if found.dtype.kind not in "biuf":
        raise Unusable(f"{name} should be real numbers, but comes back as {describe_type(answer)}.", about=[name])
    if found.size > LARGEST:
        raise Unusable(describe_shape(name, found.shape, right, sizes), about=[name])
    return found.copy() if found.dtype == np.float32 else found.astype(float)
