"""The door of this room: runs a learner's function on arrays that write down what is done, and says what it computes."""

from __future__ import annotations

import contextlib
import difflib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..mistakes.bank import STEP
from ..notation.table import QUANTITIES
from .difference import Aligner
from .expression import LEAVES, Expr, name, node, text
from .fold import Folder, Networks, alike, flat
from .kinds import kind_of
from .record import expression_of, recording
from .search import index

#: Other ways to write a step, which are laid beside what was computed where they fit better.
_ALSO = {f"da{k}_dz{k}": f"a{k} * (1 - a{k})" for k in range(1, 9)}
#: What is a name's worth too, though it is no quantity.
_SLOPES = ("sigmoid_prime(a1)", "sigmoid_prime(a2)", "sigmoid(a1)", "sigmoid(a2)")
_SIGNS = {"matmul": "@", "multiply": "*", "add": "+", "subtract": "−", "divide": "/", "dot": "@"}


@dataclass(frozen=True)
class Difference:
    """A piece of what is computed and the piece of the step in its place; `kind` and `sentence` are None if unknown."""

    computed: Expr
    right: Expr
    kind: str | None = None
    sentence: str | None = None


@dataclass(frozen=True)
class Formula:
    """One wanted quantity, read back: trees for `written`, with the differing pieces marked.

    `computed_tree` is None if the code could not be read. `inherits` is an earlier wrong quantity of the same code
    with which this one is the step. `followed` is false where the numbers were searched for.
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
        return " ".join(said) if said and None not in said else None


@dataclass(frozen=True)
class Reading:
    """What a function computes: its formulas, the arguments that it changed in place, or what it stopped at.

    `order` is the order in which the right results came, if that is all that is wrong. `stopped` is None, or the
    operation that failed with both operands, empty for another error; `situation` a (kind, sentence) of it.
    """

    formulas: Mapping[str, Formula] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] | None = None
    stopped: str | None = None
    situation: tuple[str, str] | None = None


def read(
    function: Callable, asked: Mapping[str, bool], wanted: Sequence[str], networks: Networks, formulas: Mapping[str, str] = {}
) -> Reading:
    """Read a function back that is called with the quantities `asked`: {name: whether by keyword only}.

    It returns the `wanted` quantities. Their steps are the notation table's, or those in `formulas`, as Python. A value
    of the networks that is a list of names stands for a list of arrays. Nothing that a learner writes makes it raise.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            return _Run(function, asked, list(wanted), networks, formulas).reading()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if DEBUG: raise
        return Reading()


DEBUG = False
class _Run:
    """The calls of one function, and what they gave."""

    def __init__(self, function, asked, wanted, networks, formulas):
        self.function, self.asked, self.wanted, self.networks = function, asked, wanted, networks
        batch = any(values["N"] > 1 for values in networks.each)
        known = {each.name: batch and each.batch_formula or each.formula for each in QUANTITIES.values() if each.formula}
        known |= STEP | dict(formulas)
        ways = {each: [code, *([_ALSO[each]] if each in _ALSO else [])] for each, code in known.items()}
        self.steps = {key: [e for code in codes if (e := expression_of(code, networks))] for key, codes in ways.items()}
        for key in networks.each[0].keys() & self.steps:
            self.steps[key] = [each for each in self.steps[key] if networks.same(each, name(key))]
        self.aligner = Aligner(networks, self.steps)

    def call(self, values: Mapping, recorded: bool = False):
        """(the answers, the arguments afterwards) of one call, or the exception that it ended with."""
        lists = {each: values[each] for key in self.asked if isinstance(values[key], list) for each in values[key]}
        given = {**lists, **{key: values[key] for key in self.asked}}
        if recorded:
            given = recording(given)
        else:
            given = {key: [np.array(given[e]) for e in v] if isinstance(v, list) else np.array(v) if np.ndim(v) else v for key, v in given.items()}
        try:
            answer = self.function(
                *(given[key] for key, by_keyword in self.asked.items() if not by_keyword),
                **{key: given[key] for key, by_keyword in self.asked.items() if by_keyword},
            )
            answers = [answer] if len(self.wanted) == 1 else list(answer)
            numbers = [np.asarray(each, dtype=float) for each in answers if each is not None]
            if len(numbers) != len(self.wanted):
                raise ValueError(f"{len(numbers)} results for {len(self.wanted)} quantities")
            return [np.asarray(each) for each in numbers], [getattr(each, "expr", None) for each in answers], given
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return error

    def reading(self) -> Reading:
        plain = [self.call(values) for values in self.networks.each]
        for found, values in zip(plain, self.networks.each, strict=True):
            if isinstance(found, BaseException):
                return self.stopped(found, values)
        followed = [self.call(values, recorded=True) for values in self.networks.each]
        followed = None if any(isinstance(each, BaseException) for each in followed) else followed
        right = {key: self.networks.values(self.steps[key][0]) for key in self.wanted}
        numbers = [[found[0][k] for found in plain] for k in range(len(self.wanted))]
        read_back = {}
        for k, key in enumerate(self.wanted):
            expr = self.networks.merged([each[1][k] for each in followed]) if followed else None
            read_back[key] = self.formula(key, numbers[k], right[key], expr)
        fits = [[key for key in self.wanted if alike(flat(found), flat(right[key]))] for found in numbers]
        order = tuple(key if key in fit else fit[0] if fit else "" for key, fit in zip(self.wanted, fits, strict=True))
        is_order = sorted(order) == sorted(self.wanted) and order != tuple(self.wanted)
        changed = {}
        for key in self.asked if followed else ():
            expr = self.networks.merged([getattr(each[2][key], "expr", None) for each in followed])
            if expr is not None and expr != name(key):
                changed[key] = text(Folder(self.networks, QUANTITIES).fold(expr))
        return Reading(read_back, changed, order if is_order else None)

    def formula(self, key: str, numbers: list, right: list, expr: Expr | None) -> Formula:
        step = self.steps[key][0]
        shaped = [n.reshape(np.shape(r)) if n.size == np.size(r) == 1 else n for n, r in zip(numbers, right, strict=True)]
        found, wanted = flat(numbers), flat(right)
        if alike(flat(shaped), wanted):
            return Formula(key, True, step, step, followed=expr is not None)
        followed = expr is not None and (own := self.networks.flat(expr)) is not None and alike(own, found)
        computed = self.folder(key, wanted).fold(expr) if followed else None
        if computed is None or _is_odd(computed):
            computed = index(self.networks).find(numbers, key) or computed
        if computed is None:
            return Formula(key, False, step)
        aligned = self.aligner.align(computed, step)
        pieces = tuple(Difference(e, r, *(kind_of(e, r, self.networks) or ())) for e, r in aligned.pieces)
        return Formula(key, False, aligned.right, aligned.computed, pieces, followed=followed)

    def folder(self, key: str, right: tuple) -> Folder:
        """What goes into the formula of a quantity: not itself, and no gradient in the forward pass."""
        row = QUANTITIES.get(key)
        names = [each for each in self.networks.each[0] if each not in self.networks.sizes and not isinstance(self.networks.each[0][each], list)]
        names = [each for each in QUANTITIES if each in names] + [each for each in names if each not in QUANTITIES]
        if row and row.role != "gradient":
            names = [each for each in names if each in QUANTITIES and QUANTITIES[each].role != "gradient"]
        names = [each for each in names if (own := self.networks.flat(name(each))) is None or not alike(own, right)]
        others = [expr for each in STEP for expr in self.steps[each][:1]] if key in STEP else []
        others += [node("*", name("N"), name(each)) for each in names if each.startswith("dL")]
        return Folder(self.networks, names, others + [each for code in _SLOPES if (each := expression_of(code, self.networks))])

    def stopped(self, error, values) -> Reading:
        again = self.call(values, recorded=True)
        error = again if isinstance(again, BaseException) else error
        if not hasattr(error, "failed"):
            return Reading(stopped="")
        sign, operands = error.failed
        folder = Folder(Networks([values]), QUANTITIES)
        said = [
            f"{text(folder.fold(expr)) if expr else 'an array'} ({'×'.join(map(str, shape)) or 'a number'})" for expr, shape in operands[:2]
        ]
        return Reading(stopped=f" {_SIGNS.get(sign, sign)} ".join(said))


def _is_odd(expr: Expr) -> bool:
    """Whether it calls functions that stand in no formula, such as einsum."""
    called = getattr(expr.op, "__name__", "sigmoid")
    plain = isinstance(expr.op, np.ufunc) or hasattr(np.ndarray, called) or called.startswith("sigmoid")
    return not plain or expr.op not in LEAVES and any(map(_is_odd, expr.args))
