"""Compiles beforehand what Python would otherwise compile each time that a notebook starts.

The site's own Python does it, in Node.js, so that what is compiled always fits.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from browser_python import LOCK
from programs import run

IN_NODE = Path(__file__).parent / "in_node"
FAILURE = "Node.js cannot compile Python's modules (it needs version 18 or newer; without Node.js, nothing is compiled)"


def compile_imports(folder: Path, loaded: list[str]) -> None:
    """Compiles what a notebook imports, in the archives of `folder`, which holds Pyodide and its packages.

    `loaded` are the names of those that it loads at its start. Without Node.js all stay as they are. Raises `NotBuilt`.
    """
    node = shutil.which("node")
    if node is None:
        return
    start, program = (str(IN_NODE / name) for name in ("start_python.js", "compile_imports.py"))
    run([node, start, str(folder), json.dumps(loaded), program], folder, FAILURE)
    lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package["sha256"] = hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest()
    (folder / LOCK).write_text(json.dumps(lock), encoding="utf-8")
