"""What is built from the project holds every file of the package, its style sheets too."""

import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest
from declared import PYPROJECT, ROOT

PACKAGE = ROOT / "backprop_helpers"
FILES = {path.relative_to(ROOT).as_posix() for kind in ("*.py", "*.css") for path in PACKAGE.rglob(kind)}
BUILD = "from setuptools import build_meta as backend; backend.build_wheel('.'); backend.build_sdist('.')"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A copy of the project with its wheel and its source distribution, made by the build system that it asks for."""
    copy, backend = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("backend")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(PACKAGE, copy / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    wanted = PYPROJECT["build-system"]["requires"]
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", backend, *wanted], check=True)
    subprocess.run([sys.executable, "-c", BUILD], cwd=copy, env={"PYTHONPATH": str(backend)}, check=True)
    return copy


def test_a_wheel_holds_every_file_of_the_package(built):
    assert {"backprop_helpers/style.css", "backprop_helpers/worksheets/paper.css"} <= FILES
    (wheel,) = built.glob("*.whl")
    assert FILES <= set(zipfile.ZipFile(wheel).namelist())


def test_a_source_distribution_holds_every_file_of_the_package(built):
    (source,) = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        assert FILES <= {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
