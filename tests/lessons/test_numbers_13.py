"""What notebook 13 says in numbers is so."""

import numpy as np
import pytest

from backprop_helpers import ask, check, sigmoid, sigmoid_prime
from backprop_helpers.mathematics.functions import Functions
from backprop_helpers.notation.formula import formula_of
from backprop_helpers.notation.table import BACKWARD, QUANTITIES
from notebooks import PATHS, cells, exercises, run, solution_code

(OTHER,) = [path for path in PATHS if path.name.startswith("13")]
((EXERCISE, SOLUTION),) = exercises(OTHER)
RIGHT = solution_code(SOLUTION)


def said(cell_id):
    return next(cell.source for cell in cells(OTHER) if cell.id == cell_id)


def test_where_the_sigmoid_is_flat_the_cross_entropy_is_as_steep_as_the_answer_says():
    options, a = ask("wrong and sure again").options, sigmoid(-8.0)
    steep, slope = -1 / a, sigmoid_prime(-8.0)
    assert round(steep, -3) == -3000 and "About −3000" in options
    assert f"{(a - 1) * slope:.4f}".replace("-", "−") in ask("wrong and sure again").text
    assert steep * slope == pytest.approx(a - 1) and ask("wrong and sure again").answer == "About −1"


def test_of_ten_lines_five_belong_to_the_hidden_layer_and_tanh_changes_one():
    question, tanh = ask("tanh in the hidden layer"), Functions(("tanh", "sigmoid"))
    changed = [name for name in BACKWARD if formula_of(name, functions=tanh) != QUANTITIES[name].formula]
    assert len(BACKWARD) == 10 and "ten lines" in question.text
    assert sum(name.endswith("1") for name in BACKWARD) == 5 and question.options["Five"].startswith("Five lines")
    assert changed == ["da1_dz1"] and question.answer == "One"


def test_a_relu_lets_half_through_and_the_scale_that_fits_keeps_the_size_on_average():
    assert r"\sqrt{2/16} \approx 0.35" in said("slowkey") and np.sqrt(2 / 16) == pytest.approx(0.35, abs=0.005)
    z = np.random.default_rng(1).normal(size=100_000)
    assert (z > 0).mean() == pytest.approx(0.5, abs=0.01)
    sizes = []
    for seed in range(400):
        W = np.random.default_rng(seed).normal(0, np.sqrt(2 / 16), (16, 16))
        sizes.append(np.sum((W.T @ np.ones(16) * (z[16 * seed : 16 * seed + 16] > 0)) ** 2) / 16)
    assert np.mean(sizes) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(("name", "slope"), [("tanh", r"$1 - a^2$"), ("ReLU", "1 if $z > 0,$ otherwise 0")])
def test_the_table_has_the_slopes_of_the_curves(name, slope):
    (row,) = [line for line in said("whymd").splitlines() if line.startswith(f"| {name} |")]
    assert slope in row and row.endswith("| 1 |")
    function = {"tanh": np.tanh, "ReLU": lambda z: np.maximum(0, z)}[name]
    z = np.linspace(-3, 3, 12)
    slow = (function(z + 1e-6) - function(z - 1e-6)) / 2e-6
    right = 1 - function(z) ** 2 if name == "tanh" else 1.0 * (z > 0)
    np.testing.assert_allclose(slow, right, atol=1e-8)


def test_at_the_kink_a_central_difference_is_the_mean_of_the_slopes_on_both_sides():
    kink = run(OTHER).variables["kink"]
    kink.sliders["b1[0]"].value = 0
    net, x, y = kink.trace, kink.trace.x, kink.trace.y
    assert "the mean of the slopes on both sides" in said("kinkkey")

    def loss(b):
        a1 = np.maximum(net.W1 @ x + np.array([[b], [net.b1[1, 0]]]), 0)
        return 0.5 * np.sum((sigmoid(net.W2 @ a1 + net.b2) - y) ** 2)

    h = 1e-6
    left, right, both = (loss(0) - loss(-h)) / h, (loss(h) - loss(0)) / h, (loss(h) - loss(-h)) / (2 * h)
    assert left == 0 and both == pytest.approx((left + right) / 2) and abs(right) > 0.05


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("a2 - y", "(a2 - y) * a2 * (1 - a2)", "The slope was left in"),
        ("a2 - y", "-y / a2 * a2 * (1 - a2)", "The softmax's Jacobian was taken as diagonal"),
        ("a2 - y", "-y / a2", "The softmax was left out"),
        ("a2 - y", "y - a2", "The sign is reversed"),
        (" * (z1 > 0)", " * (1 - np.tanh(z1) ** 2)", "This belongs to tanh; here the hidden layer has ReLU."),
        (" * (z1 > 0)", "", "The slope of the hidden layer's ReLU was left out"),
        ("W2.T @", "W2 @", "W2 is used as in the forward pass"),
    ],
)
def test_the_exercise_names_each_of_its_mistakes(right, wrong, told):
    names = {"np": np}
    exec(RIGHT.replace(right, wrong), names)
    feedback = check(names["backward"], ("dL_dz2", "dL_dz1"), case=("ReLU hidden", "softmax with cross-entropy"))
    assert feedback.correct is False and told in feedback.message
    assert 'case=("ReLU hidden", "softmax with cross-entropy")' in EXERCISE.source
