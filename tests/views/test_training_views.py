"""Pictures of a training: what they show is what was computed, and the words say the same."""

import re
from functools import partial

import numpy as np
import pytest

from backprop_helpers import (
    MAZUR,
    SYMMETRY,
    AtStep,
    DecisionBoundary,
    LossHistory,
    LossSurface,
    Network,
    PrintedDigits,
    SideBySide,
    StepTable,
    SymmetryWeights,
    Training,
    training_words,
    wrong_gradients,
)
from backprop_helpers.published import PrintedNumber
from backprop_helpers.style import number
from backprop_helpers.views.printed import ratio

NET = Network([[-0.2]], [0.9], [[0.9]], [1.9])
X, Y = [[-1.6, 3.0, -1.4]], [[0.1, 0.5, 0.4]]
CORNERS, ODD = [[0, 0, 1, 1], [0, 1, 0, 1]], [[0, 1, 1, 0]]


def descent(steps=5, eta=6.0):
    training = Training(NET, X, Y, eta, trainable=["W1", "W2"])
    training.go(steps)
    return training


def xor(steps=0, gradients=None, h=2):
    training = Training(Network.random(2, h, 1, seed=1), CORNERS, ODD, 2.0, 0.9, gradients=gradients)
    training.go(steps)
    return training


def mazur(steps, order="together"):
    stale = partial(wrong_gradients, name="stale_W2", eta=MAZUR.eta) if order == "in place" else None
    training = Training(MAZUR.net, MAZUR.x, MAZUR.y, MAZUR.eta, trainable=MAZUR.trainable, gradients=stale)
    training.go(steps)
    return training


def alt(html):
    return re.search("alt='([^']*)'", html)[1]


def picture(html):
    return re.search("base64,([^']*)'", html)[1]


# ---- the surface


def test_the_surface_is_the_loss_of_the_network_with_these_two_weights():
    view, training = LossSurface("W1[0,0]", "W2[0,0]"), descent()
    view(training)
    for row, column in ((0, 0), (40, 7), (80, 33)):
        moved = Network([[view._columns[column]]], NET.b1, [[view._rows[row]]], NET.b2)
        assert view._surface[row, column] == pytest.approx(moved.trace(X, Y).loss, rel=1e-13)


def test_the_contour_lines_are_drawn_anew_only_where_the_surface_changes():
    view = LossSurface("W1[0,0]", "W2[0,0]")
    view(descent(0))
    lines = view._lines
    view(descent(9))
    assert view._lines is lines  # only these two weights have moved
    everything = Training(NET, X, Y, 6.0)
    everything.go(9)
    view(everything)
    assert view._lines is not lines


def test_a_view_shows_the_same_after_others_as_alone():
    later = LossSurface("W1[0,0]", "W2[0,0]")
    for training in (descent(20), Training(NET, X, Y, 6.0), descent(3)):
        shown = later(training)
    assert shown == LossSurface("W1[0,0]", "W2[0,0]")(descent(3))


def test_the_words_of_the_surface_say_where_the_path_begins_and_ends():
    training = descent(5)
    words = alt(LossSurface("W1[0,0]", "W2[0,0]")(training))
    for value in (-0.2, 0.9, training.net.W1[0, 0], training.net.W2[0, 0], training.losses[-1]):
        assert number(value) in words
    assert "5 steps" in words


# ---- the history


def test_the_history_shows_the_right_training_beside_a_wrong_one_only():
    wrong = xor(10, gradients=partial(wrong_gradients, name="no_sigma2"))
    assert f"With the right gradients it is {number(xor(10).losses[-1])}" in alt(LossHistory()(wrong))
    assert "right gradients" not in alt(LossHistory()(xor(10)))


def test_each_step_moves_the_history():
    view = LossHistory()
    assert len({picture(view(xor(steps))) for steps in (0, 1, 30, 31, 200)}) == 5


# ---- the next step


def test_the_table_shows_each_number_that_moves_before_and_after():
    html = StepTable()(descent(0))
    after = descent(1).net
    assert "W₁[0,0]" in html and "W₂[0,0]" in html and "b₁" not in html
    assert number(after.W1[0, 0]) in html and number(after.W2[0, 0]) in html
    assert number(descent(1).losses[-1]) in html


def test_the_promise_is_the_loss_less_eta_times_the_squared_gradient():
    training = descent(4)
    trace = training.trace
    promise = trace.loss - 6.0 * float((trace.dL_dW1**2).sum() + (trace.dL_dW2**2).sum())
    assert training.predicted_loss == pytest.approx(promise, rel=1e-13)
    assert number(promise) in StepTable()(training) and number(promise) in training_words(training)


def test_the_words_say_whether_the_next_step_raises_the_loss():
    assert "the loss falls" in training_words(descent(0, eta=6.0))
    training = descent(0, eta=60.0)
    while training.next_loss <= training.losses[-1]:
        training.forward()
    assert "the loss rises" in training_words(training)


def test_the_words_count_the_examples_that_are_answered_where_targets_are_0_or_1():
    training = xor(400)
    assert training.all_correct and "4 of 4 examples" in training_words(training)
    assert "examples" not in training_words(descent())


def test_the_words_say_where_a_training_ends():
    training = Training(NET, X, Y, gradients=lambda trace: {"dL_dW1": -1e60 * trace.W1})
    training.go(100)
    assert "Here it ends" in training_words(training)
    for view in (StepTable(), LossHistory(), LossSurface("W1[0,0]", "W2[0,0]")):
        assert view(training)


# ---- the boundary


def test_the_plane_is_what_the_network_answers_at_each_point():
    view, trace = DecisionBoundary(), xor(100).trace
    plane = view._answers(trace)
    net = xor(100).net
    for row, column in ((0, 0), (20, 60), (80, 80)):
        x = [view._points[column], view._points[row]]
        assert plane[row, column] == pytest.approx(net.trace(x, [0]).a2[0, 0], rel=1e-13)


def test_the_plane_is_computed_in_one_pass_whatever_its_size(monkeypatch):
    from backprop_helpers.views import boundary

    passes, forward = [], boundary.forward
    monkeypatch.setattr(boundary, "forward", lambda *given: passes.append(given[-1].shape) or forward(*given))
    DecisionBoundary()._answers(xor().trace)
    assert passes == [(2, boundary.POINTS**2)]


def test_on_the_line_the_output_is_a_half_and_where_it_is_nowhere_there_is_no_line():
    view, training = DecisionBoundary(), xor(100)
    view(training.trace, {})
    across, up = view._half.get_data()
    on_it = np.stack([across, up])[:, ~np.isnan(across)]
    assert on_it.shape[1] > 50
    answers = training.net.trace(on_it, np.zeros((1, on_it.shape[1]))).a2
    assert answers == pytest.approx(0.5, abs=0.005)
    view(Network(np.zeros((2, 2)), [0, 0], [[0.0, 0.0]], [3.0]).trace(CORNERS, ODD))
    assert view._half.get_data()[0].size == 0


def test_a_unit_that_is_gone_leaves_no_line():
    view = DecisionBoundary()
    view(xor(h=5).trace)
    assert view(xor(h=2).trace) == DecisionBoundary()(xor(h=2).trace)


def test_a_unit_without_weights_and_a_constant_output_can_be_drawn():
    nothing = Network(np.zeros((2, 2)), [0, 0], [[0.0, 0.0]], [3.0]).trace(CORNERS, ODD)
    assert "2 of 4 examples are on the right side" in alt(DecisionBoundary()(nothing))


def test_a_plane_needs_two_inputs():
    with pytest.raises(ValueError, match=r"two of them, but x has shape \(1, 3\)"):
        DecisionBoundary()(descent().trace)


# ---- printed numbers


def test_the_printed_loss_agrees_in_one_order_and_the_weights_in_the_other():
    together, in_place = PrintedDigits(MAZUR.printed)(mazur(1)), PrintedDigits(MAZUR.printed)(mazur(1, "in place"))
    assert together.count("✓ every digit") == 8 and in_place.count("✓ every digit") == 5  # W2 and the loss
    assert "0.291027<b class='bp-gradient'>774</b>" in together
    assert "0.291027924 <small" in in_place


def test_before_any_update_every_printed_digit_agrees():
    html = PrintedDigits(MAZUR.printed)(mazur(0))
    assert "✗" not in html and html.count("✓") == sum(printed.after == 0 for printed in MAZUR.printed)


def test_at_a_step_of_which_nothing_was_printed_it_says_for_which_there_is():
    assert "[0, 1, 10000]" in PrintedDigits(MAZUR.printed)(mazur(5))


def test_a_number_is_shown_where_it_really_comes_from():
    late = PrintedDigits([PrintedNumber("loss", f"{mazur(3).losses[-1]:.9f}", after=4, really_after=3)])
    assert "✓ every digit" in late(mazur(3))
    assert "printed is that of step 3" in late(mazur(4))


def test_the_published_weights_stand_beside_those_of_the_training():
    html = SymmetryWeights()(Training(SYMMETRY.net, SYMMETRY.x, SYMMETRY.y))
    assert html.count("−14.2") == 4 and html.count("1 : 2.0 : 3.9") == 4  # twice each, here and in 1986


def test_the_ratio_is_of_sizes_in_order_whatever_the_pairs():
    assert ratio(np.array([4.0, -1.0, 2.0, -2.0, 1.0, -4.0])) == "1 : 2.0 : 4.0"
    assert ratio(np.zeros(6)) == "·"


# ---- views of views


def test_a_view_of_a_trace_shows_where_the_training_stands():
    boundary = AtStep(DecisionBoundary())
    assert boundary.name == "boundary"
    assert boundary(xor(30)) == DecisionBoundary()(xor(30).trace) != boundary(xor(0))


def test_views_beside_each_other_show_what_each_shows():
    both = SideBySide(StepTable(), LossHistory())(descent())
    assert StepTable()(descent()) in both and LossHistory()(descent()) in both
