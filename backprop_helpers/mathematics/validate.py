"""Checks of arguments: each refusal is a `ValueError` that says what was given and what was expected."""

import inspect
import numbers as number_types
from collections.abc import Callable, Mapping

import numpy as np

LARGEST = 1e40  # beyond it a gradient, its square, or a step could overflow
_FLOAT = np.dtype(float)


def array(name: str, value, expected: str, largest: float = LARGEST) -> np.ndarray:
    """Return a read-only float64 copy of `value`, a non-empty array of numbers up to `largest` in size.

    `expected` is the right shape in words, for the message.
    Raises `ValueError` for text, ragged lists, complex numbers, NaN, infinities and empty arrays.
    """
    given = real(name, value, expected)
    if given.size == 0:
        raise ValueError(f"{name} is empty: it has shape {given.shape} and should have shape {expected}.")
    with np.errstate(over="ignore"):
        copy = np.array(given, dtype=float)
    finite = np.isfinite(copy)
    if not finite.all():
        where = [int(i) for i in np.argwhere(~finite)[0]]
        raise ValueError(
            f"{name} holds {copy[tuple(where)]} at {where}; every number should be finite. "
            f"It has shape {copy.shape} and should have shape {expected}."
        )
    if np.abs(copy).max() > largest:
        raise ValueError(f"{name} holds numbers too large to compute with: none should be above {largest} in size.")
    copy.flags.writeable = False
    return copy


def real(name: str, value, expected: str = "(...)") -> np.ndarray:
    """Return `value` as an array of real numbers; `expected` is the right shape in words, for the message."""
    try:
        given = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths; it should have shape {expected}.") from None
    if given.dtype.kind not in "biuf":
        what = type(value).__name__ if given.ndim == 0 else f"an array of {given.dtype.name}"
        raise ValueError(f"{name} should hold real numbers in shape {expected}, but is {what}, shape {given.shape}.")
    return given


def matrix(name: str, value, rows: int | None = None, columns: int | None = None, letters: str = "") -> np.ndarray:
    """Return a read-only matrix, with this number of rows and columns if given. `letters` explains the shape."""
    expected = f"({rows or 'any'}, {columns or 'any'})" + (f" = {letters}" if letters else "")
    checked = array(name, value, expected)
    if checked.ndim != 2 or rows not in (None, checked.shape[0]) or columns not in (None, checked.shape[1]):
        raise ValueError(f"{name} has shape {checked.shape} but should have shape {expected}.")
    return checked


def columns(
    name: str, value, size: int, examples: int | None = None, letters: str = "", largest: float = LARGEST
) -> np.ndarray:
    """Return columns of `size` numbers, one for each example: (size, N), read-only. A 1-D array is one column.

    If `examples` is given, there must be exactly that many columns.
    """
    if _is_plain(value, largest) and value.shape == (size, examples or value.shape[1]):
        checked = value.copy("K")
        checked.setflags(write=False)
        return checked
    expected = f"({size}, {examples or 'N'})" + ("" if examples not in (None, 1) else f" or ({size},)")
    expected += f" = {letters}" if letters else ""
    checked = array(name, value, expected, largest)
    shape = checked.shape
    if checked.ndim == 1:
        checked = checked.reshape(-1, 1)
    if checked.ndim != 2 or checked.shape[0] != size or examples not in (None, checked.shape[1]):
        raise ValueError(f"{name} has shape {shape} but should have shape {expected}.")
    return checked


def _is_plain(value, largest: float) -> bool:
    """Return whether a value is a float64 matrix whose sum of squares shows that no number is above `largest`."""
    is_matrix = type(value) is np.ndarray and value.dtype is _FLOAT and value.ndim == 2 and value.size
    return bool(is_matrix and np.vdot(value, value) < largest**2)


def scalar(name: str, value) -> float:
    """Return one finite real number as a float."""
    checked = array(name, value, "() (one number)")
    if checked.size != 1:
        raise ValueError(f"{name} has shape {checked.shape} but should be one number, shape ().")
    return checked.item()


def above_zero(name: str, value) -> float:
    """Return one finite number above 0."""
    checked = scalar(name, value)
    if checked <= 0:
        raise ValueError(f"{name} should be above 0, but is {checked}.")
    return checked


def rising(name: str, value, letters: str) -> tuple[float, ...]:
    """Return pairs of a low and a higher number, such as the limits of two axes; `letters` names them."""
    count = len(letters.split(", "))
    checked = array(name, value, f"({count},) = {letters}")
    if checked.shape != (count,) or not (checked[::2] < checked[1::2]).all():
        raise ValueError(f"{name} should be {letters}, the first of each two below the second, but is {value!r}.")
    return tuple(checked.tolist())


def whole(name: str, value, least: int | None = None, most: int | None = None) -> int:
    """Return a whole number, not below `least` and not above `most`, if these are given."""
    is_whole = isinstance(value, number_types.Integral) and not isinstance(value, bool)
    if not is_whole or (least is not None and value < least):
        limit = "" if least is None else f" of at least {least}"
        raise ValueError(f"{name} should be a whole number{limit}, but is {value!r}.")
    if most is not None and value > most:
        raise ValueError(f"{name} should be at most {most}, but is {value}.")
    return int(value)


def size(name: str, value) -> int:
    """Return a number of units: a whole number from 1 to a million."""
    return whole(name, value, 1, 1_000_000)


def listed(name: str, value, entries: str) -> list:
    """Return the items of an iterable as a list; a single string is one item. `entries` says what it lists."""
    if isinstance(value, (str, bytes)):
        return [value]
    try:
        return list(value)
    except TypeError:
        raise ValueError(f"{name} should be a list with {entries}, but is {brief(value)}.") from None


def mapping(name: str, value) -> dict:
    """Return a mapping as a dict."""
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} should be a dict, but is {brief(value)}.")
    return dict(value)


def instance(name: str, value, wanted: type) -> None:
    """Refuse an object of another type."""
    if not isinstance(value, wanted):
        raise ValueError(f"{name} should be a {wanted.__name__}, but is a thing of type {type(value).__name__}.")


def known(what: str, name, names) -> None:
    """Refuse a name that is not in `names`."""
    if not isinstance(name, str) or name not in names:
        raise ValueError(f"There is no {what} {name!r}; there are {', '.join(names)}.")


def function(name: str, value) -> Callable:
    """Return a callable."""
    if not callable(value):
        raise ValueError(f"{name} should be a function, but is {brief(value)}.")
    return value


def arguments(name: str, value) -> list[inspect.Parameter]:
    """Return the arguments of a function; refuse one that Python can't inspect."""
    try:
        return list(inspect.signature(function(name, value)).parameters.values())
    except (ValueError, TypeError):
        raise ValueError(f"{name} should be a function whose arguments can be told, but is {brief(value)}.") from None


def brief(value) -> str:
    """Return how a message names a value: its repr if that is short, else its type."""
    text = repr(value)
    return text if len(text) <= 80 and "\n" not in text else f"a thing of type {type(value).__name__}"
