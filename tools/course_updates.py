"""Tests of nbgitpuller, which docs/updates.md relies on: `make updates`, or pytest tools/course_updates.py

A course is corrected while learners work in it: their work stays, and the corrections arrive. This is another project's
code and changes with its versions, so it is tried each Monday; tests/delivery/test_updates.py has one case of it.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from notebooks import FOLDER, PATHS, exercises, filled_in, solution_code  # noqa: E402

NAME = "03_step1_output_activation.ipynb"
OTHER = "05_step3_output_weights_and_bias.ipynb"
MINE = "# my own words"


def git(*words, cwd):
    subprocess.run(["git", *words], cwd=cwd, check=True, capture_output=True)


def read(path):
    return nbformat.read(path, as_version=4)


def cell(notebook, cell_id):
    return next(cell for cell in notebook.cells if cell.id == cell_id)


@dataclass
class Course:
    """A teacher's folder, the origin that it is published to, and a learner's folder."""

    teacher: Path
    origin: Path
    learner: Path

    def publish(self):
        git("add", "--all", cwd=self.teacher)
        git("commit", "--message", "a new version", cwd=self.teacher)
        git("push", str(self.origin), "main", cwd=self.teacher)

    def update(self):
        """What a click on the course's link does, first and again."""
        from nbgitpuller.pull import GitPuller

        return "".join(GitPuller(self.origin.as_uri(), str(self.learner), branch="main").pull())

    def correct(self, name, cell_id, text="A correction."):
        """The teacher adds a sentence to a cell and publishes it."""
        path = self.teacher / "notebooks" / name
        notebook = read(path)
        cell(notebook, cell_id).source += f"\n\n{text}"
        nbformat.write(notebook, path)
        self.publish()

    def mine(self, name):
        return self.learner / "notebooks" / name


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course that was published, and that the learner has opened once."""
    (tmp_path / "gitconfig").touch()
    who = {
        f"GIT_{role}_{what}": "teacher@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    for name, value in {**who, "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(name, value)
    made = Course(*(tmp_path / name for name in ("teacher", "origin.git", "learner")))
    for folder, kind in (made.teacher, []), (made.origin, ["--bare"]):
        folder.mkdir()
        git("init", "--initial-branch=main", *kind, cwd=folder)
    (made.teacher / "notebooks").mkdir()
    for path in PATHS:
        shutil.copy(path, made.teacher / "notebooks")
    made.publish()
    made.update()
    return made


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The notebook after a learner filled in the exercise, wrote into it, chose Run All, and saved."""
    folder = tmp_path_factory.mktemp("saved")
    notebook = read(FOLDER / NAME)
    ((exercise, solution),) = exercises(FOLDER / NAME)
    cell(notebook, exercise.id).source = f"{MINE}\n{filled_in(exercise.source, solution_code(solution))}"
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, record_timing=False, store_widget_state=False, resources=where).execute()
    for count, code in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=8):
        code.execution_count = count  # it was not the first run of this kernel
    nbformat.write(notebook, folder / NAME)
    return folder / NAME


def assert_is_learners(path, saved, but=()):
    """Checks that a notebook can be opened and has each cell as the learner saved it, but for the cells named."""
    now, then = read(path), read(saved)
    nbformat.validate(now)
    assert [cell.id for cell in now.cells] == [cell.id for cell in then.cells]
    assert [cell for cell in now.cells if cell.id not in but] == [cell for cell in then.cells if cell.id not in but]
    assert MINE in path.read_text(encoding="utf-8")


def test_a_run_changes_lines_all_over_the_notebook(saved):
    """Otherwise the tests below show little."""
    before, after = read(FOLDER / NAME), read(saved)
    changed = [old.id for old, new in zip(before.cells, after.cells, strict=True) if old != new]
    assert changed == [cell.id for cell in before.cells if cell.cell_type == "code"]


def test_whichever_text_is_corrected_the_answer_stays_and_the_correction_arrives(course, saved):
    shutil.copy(saved, course.mine(NAME))
    texts = [cell.id for cell in read(FOLDER / NAME).cells if cell.cell_type == "markdown"]
    assert len(texts) > 5
    for count, text in enumerate(texts, start=1):
        course.correct(NAME, text)
        course.update()
        assert_is_learners(course.mine(NAME), saved, but=texts[:count])
        assert cell(read(course.mine(NAME)), text).source.endswith("A correction.")


def test_in_a_cell_that_the_learner_wrote_in_the_learners_words_win(course, saved):
    """The teacher's change to this cell is lost."""
    shutil.copy(saved, course.mine(NAME))
    ((exercise, _),) = exercises(FOLDER / NAME)
    course.correct(NAME, exercise.id, "# A correction.")
    course.update()
    assert_is_learners(course.mine(NAME), saved)


def test_a_copy_keeps_the_work_and_the_deleted_notebook_comes_back_as_the_teacher_has_it(course, saved):
    shutil.copy(saved, course.mine(NAME))
    course.mine(NAME).rename(course.mine("my_step1.ipynb"))
    course.correct(NAME, "title")
    course.update()
    assert course.mine("my_step1.ipynb").read_bytes() == saved.read_bytes()
    assert course.mine(NAME).read_bytes() == (course.teacher / "notebooks" / NAME).read_bytes()


def test_a_deleted_notebook_comes_back_even_when_nothing_is_new(course):
    course.mine(NAME).unlink()
    course.update()
    assert course.mine(NAME).read_bytes() == (FOLDER / NAME).read_bytes()


def test_other_notebooks_are_corrected_and_new_ones_arrive(course, saved):
    shutil.copy(saved, course.mine(NAME))
    shutil.copy(FOLDER / NAME, course.teacher / "notebooks" / "13_new.ipynb")
    course.correct(OTHER, "title")
    course.update()
    for name in (OTHER, "13_new.ipynb"):
        assert course.mine(name).read_bytes() == (course.teacher / "notebooks" / name).read_bytes()
    assert_is_learners(course.mine(NAME), saved)


def test_a_file_of_the_learners_makes_way_for_a_new_one_of_the_same_name_and_is_kept(course, saved):
    shutil.copy(saved, course.mine("13_new.ipynb"))
    shutil.copy(FOLDER / OTHER, course.teacher / "notebooks" / "13_new.ipynb")
    course.publish()
    course.update()
    assert course.mine("13_new.ipynb").read_bytes() == (FOLDER / OTHER).read_bytes()
    (kept,) = course.mine("").glob("13_new__*.ipynb")
    assert kept.read_bytes() == saved.read_bytes()


def test_a_notebook_that_the_teacher_deletes_stays_with_those_who_worked_in_it(course, saved):
    shutil.copy(saved, course.mine(NAME))
    for name in (NAME, OTHER):
        (course.teacher / "notebooks" / name).unlink()
    course.publish()
    course.update()
    assert course.mine(NAME).read_bytes() == saved.read_bytes()
    assert not course.mine(OTHER).exists()


def rewrite(course):
    """The teacher publishes another notebook under the old name: every cell rewritten, in another order."""
    path = course.teacher / "notebooks" / NAME
    notebook = read(path)
    notebook.cells = [notebook.cells[0], *notebook.cells[:0:-1]]
    for each in notebook.cells:
        each.source = "\n".join(["Written anew.", *reversed(each.source.splitlines())])
    nbformat.write(notebook, path)
    course.publish()


def test_what_the_learner_had_before_an_update_can_be_fetched_back(course, saved):
    shutil.copy(saved, course.mine(NAME))
    rewrite(course)
    course.update()
    assert course.mine(NAME).read_bytes() != saved.read_bytes()
    show = ["git", "show", f"HEAD^1:notebooks/{NAME}"]
    before = subprocess.run(show, cwd=course.learner, check=True, capture_output=True).stdout
    assert before == saved.read_bytes()


def test_without_merging_the_learners_whole_notebook_stays(course, saved):
    (course.teacher / ".gitattributes").write_text("*.ipynb -merge\n")
    course.publish()
    course.update()
    shutil.copy(saved, course.mine(NAME))
    rewrite(course)
    course.correct(OTHER, "title")
    course.update()
    assert course.mine(NAME).read_bytes() == saved.read_bytes()
    assert course.mine(OTHER).read_bytes() == (course.teacher / "notebooks" / OTHER).read_bytes()
