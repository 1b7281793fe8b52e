"""The site: JupyterLab in the browser, from any web server and in any folder of it.

Only the last test asks Pyodide's own server. For the others there is no NumPy, and no notebook runs to its end. What
comes before does: the kernel starts, package and widgets are installed from the site, a slider moves Python.
"""

import functools
import http.server
import json
import os
import threading
import urllib.request
import zipfile

import nbformat
import pyodide_here
import pytest
from build import build
from jupyterlite_pyodide_kernel.constants import PYODIDE_LOCK_DEFAULT_URL
from lab import HANDLE, NOTEBOOKS, ROOT, SECONDS

pytestmark = pytest.mark.browser

FOLDER = "courses/backprop"  # as on GitHub Pages, not at the root
WITHOUT_NUMPY = """
import importlib.util, sys
here = importlib.util.find_spec("backprop_helpers")
sys.modules["backprop_helpers"] = importlib.util.module_from_spec(here)  # not executed: that would import NumPy
import ipywidgets as widgets
from backprop_helpers.mistakes import bank
from backprop_helpers.notation.table import QUANTITIES
from backprop_helpers.questions.bank import QUESTIONS
from backprop_helpers.widgets.cell import LiveRegion
from backprop_helpers.style import number
slider, words = widgets.FloatSlider(0.5, min=0, max=1, step=0.1), LiveRegion()
slider.observe(lambda change: setattr(words, "value", f"the slider is at {number(change['new'])}"), "value")
display(widgets.VBox([slider, words]))
print(len(QUANTITIES), "quantities,", len(QUESTIONS), "questions,", len(bank.MISTAKES), "mistakes")
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site in a folder of a web server: where it is on the disk, and its address."""
    root = tmp_path_factory.mktemp("www")
    build(root / FOLDER, lab=True)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield root / FOLDER, f"http://127.0.0.1:{server.server_port}/{FOLDER}/"
    server.shutdown()


def test_the_site_holds_every_notebook_with_a_first_cell_that_fetches_the_package(site):
    files = sorted((site[0] / "files").glob("*.ipynb"))
    assert [file.name for file in files] == [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    assert len(files) > 12
    for file in files:
        copy = nbformat.read(file, as_version=4)
        nbformat.validate(copy)
        code = [cell for cell in copy.cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
        assert "%pip install -q backprop-helpers" in code[0].source
        copy.cells.remove(code[0])
        original = nbformat.read(NOTEBOOKS / file.name, as_version=4)
        assert [cell.source for cell in copy.cells] == [cell.source for cell in original.cells]


def test_the_wheel_holds_the_whole_package_and_nothing_else(site):
    (wheel,) = (site[0] / "pypi").glob("backprop_helpers-*.whl")
    files = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = [path for path in (ROOT / "backprop_helpers").rglob("*") if path.suffix in (".py", ".css")]
    assert (
        files == {path.relative_to(ROOT).as_posix() for path in package}
        and "backprop_helpers/views/__init__.py" in files
    )


def test_the_site_holds_the_package_and_the_widgets(site):
    index = json.loads((site[0] / "pypi" / "all.json").read_text(encoding="utf-8"))
    assert set(index) == {"backprop-helpers", "ipywidgets", "jupyterlab-widgets", "comm"}
    assert (site[0] / "extensions" / "@jupyter-widgets" / "jupyterlab-manager").is_dir()


@pytest.fixture(scope="module")
def opened(site, window):
    """The first notebook in the site's JupyterLab, and what was asked of other servers."""
    try:
        pyodide_here.get_pyodide()
    except pyodide_here.NotToBeHad as reason:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(reason))
    context = window.browser.new_context(viewport={"width": 1280, "height": 900})
    asked = pyodide_here.serve(context, site[1])
    page = context.new_page()
    page.set_default_timeout(180 * SECONDS)
    start(page, site[1])
    yield page, asked
    context.close()


def start(page, home):
    """From the landing page to the first notebook in JupyterLab."""
    page.goto(home)
    page.get_by_role("link", name="Start in your browser").press("Enter")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()  # the kernel has started
    page.locator(".jp-Notebook").get_by_role("heading", name="Learn backpropagation").click()


def run(page, code):
    """Runs the code in a new cell. A key that came before JupyterLab had done what the last one asked would be lost."""
    cells = page.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    page.keyboard.press("Escape")
    page.locator(".jp-Notebook.jp-mod-commandMode").wait_for()
    page.keyboard.press("b")
    cells.nth(before).wait_for(state="attached")
    page.keyboard.press("Enter")
    editor = page.locator(".jp-Notebook .jp-Cell.jp-mod-active .cm-content:focus")
    editor.wait_for()
    page.keyboard.insert_text(code)
    editor.filter(has_text=code.splitlines()[-1]).wait_for()
    page.keyboard.press("Control+Enter")


def test_the_kernel_starts_and_asks_pyodides_server_for_numpy_and_nobody_else(opened):
    page, asked = opened
    run(page, "%pip install -q backprop-helpers\nprint('asked', 'for all')")
    page.get_by_text("asked for all").and_(page.locator("pre")).wait_for()
    assert {"pyodide.asm.wasm", "python_stdlib.zip"} <= set(asked["pyodide"])
    assert {"numpy", "matplotlib"} <= {name.partition("-")[0] for name in asked["missing"]}
    assert asked["elsewhere"] == []


def test_the_package_and_the_widgets_are_installed_from_the_site_and_a_slider_moves_python(opened):
    page, asked = opened
    run(page, "%pip install -q --no-deps backprop-helpers\n%pip install -q ipywidgets\n" + WITHOUT_NUMPY)
    page.get_by_text("quantities,").and_(page.locator("pre")).wait_for()
    page.locator(HANDLE).press("ArrowRight")
    page.get_by_text("the slider is at 0.600").wait_for()
    assert asked["elsewhere"] == []


def test_with_pyodides_server_a_whole_notebook_runs(site, window):
    try:
        urllib.request.urlopen(PYODIDE_LOCK_DEFAULT_URL, timeout=5).close()
    except OSError:
        pytest.skip("NumPy comes from Pyodide's server, which cannot be reached from here.")
    page = window.browser.new_page()
    page.set_default_timeout(300 * SECONDS)
    run_all(page, site[1])
    page.locator(HANDLE).first.press("ArrowRight")
    page.locator(".bp-sentence", has_text="a₂[0] = 0.720").first.wait_for(state="hidden")
    assert page.locator(".jp-OutputArea-output[data-mime-type*=error]").count() == 0
    page.close()


def run_all(page, home):
    """Opens the first notebook and runs all its cells, from the menu as a reader does."""
    start(page, home)
    page.locator(".lm-MenuBar-itemLabel").get_by_text("Run", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
