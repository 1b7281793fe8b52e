"""Feedback is plain text, safely shown, with hints that come one at a time."""

import subprocess
import sys

from backprop_helpers import check


def right(dL_dz2, a1):
    return dL_dz2 @ a1.T


def test_nothing_of_a_learner_reaches_the_page_unescaped():
    def fails(dL_dz2):
        raise ValueError("<script>1</script>")

    for function in (fails, lambda dL_dz2: "<script>"):
        feedback = check(function, "dL_dW2")
        shown = feedback._repr_mimebundle_()["text/html"] + feedback.widget.children[0].value
        assert "<script" not in shown and "&lt;script" in shown


def test_hints_come_one_at_a_time_from_far_to_near():
    feedback = check(lambda dL_dz2, a1: a1 @ dL_dz2.T, "dL_dW2")
    first, shapes, letters = feedback.hints
    assert "leads to i, from j" in first
    assert shapes.startswith("Shapes: dL_dW2 (m, h), from dL_dz2 (m, N) and a1 (h, N).")
    assert "(∂L/∂W₂)_ij = (∂L/∂z₂)_i·(a₁)_j" in letters
    assert [feedback.hint() for _ in range(4)] == [first, shapes, letters, "There are no more hints."]


def test_the_button_shows_the_hints_that_the_text_gives():
    feedback = check(lambda dL_dz2: ..., "dL_db2")
    feedback.hint()
    _, button, given = feedback.widget.children
    assert given.value.count("<li>") == 1 and not button.disabled
    button.click()
    assert given.value.count("<li>") == len(feedback.hints) == 2 and button.disabled


WITHOUT_WIDGETS = """
import importlib.util, sys
sys.modules["ipywidgets"] = None  # whoever imports it gets an ImportError
here = importlib.util.find_spec("backprop_helpers")
sys.modules["backprop_helpers"] = importlib.util.module_from_spec(here)  # not executed: that would bring the explorer
import backprop_helpers.worksheets.judge
from backprop_helpers.exercises.check import check

feedback = check(lambda dL_dz2: -dL_dz2, "dL_db2")
assert feedback.mistakes == ("flip_sign",) and feedback.hint() and feedback._repr_html_()
"""


def test_a_check_and_its_hints_need_no_widgets():
    command = [sys.executable, "-c", WITHOUT_WIDGETS]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_only_what_is_not_right_has_a_hint_button():
    view = "application/vnd.jupyter.widget-view+json"
    for function, has_button in ((right, False), (lambda dL_dz2: ..., True), (lambda dL_dz2, a1: a1, True)):
        assert (view in check(function, "dL_dW2")._repr_mimebundle_()) is has_button


def test_what_is_shown_is_the_same_each_time():
    first, second = (check(lambda dL_dz2, a1: -right(dL_dz2, a1), "dL_dW2")._repr_mimebundle_() for _ in range(2))
    assert all(first[kind] == second[kind] for kind in ("text/html", "text/plain"))
