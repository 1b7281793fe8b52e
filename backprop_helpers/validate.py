"""Checks of the numbers that come in: each refusal is a `ValueError` that says what was given and what was expected."""

from __future__ import annotations

import numbers as number_types

import numpy as np


def array(name: str, value, expected: str) -> np.ndarray:
    """A read-only float64 copy of `value`, which must be a non-empty array of finite numbers.

    `expected` is the shape that the array should have, in words: it goes into the message.
    Raises `ValueError` for text, ragged lists, complex numbers, NaN, infinities and empty arrays.
    """
    try:
        given = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths; it should have shape {expected}.") from None
    if given.dtype.kind not in "biuf":
        what = type(value).__name__ if given.ndim == 0 else f"an array of {given.dtype.name}"
        raise ValueError(f"{name} should hold real numbers in shape {expected}, but is {what}, shape {given.shape}.")
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
    copy.flags.writeable = False
    return copy


def matrix(name: str, value, rows: int | None = None, columns: int | None = None, letters: str = "") -> np.ndarray:
    """A read-only matrix; `rows` and `columns` are demanded where they are given. `letters` explains the shape."""
    expected = f"({rows or 'any'}, {columns or 'any'})" + (f" = {letters}" if letters else "")
    checked = array(name, value, expected)
    if checked.ndim != 2 or rows not in (None, checked.shape[0]) or columns not in (None, checked.shape[1]):
        raise ValueError(f"{name} has shape {checked.shape} but should have shape {expected}.")
    return checked


def columns(name: str, value, size: int, examples: int | None = None, letters: str = "") -> np.ndarray:
    """Columns of `size` numbers, one per example: (size, N). A 1-D array is taken as one column, where one may stand.

    With `examples` given, exactly so many columns are demanded.
    """
    expected = f"({size}, {examples or 'N'})" + ("" if examples not in (None, 1) else f" or ({size},)")
    expected += f" = {letters}" if letters else ""
    checked = array(name, value, expected)
    shape = checked.shape
    if checked.ndim == 1:
        checked = checked.reshape(-1, 1)
    if checked.ndim != 2 or checked.shape[0] != size or examples not in (None, checked.shape[1]):
        raise ValueError(f"{name} has shape {shape} but should have shape {expected}.")
    checked.flags.writeable = False
    return checked


def scalar(name: str, value) -> float:
    """One finite real number, as a float."""
    checked = array(name, value, "() (one number)")
    if checked.size != 1:
        raise ValueError(f"{name} has shape {checked.shape} but should be one number, shape ().")
    return float(checked.reshape(()))


def size(name: str, value) -> int:
    """A whole number of at least 1, such as a number of units."""
    if isinstance(value, bool) or not isinstance(value, number_types.Integral) or value < 1:
        raise ValueError(f"{name} should be a whole number of at least 1, but is {value!r}.")
    return int(value)
