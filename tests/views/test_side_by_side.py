"""Views side by side show what each one shows."""

import pytest
from trainings import xor

from backprop_helpers import DecisionBoundary, LossHistory, SideBySide


def test_views_beside_each_other_show_what_each_shows_a_view_of_a_trace_where_the_training_stands():
    both = SideBySide(DecisionBoundary, LossHistory())(xor(3))
    assert DecisionBoundary()(xor(3).trace) in both and LossHistory()(xor(3)) in both


def test_views_beside_each_other_go_by_name_and_read_what_each_reads():
    views = SideBySide("nudge", "paths")
    assert [view.name for view in views.views] == ["nudge", "paths"]
    assert views.reads == {"highlight", "nudge", "path"}
    with pytest.raises(ValueError, match="There is no view 'grph'"):
        SideBySide("grph")
