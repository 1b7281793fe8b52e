"""The transpose picks the weights that leave a hidden unit; without it, a square network takes the wrong ones."""

import pytest
from shown import marked, texts
from steps import NET, X, Y, lit, words

from backprop_helpers import Network
from backprop_helpers.style import number
from backprop_helpers.views import Transpose

SQUARE = Network(W1=[[0.8, -1.2], [0.5, 0.9]], b1=[0.1, -0.3], W2=[[1.1, -0.7], [-0.9, 1.4]], b2=[0.2, -0.4])


@pytest.mark.parametrize(("transpose", "picked"), [("kept", "column"), ("forgotten", "row")])
def test_the_transpose_picks_a_column_of_W2_and_forgetting_it_a_row(transpose, picked):
    trace = SQUARE.trace(X, Y)
    html = Transpose()(trace, lit("a1[1]", transpose=transpose))
    numbers = trace.W2[:, 1] if picked == "column" else trace.W2[1]
    assert {number(w) for w in numbers} <= set(texts(html, "bp-used"))
    assert texts(html, "bp-lit")[-1] == number(float(numbers @ trace.dL_dz2[:, 0]))


def test_if_h_and_m_differ_a_forgotten_transpose_is_said_not_to_fit():
    html = Transpose()(NET.trace(X, Y), lit("a1[1]", transpose="forgotten"))
    assert "W₂ has 3 columns and ∂L/∂z₂ has 2 rows" in words(html)
    assert not marked(html, "bp-lit")


def test_a_forgotten_transpose_that_gives_the_same_number_is_called_an_accident():
    alike = Network(W1=SQUARE.W1, b1=SQUARE.b1, W2=[[1.1, -0.7], [-0.7, 1.4]], b2=SQUARE.b2)
    said = [words(Transpose()(net.trace(X, Y), lit("a1[1]", transpose="forgotten"))) for net in (SQUARE, alike)]
    assert ["by accident" in each for each in said] == [False, True] and "but ∂L/∂a₁[1]" in said[0]
