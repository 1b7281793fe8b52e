"""Arrays that write down what is done to them: each has its numbers, and the expression that they come from.

What can't be followed (an item that is set, a plain number taken out) has no expression, or one with plain numbers in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from .expression import Expr, const, inverse, minus, name, node, number, plus, times, transposed

LARGEST = 400  # nodes of an expression that is still followed; a formula that long could not be read


class Recorded(np.ndarray):
    """An array of numbers with `expr`, the expression that they come from, or None where it was lost."""

    expr: Expr | None = None

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **keywords):
        if method == "reduce" and ufunc in (np.add, np.maximum, np.minimum):
            keywords.setdefault("axis", 0)
        into = {} if out is None else {"out": tuple(map(_bare, out))}
        value = _run(getattr(ufunc, method), ufunc.__name__, inputs, {**keywords, **into})
        expr = _expression(ufunc, method, inputs, {k: v for k, v in keywords.items() if v is not np._NoValue})
        if out is None:
            return _wrapped(value, expr)
        if isinstance(out[0], Recorded):
            out[0].expr = expr
        return out[0] if len(out) == 1 else out

    def __array_function__(self, function, types, args, keywords):
        called = function.__name__
        if function is np.dot and len(args) == 2:
            return _dot(*args)
        if called in _METHODS and args and isinstance(args[0], Recorded):
            return getattr(args[0], called)(*args[1:], **keywords)
        return _called(function, *args, **keywords)

    def dot(self, other):
        return _dot(self, other)

    @property
    def T(self):
        return self.transpose()

    def transpose(self, *axes):
        if axes in ((), (None,)):
            return _wrapped(_bare(self).T, self.expr and transposed(self.expr))
        return _called(np.ndarray.transpose, self, *axes)

    def copy(self, *args, **keywords):
        return _wrapped(_bare(self).copy(), self.expr)

    __copy__ = copy
    __deepcopy__ = copy

    def astype(self, *args, **keywords):
        value = _bare(self).astype(*args, **keywords)
        return _wrapped(value, self.expr if value.dtype.kind in "fc" else None)

    def __getitem__(self, at):
        value = _run(np.ndarray.__getitem__, "[]", (self, at), {})
        return _wrapped(value, _node("index", self, at))

    def __setitem__(self, at, value):
        np.ndarray.__setitem__(self, at, value)
        whole = at is ... or isinstance(at, slice) and at == slice(None)
        self.expr = getattr(value, "expr", None) if whole and np.shape(value) == self.shape else None

    def __iter__(self):
        return (self[k] for k in range(len(self)))

    def __call__(self, *args):
        raise _with_failed(TypeError("an array was called like a function"), "()", (self, *args))

    def through(self, function):
        """The result of an elementwise function of the package, written down by the function's name."""
        return _called(function, self)


def _method(called: str):
    def method(self, *args, **keywords):
        return _called(getattr(np.ndarray, called), self, *args, **keywords)

    return method


_METHODS = {"transpose", "copy", "sum", "mean"}
for _each in ("reshape", "ravel", "flatten", "squeeze", "max", "min", "prod", "clip", "repeat", "cumsum"):
    setattr(Recorded, _each, _method(_each))
    _METHODS.add(_each)
for _each in ("diagonal", "trace", "std", "var", "swapaxes", "round", "conj"):
    setattr(Recorded, _each, _method(_each))
    _METHODS.add(_each)


def _reduction(function):
    def method(self, axis=None, **keywords):
        kept = {k: v for k, v in {"axis": axis, **keywords}.items() if v is not np._NoValue and (v or k == "axis")}
        return _called(function, self, **{k: v for k, v in kept.items() if (k, v) != ("axis", None)})

    return method


Recorded.sum, Recorded.mean = _reduction(np.sum), _reduction(np.mean)


def recording(values: Mapping[str, object]) -> dict[str, object]:
    """The quantities as arrays that write down what is done to them, in these names. Sizes stay plain numbers.

    A list of quantities' names stands for a list of arrays: {"weights": ["W1", "W2"]}.
    """

    def recorded(value, key):
        if isinstance(value, list):
            return [recorded(values[each], each) for each in value]
        return _wrapped(np.array(value, dtype=float), name(key)) if np.ndim(value) else value

    return {key: recorded(value, key) for key, value in values.items()}


def _bare(value):
    """The value without its expression, in lists and tuples too."""
    if isinstance(value, Recorded):
        return value.view(np.ndarray)
    if type(value) in (list, tuple):
        return type(value)(map(_bare, value))
    return value


def _wrapped(value, expr: Expr | None):
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in "biufc":
        array = np.asarray(value).view(Recorded)
        array.expr = expr if expr and expr.size <= LARGEST else None
        return array
    if isinstance(value, (list, tuple)) and all(isinstance(each, np.ndarray) for each in value):
        return type(value)(_wrapped(each, None) for each in value)
    return value


def _with_failed(error: BaseException, sign: str, operands: tuple) -> BaseException:
    """The error, with the operation that failed and its operands: their expressions and shapes."""
    if not hasattr(error, "failed"):
        error.failed = sign, [(getattr(each, "expr", None), np.shape(_bare(each))) for each in operands]
    return error


def _run(function, sign: str, args: tuple, keywords: Mapping):
    try:
        return function(*_bare(tuple(args)), **{k: _bare(v) for k, v in keywords.items()})
    except Exception as error:
        raise _with_failed(error, sign, args) from None


def _dot(one, other):
    return np.matmul(one, other) if np.ndim(one) and np.ndim(other) else np.multiply(one, other)


def _called(function, *args, **keywords):
    """The result of a function of arrays, written down as a call of it."""
    return _wrapped(_run(function, function.__name__, args, keywords), _node(function, *args, **keywords))


def _node(op, *args, **keywords) -> Expr | None:
    frozen, options = [*map(frozen_value, args)], {k: frozen_value(v) for k, v in keywords.items()}
    return None if None in frozen or None in options.values() else node(op, *frozen, options=options)


_UFUNCS = {
    "add": plus,
    "subtract": minus,
    "multiply": times,
    "divide": lambda a, b: times(a, inverse(b)),
    "negative": lambda a: times(number(-1), a),
    "positive": lambda a: a,
    "matmul": partial(node, "@"),
    "power": partial(node, "pow"),
    "float_power": partial(node, "pow"),
    "square": lambda a: node("pow", a, number(2)),
    "reciprocal": inverse,
}


def _expression(ufunc: np.ufunc, method: str, inputs: tuple, keywords: dict) -> Expr | None:
    if method == "reduce" and ufunc is np.add:
        return _node(
            np.sum,
            *inputs,
            **{k: v for k, v in keywords.items() if (k, v) not in (("axis", None), ("keepdims", False))},
        )
    frozen = [frozen_value(each) for each in inputs]
    if method != "__call__" or None in frozen or keywords:
        return None
    return _UFUNCS[ufunc.__name__](*frozen) if ufunc.__name__ in _UFUNCS else node(ufunc, *frozen)


def frozen_value(value) -> Expr | None:
    """An argument of an operation as an expression; None where it can't be one."""
    if hasattr(value, "expr"):
        return value.expr
    if isinstance(value, slice):
        return _node("slice", value.start, value.stop, value.step)
    if isinstance(value, (tuple, list)):
        return _node(type(value).__name__, *value)
    if isinstance(value, np.ndarray) and value.size and (value == value.flat[0]).all():
        return _node(np.full, value.shape, value.flat[0].item()) if value.ndim else number(value.item())
    if isinstance(value, (int, float, np.number)) and not isinstance(value, bool):
        return number(value.item() if isinstance(value, np.number) else value)
    return const(value) if value is None or value is ... or isinstance(value, (str, bool, type, np.dtype)) else None
