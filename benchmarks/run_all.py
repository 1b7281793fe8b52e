"""Every benchmark and one table of bars: make bench, or python benchmarks/run_all.py [--quick] [--write] [PART ...]

The parts run one after the other, each in a process of its own, so that one that fails loses nothing of the others. The
exit code is 1 if a part failed or a bar was missed. With --write the figures stand in benchmarks/README.md and
docs/class_size.md: what they replace is between comments, the words around them stay. Take a quiet machine; all of it
takes about half an hour on 2 cores.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from class_size import sizes
from report import Bar, Report, bars_table, machine, parser, progress, put, show

HERE = Path(__file__).parent
README, CLASS_SIZE = HERE / "README.md", HERE.parent / "docs" / "class_size.md"
#: Part: its script, with options.
PARTS = {
    "slider_latency": ["slider_latency.py"],
    "plain_server": ["slider_latency.py", "--stock"],
    "messages": ["messages.py"],
    "notebook_weight": ["notebook_weight.py"],
    "classroom": ["classroom.py"],
    "trace_speed": ["trace_speed.py"],
    "training_speed": ["training_speed.py"],
    "gradient_speed": ["gradient_speed.py"],
}
PLAIN = ("trace_speed", "training_speed", "gradient_speed")  # print their figures and have no options
MINUTES = 20  # for one part


def run(part: str, quick: bool) -> Report:
    """What a part reports; a missed bar where it fails."""
    with tempfile.TemporaryDirectory() as home:
        file = Path(home, "report.json")
        script, *options = PARTS[part]
        options += [] if part in PLAIN else [*["--quick"] * quick, "--json", str(file)]
        command = [sys.executable, str(HERE / script), *options]
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=MINUTES * 60)
        except subprocess.TimeoutExpired:
            return failed(part, f"took more than {MINUTES} minutes")
        if done.returncode:
            return failed(part, f"ended with exit code {done.returncode}")
        return Report(f"```text\n{done.stdout.rstrip()}\n```") if part in PLAIN else Report.read(file)


def failed(part: str, why: str) -> Report:
    return Report(f"{part} {why}.", [Bar(part, "runs to its end", why, False)])


def written(page: str, reports: dict[str, Report], summary: str) -> str:
    """The page with these figures. A part that was not run keeps what it had, and the summary is only of all parts."""
    for part, report in reports.items():
        page = put(page, part, f"{machine()}\n\n{report.text}")
    return put(page, "bars", summary) if set(reports) == set(PARTS) else page


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def main() -> int:
    options = parser(__doc__)
    options.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; else all")
    options.add_argument("--write", action="store_true", help="writes the figures into benchmarks/README.md")
    given = options.parse_args()
    if given.quick and given.write:
        options.error("--quick is a first impression; what is written comes from a whole run")
    parts = given.parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        options.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    reports = {}
    for part in parts:
        progress(f"== {part}")
        reports[part] = run(part, given.quick)
    bars = [bar for report in reports.values() for bar in report.bars]
    summary = f"{machine()}\n\n{bars_table(bars)}"
    if given.write:
        rewrite(README, lambda page: written(page, reports, summary))
        if found := reports["classroom"].figures if "classroom" in reports else {}:
            rewrite(CLASS_SIZE, lambda page: put(page, "class_size", sizes(found)))
    show(Report("\n\n".join([summary, *(report.text for report in reports.values())])), given)
    return 0 if all(bar.met for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
