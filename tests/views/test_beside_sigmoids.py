"""Beside sigmoids, only the lines are marked that other functions change; every number is the trace's."""

import re

import numpy as np
import pytest
from shown import a_trace

from backprop_helpers import Network
from backprop_helpers.style import number
from backprop_helpers.views import VIEWS

SIGMOIDS = Network.random(2, 3, 2, 5)
SHARES = "softmax with cross-entropy"


def beside(activation="sigmoid", loss="half squared error"):
    """The trace, and what the view shows of it."""
    trace = Network.random(2, 3, 2, 5, activation, loss).trace([0.9, -0.6], [1, 0])
    return trace, VIEWS["beside sigmoids"]()(trace)


@pytest.mark.parametrize(
    ("activation", "loss", "changed"),
    [
        (("tanh", "sigmoid"), "half squared error", "a₁, σ′(z₁). In the backward pass that is 1 of 10 lines."),
        (("sigmoid", "ReLU"), "half squared error", "a₂, σ′(z₂). In the backward pass that is 1 of 10 lines."),
        ("sigmoid", "binary cross-entropy", "L, ∂L/∂a₂, ∂L/∂z₂. In the backward pass that is 2 of 10 lines."),
        ("sigmoid", SHARES, "a₂, L, ∂L/∂a₂, σ′(z₂), ∂L/∂z₂. In the backward pass that is 3 of 10 lines."),
    ],
)
def test_only_the_slope_and_the_first_gradients_are_written_differently(activation, loss, changed):
    _, html = beside(activation, loss)
    assert f"Written differently (←): {changed}" in html
    assert html.count("<b>") == html.count("←") - 1 == changed.count(",") + 1


def test_with_sigmoids_and_half_squares_nothing_is_different():
    _, html = beside()
    assert "Every line is the same." in html and "←" not in html


@pytest.mark.parametrize("activation", ["sigmoid", ("tanh", "sigmoid"), ("sigmoid", "ReLU"), ("linear", "linear")])
def test_no_line_says_that_a_quantity_is_itself(activation):
    _, html = beside(activation)
    lines = [re.sub("<[^>]*>|←", "", row).strip() for row in re.findall(r"<tr>\s*<t[dh][^>]*>(.*?)</t[dh]>", html)]
    sides = [line.split(" = ") for line in lines if " = " in line]
    assert len(sides) == 15 and all(left != right for left, right in sides)
    assert ["σ′(z2)", "σ(z2) ⊙ (1 − σ(z2))"] in sides or activation[1] != "sigmoid" and activation != "sigmoid"


def test_the_numbers_are_those_of_the_trace_and_of_sigmoids_with_the_same_weights():
    trace, html = beside(("ReLU", "linear"))
    usual = SIGMOIDS.trace([0.9, -0.6], [1, 0])
    shown = re.findall(r"<div class='bp-figures'>([^<]*)</div>", html)
    names = ("z1", "a1", "z2", "a2")
    right = [", ".join(map(number, getattr(each, name).ravel())) for name in names for each in (trace, usual)]
    assert shown[:8] == right and shown[-2].split(", ")[0] == number(trace.dL_db1[0, 0])
    assert not np.array_equal(trace.a1, usual.a1)


def test_of_several_examples_it_says_that_it_shows_one():
    with pytest.raises(ValueError, match="one example"):
        VIEWS["beside sigmoids"]()(a_trace(examples=3))
