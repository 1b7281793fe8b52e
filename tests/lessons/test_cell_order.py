"""Cells run out of order: each works, or Python names what is missing; no traceback leads into the package."""

import os
import traceback
from types import FunctionType

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from notebooks import FOLDER, PATHS, cells, run, run_cell

every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@pytest.fixture(autouse=True)
def in_the_notebooks_folder(monkeypatch):
    monkeypatch.chdir(FOLDER)


def tried(cell, variables):
    """The name that is missing, or "" if the cell works. Whatever else happens is raised."""
    try:
        run_cell(cell.source, f"cell {cell.id}", variables)
    except NameError as error:
        told = hasattr(error, "_render_traceback_") and "Run the cells above first" in str(error)
        frames = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
        assert told or not any("backprop_helpers" in frame for frame in frames), f"cell {cell.id}: {error}"
        return error.name
    return ""


def test_python_says_which_name_is_missing():
    assert tried(nbformat.v4.new_code_cell("unheard_of + 1"), {}) == "unheard_of"
    with pytest.raises(ZeroDivisionError):
        tried(nbformat.v4.new_code_cell("1 / 0"), {})


@every_notebook
def test_each_cell_alone_works_or_names_what_is_missing(path):
    missing = [tried(cell, {"__name__": "__main__"}) for cell in cells(path, "code")]
    assert "" in missing, "the first cell needs no other"


@every_notebook
def test_backwards_each_cell_works_or_names_what_is_missing_and_forwards_everything_works(path):
    variables = {"__name__": "__main__"}
    for cell in reversed(cells(path, "code")):
        tried(cell, variables)
    assert {tried(cell, variables) for cell in cells(path, "code")} == {""}


def late_names(variables):
    """What functions of the notebook look up when they are called: (the function's name, the name looked up)."""
    for name, thing in variables.items():
        if isinstance(thing, FunctionType) and thing.__module__ == "__main__":
            yield from ((name, other) for other in thing.__code__.co_names if other in variables)


@every_notebook
def test_a_function_whose_names_are_missing_says_so_in_words(path):
    variables = run(path).variables
    for function, name in list(late_names(variables)):
        kept = variables.pop(name)
        for cell in cells(path, "code"):
            if function in compile(cell.source, "", "exec").co_names:
                tried(cell, variables)
        variables[name] = kept


def test_a_missing_name_is_one_line_in_the_notebook():
    """In a real kernel: the explorer of the update rule, without the cell that defines its network."""
    (path,) = (path for path in PATHS if path.name.startswith("08"))
    (alone,) = (cell for cell in cells(path, "code") if "descent = Explorer(" in cell.source)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(alone.source)])
    with pytest.raises(CellExecutionError):
        NotebookClient(notebook, timeout=60, resources={"metadata": {"path": os.fspath(FOLDER)}}).execute()
    (error,) = (output for output in notebook.cells[0].outputs if output.output_type == "error")
    assert error.traceback == [
        "NameError: name 'net' is not defined. Run the cells above first: Run → Run All Above Selected Cell."
    ]
