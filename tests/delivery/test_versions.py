"""make audit asks about every locked version; make versions takes no package and no Python for granted."""

import subprocess
import sys
from contextlib import nullcontext
from importlib import metadata
from pathlib import Path

import pytest
from declared import LOCK_LINES, PROJECT
from in_venv import COLAB, PYTHONS, ROOT, SETS, oldest, python_command
from make import locked
from make.locked import one_version_each
from packaging.requirements import Requirement

# ---- known vulnerabilities


def test_every_locked_version_is_looked_up_whatever_python_it_is_for():
    lock = ["a==1 ; python_version < '3.11'\n", "a==2 ; python_version >= '3.11'\n", "    # via c==1\n", "b==3\n"]
    assert one_version_each(lock) == [["a==1", "b==3"], ["a==2"]]
    every = one_version_each((ROOT / "requirements.lock").read_text("utf-8").splitlines())
    asked = [pin for pins in every for pin in pins]
    assert sorted(asked) == sorted({line.partition(" ;")[0] for line in LOCK_LINES}) and len(asked) > 100


def test_what_installs_the_packages_is_asked_about_too(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(locked, "tool", lambda *_: nullcontext((tmp_path, [sys.executable, "-m", "pip_audit"])))
    monkeypatch.setattr(locked.subprocess, "call", lambda command, **_: asked.extend(command))
    locked.audit([])
    pins = "\n".join(Path(file).read_text("utf-8") for file in asked if file.endswith(".txt")).splitlines()
    assert f"pip=={metadata.version('pip')}" in pins and len(pins) > 100


# ---- other versions


def test_colabs_and_the_oldest_versions_are_within_the_ranges():
    ranges = {wanted.name: wanted.specifier for wanted in map(Requirement, PROJECT["dependencies"])}
    for pins in COLAB, oldest():
        versions = {wanted.name: str(wanted.specifier)[2:].replace("*", "0") for wanted in map(Requirement, pins)}
        assert ranges.keys() <= versions.keys()
        assert all(versions[name] in ranges[name] for name in ranges)


def test_a_python_that_is_not_here_is_named():
    with pytest.raises(LookupError, match=r"needs Python 2\.0 or 2\.1, which is not on this machine"):
        python_command(((2, 0), (2, 1)))
    assert python_command(((2, 0), tuple(sys.version_info[:2]))) == [sys.executable]
    assert SETS["newest"].pythons == PYTHONS[::-1]


def test_a_set_that_is_not_there_is_named():
    command = [sys.executable, ROOT / "tools" / "in_venv.py", "colap"]
    stopped = subprocess.run(command, capture_output=True, text=True)
    assert stopped.returncode == 1 and "no set of versions 'colap': say binder, colab, newest, oldest" in stopped.stderr
