"""JupyterLab in Chromium: a server with folders of its own, a browser, and one notebook opened and run in it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, sync_playwright

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first is the fastest
FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},  # every cell is in the page
}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
HANDLE = ".noUi-handle[role=slider]"
SECONDS = 1000
NO_COMPLAINT = r"@jupyterlite|Plugin .* (taking too long|took [\d.]+ms) to activate"
#: Module: the class that its options name, and where it opens a notebook.
APPS = {"jupyterlab": ("LabApp", "doc/tree/"), "notebook": ("JupyterNotebookApp", "notebooks/")}


def browser_path() -> str | None:
    """Where this machine's Chromium is."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    args = ["--font-render-hinting=none"]  # letters as high as in a window, not rounded
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=args)
        yield browser
        browser.close()


@contextmanager
def jupyter_lab(notebooks: Path = NOTEBOOKS, config: Path | str = ROOT, app: str = "jupyterlab") -> Iterator[dict]:
    """A JupyterLab over a copy of `notebooks`: its url and its token. Writes into a temporary folder only.

    `config` is the folder of its jupyter_server_config.py, "" for none; `app` is "notebook" for Jupyter Notebook.
    """
    name, route = APPS[app]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        folders = {name: os.path.join(home, name) for name in FOLDERS}
        overrides = Path(folders["JUPYTER_CONFIG_DIR"], "labconfig", "default_setting_overrides.json")
        overrides.parent.mkdir(parents=True)
        overrides.write_text(json.dumps(SETTINGS))
        root = shutil.copytree(notebooks, os.path.join(home, "notebooks"))
        command = [sys.executable, "-m", app, "--no-browser", "--allow-root", "--ServerApp.port=0"]
        command += [f"--ServerApp.root_dir={root}", f"--{name}.expose_app_in_browser=True"]
        env = {**os.environ, **folders, "JUPYTER_CONFIG_PATH": str(config)}
        with open(os.path.join(home, "log"), "w+") as log:
            process = subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=root)
            try:
                yield {**_started(process, Path(folders["JUPYTER_RUNTIME_DIR"]), log), "route": route}
            finally:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):  # a busy machine stops its kernels slowly
                    process.wait(60)
                process.kill()


def _started(process: subprocess.Popen, runtime: Path, log) -> dict:
    """What the server says about itself, once it answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            try:
                said = json.loads(file.read_text())
                socket.create_connection((said["hostname"], said["port"]), 5).close()
                return said
            except (ValueError, OSError):  # not yet written to the end, or written before it listens
                pass
        time.sleep(0.1)
    log.seek(0)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read()[-2000:]}")


def each(found: Locator) -> list[Locator]:
    """Each of the elements that are there now, by its id: what has none gets one.

    By place or by role, a browser searches the whole notebook for it each time that it is asked for.
    """
    names = found.evaluate_all("elements => elements.map(element => element.id ||= `found-${crypto.randomUUID()}`)")
    return [found.page.locator(f"xpath=id('{name}')") for name in names]


class NotebookPage:
    """A notebook opened in JupyterLab, with its kernel ready. Not run yet.

    `complaints` are the errors and warnings in the browser's console, and those of the kernel; but for what says that
    this machine is busy, and for those of the extension that builds the site, which finds no JupyterLite here.
    """

    def __init__(self, page: Page, server: dict, name: str, theme: str = "light"):
        self.page, self.complaints = page, []
        page.bring_to_front()  # one behind another draws once in a second
        page.on("pageerror", self._failed)
        page.on("console", self._said)
        page.set_default_timeout(server.get("timeout", 20 * SECONDS))
        place = f"{server['url']}{server['route']}"
        if page.url.startswith(place.removesuffix("/tree/")):  # JupyterLab is there already: that saves some seconds
            opening = "async path => { await window.jupyterapp.commands.execute('docmanager:open', {path}); }"
            page.evaluate(opening, name)
        else:
            page.goto(f"{place}{name}" + (f"?reset&token={server['token']}" if "token" in server else ""))
        page.wait_for_function("window.jupyterapp && window.jupyterapp.shell.currentWidget?.sessionContext")
        page.evaluate(
            """async theme => {
                const {shell, commands} = window.jupyterapp;
                await commands.execute('apputils:change-theme', {theme});
                await shell.currentWidget.context.ready;
                await shell.currentWidget.sessionContext.ready;
                shell.currentWidget.sessionContext.iopubMessage.connect((_, {header, content}) => {
                    const said = header.msg_type === 'error' ? content.evalue : content.text;
                    const bad = content.name === 'stderr' && /Traceback|Error|Warning/.test(said);
                    if (header.msg_type === 'error' || bad) console.error(`The kernel: ${said}`);
                });
            }""",
            THEMES[theme],
        )
        self.notebook = page.locator(".jp-Notebook")
        page.wait_for_function(  # every cell is in the page
            "document.querySelectorAll('.jp-Notebook .jp-Cell').length === "
            "window.jupyterapp.shell.currentWidget.content.widgets.length"
        )

    def run_all(self) -> bool:
        """Runs every cell and waits until each widget is shown; False when a cell raised."""
        passed = self.page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(
            """() => [...document.querySelectorAll('.jp-OutputArea-output')].every(
                output => !output.dataset.mimeType?.includes('widget-view') || output.querySelector('.jupyter-widgets')
                          || output.textContent.includes('not found'))"""
        )
        return passed

    def close(self) -> None:
        """Stops the kernel and closes the page."""
        self.leave()
        self.page.close()

    def leave(self) -> None:
        """Stops the kernel and closes the notebook without saving it; another one can be opened in the page."""
        self.page.evaluate(
            """async () => {
                const panel = window.jupyterapp.shell.currentWidget;
                await panel.sessionContext.shutdown();
                panel.dispose();
            }"""
        )
        self.page.remove_listener("pageerror", self._failed)
        self.page.remove_listener("console", self._said)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not re.search(NO_COMPLAINT, message.text):
            self.complaints.append(message.text)

    @property
    def explorers(self) -> list[Locator]:
        """Each explorer: the cell's output that has sliders."""
        return each(self.notebook.locator(".jp-OutputArea-output", has=self.page.locator(HANDLE)))

    @property
    def questions(self) -> list[Locator]:
        """Each question, also of those that stand below each other in one cell."""
        return each(self.notebook.locator(".bp-question"))

    def fields(self, label: str) -> Locator:
        """The number fields with this label, one for each explorer that has such a slider."""
        return self.notebook.get_by_role("spinbutton", name=label, exact=True)
