"""make sets the project up once, repairs what broke, and says in one sentence what is wrong."""

import ast
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from declared import ROOT
from in_venv import dotted
from make import environment, installing, pythons

TOO_OLD = ["python2.7", "python3.6", "python3.7", "python3.8", "python3.9"]
HERE = sys.version_info[:2]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder that is set up in place of this project's."""
    for name in ("pyproject.toml", "requirements.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def installs(project, monkeypatch):
    """What was installed, in order. Nothing really is: making .venv gives it a Python, pip only takes note."""
    done = []

    def make_venv(venv, log):
        done.append("venv")
        python = Path(installing.in_venv(venv))
        python.parent.mkdir(parents=True)
        python.touch()

    monkeypatch.setattr(environment, "make_venv", make_venv)
    monkeypatch.setattr(environment, "version_of", lambda python: HERE if os.path.exists(python[0]) else None)
    monkeypatch.setattr(environment, "pip_install", lambda venv, log, *what: done.append(what[-1]))
    monkeypatch.setattr(environment, "import_error", lambda venv, extras: "")
    return done


@contextmanager
def stops_with(*words):
    """What is done stops with one line that holds these words. Its exit code is then 1."""
    with pytest.raises(SystemExit) as stopped:
        yield
    text = stopped.value.code
    assert isinstance(text, str) and len(text.splitlines()) == 1
    assert all(each in text for each in words), text


# ---- set up once


def test_the_second_set_up_installs_nothing(installs):
    environment.set_up("lab")
    assert installs == ["venv", ".[lab]"]
    environment.set_up("lab")
    assert installs == ["venv", ".[lab]"]


def test_the_tests_add_to_what_the_lab_needs_and_the_lab_keeps_it(installs):
    for extras in (["lab"], ["lab", "test"], ["lab"]):
        environment.set_up(*extras)
    assert installs == ["venv", ".[lab]", ".[lab,test]"]


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.lock"])
def test_other_dependencies_are_installed_into_the_same_venv(installs, project, name):
    environment.set_up("lab")
    with open(project / name, "a", encoding="utf-8") as file:
        file.write("\n# another day\n")
    environment.set_up("lab")
    assert installs == ["venv", ".[lab]", ".[lab]"]


def test_a_venv_that_somebody_else_made_is_kept(installs, project):
    environment.make_venv(project / ".venv", None)
    environment.set_up("lab")
    assert installs == ["venv", ".[lab]"]


def test_another_python_gets_an_environment_of_its_own(installs, project, monkeypatch):
    environment.set_up("lab")
    monkeypatch.setattr(environment, "version_of", lambda python: (3, 99) if ".venv/" in python[0] else HERE)
    assert environment.place() == project / f".venv-{dotted(HERE)}"


# ---- repair


def test_a_package_that_cannot_be_imported_does_not_count_as_installed(installs, project, monkeypatch):
    monkeypatch.setattr(environment, "import_error", lambda venv, extras: "ImportError: DLL load failed")
    monkeypatch.setattr(environment, "settings", lambda python: "")
    for _ in range(2):
        with stops_with(str(project / ".venv"), "DLL load failed", "rename or delete it"):
            environment.set_up("lab")
    assert installs == ["venv", ".[lab]"] * 2


def test_a_venv_whose_python_is_gone_is_made_anew(installs, project):
    environment.set_up("lab")
    os.remove(installing.in_venv(project / ".venv"))
    environment.set_up("lab")
    assert installs == ["venv", ".[lab]"] * 2


def test_an_interrupted_set_up_begins_anew(installs, monkeypatch):
    def interrupted(venv, log, *what):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "pip_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            environment.set_up("lab")
    environment.set_up("lab")
    assert installs == ["venv", "venv", ".[lab]"]


def test_a_folder_that_moved_is_set_up_anew(installs, project, monkeypatch):
    """Scripts and the editable installation name the folder."""
    environment.set_up("lab")
    moved = project.rename(project.with_name("moved"))
    monkeypatch.setattr(environment, "ROOT", moved)
    environment.set_up("lab")
    assert installs == ["venv", ".[lab]"] * 2


def test_a_failed_change_leaves_the_last_set_up_in_force(installs, project, monkeypatch):
    def offline(venv, log, *what):
        sys.exit("offline")

    environment.set_up("lab")
    before = (project / "requirements.lock").read_bytes()
    (project / "requirements.lock").write_bytes(before + b"\n")
    with monkeypatch.context() as patch:
        patch.setattr(environment, "pip_install", offline)
        with pytest.raises(SystemExit):
            environment.set_up("lab")
    (project / "requirements.lock").write_bytes(before)
    environment.set_up("lab")
    assert installs == ["venv", ".[lab]"]


# ---- one sentence for what is wrong


def test_without_ensurepip_it_names_the_package_to_install(tmp_path, monkeypatch):
    def no_ensurepip(command, env, stdout, stderr):
        stdout.write("The virtual environment was not created successfully because ensurepip is not\navailable.\n")
        return 1

    monkeypatch.setattr(subprocess, "call", no_ensurepip)
    command = f"sudo apt install python{dotted(HERE)}-venv"
    with open(tmp_path / "log", "w") as log, stops_with(command):
        installing.make_venv(tmp_path, log)


# ---- the right Python


def test_a_python_outside_the_range_hands_over_to_the_newest_inside(monkeypatch):
    there = {("python3.11",): (3, 11), ("python3.12",): (3, 12), ("python3.13",): None}
    monkeypatch.setattr(pythons, "version_of", lambda python: there.get(tuple(python)))
    assert pythons.other_python((3, 8)) == ["python3.12"]
    assert pythons.other_python((3, 15)) == ["python3.12"]


@pytest.mark.parametrize("here", [(2, 7), (3, 9), (3, 15)])
def test_without_a_python_in_the_range_it_says_which_and_where(monkeypatch, here):
    monkeypatch.setattr(pythons, "version_of", lambda python: None)
    with stops_with(f"Python {dotted(here)},", "3.10 to 3.14", "https://www.python.org/downloads/"):
        pythons.other_python(here)


def test_the_range_is_the_one_of_the_package():
    package = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">={dotted(pythons.OLDEST)}"' in package
    assert f'"Programming Language :: Python :: {dotted(pythons.NEWEST)}",\n]' in package


def test_a_command_that_is_no_python_has_no_version(tmp_path):
    assert pythons.version_of([sys.executable]) == sys.version_info[:2]
    assert pythons.version_of([str(tmp_path / "python3.12")]) is None


@pytest.mark.parametrize("name", ["dev.py", "tools/make/pythons.py"])
def test_python_2_can_read_it(name):
    """A Python that is too old must still be able to say so."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    newer = [ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.YieldFrom, ast.Match, ast.MatMult]
    nodes = list(ast.walk(tree))
    assert len(nodes) > 100
    for node in nodes:
        assert not isinstance(node, (*newer, ast.AsyncFunctionDef)), ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
            assert not node.args.posonlyargs and not node.args.kwonlyargs, node.name
            assert node.returns is None and not any(argument.annotation for argument in arguments), node.name
        if isinstance(node, ast.Raise):
            assert node.cause is None, ast.unparse(node)


@pytest.mark.slow  # starts every old Python that is here
@pytest.mark.parametrize("python", TOO_OLD)
def test_an_old_python_answers(tmp_path, python):
    if not pythons.version_of([python]):
        pytest.skip(f"{python} is not on the PATH")
    itself = subprocess.check_output([python, "-c", "import sys; print(sys.executable)"], text=True).strip()
    command, nothing = [itself, ROOT / "dev.py", "lab"], {**os.environ, "PATH": str(tmp_path)}
    shown = subprocess.run(command, env=nothing, capture_output=True, text=True)
    assert shown.returncode == 1
    assert shown.stderr.startswith("This is Python") and len(shown.stderr.splitlines()) == 1
