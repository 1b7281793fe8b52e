"""Numbers that notebooks 08 to 10 state in their text, computed."""

from functools import cache

import numpy as np
import pytest

from backprop_helpers import Training, multiply_adds
from notebooks import PATHS, cells, run


@cache
def lesson(number):
    return run(PATHS[number]).variables


def text(number):
    return "\n".join(cell.source for cell in cells(PATHS[number], "markdown"))


# 08


@cache
def curvatures():
    """The curvatures at the bottom of the valley, by finite differences of the gradient, smallest first."""
    training = lesson(8)["start"](6.0)
    training.go(5000)
    net, x, y = training.net, training.x, training.y

    def gradient(d1, d2):
        trace = type(net)(net.W1 + d1, net.b1, net.W2 + d2, net.b2).trace(x, y)
        return np.array([trace.dL_dW1[0, 0], trace.dL_dW2[0, 0]])

    h = 1e-5
    return np.linalg.eigvalsh([(gradient(*d) - gradient(*-d)) / (2 * h) for d in h * np.eye(2)])


def test_the_border_of_the_learning_rate_is_two_over_the_largest_curvature():
    low, high = curvatures()
    assert "largest curvature is 0.191, so the limit is 2/0.191 = 10.5" in text(8)
    assert round(high, 3) == 0.191 and round(2 / high, 1) == 10.5
    assert "Along the valley the curvature is a tenth of that" in text(8)
    assert low / high == pytest.approx(0.1, rel=0.05)


@pytest.mark.parametrize(("share", "comes_back"), [(0.97, True), (1.03, False)])
def test_from_beside_the_bottom_steps_come_back_only_below_the_border(share, comes_back):
    bottom = lesson(8)["start"](6.0)
    bottom.go(5000)
    beside = type(bottom.net)(bottom.net.W1 + 0.01, bottom.net.b1, bottom.net.W2, bottom.net.b2)
    training = Training(beside, bottom.x, bottom.y, share * 2 / curvatures()[1], trainable=["W1", "W2"])
    training.go(40)
    w = training.path("W1[0,0]") - bottom.net.W1[0, 0]
    assert (abs(w[-1]) < abs(w[0])) == comes_back


def test_when_eta_is_halved_what_the_promise_misses_shrinks_to_about_a_quarter(capsys):
    run(PATHS[8])
    missed = [float(line.split()[-1]) for line in capsys.readouterr().out.splitlines() if "missed by" in line]
    assert [after / before for before, after in zip(missed, missed[1:], strict=False)] == pytest.approx(
        [0.25] * 3, abs=0.01
    )


# 09


def test_the_backward_pass_takes_at_most_two_forward_passes_and_one_product_for_each_unit():
    for sizes in [(1, 1, 1), (1, 50, 50), (784, 100, 10), (10, 10, 10), (2, 300, 300, 300, 2)]:
        units = sum(sizes[1:])
        assert multiply_adds("backward", sizes) <= 2 * multiply_adds("forward", sizes) + units
    forward, backward = (multiply_adds(way, (784, 100, 10)) for way in ("forward", "backward"))
    assert "with 784 inputs, 100 hidden units and 10 outputs it is about one" in text(
        9
    ) and backward / forward == pytest.approx(1, abs=0.02)


def test_going_through_a_function_once_for_each_input_or_each_output_gives_the_same_derivatives():
    """Forward mode carries derivatives by one parameter up to the loss; P such passes give what one backward does."""
    net, x, y = (lesson(9)[name] for name in ("net", "x", "y"))
    trace = net.trace(x, y)

    def forward_mode(d_W1):
        da1 = trace.da1_dz1 * (d_W1 @ x)
        return float(((trace.a2 - y) * trace.da2_dz2 * (net.W2 @ da1)).sum())

    passes = []
    for at in np.ndindex(net.W1.shape):
        nudge = np.zeros(net.W1.shape)
        nudge[at] = 1
        passes.append(forward_mode(nudge))
    assert passes == pytest.approx(trace.dL_dW1.ravel())


# 10


def test_written_out_or_checked_by_a_finite_difference_the_gradient_is_the_same(capsys):
    run(PATHS[10])
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "finite difference" in line]
    first, *_, last = line.split()
    assert float(first) == pytest.approx(float(last), rel=1e-5)


def test_a_loss_of_an_eighth_means_that_every_answer_is_a_half():
    net = lesson(10)["trained"]("all zero", 0)
    assert (net.a[-1] == 0.5).all() and net.loss == 0.125
