"""The site: JupyterLab in the browser, from any folder of any web server. Python comes from the site alone."""

import hashlib
import json
import re
import shutil
import zipfile
from contextlib import ExitStack

import nbformat
import pytest
from browser_python import LOCK, VERSION
from hands import run_cell
from lab import NOTEBOOKS, ROOT, NotebookPage
from playwright.sync_api import expect
from starting import LISTED, PYTHON
from web import LONG

pytestmark = pytest.mark.browser

NUMPY = "numpy-2.0.2-cp312-cp312-pyodide_2024_0_wasm32.whl"
UNTIL_KEPT = """async count => {
    const store = await caches.open('backprop-python');
    while ((await store.keys()).length < count) await new Promise(resolve => setTimeout(resolve, 50));
}"""


# ---- what is in it


def test_it_holds_every_notebook_with_a_first_cell_that_asks_for_a_newer_one(site):
    files = sorted((site[0] / "files").glob("*.ipynb"))
    assert [file.name for file in files] == [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    assert len(files) > 12
    for file in files:
        copy = nbformat.read(file, as_version=4)
        nbformat.validate(copy)
        code = [cell for cell in copy.cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
        assert re.search(rf'say_if_newer\("{file.name}", "[0-9a-f]{{12}}"\)', code[0].source)
        copy.cells.remove(code[0])
        original = nbformat.read(NOTEBOOKS / file.name, as_version=4)
        assert [cell.source for cell in copy.cells] == [cell.source for cell in original.cells]


def test_the_wheel_holds_the_whole_package_and_nothing_else(site):
    (wheel,) = (site[0] / PYTHON).glob("backprop_helpers-*.whl")
    files = {name for name in zipfile.ZipFile(wheel).namelist() if not re.search(r"\.dist-info/|__pycache__/", name)}
    package = [path for path in (ROOT / "backprop_helpers").rglob("*") if path.suffix in (".py", ".css")]
    assert (
        files == {path.relative_to(ROOT).as_posix() for path in package}
        and "backprop_helpers/views/__init__.py" in files
    )


def test_the_lock_names_exactly_the_packages_that_are_there_and_each_is_what_it_says(site):
    folder = site[0] / PYTHON
    lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    packages = lock["packages"].values()
    assert lock["info"]["version"] == VERSION
    assert {"numpy", "matplotlib", "backprop-helpers", "ipywidgets"} <= {package["name"] for package in packages}
    for package in packages:
        assert hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest() == package["sha256"]
    archives = {path.name for path in folder.iterdir() if path.suffix in (".whl", ".zip")}
    assert archives == {package["file_name"] for package in packages} | {"python_stdlib.zip"}


def modules(archive, folder):
    """The names of a folder's modules in an archive: by source, and compiled."""
    names = [name for name in zipfile.ZipFile(archive).namelist() if name.startswith(folder)]
    compiled = {re.sub(r"__pycache__/(\w+)\.cpython-312", r"\1", name) for name in names if name.endswith(".pyc")}
    return {name for name in names if name.endswith(".py")}, {name.removesuffix("c") for name in compiled}


@pytest.mark.skipif(shutil.which("node") is None, reason="Without Node.js the site is built uncompiled.")
def test_what_a_notebook_imports_is_compiled_and_the_package_can_be_read_too(site):
    folder = site[0] / PYTHON
    source, compiled = modules(folder / "python_stdlib.zip", "json/")
    assert {"json/__init__.py", "json/decoder.py"} <= compiled and not source & compiled
    source, compiled = modules(folder / NUMPY, "numpy/")
    assert {"numpy/__init__.py", "numpy/matrixlib/defmatrix.py"} <= compiled and not source & compiled
    (own,) = folder.glob("backprop_helpers-*.whl")
    source, compiled = modules(own, "backprop_helpers/")
    assert source == compiled and len(source) > 100


@pytest.mark.skipif(shutil.which("node") is None, reason="The documents tell the size of a compiled site.")
def test_it_is_as_large_as_the_documents_say(site):
    (promised,) = re.findall(r"fetches (\d+) MB", (site[0] / "index.html").read_text(encoding="utf-8"))
    readme, teaching = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/teaching.md"))
    assert re.findall(r"A first start fetches about (\d+) MB", readme) == [promised]
    assert re.findall(r"come from the site, too: (\d+) MB for each", teaching) == [promised]
    (folder,) = re.findall(r"`_site` is a folder of files \((\d+) MB\)", readme)
    size = sum(file.stat().st_size for file in site[0].rglob("*") if file.is_file())
    assert size / 1e6 == pytest.approx(int(folder), rel=0.05)


# ---- how it starts


@pytest.fixture
def new_reader(site, window):
    """Opens a page in a browser that has never seen the site; whatever a test does to the server is undone."""
    with ExitStack() as undo:

        def new(first=""):
            context = window.browser.new_context(viewport={"width": 1280, "height": 900})
            context.add_init_script(first)
            undo.callback(context.close)
            context.set_default_timeout(LONG)
            return context.new_page()

        undo.callback(site[1].lacks.clear)
        undo.callback(site[1].held.clear)
        site[1].sent.clear()
        yield new


@pytest.fixture
def reader(new_reader):
    return new_reader()


def start(page, server):
    """From the landing page to the first notebook in JupyterLab."""
    page.goto(server.url)
    page.get_by_role("link", name="Start in your browser").press("Enter")


def listed(site):
    """The files of Python that the page brings: {path: [bytes, version]}."""
    return json.loads((site[0] / LISTED).read_text(encoding="utf-8"))["python"]


def notebook_opens(page):
    page.locator(".jp-Notebook").get_by_role("heading", name="Learn backpropagation").wait_for()


@pytest.mark.thorough
def test_a_slow_first_start_says_how_far_it_is_and_a_second_fetches_nothing_again(site, reader):
    server = site[1]
    server.held.add(NUMPY)
    start(reader, server)
    said = reader.get_by_role("status").filter(has_text="Fetching Python for your browser")
    expect(said).to_contain_text(re.compile(r"[1-9]\d* of \d+ MB"), timeout=LONG)
    server.held.clear()
    notebook_opens(reader)
    reader.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()  # Python has started
    (promised,) = re.findall(r"fetches (\d+) MB", (site[0] / "index.html").read_text(encoding="utf-8"))
    assert sum(server.sent.values()) / 1e6 == pytest.approx(int(promised), abs=3)
    for path, (size, _) in listed(site).items():
        assert server.sent[path] == size  # once, though JupyterLab's Python asks for it again
    server.sent.clear()
    start(reader, server)
    notebook_opens(reader)
    reader.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    assert not server.sent.keys() & listed(site).keys() and sum(server.sent.values()) < 2e6  # the kernel's own scripts


def test_a_file_that_cannot_be_had_is_named_and_another_try_mends_it(site, reader):
    site[1].lacks.add(NUMPY)
    start(reader, site[1])
    said = reader.get_by_role("alert")
    expect(said).to_contain_text(f"{NUMPY} cannot be fetched: the server answers 404. Python cannot start without it.")
    site[1].lacks.clear()
    reader.get_by_role("button", name="Try again").press("Enter")
    notebook_opens(reader)


def test_a_server_that_falls_silent_is_noticed(site, reader):
    reader.clock.install()
    site[1].held.add(NUMPY)
    start(reader, site[1])
    reader.evaluate(UNTIL_KEPT, len(listed(site)) - 1)  # all others have come, and their alarms are off
    reader.clock.fast_forward("00:31")
    expect(reader.get_by_role("alert")).to_contain_text(f"{NUMPY} cannot be fetched: nothing has come for 30 seconds.")


def kernels_worker(folder):
    """The script in which Python runs: JupyterLab brings it when a kernel starts."""
    scripts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("extensions/**/static/*.js")}
    return {name for name, text in scripts.items() if "importScripts(" in text and "pythonStarts" not in text}


@pytest.mark.thorough
@pytest.mark.parametrize("gone", [lambda _: {NUMPY}, kernels_worker], ids=["NumPy", "worker"])
def test_a_file_that_is_gone_when_python_asks_for_it_is_named_in_the_notebook(site, new_reader, gone):
    reader = new_reader(first="delete Navigator.prototype.serviceWorker")  # no https: Python asks the server again
    reader.clock.install()
    site[1].held.add("bundle.js")  # JupyterLab's own, so that it starts only after Python's files have come
    start(reader, site[1])
    reader.evaluate(UNTIL_KEPT, len(listed(site)))
    site[1].lacks |= gone(site[0])
    site[1].held.clear()
    notebook_opens(reader)
    reader.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel")
    reader.evaluate("() => void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    said = reader.locator(".jp-Notebook :is([data-mime-type*=error], [data-mime-type*=stderr])").first
    waiting = reader.locator(".jp-InputPrompt").filter(has_text="[*]")
    waiting.or_(said).first.wait_for()
    reader.clock.fast_forward("00:31")
    expect(said).to_contain_text("cannot be fetched: the server answers 404. Python cannot start.", timeout=LONG)
    assert said.inner_text().split()[0] in site[1].lacks
    expect(waiting).to_have_count(0)


@pytest.mark.parametrize("file", ["start.js", "config-utils.js", "bundle.js"])
def test_a_file_that_jupyterlab_lacks_is_named_on_the_page(site, reader, file):
    site[1].lacks.add(file)
    start(reader, site[1])
    expect(reader.locator("body")).to_contain_text(f"{file} cannot be fetched", timeout=LONG)


def test_from_a_disk_the_page_says_how_to_start_a_server(site, reader):
    reader.goto((site[0] / "lab" / "index.html").as_uri())
    expect(reader.locator("body")).to_contain_text("python3 -m http.server")


# ---- corrections


def opened_from_list(page, name):
    """Opens a notebook with a double click on its name; the source of each cell."""
    page.locator(".jp-DirListing-item", has_text=name).dblclick()
    panel = "window.jupyterapp.shell.currentWidget"
    page.wait_for_function(f"name => {panel}?.context?.path === name && {panel}.context.isReady", arg=name)
    return page.evaluate(f"{panel}.content.widgets.map(cell => cell.model.sharedModel.source)")


@pytest.mark.thorough
def test_a_saved_copy_is_told_of_the_newer_notebook_and_both_can_be_had(site, reader):
    name, mine = "01_notation.ipynb", "mine.ipynb"
    published = nbformat.read(site[0] / "files" / name, as_version=4).cells
    opened = NotebookPage(reader, site[1].lab, name)
    first = next(place for place, cell in enumerate(published) if cell.id == "version")
    old = re.sub(r'"[0-9a-f]{12}"', '"older"', published[first].source) + "  # what I wrote"
    assert run_cell(opened, first, old)
    said = opened.notebook.locator(".jp-Cell").nth(first).locator(".jp-OutputArea")
    expect(said).to_contain_text(f"This site has a newer {name}")
    reader.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    for item in ("File", "Rename Notebook…"):  # as the cell says
        reader.locator(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel").get_by_text(item, exact=True).click()
    reader.locator(".jp-Dialog input").fill(mine)
    reader.locator(".jp-Dialog").get_by_role("button", name="Rename").press("Enter")
    reader.locator(".jp-DirListing-item", has_text=mine).wait_for()
    opened.leave()
    assert opened_from_list(reader, name) == [cell.source for cell in published]
    assert opened_from_list(reader, mine)[first] == old
