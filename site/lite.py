"""JupyterLab in the browser: the notebooks, the package and its widgets as files that any web server can serve.

Python runs in the reader's browser (Pyodide). NumPy and matplotlib come from Pyodide's own server; everything else that
the notebooks need is in the site, and PyPI is never asked.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
KERNEL_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
KERNEL = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
#: Pure Python that the package's widgets and the kernel need and Pyodide does not have.
WHEELS = ("ipywidgets", "jupyterlab-widgets", "comm")
BRING_PACKAGE = """# Python runs in your browser here, and fetches the package first. That may take a minute.
%pip install -q backprop-helpers"""

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},  # a widget off the screen stays alive
}
APP = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "Backpropagation",
        "litePluginSettings": {KERNEL_PLUGIN: {"disablePyPIFallback": True}},
    },
}


def for_browser(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook with a first code cell that fetches the package. Everything else stays, counted on by one."""
    cells = notebook.cells
    first = next(place for place, cell in enumerate(cells) if cell.cell_type == "code")
    cells.insert(first, nbformat.v4.new_code_cell(BRING_PACKAGE, id="package"))
    for count, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), start=1):
        for counted in (cell, *(output for output in cell.outputs if output.output_type == "execute_result")):
            counted.execution_count = count
    notebook.metadata.kernelspec = nbformat.from_dict(KERNEL)
    return notebook


def wheels(folder: Path) -> list[Path]:
    """The package as a wheel and the ones that its widgets need, in their locked versions, put into `folder`."""
    source = folder / "source"  # a copy: a build leaves files behind, and takes in those of the last one
    shutil.copytree(
        ROOT / "backprop_helpers", source / "backprop_helpers", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    lock = ["--constraint", str(ROOT / "requirements.lock"), "--only-binary", ",".join(WHEELS)]
    subprocess.run([*pip, *lock, "--wheel-dir", str(folder), str(source), *WHEELS], check=True)
    return sorted(folder.glob("*.whl"))


def build_lab(out: Path, work: Path) -> None:
    """JupyterLab, the notebooks and the wheels into `out`. `work` is an empty folder to work in."""
    contents = work / "contents"
    contents.mkdir()
    for path in NOTEBOOKS:
        copy = nbformat.writes(for_browser(nbformat.read(path, as_version=4)), split_lines=False)
        (contents / path.name).write_text(copy, encoding="utf-8")  # JupyterLite does not join lines
    packages = work / "wheels"
    packages.mkdir()
    config = {
        "LiteBuildConfig": {"contents": [str(contents)], "apps": ["lab"], "no_sourcemaps": True},
        "PipliteAddon": {"piplite_urls": [str(wheel) for wheel in wheels(packages)]},
    }
    lite = work / "lite"
    lite.mkdir()
    for name, content in {"jupyter_lite_config": config, "jupyter-lite": APP, "overrides": SETTINGS}.items():
        (lite / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    build = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(lite), "--output-dir", str(out)]
    done = subprocess.run(build, cwd=lite, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"JupyterLite cannot be built:\n{done.stdout[-3000:]}")
