"""rivals.py as a notebook: its set-up, then a cell for each way."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from report import progress

RIVALS = Path(__file__).with_name("rivals.py")


def rivals(only: str = "") -> nbformat.NotebookNode:
    """The ways whose title starts with `only`; ipympl's not where that is missing."""
    setup, *ways = re.split(r"^# %% ", RIVALS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    ways = [way for way in ways if way.startswith(only)]
    if not find_spec("ipympl"):
        ways = [way for way in ways if not way.startswith("ipympl")]
        progress("ipympl is not installed, so it is not measured.")
    cells = [new_code_cell(setup), *(new_code_cell(f"# {way.strip()}") for way in ways)]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
