"""Pyodide without its server: the core from npm, pure Python packages from PyPI in the versions that its lock names.

Packages that are compiled (NumPy, matplotlib) are on Pyodide's own server only, and are missing here.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_VERSION
from packaging.utils import canonicalize_name
from playwright.sync_api import BrowserContext, Route

FOLDER = Path(sys.prefix, "share", f"pyodide-{PYODIDE_VERSION}")
LOCK = "pyodide-lock.json"
NEEDED = ("micropip", "ipython", "jedi")  # what the kernel starts with


class NotToBeHad(RuntimeError):
    """npm or PyPI cannot be reached, or npm is not here."""


def get_pyodide() -> Path:
    """The folder with Pyodide, fetched once. Raises `NotToBeHad`."""
    if not FOLDER.is_dir():
        if shutil.which("npm") is None:
            raise NotToBeHad("Pyodide comes from npm, which is not here.")
        with tempfile.TemporaryDirectory(dir=sys.prefix) as work:
            _run([shutil.which("npm"), "pack", "--silent", f"pyodide@{PYODIDE_VERSION}"], work)
            with tarfile.open(next(Path(work).glob("*.tgz"))) as archive:
                archive.extractall(work, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
            core = Path(work, "package")
            _add_packages(core)
            core.rename(FOLDER)
    return FOLDER


def locked_versions(*names: str) -> dict[str, str]:
    """The version of each of these packages in Pyodide, and of what they need there. Raises `NotToBeHad`."""
    lock = json.loads((get_pyodide() / LOCK).read_text(encoding="utf-8"))
    return {name: package["version"] for name, package in _with_needs(lock, names).items()}


def _with_needs(lock: dict, names: Iterable[str]) -> dict[str, dict]:
    todo, found = list(names), {}
    while todo:
        name = canonicalize_name(todo.pop())
        if name not in found:
            found[name] = lock["packages"][name]
            todo += found[name]["depends"]
    return found


def _add_packages(core: Path) -> None:
    lock = json.loads((core / LOCK).read_text(encoding="utf-8"))
    wanted = _with_needs(lock, NEEDED)
    pins = [f"{package['name']}=={package['version']}" for package in wanted.values()]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--no-deps", "--ignore-requires-python", "--only-binary=:all:", *pins], core)
    for package in wanted.values():  # Pyodide packs the same files anew, so the digests differ
        package["sha256"] = hashlib.sha256((core / package["file_name"]).read_bytes()).hexdigest()
    (core / LOCK).write_text(json.dumps(lock), encoding="utf-8")


def _run(command: list[str], folder) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise NotToBeHad(f"{' '.join(command[:4])} ... said: {done.stderr[-500:]}")


def serve(context: BrowserContext, home: str) -> dict[str, list[str]]:
    """Answers for Pyodide's server from the folder. Nothing else but `home` is reached; what was asked for is noted."""
    asked = {"pyodide": [], "missing": [], "elsewhere": []}

    def answer(route: Route):
        url = route.request.url
        if url.startswith((home, "data:", "blob:")):
            route.continue_()
            return
        name = url.removeprefix(PYODIDE_CDN_URL + "/")
        file = FOLDER / name
        kind = "elsewhere" if name == url else "pyodide" if file.is_file() else "missing"
        asked[kind].append(name)
        if kind == "pyodide":
            route.fulfill(path=file, headers={"Access-Control-Allow-Origin": "*", "Content-Type": _type(file)})
        else:
            route.abort()

    context.route("**/*", answer)
    return asked


def _type(file: Path) -> str:
    return {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}.get(
        file.suffix, "application/octet-stream"
    )
