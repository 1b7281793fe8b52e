"""Every question and every exercise answered in JupyterLab, wrongly and rightly; then a second run, and a restart."""

import pytest
from hands import answers_of, commit, controls, errors, pictures, reset, run_cell, sentence, settle
from lab import HANDLE
from playwright.sync_api import expect

from backprop_helpers.mistakes.bank import MISTAKES
from notebooks import FOLDER, PATHS, cells, exercises, filled_in, solution_code

pytestmark = pytest.mark.browser

#: notebook: (what stands in the solution, what the learner wrote instead, what the feedback says)
SLIPS = {
    "01": ('"dL_dW1": (h, n)', '"dL_dW1": (n, h)', "The two sizes are swapped"),
    "02": ("W1 @ x", "W1 * x", MISTAKES["elementwise_for_matrix"].sentence),
    "03": ("a2 - y", "y - a2", MISTAKES["flip_sign"].sentence),
    "04": ("(1 - a2**2)", "a2 * (1 - a2)", "This belongs to the sigmoid; here the output layer has tanh."),
    "05": ("dL_dz2.T @ a1", "a1.T @ dL_dz2", MISTAKES["dW_transposed"].sentence),
    "06": ("W2.T @", "W2 @", MISTAKES["no_transpose"].sentence),
    "07": ("W2.T @ dL_dz2", "W2.T @ dL_da2", MISTAKES["dL_da2_for_dL_dz2"].sentence),
    "08": (" * da1_dz1", "", MISTAKES["no_sigma1"].sentence),
    "09": ("return output_layer", "return -m - layers * h + output_layer", "The matrix products are right."),
    "10": (" * sigmoid_prime(z[layer - 1])", "", "σ′(z₂) is left out."),
    "11": ("mean_paths", "first_path_only", "A did something else."),
    "13": (
        "a2 - y",
        "(a2 - y) * a2 * (1 - a2)",
        "The slope was left in; but the gradient of the cross-entropy cancels it.",
    ),
    "12": ("W2.T @", "W2 @", MISTAKES["no_transpose"].sentence),
    "14 turn": ("g @ b.T", "g @ b", "Which of the two factors has to be transposed"),
    "14 turnback": ("+=", "=", "shares add up, so += instead of ="),
}
WITHOUT_HINTS = ("01",)
RESTARTED = "Connection lost, reconnecting"  # what JupyterLab says about a restart
RESTART = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"


def all_shown(lesson):
    """The pictures and the words of every explorer as it starts."""
    for explorer in lesson.explorers:
        reset(explorer)
    return [(pictures(explorer), sentence(explorer).inner_text()) for explorer in lesson.explorers]


def test_every_question_says_why_an_answer_is_wrong_and_which_is_right(lesson):
    assert lesson.questions
    for question in lesson.questions:
        right, wrong = answers_of(question)
        said = question.locator(".bp-sentence")
        commit(question, wrong)
        expect(said).to_contain_text(f"✗ Not “{wrong}”")
        expect(said).to_contain_text(f"The right answer: {right}.")
        question.get_by_role("button", name="Ask again").click()
        commit(question, right)
        expect(said).to_contain_text(f"✓ Right: {right}.")


def test_an_exercise_names_the_mistake_gives_its_hints_and_then_says_right(lesson):
    path, number = FOLDER / lesson.name, lesson.name[:2]
    for cell, after in exercises(path):
        slip = SLIPS.get(f"{number} {cell.id}") or SLIPS[number]
        solution, (right, wrong, words) = solution_code(after), slip
        assert right in solution, "the slip is not where the solution can make it"
        index = cells(path).index(cell)
        output = lesson.notebook.locator(".jp-Cell").nth(index).locator(".jp-OutputArea")
        assert run_cell(lesson, index, filled_in(cell.source, solution.replace(right, wrong)))
        expect(output).to_contain_text("✗")
        expect(output).to_contain_text(words)
        hint, hints = output.get_by_role("button", name="Hint"), output.locator("li")
        assert hint.count() == (number not in WITHOUT_HINTS)
        while hint.count() and hint.is_enabled():
            given = hints.count()
            hint.click()
            settle(lesson.page)
            expect(hints).to_have_count(given + 1)
        assert run_cell(lesson, index, filled_in(cell.source, solution))
        expect(output).to_contain_text("✓ Right")
        expect(output).not_to_contain_text("✗")


@pytest.fixture(scope="module")
def as_it_starts(lesson):
    return all_shown(lesson)


@pytest.mark.parametrize("lesson", PATHS[8:9], indirect=True, ids=lambda path: path.stem)
def test_a_second_run_in_the_same_kernel_shows_the_same(lesson, as_it_starts):
    assert lesson.run_all()
    assert all_shown(lesson) == as_it_starts
    expect(errors(lesson)).to_have_count(0)


def test_after_a_restart_old_widgets_make_no_noise_and_a_run_repairs_everything(lesson, as_it_starts):
    lesson.page.evaluate(RESTART)
    handle = lesson.page.locator(HANDLE).first
    for key in ("Home", "End"):
        handle.press(key)
    expect(errors(lesson)).to_have_count(0)
    assert lesson.run_all()
    assert all_shown(lesson) == as_it_starts
    field = controls(lesson.explorers[0])[0].get_by_role("spinbutton")
    for key, end in (("Home", "min"), ("End", "max")):
        handle.press(key)
        expect(field).to_have_value(field.get_attribute(end))
    expect(errors(lesson)).to_have_count(0)


def test_nobody_complained(lesson):
    assert [said for said in lesson.complaints if RESTARTED not in said] == []
