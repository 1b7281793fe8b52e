"""What a reader can perceive of a notebook in the page: axe's findings, contrasts, ids, widths, the focus."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from lab import THEMES, NotebookPage
from playwright.sync_api import Locator, Page

SCRIPT = Path(__file__).with_name("reading.js").read_text(encoding="utf-8")
PARTS = [[".jp-OutputArea-output"], [".jp-RenderedMarkdown"]]
#: Axe's rule that the handle of each slider breaks: ipywidgets gives it no name, and none can be given from Python, see
#: https://github.com/jupyter-widgets/ipywidgets/issues/2650. The number field beside it has the name.
HANDLE_WITHOUT_NAME = ("aria-input-field-name", "noUi-handle")


@contextmanager
def high_window(opened: NotebookPage) -> Iterator[None]:
    """The window is as high as the notebook: what is scrolled away, or in a body of no height, is hidden to axe.

    Only as long as needed: a browser takes long to draw that much.
    """
    page, outer, size = opened.page, "document.querySelector('.jp-WindowedPanel-outer')", opened.page.viewport_size
    high = page.evaluate(f"[...{outer}.querySelectorAll('.jp-Cell')].reduce((sum, cell) => sum + cell.offsetHeight, 0)")
    page.set_viewport_size({"width": 1280, "height": high + 1000})
    style = page.add_style_tag(content="body {height: 100vh}")
    page.wait_for_function(f"high => {outer}.clientHeight > high", arg=high)
    yield
    style.evaluate("style => style.remove()")
    page.set_viewport_size(size)


def choose_theme(page: Page, theme: str) -> None:
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", THEMES[theme])
    page.wait_for_function(  # until then the splash screen covers everything
        "light => document.body.dataset.jpThemeLight === light && !document.querySelector('#jupyterlab-splash')",
        arg=str(theme == "light").lower(),
    )


def violations(
    page: Page, parts=PARTS, contrasts=True, kinds=("violations", "passes")
) -> tuple[list[tuple[str, str]], int]:
    """Axe's critical and serious findings in parts of a page, as (rule, HTML), and how many contrasts it could tell.

    Without "passes" among the kinds, which take half of its time, it names at most one of those.
    """
    options = {"resultTypes": list(kinds), "rules": {"color-contrast": {"enabled": contrasts}}}
    found = Axe().run(page, {"include": parts}, options).response
    told = sum(len(rule["nodes"]) for rule in found["passes"] if rule["id"] == "color-contrast")
    serious = [rule for rule in found["violations"] if rule["impact"] in ("critical", "serious")]
    return [(rule["id"], node["html"]) for rule in serious for node in rule["nodes"]], told


def assert_axe_finds_nothing_serious(page: Page, contrasts=True) -> None:
    """With or without its rule of contrasts, which takes most of its time."""
    found, told = violations(page, contrasts=contrasts, kinds=["violations"])
    rule, handle = HANDLE_WITHOUT_NAME
    assert told or not contrasts, "axe has seen no text"
    serious = [each for each in found if not (each[0] == rule and handle in each[1])]
    assert serious == [], serious


def assert_each_text_can_be_read(page: Page) -> None:
    low, count = read(page, "lowContrasts")
    assert count > 50, "no text is seen"
    assert low == [], low


def read(page: Page, what: str):
    """What a function of reading.js gives."""
    return page.evaluate(f"script => {{ window.reading || window.eval(script); return reading.{what}(); }}", SCRIPT)


def tab_through(page: Page, first: Locator, last: Locator) -> list[dict]:
    """Where the Tab key leads from one control to another: each one's name and place, and how wide its line is."""
    first.focus()
    page.keyboard.press("Shift+Tab")
    tab_to(page, first)  # by keyboard, so that the focus is shown, and past the toolbar of JupyterLab's cell
    return [read(page, "focused"), *tab_to(page, last)]


def tab_to(page: Page, control: Locator, key: str = "Tab") -> list[dict]:
    """Goes to a control as somebody without a mouse does; where the Tab key leads on the way."""
    read(page, "focused")  # brings reading.js
    steps, end = [], control.element_handle()
    there = end.evaluate("end => end === document.activeElement")
    while not there:
        page.keyboard.press(key)
        there, step = end.evaluate("end => [end === document.activeElement, reading.focused()]")
        steps.append(step)
        assert len(steps) < 60, "The Tab key does not lead there."
    return steps
