"""`make check`, `make test` and `make thorough`, stage by stage."""

import os
import subprocess
import tempfile
from pathlib import Path

from .changed import changed, failures
from .environment import ROOT, set_up

STYLE = [("lint", ["ruff", "check"]), ("format", ["ruff", "format", "--check"])]
#: One more than the processors, up to 4: the tests in the browser wait for it half of the time.
PYTEST = ["pytest", f"--numprocesses={min((os.cpu_count() or 1) + 1, 4)}", "--dist=loadfile"]
QUICK = ["--ignore=tests/browser", "-m", "not slow and not thorough"]
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"]
NBVAL += ["--nbval-sanitize-with=tests/nbval_sanitize.cfg", "notebooks"]


def check(args: list[str]) -> int:
    """Everything that needs neither a browser nor another environment nor a server."""
    return stages([*STYLE, ("tests", PYTEST + QUICK + args)])


def test(args: list[str]) -> int:
    return stages([*STYLE, ("tests", PYTEST + ["-m", "not thorough"] + args), ("notebooks", PYTEST + NBVAL)])


def thorough(args: list[str]) -> int:
    """What `make test` leaves out: every notebook in the browser, many more inputs, and what takes long."""
    return stages([("tests", [*PYTEST, "-m", "thorough", *args])])


def stages(todo: list[tuple[str, list[str]]]) -> int:
    """Calls each stage, also after one that failed, and says which have failed; the user's own changes apart."""
    os.environ["BACKPROP_RECORD"] = "off"  # what was answered in these notebooks is neither read nor written
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each kernel would compile all that it imports
    python = set_up("lab", "test", "site")
    mine = changed(ROOT, Path(python).parents[1])
    failed, failed_by_user = [], {}
    for name, command in todo:
        print(f"\n== {name}: {' '.join(command)}", flush=True)
        passed, blamed = stage([python, "-m", *command], mine)
        if not passed:
            failed.append(name)
        for notebook in blamed:
            failed_by_user.setdefault(notebook, []).append(name)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nEverything of the project passed.")
    for notebook, names in failed_by_user.items():
        print(f"{notebook} was changed by you, and no longer passes: {', '.join(names)}")
    if failed and mine and not failed_by_user:
        print(f"Changed by you: {', '.join(mine)}")
    return 1 if failed or failed_by_user else 0


def stage(command: list[str], mine: list[str]) -> tuple[bool, list[str]]:
    """Whether all passed but for what the user changed, and the notebooks, of those changed, that did not."""
    if "ruff" in command:
        left_out = [word for notebook in mine for word in ("--extend-exclude", notebook)]
        blamed = [notebook for notebook in mine if subprocess.call([*command, notebook], cwd=ROOT)]
        return subprocess.call([*command, *left_out], cwd=ROOT) == 0, blamed
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        code = subprocess.call([*command, f"--junitxml={report}"], cwd=ROOT)
        bad = failures(report)
    blamed = [notebook for notebook in mine if any(Path(notebook).stem in test for test in bad)]
    faults = [test for test in bad if not any(Path(notebook).stem in test for notebook in blamed)]
    return code == 0 or (code == 1 and bool(bad) and not faults), blamed  # not 1: pytest was stopped, or found nothing
