"""Writes the notebooks without their solutions, to hand out: `make student`, or
python tools/student_notebooks.py [--nbgrader] [-o FOLDER]

With --nbgrader an exercise is a solution cell of nbgrader's, and a cell at the end of the notebook grades it: there a
Run All is not stopped by what is still open. nbgrader itself is not needed.
"""

import argparse
import ast
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
TOLD = " The solution is folded below."  # in notebook 00
SCHEMA = 3  # of nbgrader's cell metadata


def without_solutions(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Returns a copy without the cells that hold a solution, and without the promise of one."""
    copy = nbformat.from_dict(notebook)
    copy.cells = [cell for cell in copy.cells if "solution" not in cell.metadata.get("tags", [])]
    for cell in copy.cells:
        cell.source = cell.source.replace(TOLD, "")
    return copy


def for_nbgrader(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """Returns a copy whose exercises nbgrader knows, each with one point in a locked cell at the end."""
    copy, graded = nbformat.from_dict(notebook), []
    for cell in copy.cells:
        if "exercise" in cell.metadata.get("tags", []):
            cell.metadata["nbgrader"] = _metadata(f"{name}-{cell.id}", solution=True)
            check = ast.unparse(ast.parse(cell.source).body[-1])
            test = nbformat.v4.new_code_cell(f"assert {check}.correct", id=f"grade-{cell.id}")
            test.metadata["nbgrader"] = _metadata(f"{name}-{test.id}", grade=True, locked=True, points=1)
            graded.append(test)
    copy.cells += graded
    return copy


def _metadata(grade_id: str, **true: bool | int) -> dict:
    return {"schema_version": SCHEMA, "grade_id": grade_id, "grade": False, "solution": False, "locked": False} | true


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nbgrader", action="store_true", help="with nbgrader's cell metadata")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "student", help="the folder for the notebooks")
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = without_solutions(nbformat.read(path, as_version=4))
        if options.nbgrader:
            notebook = for_nbgrader(notebook, path.stem)
        nbformat.write(notebook, options.output / path.name)
        print(options.output / path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
