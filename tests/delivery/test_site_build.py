"""How the site is built: from files that are checked, beside the old one, without losing a part of it."""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tarfile

import browser_python
import build as builder
import pytest
from browser_python import CORE, LOCK, VERSION, NotBuilt, pyodide_file, with_needs
from compiled import compile_imports
from declared import ROOT
from starting import LISTED, replace

FILE = b"what Pyodide's server sends"
DIGEST = hashlib.sha256(FILE).hexdigest()


# ---- Pyodide's files


@pytest.fixture
def server(tmp_path, monkeypatch):
    """The folder that stands for Pyodide's server; nothing was fetched from it yet."""
    folder = tmp_path / "server"
    folder.mkdir()
    (folder / "core.wasm").write_bytes(FILE)
    monkeypatch.setattr(browser_python, "SERVER", folder.as_uri() + "/")
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    monkeypatch.delenv("PYODIDE_FILES", raising=False)
    return folder


def test_a_file_is_fetched_once(server):
    assert pyodide_file("core.wasm", DIGEST) == FILE
    shutil.rmtree(server)
    assert pyodide_file("core.wasm", DIGEST) == FILE


def test_without_a_network_a_sentence_says_what_to_do(server):
    with pytest.raises(NotBuilt, match="other.wasm .* cannot be fetched .* go online, or set PYODIDE_FILES"):
        pyodide_file("other.wasm", DIGEST)


def test_another_file_than_the_official_one_is_refused_and_not_kept(server):
    (server / "core.wasm").write_bytes(FILE + b"!")
    with pytest.raises(NotBuilt, match="core.wasm is not the file of Pyodide"):
        pyodide_file("core.wasm", DIGEST)
    (server / "core.wasm").write_bytes(FILE)
    assert pyodide_file("core.wasm", DIGEST) == FILE


def test_a_folder_of_files_is_enough_and_is_checked_too(server, monkeypatch, tmp_path):
    folder = shutil.copytree(server, tmp_path / "files")
    shutil.rmtree(server)
    monkeypatch.setenv("PYODIDE_FILES", str(folder))
    assert pyodide_file("core.wasm", DIGEST) == FILE
    with pytest.raises(NotBuilt, match="other.wasm is not in .*files, which PYODIDE_FILES names"):
        pyodide_file("other.wasm", DIGEST)
    (folder / "core.wasm").write_bytes(b"")
    with pytest.raises(NotBuilt, match="core.wasm is not the file of Pyodide"):
        pyodide_file("core.wasm", DIGEST)


@pytest.mark.slow  # fetches Pyodide's core from npm
def test_the_digests_of_the_core_are_those_of_the_package_on_npm(tmp_path):
    if shutil.which("npm") is None:
        pytest.skip("The official package of Pyodide is on npm, and npm is not here.")
    pack = [shutil.which("npm"), "pack", "--silent", f"pyodide@{VERSION}"]
    done = subprocess.run(pack, cwd=tmp_path, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"npm cannot fetch Pyodide: {done.stderr[-300:]}")
    with tarfile.open(next(tmp_path.glob("*.tgz"))) as package:
        for name, sha256 in CORE.items():
            content = package.extractfile(f"package/{name}").read()
            assert hashlib.sha256(content).hexdigest() == sha256, name
        lock = json.load(package.extractfile(f"package/{LOCK}"))
    assert lock["info"]["version"] == VERSION


def test_a_package_brings_what_it_needs_and_nothing_else():
    needs = {"matplotlib": ["NumPy", "pillow"], "numpy": [], "pillow": [], "ipython": ["prompt_toolkit"]}
    packages = {name: {"depends": depends} for name, depends in {**needs, "prompt-toolkit": []}.items()}
    assert set(with_needs(packages, ("matplotlib",))) == {"matplotlib", "numpy", "pillow"}
    assert set(with_needs(packages, ("ipython",))) == {"ipython", "prompt-toolkit"}


# ---- what is compiled


def test_without_node_js_or_with_an_old_one_python_stays_as_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    python = tmp_path / "python"
    python.mkdir()
    (python / "core.wasm").write_bytes(FILE)
    compile_imports(python, ["numpy"])
    assert capsys.readouterr().out == ""
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho 'SyntaxError: Unexpected token .' > core.wasm\n/bin/cat core.wasm\nexit 1\n")
    node.chmod(0o755)
    compile_imports(python, ["numpy"])
    said = capsys.readouterr().out
    assert said.startswith("The site works, but notebooks start some seconds later: Node.js (18 or newer is needed)")
    assert said.endswith("SyntaxError: Unexpected token .\n")
    assert [(file.name, file.read_bytes()) for file in python.iterdir()] == [("core.wasm", FILE)]


# ---- the old site and the new one


@pytest.fixture
def old_site(tmp_path):
    """A site that was built before, JupyterLab and all."""
    site = tmp_path / "_site"
    for name, text in {
        "lab/index.html": "JupyterLab",
        LISTED: '{"python": {"python.zip": [30000000, "1"]}}',
        "pages/old.html": "",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


def test_html_renews_the_pages_and_keeps_jupyterlab(old_site):
    said = builder.build(old_site, lab=False)
    assert "JupyterLab" in said
    assert (old_site / "lab" / "index.html").read_text(encoding="utf-8") == "JupyterLab"
    assert not (old_site / "pages" / "old.html").exists() and (old_site / "pages" / "00_start_here.html").exists()
    landing = (old_site / "index.html").read_text(encoding="utf-8")
    assert "Start in your browser" in landing and "fetches 36 MB" in landing


def test_a_build_that_fails_leaves_the_old_site_as_it_was(old_site, monkeypatch):
    def fails(out, _):
        (out / "index.html").write_text("half")
        raise NotBuilt("No network.")

    before = sorted(old_site.rglob("*"))
    monkeypatch.setattr(builder, "build_lab", fails)
    with pytest.raises(NotBuilt):
        builder.build(old_site, lab=True)
    assert sorted(old_site.rglob("*")) == before
    assert list(old_site.parent.iterdir()) == [old_site]


def test_a_new_site_takes_the_place_of_the_old_one(old_site, monkeypatch):
    monkeypatch.setattr(builder, "build_lab", lambda out, _: (out / "lab").mkdir())
    builder.build(old_site, lab=True)
    assert list((old_site / "lab").iterdir()) == [] and not (old_site / LISTED).exists()
    assert list(old_site.parent.iterdir()) == [old_site]


def test_a_jupyterlite_that_starts_in_another_way_is_refused_and_left_as_it_is(tmp_path):
    page = tmp_path / "index.html"
    page.write_text("import('config.js')")
    replace([page], {r"import\(": "await import("})
    with pytest.raises(NotBuilt, match="starts in another way"):
        replace([page], {"await": "", "bundle": ""})
    assert page.read_text() == "await import('config.js')"


# ---- what a notebook says about itself


@pytest.fixture
def say_if_newer(tmp_path):
    """The function that the first cell calls, on a site that has one notebook."""
    file = shutil.copy(ROOT / "site" / "in_browser" / "backprop_site.py", tmp_path)
    (tmp_path / "stamps.json").write_text('{"01_notation.ipynb": "new"}', encoding="utf-8")
    spec = importlib.util.spec_from_file_location("backprop_site", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.say_if_newer


def test_the_newest_notebook_says_nothing_and_an_older_copy_how_to_get_the_new_one(say_if_newer, capsys):
    say_if_newer("01_notation.ipynb", "new")
    assert capsys.readouterr().out == ""
    say_if_newer("01_notation.ipynb", "old")
    assert "newer 01_notation.ipynb" in (said := capsys.readouterr().out) and "Rename Notebook" in said
    say_if_newer("99_gone.ipynb", "old")
    assert "no 99_gone.ipynb any more" in capsys.readouterr().out
