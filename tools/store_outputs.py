"""Runs notebooks and stores their outputs in them: `make outputs`, or python tools/store_outputs.py [NOTEBOOK ...]

A second run changes nothing. Nothing of this machine is stored: no versions, no times, and no live widgets, so that
until Run All a reader sees the still pictures.
"""

import os
import sys
from pathlib import Path

import nbformat
from as_stored import METADATA, as_stored
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
CELL_TIMEOUT = 60  # seconds


def store_outputs(path: Path) -> bool:
    """Runs the notebook in its own folder and saves it; True when that changed the file.

    Raises nbclient's errors for a cell that raises or takes too long; the file is then left as it was.
    """
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({"tags": cell.metadata.tags} if cell.metadata.get("tags") else {})
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
