"""Methods are timed in slices, each of which can be the last."""

from backprop_helpers import Timings
from backprop_helpers.mathematics.costs import counted, parameters
from backprop_helpers.mathematics.timing import REPEATS


def test_each_method_is_timed_on_each_network_and_every_slice_can_be_the_last():
    networks = [(2, 3, 2), (3, 4, 2)]
    timings = Timings(["forward", "every path"], networks)
    states = list(timings)
    assert len(states) == len(timings) == 4 * REPEATS
    assert len(states[0]) == 1
    assert [(each.method, each.sizes) for each in states[-1]] == [
        (method, sizes) for sizes in networks for method in ("forward", "every path")
    ]
    for each in states[-1]:
        assert each.seconds > 0
        assert each.multiply_adds == counted(each.method, each.sizes)
        assert each.parameters == parameters(each.sizes)


def test_what_would_take_too_long_is_left_out():
    *_, last = Timings(["every path"], [(2, 2, 2), (9, 9, 9, 9, 9, 9, 9, 9, 9)])
    assert [each.sizes for each in last] == [(2, 2, 2)]
