"""dev.py sets the project up once, repairs what broke, and says in one sentence what is wrong."""

import ast
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from in_venv import dotted

ROOT = Path(__file__).parents[2]
TOO_OLD = ["python2.7", "python3.6", "python3.7", "python3.8", "python3.9"]


def load(folder):
    """dev.py as a module, for the project in this folder."""
    spec = importlib.util.spec_from_file_location("dev", folder / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path):
    """A copy of what an installation needs."""
    for name in ("dev.py", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "backprop_helpers").mkdir()
    (tmp_path / "backprop_helpers" / "__init__.py").touch()
    return tmp_path


@pytest.fixture
def dev(project):
    return load(project)


@pytest.fixture
def installs(dev, monkeypatch):
    """What was installed, in order. Nothing really is: making .venv gives it a Python, pip only takes note."""
    done = []

    def make_venv(venv, log):
        done.append("venv")
        Path(dev.in_venv()).parent.mkdir(parents=True)
        Path(dev.in_venv()).touch()

    def version_of(python):
        return sys.version_info[:2] if os.path.exists(python[0]) else None

    monkeypatch.setattr(dev, "make_venv", make_venv)
    monkeypatch.setattr(dev, "version_of", version_of)
    monkeypatch.setattr(dev, "pip_install", lambda venv, log, *what: done.append(what[-1]))
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


def test_the_second_set_up_installs_nothing(dev, installs):
    dev.set_up("lab")
    assert installs == ["venv", ".[lab]"]
    dev.set_up("lab")
    assert installs == ["venv", ".[lab]"]


def test_the_tests_add_to_what_the_lab_needs_and_the_lab_keeps_it(dev, installs):
    for extras in (["lab"], ["lab", "test"], ["lab"]):
        dev.set_up(*extras)
    assert installs == ["venv", ".[lab]", ".[lab,test]"]


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.lock"])
def test_other_dependencies_are_installed_into_the_same_venv(dev, installs, project, name):
    dev.set_up("lab")
    with open(project / name, "a", encoding="utf-8") as file:
        file.write("\n# another day\n")
    dev.set_up("lab")
    assert installs == ["venv", ".[lab]", ".[lab]"]


def test_a_venv_that_somebody_else_made_is_kept(dev, installs):
    dev.make_venv(dev.VENV, None)
    dev.set_up("lab")
    assert installs == ["venv", ".[lab]"]


# ---- repair


def test_a_venv_whose_python_is_gone_is_made_anew(dev, installs):
    dev.set_up("lab")
    os.remove(dev.in_venv())
    dev.set_up("lab")
    assert installs == ["venv", ".[lab]"] * 2


def test_an_interrupted_set_up_begins_anew(dev, installs, monkeypatch):
    def interrupted(venv, log, *what):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(dev, "pip_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            dev.set_up("lab")
    dev.set_up("lab")
    assert installs == ["venv", "venv", ".[lab]"]


def test_a_folder_that_moved_is_set_up_anew(dev, installs, monkeypatch):
    """Scripts and the editable installation name the folder."""
    dev.set_up("lab")
    monkeypatch.setattr(dev, "ROOT", dev.ROOT + "-moved")
    monkeypatch.setattr(dev, "fingerprint", lambda: "as before")
    dev.set_up("lab")
    assert installs == ["venv", ".[lab]"] * 2


def test_a_failed_change_leaves_the_last_set_up_in_force(dev, installs, project, monkeypatch):
    def offline(venv, log, *what):
        sys.exit("offline")

    dev.set_up("lab")
    before = (project / "requirements.lock").read_bytes()
    (project / "requirements.lock").write_bytes(before + b"\n")
    with monkeypatch.context() as patch:
        patch.setattr(dev, "pip_install", offline)
        with pytest.raises(SystemExit):
            dev.set_up("lab")
    (project / "requirements.lock").write_bytes(before)
    dev.set_up("lab")
    assert installs == ["venv", ".[lab]"]


# ---- one sentence for what is wrong


@pytest.mark.slow  # makes an environment, and pip tries twice
def test_without_a_network_it_says_so(project):
    unreachable = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}
    command = [sys.executable, "dev.py", "lab"]
    shown = subprocess.run(command, cwd=project, env={**os.environ, **unreachable}, capture_output=True, text=True)
    assert shown.returncode == 1
    assert "go online" in shown.stderr and len(shown.stderr.splitlines()) == 1
    assert "setup.log" in shown.stderr and (project / ".venv" / "setup.log").stat().st_size > 0


def test_without_ensurepip_it_names_the_package_to_install(dev, tmp_path, monkeypatch):
    def no_ensurepip(command, stdout, stderr):
        stdout.write("The virtual environment was not created successfully because ensurepip is not\navailable.\n")
        return 1

    monkeypatch.setattr(dev.subprocess, "call", no_ensurepip)
    command = f"sudo apt install python{dotted(sys.version_info[:2])}-venv"
    with open(tmp_path / "log", "w") as log, stops_with(command):
        dev.make_venv(dev.VENV, log)


@pytest.mark.slow  # calls pip
def test_any_other_failure_of_pip_shows_its_last_error_and_the_log(dev, tmp_path, monkeypatch):
    monkeypatch.setattr(dev, "in_venv", lambda venv: sys.executable)
    (tmp_path / "nothing").mkdir()
    with open(tmp_path / "log", "w") as log, pytest.raises(SystemExit) as stopped:
        dev.pip_install(dev.VENV, log, "--dry-run", "--no-index", "--find-links", "nothing", "no-such-package")
    told, error = stopped.value.code.splitlines()
    assert str(tmp_path / "log") in told
    assert error.startswith("ERROR: No matching distribution found for no-such-package")


def test_a_port_asked_for_that_is_taken_is_named(dev):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        for args, env in (["--port", port], {}), (["--no-browser", "--port=" + port], {}), ([], {"PORT": port}):
            with stops_with(f"Port {port} is taken"):
                dev.choose_port(args, env)
    assert dev.choose_port(["--port", port], {}) == int(port)


def test_a_port_that_nobody_asked_for_moves_on_until_all_are_taken(dev, monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setattr(dev, "FIRST_PORT", port)
        monkeypatch.setattr(dev, "LAST_PORT", min(port + 50, 65535))
        assert port < dev.choose_port([], {}) <= dev.LAST_PORT
        monkeypatch.setattr(dev, "LAST_PORT", port)
        with stops_with("all taken"):
            dev.choose_port([], {})


@pytest.mark.parametrize("port", ["abc", "-1", "70000"])
def test_a_port_that_is_no_port_is_named(dev, port):
    with stops_with(port):
        dev.choose_port(["--port=" + port], {})


# ---- the right Python


def test_a_python_outside_the_range_hands_over_to_the_newest_inside(dev, monkeypatch):
    there = {("python3.11",): (3, 11), ("python3.12",): (3, 12), ("python3.13",): None}
    monkeypatch.setattr(dev, "version_of", lambda python: there.get(tuple(python)))
    assert dev.other_python((3, 8)) == ["python3.12"]
    assert dev.other_python((3, 15)) == ["python3.12"]


@pytest.mark.parametrize("here", [(2, 7), (3, 9), (3, 15)])
def test_without_a_python_in_the_range_it_says_which_and_where(dev, monkeypatch, here):
    monkeypatch.setattr(dev, "version_of", lambda python: None)
    with stops_with(f"Python {dotted(here)},", "3.10 to 3.14", "https://www.python.org/downloads/"):
        dev.other_python(here)


def test_the_range_is_the_one_of_the_package(dev):
    package = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">={dotted(dev.OLDEST)}"' in package
    assert f'"Programming Language :: Python :: {dotted(dev.NEWEST)}",\n]' in package


def test_a_command_that_is_no_python_has_no_version(dev, tmp_path):
    assert dev.version_of([sys.executable]) == sys.version_info[:2]
    assert dev.version_of([str(tmp_path / "python3.12")]) is None


def test_python_2_can_read_it():
    """A Python that is too old must still be able to say so."""
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    newer = [ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.YieldFrom, ast.Match, ast.MatMult]
    nodes = list(ast.walk(tree))
    assert len(nodes) > 500
    for node in nodes:
        assert not isinstance(node, (*newer, ast.AsyncFunctionDef)), ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
            assert not node.args.posonlyargs and not node.args.kwonlyargs, node.name
            assert node.returns is None and not any(argument.annotation for argument in arguments), node.name
        if isinstance(node, ast.Raise):
            assert node.cause is None, ast.unparse(node)


@pytest.mark.slow  # starts every old Python that is here
def test_an_old_python_answers(project, dev):
    old = [python for python in TOO_OLD if dev.version_of([python])]
    if not old:
        pytest.skip("no Python on the PATH is too old")
    for python in old:
        itself = subprocess.check_output([python, "-c", "import sys; print(sys.executable)"], text=True).strip()
        nothing = {**os.environ, "PATH": str(project)}
        command = [itself, "dev.py", "lab"]
        shown = subprocess.run(command, cwd=project, env=nothing, capture_output=True, text=True)
        assert shown.returncode == 1
        assert shown.stderr.startswith("This is Python") and len(shown.stderr.splitlines()) == 1
