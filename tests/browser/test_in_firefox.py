"""A lesson in Firefox, in JupyterLab and on the site: it runs, a slider moves by key, no view is squeezed."""

import pytest
from firefox import ARROW_RIGHT, firefox, firefox_path
from lab import NOTEBOOKS, jupyter_lab

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

LESSON = NOTEBOOKS / "11_the_bug_that_still_learns.ipynb"
LONG = 300  # seconds
PANEL = "[...window.jupyterapp.shell.widgets('main')][0]"
RUN_ALL = f"""(async () => {{
    await {PANEL}.context.ready;
    await {PANEL}.sessionContext.ready;
    window.jupyterapp.shell.collapseLeft();
    window.jupyterapp.shell.activateById({PANEL}.id);
    await new Promise(resolve => setTimeout(resolve, 500));
    return window.jupyterapp.commands.execute('notebook:run-all-cells');
}})()"""
SHOWN = """[...document.querySelectorAll('.jp-OutputArea-output')].every(
    output => !output.dataset.mimeType?.includes('widget-view') || output.querySelector('.jupyter-widgets'))"""
HANDLE = "document.querySelector('.noUi-handle[role=slider]')"
SAID = f"{HANDLE}.closest('.jp-OutputArea-output').querySelector('.bp-views').innerHTML"
#: The views that are wider than their place, or narrower than anything can be read in.
SQUEEZED = """[...document.querySelectorAll('.bp-views > .bp')].filter(
    view => view.clientWidth && (view.scrollWidth > view.clientWidth + 1 || view.clientWidth < 200)
).map(view => view.textContent.slice(0, 40))"""


@pytest.fixture(scope="module")
def page():
    if firefox_path() is None:
        pytest.skip("These tests need Firefox on the PATH: on Debian, apt-get install firefox-esr.")
    with firefox() as opened:
        yield opened


def test_a_lesson_runs_its_first_slider_moves_by_key_and_no_view_is_squeezed(page):
    with jupyter_lab() as server:
        page.open(f"{server['url']}{server['route']}{LESSON.name}?reset&token={server['token']}")
        page.wait_for(f"window.jupyterapp && {PANEL}?.sessionContext")
        assert page.evaluate(RUN_ALL)
        page.wait_for(SHOWN)
        page.evaluate(f"({HANDLE}.scrollIntoView(), {HANDLE}.focus(), window.before = {SAID}, true)")
        page.press(ARROW_RIGHT)
        page.wait_for(f"{SAID} !== window.before")
        assert page.evaluate(SQUEEZED) == []


def test_the_site_runs_its_first_notebook_to_the_end(page, site):
    """Python in the browser starts and every cell runs; nothing is red."""
    page.open(f"{site[1].url}lab/index.html?path=00_start_here.ipynb")
    page.wait_for(f"window.jupyterapp?.shell && {PANEL}?.sessionContext?.session?.kernel", LONG)
    page.evaluate(f"void {RUN_ALL}")
    cells = f"{PANEL}.content.widgets.filter(cell => cell.model.type === 'code')"
    page.wait_for(f"{cells}.every(cell => cell.model.executionCount)", LONG)
    page.wait_for(f"{PANEL}.sessionContext.session.kernel.status === 'idle'", LONG)
    red = f"{cells}.flatMap(cell => cell.model.outputs.toJSON()).filter(each => (each.name ?? each.output_type) === "
    assert page.evaluate(f"{red}'stderr' || each.output_type === 'error').length") == 0
    assert "gradients of a test network are right" in page.evaluate(
        f"JSON.stringify({cells}[1].model.outputs.toJSON())"
    )
