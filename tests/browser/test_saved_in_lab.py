"""Opening, running and saving a notebook changes nothing in its file, and the next day shows still pictures."""

from pathlib import Path

import pytest
from lab import NOTEBOOKS, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
NAME = "02_forward_pass.ipynb"
SAVE = "window.jupyterapp.commands.execute('docmanager:save')"


def test_a_notebook_that_was_run_and_saved_is_as_it_was_stored(window, own_server):
    stored, mine = (NOTEBOOKS / NAME).read_text("utf-8"), Path(own_server["root_dir"], NAME)
    today = NotebookPage(window.new_page(), own_server, NAME)
    today.page.evaluate(SAVE)
    assert mine.read_text("utf-8") == stored
    assert today.run_all()
    assert today.explorers
    today.page.evaluate(SAVE)
    assert mine.read_text("utf-8") == stored
    assert today.explorers, "saving takes nothing from what is on the screen"
    today.close()

    tomorrow = NotebookPage(window.new_page(), own_server, NAME)
    assert tomorrow.notebook.locator(".jp-OutputArea-output img").count() >= 1
    assert "model not found" not in tomorrow.notebook.inner_text().lower()
    tomorrow.close()
