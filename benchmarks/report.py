"""What every benchmark reports: a table of what it found, and its bars with what was measured against each."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib import metadata
from pathlib import Path

PACKAGES = ("numpy", "matplotlib", "ipywidgets", "jupyterlab", "jupyterhub", "tornado")


@dataclass(frozen=True)
class Bar:
    """A promise and what came of it."""

    what: str
    bar: str
    found: str
    met: bool


@dataclass
class Report:
    """`text` is Markdown: the tables, and what should be said about them. `figures` are for other computations."""

    text: str
    bars: list[Bar] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    def write(self, path: str) -> None:
        Path(path).write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: str | Path) -> Report:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
        return cls(found["text"], [Bar(**bar) for bar in found["bars"]], found["figures"])


def at_most(what: str, limit: float, found: float, unit: str) -> Bar:
    return Bar(what, f"at most {limit:g} {unit}", f"{found:.3g} {unit}", found <= limit)


def percentile(values: Iterable[float], percent: float) -> float:
    """The smallest value that so many percent of all are not above; NaN of none."""
    ordered = sorted(values)
    return ordered[max(math.ceil(len(ordered) * percent / 100) - 1, 0)] if ordered else math.nan


def table(heads: Sequence[str], rows: Iterable[Sequence], right: bool = True) -> str:
    """A Markdown table; with `right`, all columns but the first are aligned to the right."""
    lines = [heads, ["--:" if right and place else "---" for place in range(len(heads))], *rows]
    return "\n".join(f"| {' | '.join(str(cell).replace('|', '/') for cell in line)} |" for line in lines)


def bars_table(bars: Iterable[Bar]) -> str:
    rows = [(bar.what, bar.bar, bar.found, "" if bar.met else "**missed**") for bar in bars]
    return table(("what", "bar", "measured", ""), rows, right=False)


def put(page: str, name: str, text: str) -> str:
    """The page with `text` between its comments `<!-- name -->` and `<!-- end of name -->`; what is around it stays.

    Raises `ValueError` when the page has no such place.
    """
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    if page.count(start) != 1 or page.count(end) != 1 or page.index(start) > page.index(end):
        raise ValueError(f"The page has no place for {name}: {start} and then {end} should stand in it once.")
    before, after = page[: page.index(start)], page[page.index(end) :]
    return f"{before}{start}\n{text.strip()}\n{after}"


def machine() -> str:
    """The machine, the versions and the date, in one sentence."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    installed = {found.metadata["Name"].lower(): found.version for found in metadata.distributions()}
    versions = ", ".join(f"{name} {installed[name]}" for name in PACKAGES if name in installed)
    return (
        f"{date.today():%d %B %Y}, {os.cpu_count()} cores ({processor()}), {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}."
    )


def processor() -> str:
    """The processor's name where the system tells it."""
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def parser(description: str | None) -> argparse.ArgumentParser:
    """The options that every benchmark has."""
    options = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="a short one, for a first impression")
    options.add_argument("--json", metavar="FILE", help="writes the report there as well")
    return options


def show(report: Report, given: argparse.Namespace) -> None:
    print(f"{report.text}\n\n{bars_table(report.bars)}" if report.bars else report.text)
    if given.json:
        report.write(given.json)


def progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
