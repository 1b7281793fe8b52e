"""How JupyterLab starts on the site: Python comes first; the page or the notebook names a file that can't be had."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

from browser_python import NotBuilt

IN_BROWSER = Path(__file__).parent / "in_browser"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
IN_KERNEL = f"extensions/{KERNEL}/static"
PYTHON = "static/pyodide"
LISTED = "static/python.json"  # for start.js, which says what is in it
JUPYTERLAB = 6  # megabytes that its page loads
#: What JupyterLab's page does first, and what it does before that on the site: bring Python, and say so.
FIRST = "await import(\n          '../config-utils.js"
BEFORE = """if (location.protocol === 'file:') {
          document.write('JupyterLab needs a web server, on a USB stick too: run "python3 -m http.server" in the '
            + 'folder of index.html, and open http://localhost:8000.');
          return;
        }
        const start = await import('../start.js').catch(() => null);
        if (!start) {
          document.write('start.js cannot be fetched. Check the connection, then reload this page.');
          return;
        }
        await start.ready();
        """
#: In its kernel: a cell that waits for Python is told if it can't start, and a package that did not come is a reason.
KERNEL_CHANGES = {
    r"(\w+\.initialize\(\w+\))(\.then\(this\._ready\.resolve\.bind\(this\._ready\)\)\.catch\(\((\w+)=>\{)": (
        r"pythonStarts(\1)\2this._remoteKernel=withoutPython(this,\3);this._ready.resolve();"
    ),
    r"this\._pyodide=await \w+\(\{indexURL:\w+,\.\.\.(\w+)\.loadPyodideOptions\}\),": (
        r"\g<0>\1.loadPyodideOptions.packages.forEach(name=>"
        r"{if(!(name in this._pyodide.loadedPackages))throw new Error(name+' has not come')}),"
    ),
}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def begin_with_python(out: Path) -> None:
    """Lets JupyterLab's page bring Python first, and its kernel say why Python does not start."""
    replace(list((out / IN_KERNEL).glob("*.js")), KERNEL_CHANGES)
    replace([out / "lab" / "index.html"], {re.escape(FIRST): BEFORE + FIRST})
    files = sorted([*(out / PYTHON).iterdir(), *(out / IN_KERNEL).glob("pypi/*")])
    contents = {file.relative_to(out).as_posix(): file.read_bytes() for file in files}
    listed = {path: (len(content), digest(content)) for path, content in contents.items()}
    kernel = sorted(file.relative_to(out).as_posix() for file in (out / IN_KERNEL).glob("*.js"))
    (out / LISTED).write_text(json.dumps({"python": listed, "kernel": kernel}), encoding="utf-8")
    shutil.copy(IN_BROWSER / "start.js", out)
    worker = out / "service-worker.js"
    ours = (IN_BROWSER / worker.name).read_text(encoding="utf-8")
    worker.write_text(ours + worker.read_text(encoding="utf-8"), encoding="utf-8")


def replace(files: list[Path], changes: dict[str, str]) -> None:
    """Puts each change's value in the place of its pattern, in all the files. Raises `NotBuilt` if it is in none."""
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    for pattern, other in changes.items():
        if not any(re.search(pattern, text) for text in texts.values()):
            raise NotBuilt("This JupyterLite starts in another way than the site knows.")
        texts = {file: re.sub(pattern, other, text) for file, text in texts.items()}
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8")


def first_start(site: Path) -> int:
    """How many megabytes the first start of this site's JupyterLab fetches; 0 if the site has none."""
    if not (site / LISTED).exists():
        return 0
    python = sum(size for size, _ in json.loads((site / LISTED).read_text(encoding="utf-8"))["python"].values())
    return round(python / 1e6) + JUPYTERLAB
