"""The tests on the versions that run in the browser: `make pyodide`, or python tools/pyodide_venv.py [PYTEST'S OPTIONS]

Pyodide's lock names the versions of NumPy, matplotlib and what these need; the rest is as locked here. Python itself is
this one, not the browser's. Everything happens in a temporary folder.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pyodide_here import NotToBeHad, locked_versions

ROOT = Path(__file__).parents[1]
IN_BROWSER = ("numpy", "matplotlib")


def constraints(pins: dict[str, str]) -> str:
    """requirements.lock with these versions in place of its own."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    ours = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    kept = [line for line in ours if canonicalize_name(Requirement(line).name) not in pins]
    return "\n".join([*kept, *(f"{name}=={version}" for name, version in pins.items())])


def main(options: list[str]) -> int:
    try:
        pins = locked_versions(*IN_BROWSER)
    except NotToBeHad as reason:
        sys.exit(str(reason))
    print(", ".join(f"{name} {version}" for name, version in sorted(pins.items())), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder, "Scripts" if os.name == "nt" else "bin", "python"))
        file = Path(folder, "constraints.txt")
        file.write_text(constraints(pins), encoding="utf-8")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint", str(file)]
        if subprocess.call([*pip, "-e", ".[lab,test,site]"], cwd=ROOT):
            return 1
        env = {**os.environ, "BACKPROP_UNLOCKED": "1"}  # other versions than those of the lock, on purpose
        nbval = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=60", "notebooks"]
        nbval += ["--nbval-sanitize-with=tests/nbval_sanitize.cfg"]
        pytest = [python, "-m", "pytest", "-q", "--numprocesses=logical", "--maxprocesses=4", "--dist=loadfile"]
        stages = [[*pytest, "tests", "--ignore=tests/browser", *options], [*pytest, *nbval]]
        return max(subprocess.call(stage, cwd=ROOT, env=env) for stage in stages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
