"""`make lab`: JupyterLab on this machine, with notebook 00 open, whatever else this machine's Jupyter is set to."""

import argparse
import errno
import os
import socket
import sys
import tempfile
from pathlib import Path

from .environment import ROOT, set_up
from .pythons import run

FIRST_PORT, LAST_PORT = 8888, 8938
NOTEBOOKS = ROOT / "notebooks"
START = "00_start_here.ipynb"
#: Options of JupyterLab without a value: what follows one of them is not its value.
FLAGS = {"-y", "--allow-root", "--collaborative", "--core-mode", "--debug", "--dev-mode", "--no-browser", "--watch"}


def lab(args: list[str]) -> int:
    python = set_up("lab")
    # Retries off: JupyterLab would quietly take another port than the one asked for.
    env = {**os.environ, "JUPYTER_PORT": str(choose_port(args, os.environ)), "JUPYTER_PORT_RETRIES": "0"}
    env["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("JUPYTER_CONFIG_PATH")]))
    env.update(home(Path(python).parents[1]))
    return run([python, "-m", "jupyterlab", *options(args)], env)


def options(args: list[str]) -> list[str]:
    """What JupyterLab is told: `args`, and what they leave open."""
    notebook, address = notebook_among(args), f"/lab/tree/{START}"
    if notebook:
        path = Path(os.path.abspath(ROOT / notebook))
        if NOTEBOOKS not in path.parents:  # from elsewhere: JupyterLab opens it in its folder
            return as_root(args) + args
        args = [arg for arg in args if arg != notebook]
        address = f"/lab/tree/{path.relative_to(NOTEBOOKS).as_posix()}"
    asked = {arg.partition("=")[0].replace("-", "_").rpartition(".")[2].lstrip("_") for arg in args}
    ours = {"root_dir": f"--ServerApp.root_dir={NOTEBOOKS}", "default_url": f"--LabApp.default_url={address}"}
    if "notebook_dir" in asked:  # another name of the same
        del ours["root_dir"]
    return as_root(args) + [option for name, option in ours.items() if name not in asked] + args


def notebook_among(args: list[str]) -> str | None:
    """The argument that names a notebook, and is neither an option nor an option's value."""
    for before, arg in zip(["", *args], args, strict=False):
        a_value = before.startswith("-") and "=" not in before and before not in FLAGS
        if arg.endswith(".ipynb") and not arg.startswith("-") and not a_value:
            return arg
    return None


def as_root(args: list[str]) -> list[str]:
    """JupyterLab does not start for root unless it is told to. In a container there is nobody else."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or "--allow-root" in args:
        return []
    print("You are root: JupyterLab answers this machine alone, and only to who has its token.", flush=True)
    return ["--allow-root"]


def home(venv: Path) -> dict[str, str]:
    """Another home in which Jupyter can keep its settings, if this user has none; else nothing."""
    own = os.path.expanduser("~")
    if os.path.isabs(own) and os.path.isdir(own) and os.access(own, os.W_OK) and os.environ.get("HOME") != "":
        return {}
    other = venv / "home"
    try:
        other.mkdir(exist_ok=True)
    except OSError:
        other = Path(tempfile.mkdtemp(prefix="jupyter-home-"))
    print(f"Your home folder ({own}) cannot be written, so Jupyter keeps its settings in {other}.", flush=True)
    return {"HOME": str(other)}


def choose_port(args: list[str], env) -> int:
    """The port asked for, by --port or by PORT, which must be free; else the first free one."""
    options = argparse.ArgumentParser(prog="dev.py lab", add_help=False, allow_abbrev=False)
    options.add_argument("--port", "--ServerApp.port", default=env.get("PORT") or env.get("JUPYTER_PORT"))
    asked = options.parse_known_args(args)[0].port
    if asked:
        if not asked.isdecimal() or int(asked) > 65535:
            sys.exit(f"A port is a number up to 65535, not {asked}.")
        if not is_free(int(asked)):
            sys.exit(f"Port {asked} is taken by another program: stop that program or ask for another port.")
        return int(asked)
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if is_free(port):
            return port
    sys.exit(f"The ports {FIRST_PORT} to {LAST_PORT} are all taken: ask for another with --port.")


def is_free(port: int) -> bool:
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                if os.name != "nt":  # as JupyterLab's own server does: a port just left is free
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
    return True
