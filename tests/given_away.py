"""What would give each prediction away if it stood above it: patterns, by the name of the question."""

from tries import FILES

GIVEN_AWAY = {name: patterns for file in FILES for name, patterns in file.GIVEN_AWAY.items()}
