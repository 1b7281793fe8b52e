"""Arrays that write down what is done to them: each has its numbers, and the expression that they come from.

What can't be followed, as an item that is set, has no expression; a plain number that is taken out stays a number.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

import numpy as np

from ..mathematics.network import sigmoid, sigmoid_prime
from .expression import MINUS, Expr, name, node, value

LARGEST = 400  # nodes of an expression that is still followed: nobody could read a formula that long
_REDUCING = ("sum", "mean", "max", "min", "prod", "std", "var")
_METHODS = (*_REDUCING, "clip", "repeat", "cumsum", "reshape", "ravel", "flatten", "squeeze", "diagonal", "trace")
_METHODS += ("swapaxes", "round", "copy", "astype", "transpose", "conj")
_REDUCTIONS = {np.add: "sum", np.maximum: "max", np.minimum: "min", np.multiply: "prod"}
_NAMES = {"sum": np.sum, "np": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}


def _raw(op: str, *args: Expr) -> Expr:
    """The operation just as it is written, so that its numbers can be told from sizes on other networks."""
    return Expr(op, args, (), 1 + sum(each.size for each in args))


_UFUNCS = {
    np.add: lambda a, b: _raw("+", a, b),
    np.subtract: lambda a, b: _raw("+", a, _raw("*", MINUS, b)),
    np.multiply: lambda a, b: _raw("*", a, b),
    np.divide: lambda a, b: _raw("*", a, _raw("inv", b)),
    np.negative: lambda a: _raw("*", MINUS, a),
    np.positive: lambda a: a,
    np.matmul: lambda a, b: _raw("@", a, b),
    np.power: lambda a, b: _raw("pow", a, b),
    np.square: lambda a: _raw("pow", a, value(2)),
    np.reciprocal: lambda a: _raw("inv", a),
}


class Recorded(np.ndarray):
    """An array of numbers with `expr`, the expression that they come from, or None where it was lost.

    `earlier` are those before each change in place.
    """

    expr: Expr | None = None
    earlier: tuple[Expr | None, ...] = ()

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **keywords):
        if method == "reduce" and ufunc in _REDUCTIONS and isinstance(inputs[0], Recorded) and out is None:
            return getattr(inputs[0], _REDUCTIONS[ufunc])(**{"axis": 0, **keywords})
        into = {} if out is None else {"out": out}
        result = _run(getattr(ufunc, method), ufunc.__name__, inputs, keywords | into)
        frozen = [*map(frozen_value, inputs)]
        lost = method != "__call__" or None in frozen or keywords
        expr = None if lost else _UFUNCS.get(ufunc, partial(node, ufunc))(*frozen)
        if out is None:
            return _wrapped(result, expr)
        if isinstance(out[0], Recorded):
            out[0].earlier, out[0].expr = (*out[0].earlier, out[0].expr), expr
        return out[0] if len(out) == 1 else out

    def __array_function__(self, function, types, args, keywords):
        if function is np.dot and len(args) == 2:
            return _dot(*args)
        if function.__name__ in _METHODS and args and isinstance(args[0], Recorded):
            return getattr(args[0], function.__name__)(*args[1:], **keywords)
        return _called(function, *args, **keywords)

    def __getitem__(self, at):
        return _wrapped(_run(np.ndarray.__getitem__, "[]", (self, at)), _node("index", self, at))

    def __setitem__(self, at, new):
        np.ndarray.__setitem__(self, at, new)
        whole = (at is ... or isinstance(at, slice) and at == slice(None)) and np.shape(new) == self.shape
        self.expr = getattr(new, "expr", None) if whole else None

    def __call__(self, *args):
        _run(self.view(np.ndarray), "()", (self, *args))

    T = property(lambda self: self.transpose())

    def dot(self, other):
        return _dot(self, other)

    def through(self, function):
        """The result of an elementwise function of the package, written down by the function's name."""
        return _called(function, self)


def _method(called: str):
    function = getattr(np.ndarray, called)

    def method(self, *args, **keywords):
        if args and called in _REDUCING:
            args, keywords = args[1:], {"axis": args[0], **keywords}
        keywords = {k: each for k, each in keywords.items() if not any(each is no for no in (None, False, np._NoValue))}
        result = _run(function, called, (self, *args), keywords)
        if called == "copy" or called == "astype" and result.dtype.kind in "fc":
            return _wrapped(result, self.expr)
        transposed = called == "transpose" and args in ((), (None,))
        written = np.ndarray.ravel if called == "flatten" else function
        return _wrapped(result, _node("T", self) if transposed else _node(written, self, *args, **keywords))

    method.__name__ = called
    return method


for _each in _METHODS:
    setattr(Recorded, _each, _method(_each))


def recording(values: Mapping[str, object], names: Iterable[str] | None = None) -> dict[str, object]:
    """The quantities as arrays that write down what is done to them, in these names. Single numbers stay numbers.

    A list of quantities' names stands for a list of their arrays: {"weights": ["W1", "W2"]}.
    """

    def recorded(key):
        if isinstance(values[key], list):
            return [recorded(each) for each in values[key]]
        return _wrapped(np.array(values[key], dtype=float), name(key)) if np.ndim(values[key]) else values[key]

    return {key: recorded(key) for key in (values if names is None else names)}


def bare(given):
    """The value without its expression, in lists and tuples too."""
    if isinstance(given, Recorded):
        return given.view(np.ndarray)
    return type(given)(map(bare, given)) if type(given) in (list, tuple) else given


def _wrapped(result, expr: Expr | None):
    if isinstance(result, (np.ndarray, np.generic)) and result.dtype.kind in "biufc":
        array = np.asarray(result).view(Recorded)
        array.expr = expr if expr and expr.size <= LARGEST else None
        return array
    if isinstance(result, (list, tuple)) and all(isinstance(each, np.ndarray) for each in result):
        return type(result)(_wrapped(each, None) for each in result)
    return result


def _run(function, sign: str, args: tuple, keywords: Mapping = {}):
    """The result with plain arrays. An error has `failed`: the sign, and each operand with its expression."""
    try:
        return function(*bare(tuple(args)), **{key: bare(each) for key, each in keywords.items()})
    except Exception as error:
        if not hasattr(error, "failed"):
            error.failed = sign, [(frozen_value(each), bare(each)) for each in args]
        raise


def _dot(one, other):
    if max(np.ndim(one), np.ndim(other)) > 2:
        return _called(np.dot, one, other)
    return np.matmul(one, other) if np.ndim(one) and np.ndim(other) else np.multiply(one, other)


def _called(function, *args, **keywords):
    """The result of a function of arrays, written down as a call of it."""
    return _wrapped(_run(function, function.__name__, args, keywords), _node(function, *args, **keywords))


def _node(op, *args, **keywords) -> Expr | None:
    frozen, options = [*map(frozen_value, args)], {key: frozen_value(each) for key, each in keywords.items()}
    return None if None in frozen or None in options.values() else node(op, *frozen, **options)


def frozen_value(given) -> Expr | None:
    """Return an argument of an operation as an expression; None if it can't be one."""
    if hasattr(given, "expr"):
        return given.expr
    if isinstance(given, slice):
        return _node("slice", given.start, given.stop, given.step)
    if isinstance(given, (tuple, list)):
        return _node(type(given).__name__, *given)
    if isinstance(given, (np.ndarray, np.generic)) and given.dtype.kind in "biuf" and np.size(given):
        first = np.asarray(given).flat[0].item()
        alike = np.ndim(given) and np.all(given == first)
        return _node(np.full, given.shape, first) if alike else None if np.ndim(given) else value(first)
    known = given is None or given is ... or isinstance(given, (int, float, str, type, np.dtype))
    return value(given) if known else None


@lru_cache(maxsize=1024)
def expression_of(code: str, networks) -> Expr | None:
    """A formula, as Python in the notation's names, as an expression; None if the networks lack a quantity of it."""
    plain = {key: each for key, each in networks.each[0].items() if not isinstance(each, list)}
    arrays = {key: np.reshape(each, np.shape(each) or (1, 1)) for key, each in plain.items()}
    try:
        return networks.merged([eval(code, _NAMES, recording(arrays)).expr])  # noqa: S307 (our own formulas)
    except (NameError, ValueError):  # no such quantity, or layers of other sizes
        return None
