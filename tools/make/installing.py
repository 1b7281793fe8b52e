"""Makes an environment and fills it with pip. What keeps either from working is said in one sentence."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .pythons import ROOT


def no_room(folder) -> str:
    return f"The disk is full: the packages need about 1 GB in {folder}. Make room, then try again."


UNREADABLE = "pip cannot read its own settings: correct or remove {found}, then try again."
#: What pip says, and what that means. The first that fits is told; {found} is what the brackets hold.
REASONS = [
    (r"No space left on device", no_room(ROOT)),
    (
        r"CERTIFICATE_VERIFY_FAILED|confirming the ssl certificate",
        "This network puts its own certificate in place of PyPI's, as filters of schools and companies do: "
        "ask for the file of that certificate, and try again with PIP_CERT=FILE set.",
    ),
    (
        r"Cannot connect to proxy|ProxyError",
        "The proxy that this machine is told to use does not answer: correct or unset https_proxy, then try again.",
    ),
    (r"Configuration file could not be loaded[^']*'([^'\n]+)'", UNREADABLE),
    (r"(?m)Configuration file contains invalid .* characters in (.*?)\.?\s*$", UNREADABLE),
    (
        r"connection broken by|Max retries exceeded|Failed to establish|Read timed out",
        "The packages cannot be fetched: go online, then try again.",
    ),
]
#: Settings of pip that keep packages away from where they belong, as `pip config list` names them.
ELSEWHERE = ("target", "prefix", "root", "no-deps", "dry-run")
ELSEWHERE_IN_ENV = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PIP_NO_DEPS", "PIP_REQUIRE_VIRTUALENV")


def in_venv(venv: Path) -> str:
    """The Python of an environment."""
    return str(venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def make_venv(venv: Path, log) -> None:
    # Not sys.executable: that may be the Python of the very environment that is made anew.
    python = getattr(sys, "_base_executable", sys.executable)
    with tempfile.TemporaryDirectory(dir=venv) as room:
        env = {**os.environ, "TMPDIR": room}
        if subprocess.call([python, "-m", "venv", str(venv)], env=env, stdout=log, stderr=log) == 0:
            return
    said = read(log)
    if "ensurepip is not" in said or "No module named" in said:
        sys.exit(
            "This Python cannot make a virtual environment: on Debian and Ubuntu run "
            "'sudo apt install python{}.{}-venv', then try again.".format(*sys.version_info)
        )
    if shutil.disk_usage(venv).free < 50e6:  # what ensurepip says is lost
        sys.exit(no_room(venv))
    sys.exit(f"A virtual environment cannot be made: {log.name} tells why.")


def pip_install(venv: Path, log, *what: str) -> None:
    """Installs with pip, whatever this machine's settings of pip say about the place."""
    # Few and short tries, so that a missing network is noticed soon. Whoever has set these keeps them.
    env = {"PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "10", **os.environ, "PIP_USER": "0"}
    env = {name: value for name, value in env.items() if name not in ELSEWHERE_IN_ENV}
    # Not compiled: most of it is never imported, and a first start is quicker by a quarter.
    options = ["--no-input", "--disable-pip-version-check", "--no-compile"]
    install = [in_venv(venv), "-m", "pip", "install", *options, *what]
    with tempfile.TemporaryDirectory(dir=venv) as room:  # the system's own folder for such files may be small
        if subprocess.call(install, cwd=ROOT, env={**env, "TMPDIR": room}, stdout=log, stderr=log) == 0:
            return
    sys.exit(reason(read(log), settings(in_venv(venv)), log.name))


def settings(python: str) -> str:
    """This machine's settings of pip, as pip lists them."""
    listing = [python, "-m", "pip", "config", "list"]
    return subprocess.run(listing, capture_output=True, text=True, errors="replace").stdout


def misled(settings: str, names: tuple[str, ...] = ELSEWHERE) -> str:
    """A sentence about the first of these settings that is on, or ""."""
    for line in settings.splitlines():
        where, _, value = line.partition("=")
        name = where.rpartition(".")[2]
        if name in names and value.strip("'").lower() not in ("0", "false", "no", "off"):
            place = f"the variable PIP_{name.upper().replace('-', '_')}" if ":env:" in where else "pip's own settings"
            return f"pip is told “{name}” by {place}, so the packages do not get here: unset that, then try again."
    return ""


def reason(said: str, settings: str, log: str) -> str:
    """Why pip failed and what to do, in a sentence; else its last error."""
    for sign, sentence in REASONS:
        if found := re.search(sign, said):
            return f"{sentence.format(found=(*found.groups(), '')[0])} ({log} tells more.)"
    if "No matching distribution" in said and (sentence := misled(settings, ("no-index",))):
        return sentence
    errors = [line.strip() for line in said.splitlines() if line.strip().lower().startswith("error")]
    return "\n".join([f"The packages cannot be installed: {log} tells why.", *errors[-1:]])


def read(log) -> str:
    log.flush()
    return Path(log.name).read_text(errors="replace")
