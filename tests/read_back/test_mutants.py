"""Wrong answers, drawn from thousands: each is refused, read back, and told nothing that is not so.

`make thorough` tries more; `make mutants` tries them all, and prints the shares by notebook and by kind of change.
"""

import random

import pytest
from asked import Exercise
from mutants import Mutant, exercises, pairs, singles, solved
from mutants_report import judge_all, share
from told import untrue


@pytest.fixture(scope="module", params=[(90, 12), pytest.param((600, 90), marks=pytest.mark.thorough)], ids=str)
def findings(request):
    """What the checks say to some single changes, and to some pairs of them."""
    one_change, two_changes = request.param
    return judge_all([*random.Random(14).sample(singles(), one_change), *pairs(two_changes)])


def listed(findings):
    return "\n".join(f"{one.mutant.exercise.number} {one.mutant.changes} {one.untrue} {one.said}" for one in findings)


def test_there_are_thousands_of_every_exercise_and_every_kind():
    assert len(singles()) >= 2_000
    assert {one.exercise for one in singles()} == set(exercises())
    assert len({kind for one in singles() for kind in one.kinds}) >= 30
    assert len({(one.exercise, one.source) for one in singles()}) == len(singles())


@pytest.mark.slow
@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.number)
def test_a_solution_is_right_and_a_change_of_its_numbers_is_wrong(exercise):
    assert solved(exercise).is_right
    changed = [one for one in singles() if one.exercise == exercise]
    assert sum(one.is_right for one in changed) < len(changed) / 5


@pytest.mark.slow
def test_whatever_changes_a_number_is_refused_and_whatever_changes_none_is_accepted(findings):
    misjudged = [one for one in findings if not one.judged]
    assert not misjudged, listed(misjudged)


@pytest.mark.slow
def test_19_of_20_are_read_back_with_the_piece_that_differs_marked(findings):
    unread = [one for one in findings if one.read is False]
    assert share(one.read for one in findings) >= 0.95, listed(unread)


@pytest.mark.slow
def test_49_of_50_are_told_nothing_untrue(findings):
    told_wrongly = [one for one in findings if one.untrue]
    assert share(not one.untrue for one in findings if not one.mutant.is_right) >= 0.98, listed(told_wrongly)


class Said:
    """What a check might say to a mutant."""

    def __init__(self, message="", mistakes=(), **computed):
        self.message, self.mistakes, self.computed = message, mistakes, computed
        self.right = {"dL_da2": "a₂ − y"}


@pytest.fixture(scope="module")
def twice():
    """An answer to step 1 that is twice the error."""
    return Mutant(Exercise("", "", 'check(f, "dL_da2")'), "def f(a2, y):\n    return 2 * (a2 - y)")


@pytest.mark.parametrize(
    "said",
    [
        Said(dL_da2="2 (a₂ − y)"),
        Said(dL_da2="2 ∂L/∂a₂"),
        Said(dL_da2="a₂ + a₂ − 2 y"),
        Said("There is an extra factor of 2.", dL_da2="2 (a₂ − y)"),
        Said("2 is used in place of 1.", dL_da2="2 (a₂ − y)"),
        Said("Every number is 2.000 times what it should be."),
        Said(mistakes=("factor_2",)),
    ],
)
def test_what_is_so_is_found_true(twice, said):
    assert [*untrue(twice, said)] == []


@pytest.mark.parametrize(
    "said",
    [
        Said(dL_da2="a₂ − y"),
        Said(dL_da2="2 (a₂ − x)"),
        Said(dL_da2="2 a₂ − y"),
        Said(dL_da2="m (a₂ − y)"),
        Said("There is an extra factor of 3.", dL_da2="2 (a₂ − y)"),
        Said("A factor of 2 is missing."),
        Said("There is an extra factor of 1 / m."),
        Said("3 is used in place of 1.", dL_da2="2 (a₂ − y)"),
        Said("Every number is 3.000 times what it should be."),
        Said(mistakes=("flip_sign",)),
    ],
)
def test_what_is_not_so_is_found_untrue(twice, said):
    assert [*untrue(twice, said)]
