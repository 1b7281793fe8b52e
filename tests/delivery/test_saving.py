"""What a run adds to a notebook is not saved; what the learner wrote is."""

import copy

import nbformat
import pytest
from as_stored import LIVE, as_stored
from store_outputs import only_asks, stored_metadata

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


# ---- folded code


def test_code_that_a_learner_opened_stays_open_and_the_rest_stays_folded():
    notebook = used()
    asking = [cell for cell in notebook.cells if cell.metadata.get("jupyter")]
    assert len(asking) > 1
    del asking[0].metadata["jupyter"]
    as_stored(notebook)
    assert "jupyter" not in asking[0].metadata and asking[1].metadata.jupyter.source_hidden


def test_storing_outputs_keeps_tags_and_folds_what_only_asks():
    for cell in STORED.cells:
        assert stored_metadata(cell) == cell.metadata
    opened = {"cell_type": "code", "source": "ask('x')", "metadata": {"tags": ["exercise"], "trusted": True}}
    assert stored_metadata(opened) == {"tags": ["exercise"], "jupyter": {"source_hidden": True}}


@pytest.mark.parametrize(
    "source",
    [
        "from backprop_helpers import ask\n\nsign = ask('sign of a gradient')\nsign",
        "variables('x', 'W1')",
        "for name, mistake in MISTAKES.items():\n    print(name, mistake.done)",
    ],
)
def test_a_cell_only_asks_or_tabulates(source):
    assert only_asks(source)


@pytest.mark.parametrize(
    "source",
    [
        "net = Network([[1]], [0], [[1]], [0])\nvariables('x')",
        "sign = ask('sign of a gradient')\nx = 3",
        "def f(x):\n    return ask(x)\n\n\nask('f')",
        "import numpy as np\n\nask('f')",
        "Explorer(net, x, y, sliders=['x[0]'], views=['diagram'])",
        "check(forward, 'z1')",
        "from backprop_helpers import ask",
        "x = 3\nprint(x)",
        "try:\n    ask('f')\nexcept ImportError:\n    print()",
        "",
    ],
)
def test_a_cell_with_something_to_read_stays_open(source):
    assert not only_asks(source)
