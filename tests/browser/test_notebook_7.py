"""A lesson in Jupyter Notebook 7, which some classes use instead of JupyterLab."""

import pytest
from hands import errors
from lab import HANDLE, NotebookPage, jupyter_lab
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def test_a_lesson_runs_and_its_sliders_move_in_notebook_7(window):
    with jupyter_lab(app="notebook") as server:
        opened = NotebookPage(window.new_page(), server, "06_step4_hidden_layer.ipynb")
        assert opened.run_all()
        for explorer in opened.explorers:
            words = explorer.locator(".bp-sentence").first
            said = words.inner_text()
            explorer.locator(HANDLE).first.press("End")
            expect(words).not_to_have_text(said)
        expect(errors(opened)).to_have_count(0)
        assert [said for said in opened.complaints if said.startswith("The kernel")] == []
        opened.close()
