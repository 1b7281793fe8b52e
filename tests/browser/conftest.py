"""One JupyterLab and one Chromium for all browser tests; each notebook is opened and run once."""

import hashlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import browser_python
import pytest
import web
from build import build
from lab import ROOT, SECONDS, NotebookPage, browser_path, chromium, jupyter_lab
from make.waiting import one_at_a_time
from playwright.sync_api import expect

from notebooks import PATHS

NO_BROWSER = "Browser tests need Chromium on the PATH: on Debian and Ubuntu, apt-get install chromium."
WINDOW = {"width": 1280, "height": 800}
expect.set_options(timeout=20 * SECONDS)  # all workers share this machine: what is right can be late


@pytest.fixture(scope="session")
def window():
    """A window of a headless Chromium. Without one: skipped here, failed in CI."""
    if browser_path() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_BROWSER)
    with chromium() as browser:
        yield browser.new_context(viewport=WINDOW)


@pytest.fixture(scope="session")
def server(window):
    with jupyter_lab() as running:
        yield running


@pytest.fixture(scope="module")
def own_server(window):
    """For tests that save: nobody else sees what they change."""
    with jupyter_lab() as running:
        yield running


@pytest.fixture(scope="session")
def page_of_notebooks(window):
    return window.new_page()


@pytest.fixture(scope="module")
def notebook(request, page_of_notebooks, server):
    """The notebook whose name a file of tests gives as NOTEBOOK, after Run All, in a page without lessons."""
    page_of_notebooks.set_viewport_size(WINDOW)
    opened = NotebookPage(page_of_notebooks, server, request.module.NOTEBOOK)
    assert opened.run_all()
    yield opened
    opened.leave()


@pytest.fixture(scope="session")
def page_of_lessons(window):
    return window.new_page()


FEW = PATHS[8:9]  # make thorough looks at the others


@pytest.fixture(
    scope="session",
    params=[pytest.param(path, id=path.stem, marks=() if path in FEW else pytest.mark.thorough) for path in PATHS],
)
def lesson(request, page_of_lessons, server):
    """A notebook after Run All, with its name, whether every cell passed, and how many pictures it showed before."""
    page_of_lessons.set_viewport_size(WINDOW)
    opened = NotebookPage(page_of_lessons, server, request.param.name)
    opened.name = request.param.name
    opened.still = opened.page.locator(".jp-OutputArea-output img").count()
    opened.passed = opened.run_all()
    yield opened
    opened.leave()


#: What the site is made from: it is built anew when any of it has changed.
MADE_FROM = ("site", "backprop_helpers", "notebooks", "worksheets", "README.md", "pyproject.toml", "requirements.lock")


def digest_of(places):
    """A digest of all files in these places of the project."""
    files = [file for place in places for file in (ROOT / place, *sorted((ROOT / place).rglob("*")))]
    digest = hashlib.sha256(f"{sys.version} {shutil.which('node')}".encode())
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def site():
    """The site: its folder on the disk, and the web server that sends it. Skipped without Pyodide's files.

    It is built once for all processes, and kept for the next run: no test changes the folder.
    """
    try:
        for name, sha256 in browser_python.CORE.items():
            browser_python.pyodide_file(name, sha256)
    except browser_python.NotBuilt as reason:
        pytest.skip(str(reason))
    kept = Path(sys.prefix, "share", "tested-site")
    kept.mkdir(parents=True, exist_ok=True)
    root = kept / digest_of(MADE_FROM)
    with one_at_a_time(kept / "lock"):
        if not root.exists():
            for older in filter(Path.is_dir, kept.iterdir()):
                shutil.rmtree(older)
            with tempfile.TemporaryDirectory(dir=kept) as work:
                new = Path(work, "www")
                build(new / web.FOLDER, lab=True)
                config = new / web.FOLDER / "jupyter-lite.json"
                settings = json.loads(config.read_text(encoding="utf-8"))
                settings["jupyter-config-data"]["exposeAppInBrowser"] = True  # the only change: window.jupyterapp
                config.write_text(json.dumps(settings), encoding="utf-8")
                new.rename(root)
    with web.serve(root) as server:
        yield root / web.FOLDER, server
