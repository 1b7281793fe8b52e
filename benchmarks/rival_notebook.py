"""rivals.py as notebooks: its set-up, then a cell for each way."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

RIVALS = Path(__file__).with_name("rivals.py")
ALL_BUT_IPYMPL = ("floor", "matplotlib", "Output", "interact")


def rivals(only: str = "") -> nbformat.NotebookNode:
    """The ways whose title starts with `only`; ipympl's only if asked, since it takes every figure of its kernel."""
    setup, *ways = re.split(r"^# %% ", RIVALS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    ways = [way for way in ways if way.startswith(only or ALL_BUT_IPYMPL)]
    cells = [new_code_cell(setup), *(new_code_cell(f"# {way.strip()}") for way in ways)]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
