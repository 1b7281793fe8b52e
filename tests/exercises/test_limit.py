"""A function that does not come to an end is stopped, whatever its form and whatever it catches, and is told so."""

import itertools
import sys
import time

import numpy as np
import pytest

from backprop_helpers import check, check_count, check_shapes

LOOP = "does one of its loops never end?"


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    monkeypatch.setattr("backprop_helpers.exercises.limit.SECONDS", 2)


def on_one_line(dL_dz2, a1):
    while True: pass  # fmt: skip  # noqa: E701


def on_two_lines(dL_dz2, a1):
    while True:
        dL_dz2 = dL_dz2 + 0 * dL_dz2


def in_another_function(dL_dz2, a1):
    def other():
        while True:
            pass

    return other()


def in_a_comprehension(dL_dz2, a1):
    return [0 for _ in itertools.count()]


def in_a_generator(dL_dz2, a1):
    return sum(1 for _ in iter(int, 1))


def in_a_generator_of_its_own(dL_dz2, a1):
    def numbers():
        while True:
            yield 1

    return sum(numbers())


def catches_all(dL_dz2, a1):
    while True:
        try:
            a1 = a1 + 0
        except:  # noqa: E722
            pass


def keeps_what_it_catches(dL_dz2, a1):
    kept = []
    while True:
        try:
            a1 = a1 + 0
        except BaseException as error:
            kept.append(error)


def goes_on_in_finally(dL_dz2, a1):
    while True:
        try:
            a1 = a1 + 0
        finally:
            continue  # noqa: B012


def catches_it_around_the_loop(dL_dz2, a1):
    try:
        while True:
            a1 = a1 + 0
    except BaseException:
        return dL_dz2 @ a1.T


def raises_another(dL_dz2, a1):
    try:
        while True:
            a1 = a1 + 0
    except BaseException:
        raise ValueError("no") from None


FORMS = (
    *(on_one_line, on_two_lines, in_another_function, in_a_comprehension, in_a_generator, in_a_generator_of_its_own),
    *(catches_all, keeps_what_it_catches, goes_on_in_finally, catches_it_around_the_loop, raises_another),
)


@pytest.mark.parametrize("function", FORMS)
def test_a_loop_without_an_end_is_stopped_and_told(function, monkeypatch):
    monkeypatch.setattr("backprop_helpers.exercises.limit.SECONDS", 0.5)
    before, calls = sys.gettrace(), []

    def counted(dL_dz2, a1):
        calls.append(1)
        return function(dL_dz2, a1)

    feedback = check(counted, "dL_dW2")
    assert feedback.correct is False and LOOP in feedback.message
    assert len(calls) == 1  # no call follows one that was stopped
    assert sys.gettrace() is before


def test_shapes_and_counts_are_stopped_too():
    for checked in (check_shapes, check_count):
        assert LOOP in checked(lambda n, h, m: [0 for _ in itertools.count()]).message


def test_the_next_check_has_its_own_time():
    check(on_one_line, "dL_dW2")
    assert check(lambda dL_dz2, a1: dL_dz2 @ a1.T, "dL_dW2").correct is True


def slow(seconds, factor=1, calls=None):
    def function(dL_dz2, a1):
        if calls is not None:
            calls.append(1)
        time.sleep(seconds)
        return factor * dL_dz2 @ a1.T

    return function


@pytest.mark.parametrize("factor", [1, 2])
@pytest.mark.parametrize(("seconds", "most"), [(1.1, 1), (2.2, 1), (0.8, 2)])
def test_a_slow_function_is_told_how_slow_it_is_and_not_called_on_and_on(seconds, most, factor):
    calls = []
    feedback = check(slow(seconds, factor, calls), "dL_dW2")
    assert feedback.correct is False and len(calls) <= most
    assert "is too slow to be checked: it ran for " in feedback.message and " s on one network" in feedback.message
    assert LOOP not in feedback.message


def test_one_long_operation_is_not_taken_for_a_loop():
    def function(dL_dz2, a1):
        time.sleep(2.2)
        return sum(1 for _ in range(1000)) * dL_dz2

    feedback = check(function, "dL_dW2")
    assert "is too slow to be checked" in feedback.message and LOOP not in feedback.message


def test_what_is_wrong_is_told_although_there_is_no_time_to_read_it_back():
    feedback = check(slow(0.3, -1), "dL_dW2")
    assert feedback.correct is False and feedback.mistake == "flip_sign"


def test_a_loop_that_ends_is_not_stopped():
    def function(dL_dz2, a1):
        found = np.zeros((len(dL_dz2), len(a1)))
        for i, j in itertools.product(range(len(dL_dz2)), range(len(a1))):
            found[i, j] = dL_dz2[i, 0] * a1[j, 0]
        return found

    assert check(function, "dL_dW2").correct is True
