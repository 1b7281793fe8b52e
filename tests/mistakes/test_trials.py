"""Would anybody notice? Trainings with a wrong gradient, and the hunt for an unknown one."""

import numpy as np
import pytest

from backprop_helpers import (
    MISTAKES,
    PROGRAMS,
    MistakeTrials,
    Network,
    Training,
    TrialsTable,
    check_bug_hunt,
    gradients_with_mistake,
    program_gradients,
)
from backprop_helpers.views.trials import trials_words

X = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]])
Y = np.array([[0.0, 1, 1, 0], [1, 0, 0, 1]])  # odd, and even
NET = Network.random(2, 2, 2, seed=3)
TRUTH = {"A": "mean_paths", "B": "bias_sum", "C": "stale_W2"}


@pytest.fixture(scope="module")
def findings():
    *_, last = MistakeTrials(X, Y, h=2, starts=(5, 9), eta=5.0, steps=300)
    return {found.name: found for found in last}


# ---- the survey


def test_the_survey_has_a_slice_for_each_training(findings):
    survey = MistakeTrials(X, Y, h=2, starts=(5,), eta=5.0, steps=1)
    assert len(survey) == len(list(survey)) == len(findings) == len(MISTAKES) + 1


def test_the_gradient_check_finds_every_mistake_and_nothing_else(findings):
    for name, found in findings.items():
        computed = found.lowers is not None
        assert bool(found.wrong) is (computed and name != "no mistake"), name


def test_thirteen_of_fifteen_mistakes_lower_the_loss(findings):
    wrong = [found for found in findings.values() if found.wrong]
    assert len(wrong) == 15
    assert [found.name for found in wrong if not found.lowers] == ["z_times_one_minus_z", "flip_sign"]


def test_a_training_agrees_with_what_the_survey_says_about_it(findings):
    for name in ("no mistake", "mean_paths", "flip_sign", "skip_delta2"):
        solved = 0
        for seed in (5, 9):
            training = Training(Network.random(2, 2, 2, seed), X, Y, 5.0, gradients=gradients_with_mistake(name, 5.0))
            training.go(300)
            solved += training.solved
        assert (findings[name].solved, findings[name].tried) == (solved, 2)


def test_some_mistakes_solve_the_task_and_no_shape_gives_them_away(findings):
    hidden = [found.name for found in findings.values() if found.wrong and found.solved and not found.stops]
    assert {"no_sigma2", "factor_2", "stale_W2", "mean_paths"} <= set(hidden)
    assert findings["no_transpose"].stops and findings["dW_transposed"].stops and findings["x_for_a1"].stops
    assert not findings["no mistake"].stops


def test_the_table_has_a_row_for_each_and_its_words_count_them(findings):
    html = TrialsTable()(tuple(findings.values()))
    assert html.count("<tr>") == len(findings) + 1
    assert all(name in html for name in MISTAKES)
    assert "Of 15 mistakes that can be computed, 13 lower the loss" in trials_words(tuple(findings.values()))


# ---- the hunt


@pytest.mark.parametrize("letter", PROGRAMS)
def test_the_first_gradient_that_differs_is_where_it_happened(letter):
    trace = Network.random(2, 2, 2, seed=5).trace(X, Y)
    found = program_gradients(letter, eta=5.0)(trace)
    differ = [name for name in found if not np.allclose(found[name], getattr(trace, name), rtol=1e-9)]
    assert differ[0] in MISTAKES[TRUTH[letter]].places


def test_an_unknown_suspect_is_refused():
    with pytest.raises(ValueError, match="'D'.*A, B and C"):
        program_gradients("D", 1.0)


def test_naming_all_three_is_right_and_two_are_not_enough():
    assert check_bug_hunt(lambda: TRUTH).correct is True
    feedback = check_bug_hunt(lambda: {**TRUTH, "B": "flip_sign"})
    assert feedback.correct is False and feedback.message.startswith("A and C are right. B did something else")
    assert "bias_sum" not in feedback.message


def test_a_verdict_that_is_not_filled_in_is_not_wrong():
    assert check_bug_hunt(lambda: dict.fromkeys(PROGRAMS, ...)).correct is None
    assert check_bug_hunt(lambda: None).correct is None


@pytest.mark.parametrize("verdict", [{"A": "mean_paths"}, "mean_paths", {**TRUTH, "A": "the sun"}, {**TRUTH, "A": 3}])
def test_what_is_no_verdict_is_answered_in_words(verdict):
    feedback = check_bug_hunt(lambda: verdict)
    assert feedback.correct is False and feedback.message.endswith(".")
