"""JupyterLab in the browser: the notebooks, Python, the package and its widgets as files that any web server can serve.

Python runs in the reader's browser (Pyodide). All that the notebooks need is in the site, and no other server is asked.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import nbformat
from browser_python import add_python
from compiled import compile_imports
from programs import run
from starting import IN_BROWSER, KERNEL, PYTHON, begin_with_python, digest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", KERNEL)
KERNELSPEC = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
#: The project's wheel and those of pure Python that its widgets need and Pyodide does not have: what each needs.
WHEELS = {
    "backprop_helpers": ("numpy", "matplotlib", "ipywidgets"),
    "ipywidgets": ("comm", "ipython", "jupyterlab-widgets", "traitlets"),
    "jupyterlab_widgets": (),
    "comm": ("traitlets",),
}
CHECK_VERSION = """# Python runs in your browser here. This cell says if the site has a newer version of the notebook.
import backprop_site

backprop_site.say_if_newer({name}, {stamp})"""

#: JupyterLab would take an arrow key on a slider as "next cell": it may only when the cell itself has the focus.
ARROWS = {
    "ArrowDown": "notebook:move-cursor-down",
    "ArrowUp": "notebook:move-cursor-up",
    "ArrowLeft": "notebook:move-cursor-heading-above-or-collapse",
    "ArrowRight": "notebook:move-cursor-heading-below-or-expand",
}
FOCUS = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) "
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},  # a widget off the screen stays alive
    "@jupyterlab/shortcuts-extension:shortcuts": {
        "shortcuts": [
            {"command": command, "keys": [key], **where}
            for key, command in ARROWS.items()
            for where in ({"selector": f"{FOCUS}:focus", "disabled": True}, {"selector": f"{FOCUS}.jp-Cell:focus"})
        ]
    },
}


def stamp(notebook: nbformat.NotebookNode) -> str:
    """Says which version of a notebook this is: of its text and code, not of its outputs."""
    cells = json.dumps([(cell.cell_type, cell.source) for cell in notebook.cells])
    return digest(cells.encode())


def for_browser(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """The notebook with a first code cell that compares versions. Everything else stays, counted on by one."""
    check = CHECK_VERSION.format(name=json.dumps(name), stamp=json.dumps(stamp(notebook)))
    cells = notebook.cells
    first = next(place for place, cell in enumerate(cells) if cell.cell_type == "code")
    cells.insert(first, nbformat.v4.new_code_cell(check, id="version"))
    for count, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), start=1):
        for counted in (cell, *(output for output in cell.outputs if output.output_type == "execute_result")):
            counted.execution_count = count
    notebook.metadata.kernelspec = nbformat.from_dict(KERNELSPEC)
    return notebook


def wheels(folder: Path) -> dict[Path, tuple[str, ...]]:
    """The project's wheel and the others, in their locked versions, put into `folder`: each with what it needs."""
    source = folder / "source"  # a copy: a build leaves files behind, and takes in those of the last one
    shutil.copytree(
        ROOT / "backprop_helpers", source / "backprop_helpers", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    others = [name for name in WHEELS if name != "backprop_helpers"]
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    lock = ["--constraint", str(ROOT / "requirements.lock"), "--only-binary", ",".join(others)]
    run(
        [*pip, *lock, "--wheel-dir", str(folder), str(source), *others],
        folder,
        "pip cannot get the wheels (it needs a network)",
    )
    return {wheel: WHEELS[wheel.name.partition("-")[0]] for wheel in sorted(folder.glob("*.whl"))}


def build_lab(out: Path, work: Path) -> None:
    """JupyterLab, the notebooks and Python into `out`.

    `work` is an empty folder to work in. Raises `NotBuilt` if a file can't be had or a program fails.
    """
    contents, packages, lite = (work / name for name in ("contents", "wheels", "lite"))
    for folder in (contents, packages, lite):
        folder.mkdir()
    stamps = {}
    for path in NOTEBOOKS:
        notebook = nbformat.read(path, as_version=4)
        stamps[path.name] = stamp(notebook)
        copy = nbformat.writes(for_browser(notebook, path.name), split_lines=False)
        (contents / path.name).write_text(copy, encoding="utf-8")  # JupyterLite does not join lines
    in_python = {"backprop_site/__init__.py": (IN_BROWSER / "backprop_site.py").read_text(encoding="utf-8")}
    in_python["backprop_site/stamps.json"] = json.dumps(stamps)
    loaded = add_python(lite / PYTHON, wheels(packages), in_python)
    compile_imports(lite / PYTHON, loaded)
    app = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Backpropagation",
            "litePluginSettings": {
                f"{KERNEL}:kernel": {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": loaded}}
            },
        },
    }
    config = {
        "LiteBuildConfig": {
            "contents": [str(contents)],
            "apps": ["lab"],
            "federated_extensions": [str(Path(sys.prefix, "share/jupyter/labextensions", name)) for name in EXTENSIONS],
            "ignore_sys_prefix": ["federated_extensions"],  # those of a newer JupyterLab do not fit
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }
    for name, content in {"jupyter_lite_config": config, "jupyter-lite": app, "overrides": SETTINGS}.items():
        (lite / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    build = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(lite), "--output-dir", str(out)]
    run(build, lite, "JupyterLite cannot be built")
    begin_with_python(out)
