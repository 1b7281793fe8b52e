"""A correction arrives and the learner's work stays; `make updates` tries every line of docs/updates.md."""

import os
import shutil

import nbformat
import pytest
from course_updates import MINE, NAME, cell, course, read  # noqa: F401

from notebooks import FOLDER, exercises


@pytest.mark.skipif(shutil.which("git") is None and "CI" not in os.environ, reason="git is not here")
def test_a_corrected_text_arrives_and_what_the_learner_wrote_stays(course):  # noqa: F811
    ((exercise, _),) = exercises(FOLDER / NAME)
    mine = read(course.mine(NAME))
    cell(mine, exercise.id).source = MINE
    nbformat.write(mine, course.mine(NAME))
    course.correct(NAME, "title")
    course.update()
    now = read(course.mine(NAME))
    assert cell(now, exercise.id).source == MINE
    assert cell(now, "title").source.endswith("A correction.")
