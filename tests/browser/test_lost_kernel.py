"""The kernel is gone: what was written is saved all the same, a player stands still, and a run brings all back."""

import os
import signal
from pathlib import Path

import pytest
from hands import errors
from lab import NotebookPage
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

NAME = "08_update_rule.ipynb"
WRITTEN = "# what a learner wrote while the kernel was dead"
PROCESS = """async () => {
    const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const asked = kernel.requestExecute({code: 'import os; print(os.getpid())', store_history: false});
    let said = '';
    asked.onIOPub = ({content}) => { said += content.text ?? ''; };
    await asked.done;
    return Number(said);
}"""
WRITE_AND_SAVE = """async text => {
    const {content, context} = window.jupyterapp.shell.currentWidget;
    content.activeCellIndex = content.widgets.findIndex(cell => cell.model.getMetadata('tags')?.includes('exercise'));
    const {sharedModel} = content.activeCell.model;
    sharedModel.setSource(text + '\\n' + sharedModel.getSource());
    await window.jupyterapp.commands.execute('docmanager:save');
    return context.model.dirty;
}"""


@pytest.fixture
def opened(window, own_server):
    notebook = NotebookPage(window.new_page(), own_server, NAME)
    assert notebook.run_all()
    yield notebook
    notebook.close()


def kill_kernel(opened):
    """As a machine does that has no memory left."""
    process = opened.page.evaluate(PROCESS)
    assert process != os.getpid()
    os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))


def test_what_is_written_while_the_kernel_is_dead_is_saved(opened, own_server):
    opened.notebook.get_by_role("button", name="▶ Play").first.click()
    kill_kernel(opened)
    still_unsaved = opened.page.evaluate(WRITE_AND_SAVE, WRITTEN)
    assert not still_unsaved
    assert WRITTEN in Path(own_server["root_dir"], NAME).read_text(encoding="utf-8")
    expect(opened.notebook.get_by_text(WRITTEN)).to_be_visible()


def test_after_the_kernel_has_died_a_run_brings_everything_back(opened):
    kill_kernel(opened)
    opened.page.get_by_role("dialog").get_by_role("button", name="Ok").click()  # JupyterLab says: it has been restarted
    assert opened.run_all()
    step = opened.fields("step").first
    first = int(step.input_value())
    opened.notebook.get_by_role("button", name="step forward").first.click()
    expect(step).to_have_value(str(first + 1))
    expect(errors(opened)).to_have_count(0)
