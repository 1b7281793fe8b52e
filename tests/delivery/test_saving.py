"""What a run adds to a notebook is not saved; what the learner wrote is."""

import copy

import nbformat
from as_stored import LIVE, as_stored

from notebooks import PATHS

STORED = nbformat.read(PATHS[2], as_version=4)


def used():
    """The notebook as JupyterLab would save it after a run."""
    notebook = copy.deepcopy(STORED)
    notebook.metadata.language_info = {"name": "python", "version": "3.12.1", "file_extension": ".py"}
    notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    for cell in notebook.cells:
        cell.metadata.trusted = True
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                output.data[LIVE] = {"model_id": "1", "version_major": 2, "version_minor": 0}
    return notebook


def test_what_a_run_adds_is_not_saved():
    notebook = used()
    assert notebook != STORED and str(notebook).count(LIVE) > 2
    as_stored(notebook)
    assert notebook == STORED


def test_what_the_learner_wrote_is_saved():
    notebook = used()
    notebook.cells[1].source += "\n# my own words"
    notebook.cells[1].metadata.tags = ["mine"]
    as_stored(notebook)
    changed = [k for k, (now, then) in enumerate(zip(notebook.cells, STORED.cells, strict=True)) if now != then]
    assert changed == [1] and notebook.cells[1].source.endswith("# my own words")


def test_a_notebook_in_another_language_keeps_its_own():
    other = nbformat.v4.new_notebook(metadata={"language_info": {"name": "R", "version": "4.4"}})
    as_stored(other)
    assert other.metadata.language_info.version == "4.4"
