"""Runs notebooks and stores their outputs in them: `make outputs`, or python tools/store_outputs.py [NOTEBOOK ...]

A second run changes nothing. Nothing of this machine is stored: no versions, no times, and no live widgets, so that
until Run All a reader sees the still pictures. The code of a cell that only asks or tabulates is stored folded.
"""

import ast
import os
import sys
from pathlib import Path

import nbformat
from as_stored import METADATA, as_stored
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
CELL_TIMEOUT = 60  # seconds
TABULATING = {"ask", "Order", "Practice", "progress", "recall", "variables", "print", "MISTAKES.items"}


def only_asks(source: str) -> bool:
    """Whether a cell only asks a question or shows a table, so that its code is nothing to read."""

    def calls(node: ast.AST) -> set[str]:
        return {ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)}

    steps = [each for each in ast.parse(source).body if not isinstance(each, ast.ImportFrom)]
    found = [calls(each) for each in steps]
    plain = all(isinstance(each, (ast.Assign, ast.Expr, ast.For)) for each in steps)
    asked = all(called == {"ask"} for each, called in zip(steps, found, strict=True) if isinstance(each, ast.Assign))
    return any(found) and plain and asked and set().union(*found) <= TABULATING


def stored_metadata(cell: dict) -> dict:
    """What is stored about a cell beside its source: its tags, and whether its code is folded."""
    tags = {"tags": cell["metadata"]["tags"]} if cell["metadata"].get("tags") else {}
    folded = cell["cell_type"] == "code" and only_asks(cell["source"])
    return {**({"jupyter": {"source_hidden": True}} if folded else {}), **tags}


def store_outputs(path: Path) -> bool:
    """Runs the notebook in its own folder and saves it; True when that changed the file.

    Raises nbclient's errors for a cell that raises or takes too long; the file is then left as it was.
    """
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(stored_metadata(cell))
    NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=CELL_TIMEOUT,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.resolve().parent)}},
    ).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    as_stored(notebook)
    after = nbformat.writes(notebook) + "\n"
    if after != before:
        path.write_text(after, encoding="utf-8", newline="\n")
    return after != before


def main(arguments: list[str]) -> None:
    os.environ["BACKPROP_RECORD"] = "off"  # as it is for a reader who has not answered anything
    paths = [Path(argument) for argument in arguments] or sorted(NOTEBOOKS.glob("*.ipynb"))
    for path in paths:
        if not path.is_file():
            sys.exit(f"There is no notebook {path}.")
        try:
            changed = store_outputs(path)
        except CellExecutionError as error:
            sys.exit(f"{path.name} was not saved, since a cell raised {error.ename}: {error.evalue}")
        except CellTimeoutError:
            sys.exit(f"{path.name} was not saved, since a cell took more than {CELL_TIMEOUT} seconds.")
        except DeadKernelError:
            sys.exit(f"{path.name} was not saved, since its kernel died.")
        print(f"{path.name}: {'new outputs' if changed else 'nothing new'}")


if __name__ == "__main__":
    main(sys.argv[1:])
