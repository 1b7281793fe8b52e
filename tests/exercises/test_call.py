"""Whatever a learner's function does, what comes back is a sentence, and nothing is broken."""

import functools
import sys

import numpy as np
import pytest

from backprop_helpers import check


class Silent:
    """A thing that can't be shown."""

    def __repr__(self):
        raise RuntimeError

    __str__ = __repr__

    def __array__(self, *arguments, **keywords):
        raise RuntimeError


class SilentError(Exception):
    __str__ = Silent.__repr__


def raises(dL_dz2):
    raise SilentError


def calls_itself(dL_dz2):
    return calls_itself(dL_dz2)


def leaves(dL_dz2):
    sys.exit(3)


def gives_several(dL_dz2):
    yield dL_dz2


def right(dL_dz2, a1):
    return dL_dz2 @ a1.T


def refuses(feedback, words):
    assert feedback.correct is False and feedback.mistakes == ()
    assert words in feedback.message and "Traceback" not in feedback.message


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (raises, "stopped at “raise SilentError” with SilentError."),
        (calls_itself, "RecursionError"),
        (leaves, "SystemExit: 3"),
        (lambda dL_dz2: 1 / 0, "ZeroDivisionError"),
        (lambda dL_dz2: Silent().x, "AttributeError"),
        (gives_several, "a generator"),
        (lambda dL_dz2: "ten", "'ten', a str"),
        (lambda dL_dz2: [1, 2], "a list of 2; return the NumPy array itself"),
        (lambda dL_dz2: Silent(), "a Silent"),
        (lambda dL_dz2: 10**6000, "an int"),
        (lambda dL_dz2, a1: right(dL_dz2, a1) * 1j, "an array of complex128"),
        (lambda dL_dz2, a1: right(dL_dz2, a1).astype(str), "should be numbers"),
        (lambda dL_dz2, a1: right(dL_dz2, a1) * np.nan, "not finite: dL_dW2[0,0] comes back as nan"),
        (lambda dL_dz2, a1: right(dL_dz2, a1) / 0, "not finite"),
        (lambda dL_dz2: np.broadcast_to(0.0, (10**6, 10**6)), "has shape (1000000, 1000000) but should have"),
        (lambda dL_dz2: np.zeros(0), "has shape (0,) but should have shape (4, 3)"),
        (lambda dL_dz2: 1.5, "It is a single number"),
        (3, "without brackets; this is 3, an int"),
        (None, "this is None"),
        (Silent, "a Silent"),
        (int, "write it with def"),
        (lambda *args: 1, "not *args"),
        (lambda **given: 1, "not **given"),
        (lambda dLdz2: 1, "The function asks for dLdz2. There is no quantity 'dLdz2'. Did you mean dL_dz2"),
        (lambda dL_dW2: dL_dW2, "asks for dL_dW2, which is what it should compute"),
    ],
)
def test_what_is_no_answer_gets_a_sentence(function, words):
    refuses(check(function, "dL_dW2"), words)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("dL_dw2", "Did you mean"),
        (5, "this is 5, an int"),
        (None, "this is None"),
        ((), "Name the quantity"),
        (Silent(), "a Silent"),
        (["dL_dW2", 3], "this is 3, an int"),
        ("W1", "W1 is given, not computed"),
        ("N", "N is given, not computed"),
    ],
)
def test_a_quantity_that_is_none_gets_a_sentence(names, words):
    refuses(check(right, names), words)


@pytest.mark.parametrize(
    ("answer", "words"),
    [(1, "Return 2 things"), ((1,), "a tuple of 1"), ((np.ones((4, 3)), "x"), "dL_db2 should be numbers")],
)
def test_several_quantities_need_as_many_answers(answer, words):
    refuses(check(lambda dL_dz2: answer, ("dL_dW2", "dL_db2")), words)


def filled_half(dL_dz2, a1):
    dL_dW2 = ...
    return dL_dW2 @ a1.T


def to_do(dL_dz2):
    raise NotImplementedError


@pytest.mark.parametrize(
    "function",
    [
        filled_half,
        to_do,
        lambda dL_dz2: ...,
        lambda dL_dz2: None,
        lambda dL_dz2: dL_dz2 @ ...,
        lambda dL_dz2: ... * dL_dz2,
        lambda dL_dz2: np.array(...),
        lambda dL_dz2: np.sin(...),
    ],
)
def test_what_is_not_filled_in_is_not_answered(function):
    feedback = check(function, "dL_dW2")
    assert feedback.correct is None and feedback.mistake is None
    assert "Not answered yet" in feedback.message


@pytest.mark.parametrize("part", [None, ...])
def test_a_part_that_is_missing_is_named(part):
    feedback = check(lambda dL_dz2, a1: (right(dL_dz2, a1), part), ("dL_dW2", "dL_db2"))
    assert feedback.correct is None and "dL_db2 is still missing" in feedback.message


def test_arguments_may_be_asked_for_in_any_way():
    for function in (
        lambda dL_dz2, a1, /: dL_dz2 @ a1.T,
        lambda *, a1, dL_dz2: dL_dz2 @ a1.T,
        lambda a1, dL_dz2, times=1: times * dL_dz2 @ a1.T,
        functools.partial(lambda times, dL_dz2, a1: times * dL_dz2 @ a1.T, 1),
    ):
        assert check(function, "dL_dW2").correct is True


def test_sizes_and_the_learning_rate_may_be_asked_for():
    seen = []

    def function(n, h, m, N, eta, dL_dz2, a1):
        seen.append((h, m, N, eta) == (len(a1), len(dL_dz2), a1.shape[1], 0.5))
        return dL_dz2 @ a1.T

    assert check(function, "dL_dW2").correct is True and all(seen)


def test_a_function_may_change_what_it_is_given():
    def function(dL_dz2, a1):
        dL_dW2 = dL_dz2 @ a1.T
        dL_dz2 *= 0
        return dL_dW2

    assert check(function, "dL_dW2").correct is True


def test_an_answer_is_kept_although_the_function_writes_over_it():
    kept = {}

    def function(dL_dz2, a1):
        for old in kept.values():
            old[:] = 0
        kept[len(kept)] = dL_dz2 @ a1.T
        return kept[len(kept) - 1]

    assert check(function, "dL_dW2").correct is True


def test_what_the_function_prints_is_shown_once(capsys):
    def function(dL_dz2, a1):
        print("looking inside")
        return dL_dz2 @ a1.T

    assert check(function, "dL_dW2").correct is True
    assert capsys.readouterr().out == "looking inside\n"


def test_an_interruption_is_the_learners_own():
    def function(dL_dz2):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(function, "dL_dW2")
