"""Notebooks 00 to 03: their *what to try* rows, tried, and what would give their predictions away."""

from . import Try

#: Patterns (regular expressions) that must not stand above the question.
GIVEN_AWAY: dict[str, list[str]] = {}

TRIES: list[Try] = []
