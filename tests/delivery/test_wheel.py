"""The package as others install it: an sdist, the wheel made from it, and every notebook with only that wheel."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest
from declared import ROOT
from in_venv import LEFT_OUT
from make.installing import in_venv, make_venv, pip_install

pytestmark = pytest.mark.slow  # makes an environment and installs into it

SDIST = "from setuptools.build_meta import build_sdist; build_sdist('dist')"
RUN_ALL = """
import backprop_helpers, notebooks
print(backprop_helpers.__file__)
for path in notebooks.PATHS:
    notebooks.run(path, solved=True)
"""


def call(*command, cwd, path=None):
    env = {**os.environ, "PYTHONPATH": str(path or "")}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """Built from a copy of the project."""
    home = tmp_path_factory.mktemp("wheel")
    project, pip = shutil.copytree(ROOT, home / "project", ignore=LEFT_OUT), [sys.executable, "-m", "pip", "--quiet"]
    call(*pip, "install", "--target", home / "tools", "setuptools>=77", cwd=home)
    call(sys.executable, "-c", SDIST, cwd=project, path=home / "tools")
    (built,) = (project / "dist").glob("*.tar.gz")
    return built


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    """Built from the sdist."""
    home = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--wheel-dir", home, sdist, cwd=home)
    (built,) = home.glob("*.whl")
    return built


def test_the_sdist_brings_no_tests_since_they_need_the_whole_project(sdist):
    with tarfile.open(sdist) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"backprop_helpers", "LICENSE", "README.md"} <= tops and not {"tests", "tools"} & tops


def test_the_wheel_of_the_sdist_holds_every_module_and_every_style_sheet(wheel):
    package = ROOT / "backprop_helpers"
    files = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = [path for path in package.rglob("*") if path.suffix in (".py", ".css")]
    assert files == {path.relative_to(ROOT).as_posix() for path in wanted} and len(files) > 50


@pytest.mark.thorough
def test_every_notebook_runs_with_the_installed_wheel(wheel, tmp_path):
    venv = tmp_path / "venv"
    venv.mkdir()
    with open(tmp_path / "log", "w") as log:
        make_venv(venv, log)
        pip_install(venv, log, "-c", "requirements.lock", str(wheel), "nbformat")
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "notebooks.py", tmp_path / "tests")
    said = call(in_venv(venv), "-c", RUN_ALL, cwd=tmp_path, path=tmp_path / "tests")
    assert said.splitlines()[0].startswith(str(venv))
