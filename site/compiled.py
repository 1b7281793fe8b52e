"""Compiles beforehand what Python would otherwise compile each time that a notebook starts.

The site's own Python does it, in Node.js, so that what is compiled always fits.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from browser_python import LOCK, NotBuilt
from programs import run

IN_NODE = Path(__file__).parent / "in_node"
UNCOMPILED = (
    "The site works, but notebooks start some seconds later: Node.js (18 or newer is needed) has not compiled Python"
)


def compile_imports(folder: Path, loaded: list[str]) -> None:
    """Compiles what a notebook imports, in the archives of `folder`, which holds Pyodide and its packages.

    `loaded` are the names of those that it loads at its start. Without Node.js, or if it fails, all stay as they are;
    why it failed is printed.
    """
    node = shutil.which("node")
    if node is None:
        return
    start, program = (str(IN_NODE / name) for name in ("start_python.js", "compile_imports.py"))
    with tempfile.TemporaryDirectory() as work:
        copy = shutil.copytree(folder, Path(work, "python"))
        try:
            run([node, start, str(copy), json.dumps(loaded), program], copy, UNCOMPILED)
        except NotBuilt as reason:
            print(reason)
            return
        lock = json.loads((copy / LOCK).read_text(encoding="utf-8"))
        for package in lock["packages"].values():
            package["sha256"] = hashlib.sha256((copy / package["file_name"]).read_bytes()).hexdigest()
        (copy / LOCK).write_text(json.dumps(lock), encoding="utf-8")
        shutil.copytree(copy, folder, dirs_exist_ok=True)
