"""Which notebooks the user has changed, so that a test which they no longer pass is no fault of the project."""

import hashlib
import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

NOTED = "notebooks.json"


def note_notebooks(root: Path, venv: Path) -> None:
    """Keeps, in the environment, what the notebooks were when it was made; `changed` asks for it if there is no git."""
    if not (venv / NOTED).exists():
        (venv / NOTED).write_text(json.dumps(digests(root), indent=1))


def digests(root: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (root / "notebooks").glob("*.ipynb")}


def changed(root: Path, venv: Path) -> list[str]:
    """The notebooks that are not as they came, as `notebooks/NAME`."""
    try:
        ask = ["git", "status", "--porcelain", "-z", "--no-renames", "--", "notebooks"]
        done = subprocess.run(ask, cwd=root, capture_output=True, text=True)
        if done.returncode == 0:
            return sorted(line[3:] for line in done.stdout.split("\0") if line.endswith(".ipynb"))
        before = json.loads((venv / NOTED).read_text())
    except (OSError, ValueError):
        return []
    return sorted(f"notebooks/{name}" for name, digest in digests(root).items() if before.get(name) != digest)


def failures(report: Path) -> list[str]:
    """The tests that failed, as pytest's report in JUnit's format names them."""
    if not report.exists():
        return []
    cases = ElementTree.parse(report).iter("testcase")
    bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    return [f"{case.get('classname')} {case.get('name')}" for case in bad]
