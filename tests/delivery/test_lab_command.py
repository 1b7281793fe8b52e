"""What `make lab` tells JupyterLab: the port, the notebook, the folder, and what a root user needs."""

import os
import socket

import pytest
from make import server

START = [f"--ServerApp.root_dir={server.NOTEBOOKS}", "--LabApp.default_url=/lab/tree/00_start_here.ipynb"]
OTHER = [START[0], "--LabApp.default_url=/lab/tree/03_step1_output_activation.ipynb"]


@pytest.fixture(autouse=True)
def as_a_user(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], START),
        (["--port", "8890"], [*START, "--port", "8890"]),
        (["notebooks/03_step1_output_activation.ipynb"], OTHER),
        (["--no-browser", "notebooks/03_step1_output_activation.ipynb"], [*OTHER, "--no-browser"]),
        (["--LabApp.default_url=/lab/tree/x.ipynb"], [START[0], "--LabApp.default_url=/lab/tree/x.ipynb"]),
        (["--LabApp.default_url", "/lab/tree/x.ipynb"], [START[0], "--LabApp.default_url", "/lab/tree/x.ipynb"]),
        (["--ServerApp.root_dir=/mine"], [START[1], "--ServerApp.root_dir=/mine"]),
        (["--notebook-dir=/mine"], [START[1], "--notebook-dir=/mine"]),
        (["--config", "odd.ipynb"], [*START, "--config", "odd.ipynb"]),
        (["/mine/own.ipynb"], ["/mine/own.ipynb"]),
    ],
)
def test_what_is_not_asked_for_is_notebook_00_in_the_notebooks_folder(given, told):
    assert server.options(given) == told


def test_root_is_told_once_that_the_server_stays_on_this_machine(monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert server.options([]) == ["--allow-root", *START]
    (line,) = capsys.readouterr().out.splitlines()
    assert "root" in line and "this machine alone" in line and "token" in line
    assert server.options(["--allow-root"]) == [*START, "--allow-root"] and not capsys.readouterr().out


# ---- the port


def test_a_port_asked_for_that_is_taken_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        for args, env in (["--port", port], {}), (["--no-browser", "--port=" + port], {}), ([], {"PORT": port}):
            with pytest.raises(SystemExit, match=f"Port {port} is taken"):
                server.choose_port(args, env)
    assert server.choose_port(["--port", port], {}) == int(port)


def test_a_port_that_nobody_asked_for_moves_on_until_all_are_taken(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setattr(server, "FIRST_PORT", port)
        monkeypatch.setattr(server, "LAST_PORT", min(port + 50, 65535))
        assert port < server.choose_port([], {}) <= server.LAST_PORT
        monkeypatch.setattr(server, "LAST_PORT", port)
        with pytest.raises(SystemExit, match="all taken"):
            server.choose_port([], {})


@pytest.mark.parametrize("port", ["abc", "-1", "70000"])
def test_a_port_that_is_no_port_is_named(port):
    with pytest.raises(SystemExit, match=port):
        server.choose_port(["--port=" + port], {})
