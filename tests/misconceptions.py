"""The table of misconceptions, read for the tests."""

import re
from pathlib import Path

TABLE = (Path(__file__).parents[1] / "docs" / "misconceptions.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+) \| (\d\d .+) \|$", TABLE, re.MULTILINE)
