"""The gradient predicts the change of the loss, up to the square of a nudge."""

import pytest
from steps import NET, X, Y, rows

from backprop_helpers import Network, Nudge
from backprop_helpers.style import number


@pytest.mark.parametrize("nudge", [-0.4, -0.01, 0.3])
def test_what_the_gradient_misses_is_half_the_square_of_a_nudge_of_an_output(nudge):
    assert rows(Nudge("a2[0]")(NET.trace(X, Y), {"nudge": nudge}))[-1][-1] == number(0.5)


def test_the_nudge_shows_the_true_change_and_what_the_gradient_says():
    trace = NET.trace(X, Y)
    moved = Network(NET.W1, NET.b1, NET.W2 + [[0, 0.5, 0], [0, 0, 0]], NET.b2).trace(X, Y)
    change, predicted = moved.loss - trace.loss, 0.5 * trace.dL_dW2[0, 1]
    shown, rest = rows(Nudge("W2[0,1]")(trace, {"nudge": 0.5}))[1:], change - predicted
    assert [row[-1] for row in shown] == [number(value) for value in (0.5, change, predicted, rest, rest / 0.25)]


def test_without_a_nudge_nothing_changes_and_nothing_is_divided():
    assert [row[-1] for row in rows(Nudge("a2[0]")(NET.trace(X, Y)))[1:]] == ["0", "0", "0", "0", "·"]
