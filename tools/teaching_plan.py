"""The plans of docs/teaching.md, row by row: what a teacher is told to open, ask, set and choose."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from notebooks import PATHS  # noqa: E402

PAGE = Path(__file__).parents[1] / "docs" / "teaching.md"
SECTIONS = {"One session of 90 minutes": 90, "Four sessions of 45 minutes": 45}


@dataclass(frozen=True)
class Row:
    """One line of a plan. `notebook` is its path, or None in a break."""

    start: int
    end: int
    notebook: Path | None
    what: str
    predictions: tuple[str, ...]
    misconception: str

    @property
    def moves(self) -> list[tuple[str, str]]:
        """What is set or chosen, in this order: (label, number or option)."""
        return re.findall(r"`(\S.*?) (?:=|→) (.+?)`", self.what)

    @property
    def words(self) -> list[str]:
        """The headings and buttons that are named."""
        return re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", self.what)


def section(title: str) -> str:
    """The text under a heading, up to the next one of its kind."""
    return PAGE.read_text(encoding="utf-8").split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def plans(title: str) -> list[list[Row]]:
    """The tables of a section, one for each session."""
    tables = re.findall(r"((?:^\|.*\n)+)", section(title), re.MULTILINE)
    return [[_row(line) for line in table.splitlines()[2:]] for table in tables]


def _row(line: str) -> Row:
    minutes, number, what, predictions, misconception = (cell.strip() for cell in line.strip("|").split("|"))
    start, end = map(int, minutes.split("–"))
    notebook = next(path for path in PATHS if path.name.startswith(number)) if number else None
    return Row(start, end, notebook, what, tuple(re.findall("“([^”]+)”", predictions)), misconception)
