"""The shapes that a learner writes down are compared with the notation table's."""

import pytest

from backprop_helpers import check_shapes


def shapes(n, h, m):
    return {"x": (n, 1), "W1": (h, n), "W2": (m, h)}


@pytest.mark.parametrize(
    ("function", "correct", "words"),
    [
        (shapes, True, "the shapes of x, W1, W2 fit"),
        (lambda n, h, m: {"W1": (n, h)}, False, "other way round"),
        (lambda n, h, m: {"x": (n,)}, False, "1-D array"),
        (lambda n, h, m: {"W1": (h, m)}, False, "Multiply it out"),
        (lambda n, h, m: ..., None, "Not answered yet"),
        (lambda n, h, m: {"x": (n, 1), "W1": ...}, None, "in the shape of W1"),
        (lambda n, h, m: {"x": (n, ...)}, None, "in the shape of x"),
        (lambda n, h, m: {}, False, "Return a dict"),
        (lambda n, h, m: {"x": (object(), 1)}, False, "a tuple of 2"),
        (lambda n, h, m: {3: (n, 1)}, False, "this is 3, an int"),
        (lambda n, h, m: {"z": (n, 1)}, False, "There is no quantity 'z'"),
        (7, False, "TypeError"),
    ],
)
def test_shapes_are_told_in_words(function, correct, words):
    feedback = check_shapes(function)
    assert feedback.correct is correct and words in feedback.message
