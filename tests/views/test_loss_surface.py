"""The surface is the loss over two weights; a training walks on it."""

import itertools

import numpy as np
from steps import alt
from trainings import NET, X, Y, descent

from backprop_helpers import LossSurface, Network, Training
from backprop_helpers.style import number


def test_the_surface_is_the_loss_of_the_network_with_these_two_weights():
    words = alt(LossSurface("W1[0,0]", "W2[0,0]", reach=(-4, 4, -2, 2))(descent()))
    grid = itertools.product(np.linspace(-4, 4, 81), np.linspace(-2, 2, 81))
    losses = {place: Network([[place[0]]], NET.b1, [[place[1]]], NET.b2).trace(X, Y).loss for place in grid}
    across, up = min(losses, key=losses.get)
    assert f"The loss shown is lowest near ({number(across)}, {number(up)})." in words


def test_the_title_names_the_lowest_and_the_highest_loss_and_no_shade_which_differ_in_the_dark():
    view = LossSurface("W1[0,0]", "W2[0,0]", reach=(-4, 4, -2, 2))
    view(descent())
    grid = itertools.product(np.linspace(-4, 4, 81), np.linspace(-2, 2, 81))
    losses = [Network([[across]], NET.b1, [[up]], NET.b2).trace(X, Y).loss for across, up in grid]
    title = view.axes.get_title(loc="left")
    assert title == f"☆ lowest loss {number(min(losses))} … highest: {number(max(losses))}"


def test_the_contour_lines_are_drawn_anew_only_where_the_surface_changes():
    view = LossSurface("W1[0,0]", "W2[0,0]")
    view(descent(0))
    lines = list(view.axes.collections)
    view(descent(9))
    assert list(view.axes.collections) == lines  # only these two weights have moved
    everything = Training(NET, X, Y, 6.0)
    everything.go(9)
    view(everything)
    assert not set(view.axes.collections) & set(lines)


def test_a_view_shows_the_same_after_others_as_alone():
    later = LossSurface("W1[0,0]", "W2[0,0]")
    for training in (descent(20), Training(NET, X, Y, 6.0), descent(3)):
        shown = later(training)
    assert shown == LossSurface("W1[0,0]", "W2[0,0]")(descent(3))


def test_the_words_of_the_surface_say_where_the_path_begins_and_ends():
    training = descent(5)
    words = alt(LossSurface("W1[0,0]", "W2[0,0]")(training))
    told = map(number, (-0.2, 0.9, training.net.W1[0, 0], training.net.W2[0, 0], training.losses[-1]))
    assert all(text in words for text in ("5 steps", *told))
