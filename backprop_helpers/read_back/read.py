"""The door of this room: runs a learner's function on arrays that write down what is done, and says what it computes."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..mathematics.network import sigmoid, sigmoid_prime
from ..mistakes.bank import STEP
from ..notation.table import QUANTITIES
from .difference import Aligner, Alignment
from .expression import Expr, name, text
from .fold import Networks, fold, knowns, same
from .kinds import kind_of
from .record import recording
from .search import index

_FORMULA_NAMES = {"sum": np.sum, "np": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}
#: Other ways to write a step, which is laid beside what was computed where it fits better.
_ALSO = {f"da{k}_dz{k}": (f"a{k} * (1 - a{k})",) for k in (1, 2)}
_SIGNS = {"matmul": "@", "multiply": "*", "add": "+", "subtract": "−", "divide": "/"}


@dataclass(frozen=True)
class Difference:
    """A piece of what is computed and the piece of the step in its place; `kind` and `sentence` are None if unknown."""

    computed: Expr
    right: Expr
    kind: str | None = None
    sentence: str | None = None


@dataclass(frozen=True)
class Formula:
    """One wanted quantity, read back: trees with the differing pieces marked, for `expression.written`.

    `computed_tree` is None where the code could not be read. `inherits` is an earlier wrong quantity of the same code
    with which this one is right.
    """

    name: str
    correct: bool
    right_tree: Expr
    computed_tree: Expr | None = None
    differences: tuple[Difference, ...] = ()
    inherits: str | None = None
    followed: bool = False

    @property
    def computed(self) -> str | None:
        return self.computed_tree and text(self.computed_tree)

    @property
    def right(self) -> str:
        return text(self.right_tree)

    @property
    def kind(self) -> str | None:
        return next((each.kind for each in self.differences), None)

    @property
    def sentence(self) -> str | None:
        said = [each.sentence for each in self.differences]
        return None if not said or None in said else " ".join(said)


@dataclass(frozen=True)
class Reading:
    """What a function computes: {quantity: Formula}, the arguments that it changed in place, and where it stopped."""

    formulas: Mapping[str, Formula] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] | None = None
    stopped: str | None = None


def read(
    function: Callable,
    asked: Mapping[str, bool],
    wanted: Sequence[str],
    networks: Networks,
    formulas: Mapping[str, str] = {},
) -> Reading:
    """Read a function back that was called with the quantities `asked`: {name: whether by keyword only}.

    It returns the `wanted` quantities, whose steps are the notation table's or those in `formulas`, as Python. A value of
    the networks that is a list of names stands for a list of arrays. Nothing that a learner writes makes it raise.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            return _read(function, asked, list(wanted), networks, formulas)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return Reading()


def _read(function, asked, wanted, networks, formulas) -> Reading:
    steps = _steps(networks, formulas)
    answers = []
    for values in networks.each:
        found = _outcome(function, asked, values, wanted, lambda value: value)
        if isinstance(found, BaseException):
            return _stopped(function, asked, wanted, networks, values, found)
        answers.append(found[0])
    outcomes = [
        _outcome(function, asked, values, wanted, lambda value: value, recorded=True) for values in networks.each
    ]
    followed = not any(isinstance(each, BaseException) for each in outcomes)
    aligner, read_back = Aligner(networks, steps), {}
    for k, quantity in enumerate(wanted):
        numbers = [np.asarray(each[k], dtype=float) for each in answers]
        expr = networks.merged([getattr(each[0][k], "expr", None) for each in outcomes]) if followed else None
        read_back[quantity] = _formula(quantity, numbers, expr, networks, aligner)
    _inherit(read_back, wanted, answers, networks)
    changed = {}
    for argument in asked if followed else ():
        expr = networks.merged([getattr(each[1].get(argument), "expr", None) for each in outcomes])
        if expr is not None and expr != name(argument):
            changed[argument] = text(fold(expr, networks, knowns(networks, QUANTITIES)))
    return Reading(read_back, changed, _order(wanted, answers, steps, networks))


def _steps(networks: Networks, formulas: Mapping[str, str]) -> dict[str, list[Expr]]:
    """{quantity: its step, and other ways to write it} as expressions."""
    batch = any(values["N"] > 1 for values in networks.each)
    known = {row.name: batch and row.batch_formula or row.formula for row in QUANTITIES.values() if row.formula}
    known |= STEP | dict(formulas)
    parsed = {each: [_parsed(code, networks)] for each, code in known.items()}
    for each, others in _ALSO.items():
        parsed[each] += [_parsed(code, networks) for code in others]
    return {each: [expr for expr in found if expr is not None] for each, found in parsed.items()}


def _parsed(code: str, networks: Networks) -> Expr | None:
    """A formula in the notation's names as an expression; None where the networks don't have its quantities."""
    values = {key: value for key, value in networks.each[0].items() if not isinstance(value, list)}
    arrays = recording({key: np.reshape(value, np.shape(value) or (1, 1)) for key, value in values.items()})
    try:
        return eval(code, {"__builtins__": {}, **_FORMULA_NAMES}, arrays).expr  # noqa: S307 (our own formulas)
    except NameError:
        return None


def _outcome(function, asked, values, wanted, keep, recorded: bool = False):
    """(the answers, the arguments afterwards) of one call, or the exception that it ended with."""
    given = {key: values[key] for key in asked}
    if recorded:
        lists = {each: values[each] for value in given.values() if isinstance(value, list) for each in value}
        given = {key: value for key, value in recording({**lists, **given}).items() if key in asked}
    else:
        given = {key: _copied(value, values) for key, value in given.items()}
    positional = [given[key] for key, by_keyword in asked.items() if not by_keyword]
    try:
        answer = function(*positional, **{key: given[key] for key, by_keyword in asked.items() if by_keyword})
        parts = [answer] if len(wanted) == 1 else list(answer)
        if len(parts) != len(wanted):
            raise ValueError(f"{len(parts)} results for {len(wanted)} quantities")
        [np.asarray(part, dtype=float) for part in parts]
        return parts, given
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return error


def _copied(value, values):
    if isinstance(value, list):
        return [np.array(values[each]) for each in value]
    return np.array(value) if np.ndim(value) else value


def _formula(quantity: str, numbers: list, expr: Expr | None, networks: Networks, aligner: Aligner) -> Formula:
    step = aligner.formulas[quantity][0]
    right = networks.values(step)
    numbers = [n.reshape(np.shape(r)) if n.size == np.size(r) == 1 else n for n, r in zip(numbers, right, strict=True)]
    if same(numbers, right):
        return Formula(quantity, True, step, step, followed=expr is not None)
    found = None if expr is None else networks.values(expr)
    followed = found is not None and same(
        [np.reshape(f, np.shape(n)) if np.size(f) == n.size == 1 else f for f, n in zip(found, numbers, strict=True)],
        numbers,
    )
    if followed:
        computed = fold(expr, networks, knowns(networks, [each for each in QUANTITIES if each != quantity]))
    else:
        computed = index(networks).find(numbers, quantity)
    if computed is None:
        return Formula(quantity, False, step)
    found = aligner.align(computed, step)
    return Formula(quantity, False, found.right, found.computed, _differences(found, networks), followed=followed)


def _differences(found: Alignment, networks: Networks) -> tuple[Difference, ...]:
    return tuple(Difference(e, r, *(kind_of(e, r, networks) or ())) for e, r in found.pieces)


def _inherit(read_back: dict[str, Formula], wanted: Sequence[str], answers: list, networks: Networks) -> None:
    pass


def _order(wanted, answers, steps, networks) -> tuple[str, ...] | None:
    """The order in which the results come, if each is a wanted quantity, but not in its place."""
    found = []
    for k in range(len(wanted)):
        numbers = [np.asarray(each[k], dtype=float) for each in answers]
        fits = [each for each in wanted if same(numbers, networks.values(steps[each][0]))]
        found.append(wanted[k] if wanted[k] in fits else fits[0] if fits else None)
    return tuple(found) if None not in found and sorted(found) == sorted(wanted) and found != list(wanted) else None


def _stopped(function, asked, wanted, networks, values, error) -> Reading:
    again = _outcome(function, asked, values, wanted, lambda value: value, recorded=True)
    error = again if isinstance(again, BaseException) else error
    if not hasattr(error, "failed"):
        return Reading(stopped="")
    sign, operands = error.failed
    said = []
    for expr, shape in operands[:2]:
        said.append((text(expr) if expr else "an array") + f" ({'×'.join(map(str, shape)) or 'a number'})")
    return Reading(stopped=f" {_SIGNS.get(sign, sign)} ".join(said))
