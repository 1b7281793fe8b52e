"""`make lock` and `make audit`: the versions that everybody gets."""

import subprocess
from pathlib import Path

from .environment import ROOT, tool
from .pythons import OLDEST


def lock(args: list[str]) -> int:
    """One lock for all supported Pythons, all systems and all extras, which pip reads as constraints."""
    options = "pip compile --quiet --universal --all-extras --strip-extras --python-version {}.{}".format(*OLDEST)
    files = ["--custom-compile-command", "make lock", "-o", "requirements.lock", "pyproject.toml"]
    with tool("uv") as (_, uv):
        return subprocess.call([*uv, *options.split(), *files, *args], cwd=ROOT)


def audit(args: list[str]) -> int:
    """Every locked version, for whatever Python it is, and what installs them: this Python's pip, and setuptools.

    What cannot be looked up counts as unsafe (--strict).
    """
    with tool("pip-audit", "--upgrade", "setuptools") as (folder, pip_audit):
        listing = [pip_audit[0], "-m", "pip", "list", "--format=freeze"]
        installed = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.splitlines()
        installers = [line for line in installed if line.partition("==")[0] in ("pip", "setuptools")]
        command = pip_audit + "--strict --no-deps --disable-pip --progress-spinner off".split()
        with open(ROOT / "requirements.lock") as file:
            for number, pins in enumerate(one_version_each([*file, *installers])):
                listed = Path(folder, f"pins{number}.txt")
                listed.write_text("\n".join(pins))
                command += ["--requirement", str(listed)]
        return subprocess.call(command + args, cwd=ROOT)


def one_version_each(lock) -> list[list[str]]:
    """The pins of a lock without their markers, in lists that name each package once, as pip-audit needs them."""
    lists = []
    for pin in sorted({line.partition(" ;")[0].strip() for line in lock if "==" in line.partition("#")[0]}):
        name = pin.partition("==")[0]
        place = next((pins for pins in lists if name not in pins), None)
        if place is None:
            place = {}
            lists.append(place)
        place[name] = pin
    return [list(pins.values()) for pins in lists]
