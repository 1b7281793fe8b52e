"""Every exercise of the forward and backward pass, answered with one slip in its solution: the check names it."""

import pytest

from backprop_helpers.mistakes.bank import MISTAKES
from notebooks import PATHS, answered, exercises, solution_code

SIGMOID = "1 / (1 + np.exp(-{0})) * (1 - 1 / (1 + np.exp(-{0})))"

#: notebook: (mistake, what stands in the solution, what the learner wrote instead), ...
SLIPS = {
    "02": [
        ("factor_2", "0.5 * ", ""),
        ("z1_for_a1", "W2 @ a1", "W2 @ z1"),
        ("x_for_a1", "W2 @ a1", "W2 @ x"),
        ("elementwise_for_matrix", "W1 @ x", "W1 * x"),
    ],
    "03": [
        ("flip_sign", "a2 - y", "y - a2"),
        ("factor_2", "a2 - y", "2 * (a2 - y)"),
    ],
    "04": [
        ("flip_sign", "(a2 - y)", "(y - a2)"),
        ("factor_2", "(a2 - y)", "2 * (a2 - y)"),
        ("no_sigma2", " * a2 * (1 - a2)", ""),
        ("sigma_of_a", "a2 * (1 - a2)", SIGMOID.format("a2")),
        ("z_times_one_minus_z", "a2 * (1 - a2)", "z2 * (1 - z2)"),
        ("matrix_for_elementwise", " * a2 * (1 - a2)", " @ (a2 * (1 - a2)).T"),
    ],
    "05": [
        ("dW_transposed", "dL_dz2 @ a1.T", "a1 @ dL_dz2.T"),
        ("elementwise_for_matrix", "dL_dz2 @ a1.T", "dL_dz2 * a1"),
        ("z1_for_a1", "a1", "z1"),
        ("x_for_a1", "a1", "x"),
        ("bias_sum", "dL_db2 = dL_dz2", "dL_db2 = np.full_like(dL_dz2, dL_dz2.sum())"),
        ("bias_sum", "dL_db2 = dL_dz2", "dL_db2 = dL_dz2.sum()"),
    ],
    "06": [
        ("no_transpose", "W2.T @", "W2 @"),
        ("no_sigma1", " * a1 * (1 - a1)", ""),
        ("sigma_of_a", "a1 * (1 - a1)", SIGMOID.format("a1")),
        ("z_times_one_minus_z", "a1 * (1 - a1)", "z1 * (1 - z1)"),
        ("mean_paths", "W2.T @ dL_dz2", "W2.T @ dL_dz2 / len(dL_dz2)"),
        ("first_path_only", "W2.T @ dL_dz2", "W2[:1].T * dL_dz2[0]"),
        ("elementwise_for_matrix", "W2.T @", "W2.T *"),
        ("matrix_for_elementwise", " * a1 * (1 - a1)", " @ (a1 * (1 - a1)).T"),
    ],
    "07": [
        ("flip_sign", "a2 - y", "y - a2"),
        ("factor_2", "a2 - y", "2 * (a2 - y)"),
        ("no_sigma2", " * a2 * (1 - a2)", ""),
        ("no_sigma1", " * a1 * (1 - a1)", ""),
        ("sigma_of_a", "a2 * (1 - a2)", SIGMOID.format("a2")),
        ("sigma_of_a", "a1 * (1 - a1)", SIGMOID.format("a1")),
        ("no_transpose", "W2.T @", "W2 @"),
        ("skip_delta2", "W2.T @ dL_dz2", "W2.T @ dL_da2"),
        ("mean_paths", "W2.T @ dL_dz2", "W2.T @ dL_dz2 / len(dL_dz2)"),
        ("first_path_only", "W2.T @ dL_dz2", "W2[:1].T * dL_dz2[0]"),
        ("stale_W2", "W2.T @ dL_dz2", "(W2 - 0.5 * dL_dW2).T @ dL_dz2"),
        ("dW_transposed", "dL_dz2 @ a1.T", "a1 @ dL_dz2.T"),
        ("dW_transposed", "dL_dz1 @ x.T", "x @ dL_dz1.T"),
        ("x_for_a1", "dL_dz2 @ a1.T", "dL_dz2 @ x.T"),
        ("bias_sum", "dL_db2 = dL_dz2", "dL_db2 = np.full_like(dL_dz2, dL_dz2.sum())"),
        ("bias_sum", "dL_db1 = dL_dz1", "dL_db1 = dL_dz1.sum()"),
        ("elementwise_for_matrix", "dL_dz1 @ x.T", "dL_dz1 * x"),
        ("matrix_for_elementwise", " * a2 * (1 - a2)", " @ (a2 * (1 - a2)).T"),
    ],
}
EVERY = [(number, *slip) for number, slips in SLIPS.items() for slip in slips]


def by_number(number):
    return next(path for path in PATHS if path.name.startswith(number))


def solution_of(number):
    ((_, after),) = exercises(by_number(number))
    return solution_code(after)


@pytest.mark.parametrize("number, mistake, right, wrong", EVERY, ids=[f"{e[0]}-{e[1]}" for e in EVERY])
def test_a_slip_in_an_exercise_is_called_by_its_name(number, mistake, right, wrong):
    solution = solution_of(number)
    assert right in solution, "the slip is not where the solution can make it"
    feedback = answered(by_number(number), solution.replace(right, wrong))
    assert feedback.correct is False
    assert mistake in feedback.mistakes, str(feedback)


def test_every_mistake_of_the_bank_is_made_in_some_exercise():
    assert {mistake for _, mistake, _, _ in EVERY} == set(MISTAKES)
