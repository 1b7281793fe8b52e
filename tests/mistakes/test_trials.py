"""Would anybody notice? Most trainings with a mistake lower the loss; a gradient check finds every mistake."""

import numpy as np
import pytest

from backprop_helpers import (
    MISTAKES,
    MistakeTrials,
    Network,
    Training,
    TrialsTable,
    gradients_with_mistake,
)
from backprop_helpers.views.trials import trials_words

X = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]])
Y = np.array([[0.0, 1, 1, 0], [1, 0, 0, 1]])  # odd, and even


@pytest.fixture(scope="module")
def findings():
    *_, last = MistakeTrials(X, Y, h=2, starts=(5, 9), eta=5.0, steps=300)
    return {found.name: found for found in last}


def test_the_trials_have_a_slice_for_each_training(findings):
    trials = MistakeTrials(X, Y, h=2, starts=(5,), eta=5.0, steps=1)
    assert len(trials) == len(list(trials)) == len(findings) == len(MISTAKES) + 1


def test_the_gradient_check_finds_every_mistake_and_nothing_else(findings):
    for name, found in findings.items():
        computed = found.lowers is not None
        assert bool(found.wrong) is (computed and name != "no mistake"), name


def test_thirteen_of_fifteen_mistakes_lower_the_loss(findings):
    wrong = [found for found in findings.values() if found.wrong]
    assert len(wrong) == 15
    assert [found.name for found in wrong if not found.lowers] == ["z_times_one_minus_z", "flip_sign"]


def test_a_training_agrees_with_what_the_trials_say_about_it(findings):
    for name in ("no mistake", "mean_paths", "flip_sign", "dL_da2_for_dL_dz2"):
        solved = 0
        for seed in (5, 9):
            training = Training(Network.random(2, 2, 2, seed), X, Y, 5.0, gradients=gradients_with_mistake(name, 5.0))
            training.go(300)
            solved += training.all_correct
        assert (findings[name].solved, findings[name].tried) == (solved, 2)


def test_some_mistakes_solve_the_task_and_no_shape_gives_them_away(findings):
    hidden = [found.name for found in findings.values() if found.wrong and found.solved and not found.stops]
    assert {"no_sigma2", "factor_2", "new_W2", "mean_paths"} <= set(hidden)
    assert findings["no_transpose"].stops and findings["dW_transposed"].stops and findings["x_for_a1"].stops
    assert not findings["no mistake"].stops


def test_the_table_has_a_row_for_each_and_its_words_count_them(findings):
    html = TrialsTable()(tuple(findings.values()))
    assert all(f"<td><code>{name}</code></td><td>{mistake.done}</td>" in html for name, mistake in MISTAKES.items())
    assert html.count("<tr>") == len(findings) + 1
    assert all(name in html for name in MISTAKES)
    assert "Of 15 mistakes that can be computed, 13 lower the loss" in trials_words(tuple(findings.values()))
