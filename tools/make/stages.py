"""`make check` and `make test`, stage by stage."""

import subprocess

from .environment import ROOT, set_up

STYLE = [("lint", ["ruff", "check"]), ("format", ["ruff", "format", "--check"])]
PYTEST = ["pytest", "--numprocesses=logical", "--maxprocesses=4", "--dist=loadfile"]
QUICK = ["--ignore=tests/browser", "-m", "not slow"]
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"]
NBVAL += ["--nbval-sanitize-with=tests/nbval_sanitize.cfg", "notebooks"]


def check(args: list[str]) -> int:
    """Everything that needs neither a browser nor another environment nor a server."""
    return stages([*STYLE, ("tests", PYTEST + QUICK + args)])


def test(args: list[str]) -> int:
    return stages([*STYLE, ("tests", PYTEST + args), ("notebooks", PYTEST + NBVAL)])


def stages(todo: list[tuple[str, list[str]]]) -> int:
    """Calls each stage, also after one that failed, and says which have failed."""
    python = set_up("lab", "test", "site")
    failed = []
    for name, command in todo:
        print(f"\n== {name}: {' '.join(command)}", flush=True)
        if subprocess.call([python, "-m", *command], cwd=ROOT) != 0:  # pytest that finds no test counts as failed
            failed.append(name)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nEverything passed.")
    return 1 if failed else 0
