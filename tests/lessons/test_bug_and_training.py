"""What notebooks 11 and 12 say in numbers is so, and the exercise about batches is decided by batches."""

from itertools import product

import numpy as np
import pytest

from backprop_helpers import (
    MISTAKES,
    SYMMETRY,
    MistakeTrials,
    Network,
    Training,
    check,
    gradients_with_mistake,
    numerical_gradient,
    program_gradients,
    wrong_gradients,
)
from backprop_helpers.questions.bank import QUESTIONS
from notebooks import PATHS, cells, exercises, run, solution_code

BUG, TRAINING = PATHS[11], PATHS[12]
ORDER = ("dL_da2", "dL_dz2", "dL_dW2", "dL_db2", "dL_da1", "dL_dz1", "dL_dW1", "dL_db1")


@pytest.fixture(scope="module")
def xor():
    variables = run(BUG).variables
    return variables["x"], variables["y"]


def said(path, cell_id):
    return next(cell.source for cell in cells(path) if cell.id == cell_id)


def test_thirteen_of_fifteen_mistakes_go_downhill_from_each_start_of_the_survey(xor):
    for seed in (1, 2, 3, 5, 7):
        *_, found = MistakeTrials(*xor, h=2, starts=(seed,), eta=5.0, steps=0)
        computed = [trial for trial in found if trial.lowers is not None and trial.wrong]
        uphill = [trial.name for trial in computed if not trial.lowers]
        assert (len(computed), uphill) == (15, ["z_times_one_minus_z", "flip_sign"])
    assert "13 of 15" in QUESTIONS["mistakes that go downhill"]["options"]


def test_wrong_shapes_stop_few_mistakes_and_fewer_on_equal_sizes(xor):
    *_, found = MistakeTrials(*xor, h=2, starts=(1,), eta=5.0, steps=0)
    equal, unequal = sum(trial.lowers is None for trial in found), sum(trial.stops for trial in found)
    assert 0 < equal < unequal < len(MISTAKES) / 3


def steps_until_solved(xor, eta, gradients=None):
    training = Training(Network.random(2, 2, 2, seed=5), *xor, eta, gradients=gradients)
    return next(step for step in range(500) if training.go(step) or training.all_correct)


def test_without_the_slope_steps_are_longer_and_with_eta_20_the_right_gradients_are_as_fast(xor):
    assert "with η = 20 instead of 5, the right gradients are as fast here" in said(BUG, "whymd")
    fast = steps_until_solved(xor, 5.0, gradients_with_mistake("no_sigma2", 5.0))
    assert steps_until_solved(xor, 20.0) == pytest.approx(fast, abs=4) and steps_until_solved(xor, 5.0) > 3 * fast


def test_three_mistakes_solve_xor_from_every_start_of_the_survey_as_the_right_gradients_do(xor):
    *_, found = run(BUG).variables["trainings"]
    assert "Which three solve XOR from every start" in said(BUG, "surveymd")
    solve = [trial.name for trial in found if trial.solved == trial.tried]
    assert solve == ["no mistake", "factor_2", "new_W2", "dL_da2_for_dL_dz2"]


def test_the_right_gradients_pass_the_check_and_each_mistake_that_is_printed_fails_it(capsys):
    run(BUG)
    off = {
        line.split()[0]: float(line.split()[-1]) for line in capsys.readouterr().out.splitlines() if "off by" in line
    }
    assert 1e-13 < off.pop("no") < 1e-11 and min(off.values()) > 1e-4
    assert "about $10^{-12}.$" in said(BUG, "domd")


@pytest.mark.parametrize(
    ("program", "wrong"),
    [("A", "dL_da1 dL_dz1 dL_dW1 dL_db1"), ("B", "dL_db2 dL_db1"), ("C", "dL_da1 dL_dz1 dL_dW1 dL_db1")],
)
def test_only_gradients_at_a_and_z_spoil_others(xor, program, wrong):
    trace = Network.random(2, 2, 2, seed=5).trace(*xor)
    given = program_gradients(program, 5.0)(trace)
    differ = [name for name in ORDER if not np.allclose(given[name], getattr(trace, name), rtol=1e-6)]
    assert differ == wrong.split()
    if program == "A":
        assert np.allclose(given["dL_da1"], trace.dL_da1 / 2)
    if program == "C":
        assert np.array_equal(program_gradients("C", 0.0)(trace)["dL_da1"], trace.dL_da1)


def test_without_the_slope_the_gradients_are_those_of_the_cross_entropy(xor):
    x, y = xor
    net = Network.random(2, 2, 2, seed=5)

    def cross_entropy(W1):
        a2 = Network(W1, net.b1, net.W2, net.b2).trace(x, y).a2
        return -(y * np.log(a2) + (1 - y) * np.log(1 - a2)).sum() / x.shape[1]

    h = 1e-5
    unit = np.eye(4).reshape(4, 2, 2) * h
    slow = np.array([cross_entropy(net.W1 + e) - cross_entropy(net.W1 - e) for e in unit]).reshape(2, 2) / (2 * h)
    trace = net.trace(x, y)
    assert np.allclose(wrong_gradients(trace, "no_sigma2")["dL_dW1"], slow, rtol=1e-6)
    assert not np.allclose(numerical_gradient(net, x, y)["W1"], slow, rtol=0.1)


def test_after_training_only_the_biases_are_left_for_a_symmetric_pattern_and_they_say_yes():
    training = Training(SYMMETRY.start(1), SYMMETRY.x, SYMMETRY.y, SYMMETRY.eta, SYMMETRY.momentum)
    training.go(2000)
    net, symmetric = training.net, SYMMETRY.y[0] == 1
    assert (net.b1 < 0).all() and (net.W2 < 0).all() and (net.b2 > 0).all()
    assert "it negative, so both units are off, and the positive bias of the output" in said(TRAINING, "symmetrykey")
    assert training.trace.a1[:, symmetric].max() < 0.2 and training.trace.a1[:, ~symmetric].max(axis=0).min() > 0.5


def test_sizes_cancel_for_no_pattern_unless_one_is_0_two_are_equal_or_one_is_the_sum_of_the_others():
    assert "no size may be 0, no two may be equal, and none the sum of the other two" in said(TRAINING, "symmetrykey")
    for sizes in [(2, 3, 4), *product(range(5), repeat=3)]:
        small, middle, large = sorted(sizes)
        refused = small == 0 or len(set(sizes)) < 3 or small + middle == large
        sums = [abs(np.dot(sizes, brackets)) for brackets in product((-1, 0, 1), repeat=3) if any(brackets)]
        assert (min(sums) == 0) == refused, sizes


def test_one_hidden_unit_gets_three_of_the_four_right_and_never_all():
    x, y = np.array([[0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0, 1, 1, 0]])
    best = 0
    for seed in range(2000):
        rng = np.random.default_rng(seed)
        a2 = Network(*(rng.normal(0, 5, shape) for shape in ((1, 2), (1, 1), (1, 1), (1, 1)))).trace(x, y).a2
        best = max(best, int(((a2 > 0.5) == y).sum()))
    assert best == 3


def test_a_constant_gradient_and_momentum_of_nine_tenths_make_steps_ten_times_as_long():
    step = 0.0
    for _ in range(500):
        step = SYMMETRY.momentum * step - 1
    assert step == pytest.approx(-10)


# ---- the exercise

((EXERCISE, SOLUTION),) = exercises(TRAINING)
RIGHT = solution_code(SOLUTION)
SUM = ".sum(axis=1, keepdims=True)"
NO_N = RIGHT.replace(" / N", "").replace(", N)", ")")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (RIGHT.replace(" / N", "").replace(SUM, ""), "extra factor of N"),
        (NO_N.replace(SUM, ""), "∂L/∂z₂ is not summed"),
        (RIGHT.replace(" / N", ""), "extra factor of N"),
        (RIGHT.replace(SUM, "", 1), "∂L/∂z₁ is not summed"),
        (RIGHT.replace(".sum(", ".mean("), "The mean of each row of ∂L/∂z₂ is taken, not the sum"),
    ],
    ids=["the pass for one example", "the same without N", "1/N left out", "one sum left out", "mean for sum"],
)
def test_the_exercise_of_the_last_notebook_is_decided_by_batches(code, told):
    assert "batch=True" in EXERCISE.source
    names = {}
    exec(code, names)
    feedback = check(names["backward"], ("dL_dW1", "dL_db1", "dL_dW2", "dL_db2"), batch=True)
    assert feedback.correct is False and told in feedback.message


def test_the_names_of_the_mistakes_stand_above_the_exercise_with_their_meaning():
    (above,) = [cell for cell in cells(BUG, "code") if cell.id == "names"]
    (printed,) = [output["text"] for output in above.outputs]
    assert all(name in printed and mistake.done in printed for name, mistake in MISTAKES.items())
