"""Runs all notebooks with other versions of the packages: `make versions`, or python tools/in_venv.py [SET ...]

Each set of versions gets a copy of the project and a clean venv in a temporary folder. Only the kernel runs in that
venv; nbval runs here, and compares what each cell shows with what is stored. Nothing is left behind.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from make.installing import in_venv
from make.pythons import NEWEST, OLDEST, version_of
from packaging.requirements import Requirement

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
PYTHONS = tuple((3, minor) for minor in range(OLDEST[1], NEWEST[1] + 1))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "_site")
NBVAL = "-m pytest -q --numprocesses=2 --dist=loadfile --nbval --nbval-kernel-name=clean --nbval-cell-timeout=120"


@dataclass(frozen=True)
class Versions:
    """What is installed with pip, in the first of these Pythons that is here; `said` names it in a sentence."""

    said: str
    pythons: tuple[tuple[int, int], ...]
    pip: tuple[str, ...]


def binders_python() -> tuple[int, int]:
    environment = (ROOT / "environment.yml").read_text(encoding="utf-8")
    return tuple(map(int, re.search(r"python=(\d+)\.(\d+)", environment).groups()))


def oldest() -> tuple[str, ...]:
    """The lower end of each range in pyproject.toml; what these packages need themselves is pip's choice."""
    ranges = map(Requirement, [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["lab"]])
    return tuple(
        f"{wanted.name}=={bound.version}" for wanted in ranges for bound in wanted.specifier if bound.operator == ">="
    )


#: Colab's own packages, as its list of packages and its `google-colab` requirement name them. There is no JupyterLab.
COLAB = ("numpy==2.1.*", "matplotlib==3.10.*", "ipywidgets==7.7.1", "ipykernel==6.17.1", "ipython==7.34.0")

SETS = {
    "binder": Versions("what Binder installs", (binders_python(),), ("-r", "requirements.txt")),
    "colab": Versions("what Colab has", ((3, 12),), (".", *COLAB)),
    "newest": Versions("the newest of everything", PYTHONS[::-1], ("--upgrade", ".[lab]")),
    "oldest": Versions("the oldest that our ranges admit", PYTHONS, (".[lab]", *oldest())),
}


def dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))


def python_command(pythons: tuple[tuple[int, int], ...]) -> list[str]:
    """The command that starts the first of these Pythons that is on this machine. Raises `LookupError` for none."""
    for wanted in pythons:
        for command in [sys.executable], [f"python{dotted(wanted)}"], ["py", f"-{dotted(wanted)}"]:
            if version_of(command) == wanted:
                return command
    raise LookupError(f"This needs Python {' or '.join(map(dotted, pythons))}, which is not on this machine.")


def run_notebooks(versions: Versions, home: Path) -> bool:
    """Installs them in `home` and runs every notebook; True when each cell showed what is stored.

    Raises `LookupError` with a sentence when the Python is not here, `CalledProcessError` when pip fails.
    """
    python = python_command(versions.pythons)
    project = shutil.copytree(ROOT, home / "project", ignore=LEFT_OUT)
    subprocess.run([*python, "-m", "venv", home / "venv"], check=True)
    clean = in_venv(home / "venv")
    pip = ["-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([clean, *pip, "install", *versions.pip], cwd=project, check=True)
    subprocess.run([clean, "--version"], check=True)
    subprocess.run([clean, *pip, "freeze"], check=True)
    subprocess.run([clean, "-m", "ipykernel", "install", "--prefix", home, "--name", "clean"], check=True)
    where = {**os.environ, "JUPYTER_PATH": str(home / "share" / "jupyter"), "IPYTHONDIR": str(home / "ipython")}
    where["BACKPROP_RECORD"] = "off"
    sanitize = f"--nbval-sanitize-with={project / 'tests' / 'nbval_sanitize.cfg'}"
    return (
        subprocess.run([sys.executable, *NBVAL.split(), sanitize, "notebooks"], cwd=project, env=where).returncode == 0
    )


def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in SETS]
    if unknown:
        sys.exit(f"There is no set of versions {unknown[0]!r}: say {', '.join(SETS)}, or nothing for all.")
    failed = []
    for name in names or SETS:
        print(f"\n== {name}: {SETS[name].said}", flush=True)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            try:
                passed = run_notebooks(SETS[name], Path(home))
            except (LookupError, subprocess.CalledProcessError) as error:
                print(error)
                passed = False
        failed += [] if passed else [name]
    if failed:
        sys.exit(f"\nFailed: {', '.join(failed)}")
    print("\nEvery notebook shows the same with each of them.")


if __name__ == "__main__":
    main(sys.argv[1:])
