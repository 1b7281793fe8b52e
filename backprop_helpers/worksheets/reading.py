"""Read the numbers that people type: 0.25, 0,25, .25, 1/3, −0.3 with any kind of minus, or nothing."""

import re
import unicodedata
from collections.abc import Mapping
from numbers import Real

import numpy as np

from .blanks import BLANKS, label, symbol
from .sheet import Worksheet

LARGEST = 1e6
NOTHING = ("", "?", "...", "…")  # texts that are no answer yet
_MINUS = str.maketrans(dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}", "-"))
_DECIMAL = r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_NUMBER = re.compile(rf"([+-]?)\s*({_DECIMAL})(?:\s*/\s*([+-]?{_DECIMAL}))?", re.ASCII)


def parse_number(given) -> float | None:
    """Return the number that was typed, or None for a blank. Raises `ValueError` if it is not a number."""
    if given is None or given is ...:
        return None
    if not isinstance(given, (str, Real)) or isinstance(given, bool):
        raise ValueError(f"A value of type {type(given).__name__} is not a number.")
    text = _plain(str(given))
    if text in NOTHING:
        return None
    quoted = f"“{given}”" if len(str(given)) <= 20 else f"“{str(given)[:20]}…”"
    matched = _NUMBER.fullmatch(text)
    if not matched:
        raise ValueError(f"{quoted} can't be read as a number: write it like 0.25, −0,3 or 1/3.")
    sign, top, bottom = matched.groups()
    if bottom and float(bottom) == 0:
        raise ValueError(f"{quoted} divides by 0.")
    number = float(sign + top) / float(bottom or 1)
    if not abs(number) <= LARGEST:
        raise ValueError(f"{quoted} is not a number that this network could give.")
    return number


def parse(sheet: Worksheet, typed: Mapping) -> tuple[dict[str, np.ndarray], list[str]]:
    """Return the numbers that were typed, by blank, and a sentence for each text that can't be read.

    Each array has its blank's shape; it holds NaN for what is missing or can't be read.
    """
    found, problems = {}, []
    for name in BLANKS:
        numbers = np.full(sheet.key[name].shape, np.nan)
        given = np.array(typed.get(name), dtype=object)
        if given.size == numbers.size:
            for place, each in zip(np.ndindex(numbers.shape), given.ravel(), strict=True):
                try:
                    number = parse_number(each)
                    numbers[place] = np.nan if number is None else number
                except ValueError as error:
                    problems.append(f"{label(name, place)}: {error}")
        elif given.size != 1 or given.ravel()[0] is not None:
            problems.append(f"{symbol(name)} has {numbers.size} numbers, but {given.size} are given.")
        found[name] = numbers
    return found, problems


def _plain(text: str) -> str:
    """Return the text with ASCII digits and signs and a decimal point; a ½ after a digit stays apart from it."""
    apart = "".join(f" {each}" if unicodedata.decomposition(each).startswith("<fraction>") else each for each in text)
    plain = unicodedata.normalize("NFKC", apart).translate(_MINUS).replace("\N{FRACTION SLASH}", "/")
    digits = "".join(str(unicodedata.decimal(each, each)) for each in plain)
    if "." not in digits:
        digits = re.sub(r"(?<=\d),(?=\d)|^([+-]?),(?=\d)", r"\1.", digits)
    return digits.strip().lstrip("=≈").strip()
