"""Starts and stops the JupyterHub of classroom.py, and weighs its processes."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.prefix, "share", "class")  # in the virtual environment, so nothing is written elsewhere
PROXY = "configurable-http-proxy"
#: What is found in the command lines of each kind of process.
KINDS = {
    "kernel": "ipykernel_launcher",
    "server": "jupyterhub.singleuser",
    "hub": "jupyterhub",
    "proxy": PROXY.partition("@")[0],
}


def proxy() -> Path:
    """JupyterHub's proxy, installed by npm when it is not there yet. Raises `RuntimeError` without npm."""
    found = TOOLS / "node_modules" / ".bin" / PROXY
    if not found.exists():
        if not shutil.which("npm"):
            raise RuntimeError("JupyterHub's proxy needs Node.js and npm (Debian, Ubuntu: apt-get install npm).")
        subprocess.run(["npm", "install", "--silent", "--prefix", str(TOOLS), f"{PROXY}@5"], check=True)
    return found


def free_ports(count: int = 3) -> int:
    """The first of so many free ports in a row."""
    for first in range(18000, 19000, count):
        probes = [socket.socket() for _ in range(count)]
        try:
            for port, probe in enumerate(probes, first):
                probe.bind(("127.0.0.1", port))
            return first
        except OSError:
            pass
        finally:
            for probe in probes:
                probe.close()
    raise RuntimeError("There are no free ports from 18000 to 19000.")


@contextmanager
def jupyter_hub(notebooks: Path, config: str | Path = ROOT) -> Iterator[Hub]:
    """A hub whose users have these notebooks. `config` is the folder of its servers' jupyter_server_config.py."""
    found = proxy()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        port = free_ports()
        given = {"HOME": home, "NOTEBOOKS": notebooks, "PORT": port, "PROXY": found, "CONFIG": config}
        env = {**os.environ, **{f"CLASS_{name}": str(value) for name, value in given.items()}}
        command = [sys.executable, "-m", "jupyterhub", "-f", str(Path(__file__).with_name("hub_config.py"))]
        with open(Path(home, "log"), "w+") as log:
            process = subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=home)
            hub = Hub(process, f"http://127.0.0.1:{port}", Path(home, "log"))
            try:
                hub.wait()
                yield hub
            finally:
                hub.stop()


class Hub:
    """A hub that runs: its address, and its processes by kind."""

    def __init__(self, process: subprocess.Popen, url: str, log: Path):
        self.process, self.url, self.log = process, url, log
        self._known: dict[int, tuple[str, psutil.Process]] = {}

    def wait(self, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/hub/api/", timeout=5):
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"JupyterHub did not start:\n{self.log.read_text()[-2000:]}")

    def processes(self) -> list[tuple[str, psutil.Process]]:
        """Each process below the hub with its kind."""
        try:
            running = [psutil.Process(self.process.pid)]
            running += running[0].children(recursive=True)
        except psutil.NoSuchProcess:
            return []
        for process in running:
            try:
                if process.pid not in self._known and (kind := kind_of(process.cmdline())):
                    self._known[process.pid] = kind, process
            except psutil.Error:
                pass
        return [self._known[process.pid] for process in running if process.pid in self._known]

    def seconds(self) -> dict[str, float]:
        """Processor seconds used so far, by kind."""
        used = dict.fromkeys(KINDS, 0.0)
        for kind, process in self.processes():
            try:
                times = process.cpu_times()
                used[kind] += times.user + times.system
            except psutil.Error:
                pass
        return used

    def megabytes(self) -> dict[str, list[float]]:
        """The memory of each process by kind: its own pages and its share of common ones (PSS)."""
        found: dict[str, list[float]] = {kind: [] for kind in KINDS}
        for kind, process in self.processes():
            try:
                found[kind].append(process.memory_full_info().pss / 1e6)
            except psutil.Error:
                pass
        return found

    def stop(self) -> None:
        below = [process for _, process in self.processes() if process.pid != self.process.pid]
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for process in psutil.wait_procs(below, timeout=10)[1]:
            process.kill()


def kind_of(command: list[str]) -> str | None:
    """What a process is, from its command line."""
    line = " ".join(command)
    return next((kind for kind, part in KINDS.items() if part in line), None)
