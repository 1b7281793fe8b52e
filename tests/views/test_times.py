"""Measured times stand beside the counts."""

from steps import rows

from backprop_helpers import Timings
from backprop_helpers.mathematics.timing import Timed
from backprop_helpers.style import number
from backprop_helpers.views import Times


def test_times_stand_beside_the_counts_of_the_largest_network():
    small, large = Timed("forward", (2, 3, 4), 18, 1e-5), Timed("forward", (2, 30, 4), 180, 2e-5)
    html = Times()((small, large))
    assert rows(html)[1:] == [["forward pass", "214", "180", "0.0200 ms", f"{number(2e4 / 180)} ns"]]
    assert "2 points" in html


def test_the_first_slice_can_be_shown():
    assert "1 points" in Times()(next(iter(Timings(["backward"], [(2, 3, 2)]))))
