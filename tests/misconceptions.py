"""The table of misconceptions, read for the tests."""

import re
from pathlib import Path

TABLE = (Path(__file__).parents[1] / "docs" / "misconceptions.md").read_text(encoding="utf-8")
_FOUND = re.findall(r"^\| ([^|]+) \| (\d\d [^|]+) \| (.+) \|$", TABLE, re.MULTILINE)
ROWS = [(what, places) for what, places, _ in _FOUND]
TOLD = {what: told for what, _, told in _FOUND}  # what a learner's code is told
