"""The server of `make lab` answers this machine alone, only to who has its token, and in few bytes."""

import http.client
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import make.server
import pytest

pytestmark = pytest.mark.slow  # starts JupyterLab's server, and a kernel

ROOT = Path(__file__).parents[2]


def answering(runtime):
    """What the server says about itself, or None: it may say so before it has said all, and before it listens."""
    for file in runtime.glob("jpserver-*.json"):
        try:
            said = json.loads(file.read_text())
            socket.create_connection(("localhost", said["port"]), 5).close()
            return said
        except (ValueError, OSError):
            pass


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """What `make lab` starts, with its folders elsewhere: what it writes about itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make.server, "set_up", lambda *extras: sys.executable)
        patch.setattr(make.server, "run", lambda command, env: (command, env))
        command, env = make.server.lab(["--no-browser"])
    home = tmp_path_factory.mktemp("home")
    folders = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    with open(home / "log", "w") as log:
        streams = {"stdout": log, "stderr": log}
        process = subprocess.Popen(command, cwd=ROOT, env={**env, **folders}, **streams)
    try:
        until = time.monotonic() + 180  # a busy machine is no failure
        while not (said := answering(home / "RUNTIME")):
            assert process.poll() is None and time.monotonic() < until, (home / "log").read_text()
            time.sleep(0.1)
        yield said
    finally:
        process.terminate()
        process.wait(30)


def other_address():
    """The address by which other machines know this one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("203.0.113.1", 9))  # an address of nobody; nothing is sent
        except OSError:
            pytest.skip("this machine is on no network")
        return probe.getsockname()[0]


def test_the_server_listens_on_this_machine_only(server):
    with socket.create_connection(("localhost", server["port"]), 5):
        pass
    with pytest.raises(OSError), socket.create_connection((other_address(), server["port"]), 5):
        pass


def test_the_server_wants_its_token(server):
    assert len(server["token"]) >= 32
    contents = f"{server['url']}api/contents"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(contents, timeout=10)
    with urllib.request.urlopen(f"{contents}?token={server['token']}", timeout=10) as answer:
        assert answer.status == 200


def test_what_a_kernel_answers_is_compressed_on_its_way(server):
    kernels, token = f"{server['url']}api/kernels", {"Authorization": f"token {server['token']}"}
    request = urllib.request.Request(kernels, b"{}", {**token, "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        kernel = f"{kernels}/{json.load(answer)['id']}"
    try:
        upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
        asked = {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Extensions": "permessage-deflate"}
        connection = http.client.HTTPConnection("localhost", server["port"], timeout=60)
        connection.request("GET", f"{urlsplit(kernel).path}/channels", headers={**token, **upgrade, **asked})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Sec-WebSocket-Extensions"]) == (101, "permessage-deflate")
        connection.close()
    finally:
        urllib.request.urlopen(urllib.request.Request(kernel, headers=token, method="DELETE"), timeout=60).close()
