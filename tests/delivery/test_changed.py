"""make test keeps faults of the project apart from what the user has changed in a notebook."""

import shutil
import subprocess
import sys

import pytest
from make import stages
from make.changed import changed, note_notebooks

TESTS = """
import pathlib, pytest

@pytest.mark.parametrize("stem", ["01_theirs", "02_mine"])
def test_a_notebook(stem):
    text = pathlib.Path(__file__).with_name("notebooks").joinpath(stem + ".ipynb").read_text()
    assert "wrong" not in text
"""
MINE, THEIRS = "notebooks/02_mine.ipynb", "notebooks/01_theirs.ipynb"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a test for each of two notebooks, as it was when its environment was made."""
    monkeypatch.setattr(stages, "ROOT", tmp_path)
    monkeypatch.setattr(stages, "set_up", lambda *extras: str(tmp_path / ".venv/bin/python"))
    (tmp_path / "notebooks").mkdir()
    for name in (MINE, THEIRS):
        (tmp_path / name).write_text("{}")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    (tmp_path / "test_it.py").write_text(TESTS)
    note_notebooks(tmp_path, tmp_path / ".venv")
    return tmp_path


def summary(capfd, monkeypatch):
    """The exit code of make test, and what it says at its end."""
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    call = subprocess.call
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # none is needed, and they take a while
    monkeypatch.setattr(stages.subprocess, "call", lambda command, cwd: call([*words, command[-1]], cwd=cwd))
    code = stages.stages([("tests", ["pytest"])])
    return code, capfd.readouterr().out.strip().rpartition("\n\n")[2]


def test_what_the_user_changed_is_named_apart(project, capfd, monkeypatch):
    assert summary(capfd, monkeypatch) == (0, "Everything of the project passed.")
    (project / MINE).write_text("wrong")
    said = f"Everything of the project passed.\n{MINE} was changed by you, and no longer passes: tests"
    assert summary(capfd, monkeypatch) == (1, said)


def test_a_fault_of_the_project_stays_one(project, capfd, monkeypatch):
    (project / THEIRS).write_text("wrong")
    note_notebooks(project, project / ".venv")
    assert changed(project, project / ".venv") == [THEIRS], "what was noted first counts"
    (project / ".venv/notebooks.json").unlink()
    note_notebooks(project, project / ".venv")
    (project / MINE).write_text("wrong")
    said = f"Failed: tests\n{MINE} was changed by you, and no longer passes: tests"
    assert summary(capfd, monkeypatch) == (1, said)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_with_git_it_is_git_that_says_what_was_changed(project):
    def git(*words):
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *words], cwd=project, check=True, capture_output=True)

    git("init")
    git("add", "notebooks")
    git("commit", "--message", "as it comes")
    assert changed(project, project / ".venv") == []
    (project / MINE).write_text("{ }")
    (project / "notebooks/99 my own.ipynb").write_text("{}")
    assert changed(project, project / ".venv") == [MINE, "notebooks/99 my own.ipynb"]
