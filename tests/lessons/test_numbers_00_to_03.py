"""The numbers that the texts of notebooks 00 to 03 say are those that are computed."""

import numpy as np
import pytest

from backprop_helpers import ask, sigmoid
from notebooks import PATHS, cells, run


def said(number_of_notebook, cell_id):
    return next(cell.source for cell in cells(PATHS[number_of_notebook]) if cell.id == cell_id)


def test_the_game_can_be_won():
    machine = run(PATHS[0]).variables["machine"]
    assert "only the three weight sliders" in said(0, "key") and "Less than 0.003 is possible" in said(0, "key")
    weights = [name for name in machine.sliders if name.startswith("W")]
    assert len(weights) == 3
    for _ in range(2):
        for name in weights:
            slider, losses = machine.sliders[name], {}
            for end in (slider.min, slider.max):
                slider.value = end
                losses[end] = machine.trace.loss
            slider.value = min(losses, key=losses.get)
    assert machine.trace.loss < 0.003


@pytest.mark.filterwarnings("ignore:overflow encountered in exp", "ignore:invalid value encountered in divide")
def test_one_form_of_the_sigmoid_gives_nan_the_other_only_warns():
    z = np.array([-800.0, 800.0])
    assert np.isinf(np.exp(800.0)) and "infinity" in said(2, "sigmoidkey")
    assert np.array_equal(1 / (1 + np.exp(-z)), [0, 1]) and np.isnan(np.exp(z) / (1 + np.exp(z)))[1]
    with np.errstate(all="raise"):
        assert np.array_equal(sigmoid(z), [0, 1])


def test_the_answers_with_numbers_are_right():
    missed = np.array([0.3, -0.1, 0.2])
    assert ask("half a sum of squares").answer == f"{0.5 * np.sum(missed**2):.2g}"
    assert f"{np.sum(missed**2):.2g}" in ask("half a sum of squares").options
    assert f"{np.mean(missed**2):.3g}" in ask("half a sum of squares").options
    assert ask("gradient at an output").answer == f"{0.4 - 0.6:.1f}".replace("-", "−")


def test_step_1_starts_with_the_numbers_of_its_problem_and_of_its_nudge():
    trace = run(PATHS[3]).variables["parabola"].trace
    a, y = trace.a2[:, 0], trace.y[:, 0]
    assert (a.tolist(), y.tolist()) == ([0.4, 0.3], [0.6, 0])
    assert "0.4 and 0.3" in said(3, "problem") and f"is {trace.loss:.3f}" in said(3, "problem")
    gradient, nudge = float(trace.dL_da2[0, 0]), 0.3
    predicted, change = gradient * nudge, 0.5 * (a[0] + nudge - y[0]) ** 2 - 0.5 * (a[0] - y[0]) ** 2
    for value, digits in ((nudge, 1), (gradient, 1), (predicted, 2), (change, 3), (change - predicted, 3)):
        assert f"{value:.{digits}f}".replace("-", "−") in said(3, "nudgemd")
