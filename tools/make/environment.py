"""The environment: .venv, made once, and mended when something in it is missing."""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .changed import note_notebooks
from .installing import in_venv, make_venv, misled, no_room, pip_install, settings
from .pythons import ROOT as FOLDER
from .pythons import version_of
from .server_settings import give_settings
from .waiting import one_at_a_time

ROOT = Path(FOLDER)
HERE = sys.version_info[:2]
#: What each extra must be able to import before its packages count as installed.
IMPORTS = {
    "lab": "backprop_helpers, ipykernel.kernelapp, ipywidgets, jupyterlab.labapp, matplotlib.figure",
    "test": "autograd, hypothesis, nbval, nbgitpuller, playwright.sync_api, pytest, ruff, xdist",
    "site": "jupyterlite_core, latex2mathml, nbconvert",
    "bench": "ipympl, jupyterhub, psutil",
}
BY_HAND = "rename or delete it, then try again."


def set_up(*extras: str) -> str:
    """The Python of an environment with the locked packages of these extras, installed now if they are not there."""
    venv = place()
    if not holds(venv, extras):
        try:
            with one_at_a_time(ROOT / ".venv.lock"):
                if not holds(venv, extras):  # another make may just have finished
                    install(venv, extras)
        except OSError as error:
            if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
                sys.exit(f"{ROOT} cannot be written: copy it to a folder of your own, then try again there.")
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                sys.exit(no_room(ROOT))
            raise
    return in_venv(venv)


def place() -> Path:
    """.venv, or .venv-3.13 beside it if .venv belongs to another Python that still works."""
    venv = ROOT / ".venv"
    if venv.is_file() or (venv.is_symlink() and not venv.exists()):
        kind = "a link that leads nowhere" if venv.is_symlink() else "a file"
        sys.exit(f"{venv} is {kind}, but the packages belong in a folder of this name: {BY_HAND}")
    other = version_of([in_venv(venv)])
    return venv if other in (None, HERE) else venv.with_name(".venv-{}.{}".format(*HERE))


def holds(venv: Path, extras: tuple[str, ...]) -> bool:
    """True if the last set-up ended, was for these extras, this folder and this lock, and nothing is missing since."""
    have = read_json(venv / "setup.json") or {}
    return (
        {"root": str(ROOT), "packages": fingerprint()}.items() <= have.items()
        and set(extras) <= set(have["extras"])
        and set(have["installed"]) <= installed(venv)
        and version_of([in_venv(venv)]) == HERE
    )


def install(venv: Path, extras: tuple[str, ...]) -> None:
    """Fills the environment, makes it anew if that is not enough, and notes what is in it."""
    stamp = venv / "setup.json"
    have = read_json(stamp)  # None: an environment that is not from here. {}: a set-up that did not end
    works = version_of([in_venv(venv)]) == HERE
    if not works and venv.is_symlink():
        sys.exit(f"{venv} is a link to a folder without a Python that works: {BY_HAND}")
    if not works and have is None and venv.is_dir() and any(venv.iterdir()):
        sys.exit(f"{venv} is not from here, and its Python does not start: {BY_HAND}")
    extras = sorted({*extras, *(have or {}).get("extras", [])})
    anew = not works or (have is not None and have.get("root") != str(ROOT))  # broken, moved, or not ended
    print(f"Installing the packages into {venv.name} (once; takes about a minute) ...", flush=True)
    fill(venv, extras, have, anew)
    broken = import_error(venv, extras)
    if broken and (elsewhere := misled(settings(in_venv(venv)))):
        if have:
            write_json(stamp, have)
        sys.exit(elsewhere)
    if broken and have and not anew:
        print("Something is missing there: making it anew ...", flush=True)
        fill(venv, extras, have, anew=True)
        broken = import_error(venv, extras)
    if broken:
        sys.exit(f"{venv} does not work, for Python says “{broken}”: {BY_HAND}")
    give_settings(venv)
    note_notebooks(ROOT, venv)
    done = {"root": str(ROOT), "packages": fingerprint(), "extras": extras, "installed": sorted(installed(venv))}
    write_json(stamp, done)


def fill(venv: Path, extras: list[str], have: dict | None, anew: bool) -> None:
    """Installs the packages; with `anew`, into an environment made anew."""
    stamp = venv / "setup.json"
    if anew:
        shutil.rmtree(venv, ignore_errors=True)
        venv.mkdir(exist_ok=True)
    if anew or have is not None:
        write_json(stamp, {})
    with open(venv / "setup.log", "w") as log:
        try:
            if anew:
                make_venv(venv, log)
            pip_install(venv, log, "-c", "requirements.lock", "-e", f".[{','.join(extras)}]")
        except SystemExit:
            if have and not anew:  # pip has put back what was there
                write_json(stamp, have)
            raise


def import_error(venv: Path, extras: list[str]) -> str:
    """What keeps the packages from being imported, in Python's words; "" for nothing."""
    code = "\n".join(f"import {IMPORTS[extra]}" for extra in extras)
    done = subprocess.run([in_venv(venv), "-c", code], cwd=ROOT, capture_output=True, text=True, errors="replace")
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


def installed(venv: Path) -> set[str]:
    """The names in the folder of its packages: each package, and a folder that names its version."""
    folder = "Lib/site-packages" if os.name == "nt" else "lib/python{}.{}/site-packages".format(*HERE)
    try:
        return {name for name in os.listdir(venv / folder) if name != "__pycache__"}
    except OSError:
        return set()


def fingerprint() -> str:
    """Changes whenever the packages that belong in the environment may have changed."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "requirements.lock"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_json(path: Path):
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return None


def write_json(path: Path, content) -> None:
    path.write_text(json.dumps(content, indent=1))


@contextlib.contextmanager
def tool(name: str, *more: str) -> Iterator[tuple[str, list[str]]]:
    """A folder, and the command of a Python tool in it that nothing else here needs; both are gone afterwards.

    `more` is what pip gets to install beside it.
    """
    venv = Path(tempfile.mkdtemp())
    with open(venv / "setup.log", "w") as log:  # stays where something fails
        make_venv(venv, log)
        pip_install(venv, log, name, *more)
    try:
        yield str(venv), [in_venv(venv), "-m", name.replace("-", "_")]
    finally:
        shutil.rmtree(venv, ignore_errors=True)
