"""Any Jupyter server can be given what `make lab` gives its own: Binder's by postBuild, others by one line."""

import json
import os

import pytest
from declared import ROOT
from make.server_settings import CONFIG, give_settings
from traitlets.config.loader import PyFileConfigLoader


def settings(prefix):
    config = PyFileConfigLoader(CONFIG, path=str(prefix / "etc/jupyter")).load_config()
    return config, json.loads((prefix / "share/jupyter/lab/settings/overrides.json").read_text())


def test_the_server_of_an_environment_gets_the_projects_settings(tmp_path):
    for _ in range(2):
        give_settings(tmp_path)
        config, overrides = settings(tmp_path)
        assert config.ServerApp.websocket_compression_options == {}
        assert callable(config.FileContentsManager.pre_save_hook)
        assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert (tmp_path / "etc/jupyter" / CONFIG).read_text().count("load_subconfig") == 1


def test_what_is_set_there_stays(tmp_path):
    etc, lab = tmp_path / "etc/jupyter", tmp_path / "share/jupyter/lab/settings"
    for folder in (etc, lab):
        folder.mkdir(parents=True)
    (etc / CONFIG).write_text("get_config().ServerApp.quit_button = False\n")
    (lab / "overrides.json").write_text('{"mine": {"a": 1}}')
    give_settings(tmp_path)
    config, overrides = settings(tmp_path)
    assert config.ServerApp.quit_button is False and config.ServerApp.kernel_websocket_connection_class
    assert overrides["mine"] == {"a": 1} and len(overrides) == 2


@pytest.mark.skipif(os.name == "nt", reason="a socket in a file")
def test_a_folder_whose_path_is_too_long_for_a_socket_keeps_kernels_on_tcp(tmp_path, monkeypatch):
    give_settings(tmp_path)
    for folder, transport in (("/tmp", "ipc"), (str(tmp_path / ("long" * 30)), None)):
        monkeypatch.setenv("JUPYTER_RUNTIME_DIR", folder)
        config, _ = settings(tmp_path)
        assert ("transport" in config.KernelManager) == bool(transport)


def test_binder_calls_it():
    script = ROOT / "postBuild"
    assert script.read_text(encoding="utf-8").endswith("\npython tools/make/server_settings.py\n")
    assert os.name == "nt" or os.access(script, os.X_OK)
