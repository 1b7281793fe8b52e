"""A learner's function is called with copies, and whatever it does is an outcome."""

import asyncio

import numpy as np
import pytest
from nets import ONE

from backprop_helpers.read_back.call import Learner
from backprop_helpers.read_back.writing import text

NET = ONE.each[0]


def test_numbers_expressions_and_arguments_come_back():
    found = Learner(lambda a2, *, y: a2 - y, {"a2": False, "y": True}, ["dL_da2"]).call(NET, recorded=True)
    np.testing.assert_array_equal(found.numbers[0], NET["dL_da2"])
    assert text(ONE.merged(found.expressions)) == "a₂ − y"
    assert list(found.arguments) == ["a2", "y"]


def test_a_function_may_change_what_it_gets():
    def function(weights, a2):
        a2 *= 0
        weights[0][:] = 0
        return a2

    net = {**NET, "weights": ["W1", "W2"]}
    before = {key: np.copy(NET[key]) for key in ("W1", "a2")}
    assert not Learner(function, {"weights": False, "a2": False}, ["a2"]).call(net).numbers[0].any()
    assert all(np.array_equal(net[key], was) for key, was in before.items())


def raises(error):
    def function(a2):
        raise error

    return function


@pytest.mark.parametrize(
    "error", [StopIteration(), asyncio.CancelledError(), SystemExit(), GeneratorExit(), ValueError()]
)
def test_whatever_it_raises_is_an_outcome(error):
    assert Learner(raises(error), {"a2": False}, ["dL_da2"]).call(NET) is error


def test_a_reader_who_interrupts_it_is_obeyed():
    with pytest.raises(KeyboardInterrupt):
        Learner(raises(KeyboardInterrupt()), {"a2": False}, ["dL_da2"]).call(NET)


@pytest.mark.parametrize("answer", [None, "a text", {}, [None, 1], (1, 2, 3), [1, "x"], object()])
def test_what_is_not_the_numbers_that_are_wanted_is_an_exception(answer):
    assert isinstance(Learner(lambda a2: answer, {"a2": False}, ["dL_da2", "da2_dz2"]).call(NET), Exception)
