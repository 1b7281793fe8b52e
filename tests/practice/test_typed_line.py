"""A line of code for one step: right in any writing, a mistake named, and a sentence for whatever else is typed."""

import re

import pytest

from backprop_helpers import MISTAKES
from backprop_helpers.mistakes.mistake import STEP
from backprop_helpers.notation.table import BACKWARD, QUANTITIES
from backprop_helpers.practice.typed_line import check_line

RIGHT = {
    "dL_da2": ["a2 - y", "a2 − y", "-(y - a2)", "(a2 - y) / N", "numpy.subtract(a2, y)"],
    "da2_dz2": ["sigmoid_prime(z2)", "a2 * (1 - a2)", "a2 - a2**2"],
    "dL_dz2": ["dL_da2 * da2_dz2", "(a2 - y) * a2 * (1 - a2)"],
    "dL_dW2": ["dL_dz2 @ a1.T", "np.outer(dL_dz2, a1)"],
    "dL_db2": ["dL_dz2", "dL_dz2.sum(axis=1, keepdims=True)"],
    "dL_da1": ["W2.T @ dL_dz2", "np.dot(W2.T, dL_dz2)", "(dL_dz2.T @ W2).T"],
    "da1_dz1": ["sigmoid_prime(z1)", "sigmoid(z1) * sigmoid(-z1)"],
    "dL_dz1": ["W2.T @ dL_dz2 * a1 * (1 - a1)", "dL_da1 * da1_dz1", "(lambda back: back * da1_dz1)(W2.T @ dL_dz2)"],
    "dL_dW1": ["dL_dz1 @ x.T", "dL_dz1 * x.T", "np.array([[d * e for e in x[:, 0]] for d in dL_dz1[:, 0]])"],
    "dL_db1": ["dL_dz1", "1 * dL_dz1"],
}
LINES = [(name, line) for name, lines in RIGHT.items() for line in lines]
#: A mistake, and a line in which a reader makes it; none of these comes from the bank.
WRONG = [
    ("no_transpose", "dL_da1", "W2 @ dL_dz2"),
    ("no_sigma2", "dL_dz2", "a2 - y"),
    ("no_sigma1", "dL_dz1", "W2.T @ dL_dz2"),
    ("slope_at_a", "da2_dz2", "sigmoid_prime(a2)"),
    ("slope_at_a", "dL_dz1", "W2.T @ dL_dz2 * sigmoid_prime(a1)"),
    ("z_times_one_minus_z", "da1_dz1", "z1 * (1 - z1)"),
    ("flip_sign", "dL_da2", "y - a2"),
    ("factor_2", "dL_da2", "2 * (a2 - y)"),
    ("new_W2", "dL_da1", "(W2 - eta * dL_dW2).T @ dL_dz2"),
    ("dL_da2_for_dL_dz2", "dL_da1", "W2.T @ (a2 - y)"),
    ("mean_paths", "dL_da1", "W2.T @ dL_dz2 / m"),
    ("first_path_only", "dL_da1", "W2[0:1].T * dL_dz2[0]"),
    ("dW_transposed", "dL_dW2", "a1 @ dL_dz2.T"),
    ("z1_for_a1", "dL_dW2", "dL_dz2 @ z1.T"),
    ("x_for_a1", "dL_dW2", "dL_dz2 @ x.T"),
    ("bias_sum", "dL_db1", "np.ones_like(b1) * dL_dz1.sum()"),
    ("matrix_for_elementwise", "dL_dz2", "dL_da2 @ da2_dz2.T"),
    ("elementwise_for_matrix", "dL_da1", "W2.T * dL_dz2"),
]
ODD = {
    "": "Nothing is typed yet",
    "   ": "Nothing is typed yet",
    "...": "Nothing is typed yet",
    "W2.T @": "can't read this line",
    "a1 * (1 - a1": "can't read this line",
    "\x00": "can't read this line",
    "(" * 500 + ")" * 500: "can't read this line",
    "import os": "one expression",
    "a = 1; a * a1": "one expression",
    "for k in a1: k": "one expression",
    "dL_dW1 = dL_da1 * da1_dz1": "This line computes dL_dW1",
    "dL_dz1": "This line should compute dL_dz1, so",
    "dL_db1": "not known yet",
    "delta2 * a1": "Here it is called dL_dz2",
    "foo * a1": "foo",
    "dL_da1 * sigmoidprime(z1)": "sigmoid_prime",
    "a1 (1 - a1)": "called like a function",
    "dL_da1 * float('nan')": "not finite",
    "None": "returns nothing",
    "print(a1)": "returns nothing",
    "'a1'": "real numbers",
    "[a1]": "NumPy array",
    "1": "a single number",
    "a1[0]": "shape",
    "dL_da1.T * da1_dz1": "shape",
    "1 / 0": "ZeroDivisionError",
    "exit()": "stopped",
    "(yield a1)": "real numbers",
    "[0 for _ in iter(int, 1)]": "does one of its loops never end?",
}


def test_every_step_of_the_backward_pass_and_every_mistake_of_the_bank_is_tried():
    assert tuple(RIGHT) == BACKWARD
    assert {name for name, *_ in WRONG} == {*MISTAKES}


@pytest.mark.parametrize(("name", "line"), LINES)
def test_a_right_line_is_right_in_any_writing(name, line):
    for typed in (line, f" {name} = {line} ", f"return {line}"):
        assert check_line(typed, name).correct is True


@pytest.mark.parametrize(("mistake", "name", "line"), WRONG)
def test_a_mistake_in_a_line_is_named_and_the_line_is_read_back(mistake, name, line):
    feedback = check_line(line, name)
    assert feedback.correct is False and mistake in feedback.mistakes
    assert MISTAKES[mistake].sentence in feedback.message and MISTAKES[mistake].hint in feedback.hints


def test_what_differs_is_marked_in_the_formula_that_is_read_back():
    shown = check_line("W2.T @ dL_dz2 * z1 * (1 - z1)", "dL_dz1").html()
    assert "your code computes" in shown and "the step is" in shown and "<span class='bp-differs'>" in shown


@pytest.mark.parametrize("line", ODD)
def test_whatever_else_is_typed_is_answered_in_a_sentence(line, capsys):
    feedback = check_line(line, "dL_dz1")
    assert feedback.correct is (None if "Nothing" in ODD[line] else False)
    assert re.search(ODD[line], feedback.message)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", BACKWARD)
def test_a_line_can_use_what_the_pass_knows_before_the_step_and_nothing_that_comes_after(name):
    later = BACKWARD[BACKWARD.index(name) + 1 :]
    for other in later:
        assert f"{other} is not known yet" in check_line(f"0 * {other}", name).message
    for other in set(QUANTITIES) - {name, *later} - set(STEP):
        assert "known" not in check_line(f"0 * {other}", name).message
