"""docs/measuring.md: its numbers are computed here again, and tried with simulated classes."""

import re
from collections import Counter
from math import ceil, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from declared import ROOT

from backprop_helpers.measuring.form import FORMS, form

TEXT = (ROOT / "docs" / "measuring.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d) items? \| (\d+) students \| (\d+) students \|$", TEXT, re.MULTILINE)
COUNT = len(form("A").items)
SPREAD = sqrt(2 * COUNT / 4)  # of the change of a score by chance, if each item is right with probability 1/2
Z, POWER = NormalDist().inv_cdf(0.975), NormalDist().inv_cdf(0.8)


def students(rise, classes):
    """How many a t-test needs, in each class: by the normal distribution, and a term for the unknown spread."""
    return ceil(classes * ((Z + POWER) * SPREAD / rise) ** 2 + Z**2 / (2 * classes))


def test_the_spread_by_chance_is_as_the_page_says():
    assert f"by {SPREAD:.1f} items" in TEXT and f"a test of {COUNT} items" in TEXT


def test_there_are_as_many_students_as_the_page_says():
    assert len(ROWS) == 3
    for rise, one, two in ROWS:
        assert (int(one), int(two)) == (students(int(rise), 1), students(int(rise), 2))


@pytest.mark.parametrize(("rise", "one", "two"), ROWS)
def test_so_many_students_see_the_effect_in_80_of_100_simulated_classes(rise, one, two):
    draw = np.random.default_rng(int(one))

    def changes(number, rise):
        """The changes of scores of many classes, each item right with 1/2, and somewhat more afterwards."""
        before = draw.binomial(COUNT, 0.5, (4000, number))
        return draw.binomial(COUNT, 0.5 + rise / COUNT, (4000, number)) - before

    def t(changes):
        return changes.mean(axis=1) / (changes.std(axis=1, ddof=1) / sqrt(changes.shape[1]))

    def t_of_two(one, other):
        spread = np.sqrt((one.var(axis=1, ddof=1) + other.var(axis=1, ddof=1)) / one.shape[1])
        return (one.mean(axis=1) - other.mean(axis=1)) / spread

    by_chance = np.quantile(abs(t(changes(int(one), 0))), 0.95)
    assert np.mean(t(changes(int(one), int(rise))) > by_chance) == pytest.approx(0.8, abs=0.05)
    by_chance = np.quantile(abs(t_of_two(changes(int(two), 0), changes(int(two), 0))), 0.95)
    seen = t_of_two(changes(int(two), int(rise)), changes(int(two), 0)) > by_chance
    assert np.mean(seen) == pytest.approx(0.8, abs=0.05)


def test_guessing_gives_as_much_as_the_page_says():
    for name in FORMS:
        guessed = sum(1 / len(item.options) for item in form(name).items.values())
        assert f"Pure guessing gives {guessed:.1f} of {COUNT} items" in TEXT


def test_the_share_of_100_students_is_known_as_closely_as_the_page_says():
    (percent,) = re.findall(
        r"From 100 students, .* to within (\d+) percent", TEXT.replace("\n  ", " ").replace("\n", " ")
    )
    assert 100 * Z * sqrt(0.25 / 100) == pytest.approx(int(percent), abs=0.5)


def test_most_misconceptions_are_offered_by_one_item_or_two():
    items = form("A").items.values()
    offered = Counter(name for item in items for name in {option.believes for option in item.options} - {""})
    assert sum(times <= 2 for times in offered.values()) > 0.8 * len(offered)
    assert "Most misconceptions are offered by one item or two" in TEXT


def test_the_example_of_a_gain_is_right():
    before, after = map(int, re.search(r"From (\d+) to (\d+) percent it is one half", TEXT).groups())
    assert (after - before) / (100 - before) == 0.5
