"""A copy of the project that is set up in seconds, without a network, with stand-ins for the packages that it needs.

The stand-in for JupyterLab only tells what it was told. In the copy, this file also builds the project's own wheel.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: The packages, each with its modules: all that the lab must be able to import.
PACKAGES = {
    "ipykernel": {"kernelapp": ""},
    "ipywidgets": {},
    "jupyterlab": {"labapp": "", "__main__": "import json, os, sys\nprint(json.dumps([sys.argv, dict(os.environ)]))"},
    "matplotlib": {"figure": ""},
}
ABOUT = "Metadata-Version: 2.1\nName: {}\nVersion: 1.0\n{}"
WHEEL = "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
PYPROJECT = '[build-system]\nrequires = []\nbuild-backend = "stand_ins"\nbackend-path = ["tests"]\n'


def write_wheel(folder, name: str, files: dict[str, str], about: str = "") -> str:
    """Writes a wheel into the folder: its file name."""
    info, wheel = f"{name}-1.0.dist-info", f"{name}-1.0-py3-none-any.whl"
    files = {**files, f"{info}/METADATA": ABOUT.format(name, about), f"{info}/WHEEL": WHEEL, f"{info}/RECORD": ""}
    files[f"{info}/RECORD"] = "".join(f"{place},,\n" for place in files)
    with zipfile.ZipFile(Path(folder, wheel), "w") as archive:
        for place, text in files.items():
            archive.writestr(place, text)
    return wheel


def build_editable(folder, config_settings=None, metadata_directory=None) -> str:
    """What pip asks of the project; while there is a file `wait`, it gets no answer."""
    while os.path.exists("wait"):
        time.sleep(0.05)
    needs = "".join(f"Requires-Dist: {name}; extra == 'lab'\n" for name in PACKAGES)
    files = {"backprop_helpers.pth": os.getcwd()}
    return write_wheel(folder, "backprop_helpers", files, f"Provides-Extra: lab\n{needs}")


def copy_project(folder: Path) -> Path:
    """The copy, in this folder."""
    for name in ("dev.py", "Makefile", "jupyter_server_config.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "tools/make", folder / "tools/make", ignore=shutil.ignore_patterns("__pycache__"))
    for made in ("notebooks", "backprop_helpers", "tests", "wheels"):
        (folder / made).mkdir()
    (folder / "backprop_helpers/__init__.py").touch()
    shutil.copy(__file__, folder / "tests")
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "requirements.lock").write_text("".join(f"{name}==1.0\n" for name in PACKAGES))
    for name, modules in PACKAGES.items():
        files = {f"{name}/{module}.py": text for module, text in {"__init__": "", **modules}.items()}
        write_wheel(folder / "wheels", name, files)
    return folder


def command(project: Path, *words: str, **env: str) -> tuple[list[str], dict[str, str]]:
    """dev.py with these words, and the environment in which pip finds the stand-ins and nothing else."""
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(project / "wheels"), "PIP_CONFIG_FILE": os.devnull}
    others = ("PIP_", "JUPYTER", "MAKE", "MFLAGS", "ARGS")  # also those of the make that runs the tests
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    return [sys.executable, str(project / "dev.py"), *words], {**kept, **pip, **env}


def call(project: Path, *words: str, **env: str) -> subprocess.CompletedProcess:
    words, env = command(project, *words, **env)
    return subprocess.run(words, env=env, capture_output=True, text=True, errors="replace")


def told(done: subprocess.CompletedProcess) -> tuple[list[str], dict[str, str]]:
    """What JupyterLab was told: its arguments and its environment."""
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])
