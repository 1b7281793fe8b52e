"""The lessons: what the notebooks themselves say about their title, their goal and their time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Lesson:
    """One notebook of the sequence. `page` and `lab` are its addresses, as seen from the folder of the pages."""

    path: Path
    title: str
    goal: str
    minutes: str

    @property
    def number(self) -> str:
        return self.path.stem[:2]

    @property
    def short(self) -> str:
        """The title up to its colon, with the number."""
        return f"{self.number} {self.title.partition(':')[0]}"

    @property
    def page(self) -> str:
        return f"{self.path.stem}.html"

    @property
    def lab(self) -> str:
        return f"../lab/index.html?path={self.path.name}"


def read_lesson(path: Path) -> Lesson:
    """Raises `ValueError` for a notebook whose first cell has no title, goal or time."""
    first = nbformat.read(path, as_version=4).cells[0].source
    parts = [
        re.search(pattern, first, re.MULTILINE)
        for pattern in (r"^# (?:\d\d )?(.+)$", r"^After this notebook (.+)$", r"\*\*Time:\*\* (.+?)\.")
    ]
    if not all(parts):
        raise ValueError(f"{path.name} should begin with a title, 'After this notebook ...' and '**Time:** ...'.")
    title, goal, minutes = (part[1] for part in parts)
    return Lesson(path, title, goal[0].upper() + goal[1:], minutes)


def lessons() -> list[Lesson]:
    """The sequence, in order."""
    return [read_lesson(path) for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))]
