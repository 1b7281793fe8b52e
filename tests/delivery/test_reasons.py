"""If pip cannot install, make says why and what to do, in one sentence."""

import http.server
import os
import shutil
import ssl
import subprocess
import sys
import threading

import pytest
from make import installing

SECRET = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key -out certificate".split()


@pytest.fixture
def stops_with(tmp_path, monkeypatch):
    """Checks what is said when pip, set up like this, is to install a package that is not there."""

    def check(*words, **settings):
        for name in [*os.environ]:
            if name.startswith("PIP_") or name.lower().endswith("_proxy"):
                monkeypatch.delenv(name)
        for name, value in {"PIP_CONFIG_FILE": os.devnull, "PIP_DEFAULT_TIMEOUT": "3", **settings}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(installing, "in_venv", lambda venv: sys.executable)
        with open(tmp_path / "log", "w") as log, pytest.raises(SystemExit) as stopped:
            installing.pip_install(tmp_path, log, "--dry-run", "no-such-package")
        said = stopped.value.code
        assert all(word in said for word in words), said + (tmp_path / "log").read_text()
        return said.splitlines()

    return check


@pytest.mark.slow  # pip tries twice
def test_without_a_network(stops_with, tmp_path):
    (line,) = stops_with("go online, then try again", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert str(tmp_path / "log") in line


@pytest.mark.slow  # pip tries twice
def test_a_proxy_that_does_not_answer(stops_with):
    assert len(stops_with("proxy", "https_proxy, then try again", https_proxy="http://127.0.0.1:9")) == 1


@pytest.mark.slow  # starts a server
@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl, which makes a certificate, is not here")
def test_a_network_that_answers_in_place_of_pypi(stops_with, tmp_path):
    subprocess.run(SECRET, cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate", tmp_path / "key")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"https://localhost:{server.server_port}/simple"
        assert len(stops_with("certificate", "try again with PIP_CERT=FILE", PIP_INDEX_URL=address)) == 1
        server.shutdown()


@pytest.mark.slow  # calls pip
@pytest.mark.parametrize("text", [b"[global\nfoo", b"\xff\xfe[global]"])
def test_settings_of_pip_that_cannot_be_read(stops_with, tmp_path, text):
    (tmp_path / "pip.conf").write_bytes(text)
    file = str(tmp_path / "pip.conf")
    assert len(stops_with(f"correct or remove {file}, then try again", PIP_CONFIG_FILE=file)) == 1


@pytest.mark.slow  # calls pip
def test_a_pip_that_is_told_to_ask_nobody(stops_with):
    assert len(stops_with("“no-index”", "PIP_NO_INDEX", "unset that", PIP_NO_INDEX="1")) == 1


@pytest.mark.slow  # calls pip
def test_anything_else_is_said_in_pips_words_with_the_log(stops_with, tmp_path):
    (tmp_path / "empty" / "no-such-package").mkdir(parents=True)
    told, error = stops_with("no-such-package", PIP_INDEX_URL=(tmp_path / "empty").as_uri())
    assert str(tmp_path / "log") in told
    assert error.startswith("ERROR: No matching distribution found for no-such-package")


@pytest.mark.parametrize("value", ["'false'", "'0'", "'no'"])
def test_a_setting_that_is_off_misleads_nobody(value):
    assert installing.misled(f"global.no-deps={value}\ninstall.prefer-binary='1'") == ""
    assert "“no-deps”" in installing.misled("install.no-deps='true'")
