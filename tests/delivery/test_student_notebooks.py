"""The notebooks to hand out: no solution, everything else as it was; for nbgrader with metadata of its schema 3."""

import ast
import re

import nbformat
import pytest
import student_notebooks

from notebooks import FOLDER, PATHS, exercises, filled_in, run_cell, solution_code

WITH_EXERCISES = [path for path in PATHS if list(exercises(path))]
every_notebook = pytest.mark.parametrize("path", WITH_EXERCISES, ids=lambda path: path.stem)
#: What nbgrader's documentation of its metadata asks for: the type of each key, and those that must be there.
TYPES = {
    **dict.fromkeys(("grade", "solution", "locked", "task"), bool),
    **{"schema_version": int, "grade_id": str, "points": (int, float), "checksum": str, "cell_type": str},
}
REQUIRED = {"schema_version", "grade", "solution", "locked"}


@pytest.fixture(scope="module", params=[[], ["--nbgrader"]], ids=["plain", "nbgrader"])
def folder(request, tmp_path_factory):
    out = tmp_path_factory.mktemp("student")
    student_notebooks.main([*request.param, "-o", str(out)])
    return out


def handed_out(folder, path):
    return nbformat.read(folder / path.name, as_version=4)


def graded(notebook):
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def test_every_notebook_is_there_and_valid(folder):
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in FOLDER.glob("*.ipynb"))
    for path in folder.iterdir():
        nbformat.validate(nbformat.read(path, as_version=4))


def test_nothing_of_a_solution_is_left(folder):
    seen = 0
    for path in PATHS:
        text = "\n".join(cell.source for cell in handed_out(folder, path).cells)
        assert "<summary>Solution" not in text and "solution is folded" not in text.lower()
        for exercise, solution in exercises(path):
            lines = {line.strip() for line in solution_code(solution).splitlines()} - {""}
            own = [line for line in lines if line not in exercise.source and "return" in line]
            assert not [line for line in own if line in text]
            seen += 1
    assert seen > 8


def test_everything_else_is_as_it_was(folder):
    for path in PATHS:
        original = [
            cell for cell in nbformat.read(path, as_version=4).cells if "solution" not in cell.metadata.get("tags", [])
        ]
        cells = [cell for cell in handed_out(folder, path).cells if not cell.id.startswith("grade-")]
        assert [cell.id for cell in cells] == [cell.id for cell in original]
        for cell, before in zip(cells, original, strict=True):
            assert cell.source == before.source.replace(student_notebooks.TOLD, "")
            assert cell.get("outputs") == before.get("outputs")


def test_the_stored_notebooks_keep_their_solutions():
    assert len([1 for path in PATHS for _, after in exercises(path) if solution_code(after)]) > 8


# ---- nbgrader


@pytest.fixture(scope="module")
def for_nbgrader(tmp_path_factory):
    out = tmp_path_factory.mktemp("nbgrader")
    student_notebooks.main(["--nbgrader", "-o", str(out)])
    return out


def test_the_metadata_are_of_schema_3(for_nbgrader):
    found = 0
    for path in for_nbgrader.iterdir():
        ids = []
        for cell in nbformat.read(path, as_version=4).cells:
            known = cell.metadata.get("nbgrader")
            if known is None:
                continue
            assert REQUIRED <= set(known) <= set(TYPES) and known.schema_version == 3
            assert all(isinstance(value, TYPES[name]) for name, value in known.items())
            assert re.fullmatch(r"[a-zA-Z0-9_-]+", known.grade_id)
            assert ("points" in known) == known.grade and known.get("points", 0) >= 0
            assert cell.cell_type == "code" and known.grade != known.solution and known.locked == known.grade
            ids.append(known.grade_id)
            found += 1
        assert len(ids) == len(set(ids))
    assert found == 2 * sum(len(list(exercises(path))) for path in PATHS) > 16


@every_notebook
def test_what_grades_stands_at_the_end_and_asks_what_the_exercise_asks(for_nbgrader, path):
    notebook = handed_out(for_nbgrader, path)
    last = graded(notebook)
    assert notebook.cells[-len(last) :] == last
    for cell, (exercise, _) in zip(last, exercises(path), strict=True):
        assert cell.source == f"assert {ast.unparse(ast.parse(exercise.source).body[-1])}.correct"


@every_notebook
def test_an_open_exercise_runs_and_gets_no_point_and_a_solved_one_gets_it(for_nbgrader, path, monkeypatch):
    monkeypatch.chdir(FOLDER)
    notebook, names = handed_out(for_nbgrader, path), {"__name__": "__main__"}
    solutions = {exercise.id: solution_code(after) for exercise, after in exercises(path)}
    last = graded(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell not in last:
            run_cell(cell.source, cell.id, names)
        if cell.id in solutions:
            grading = next(each for each in last if each.id == f"grade-{cell.id}")
            with pytest.raises(AssertionError):
                run_cell(grading.source, grading.id, names)
            run_cell(filled_in(cell.source, solutions[cell.id]), cell.id, names)
    for grading in last:
        run_cell(grading.source, grading.id, names)
