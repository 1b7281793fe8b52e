"""Words for one number name its units."""

import pytest
from shown import a_trace, elements

from backprop_helpers import QUANTITIES
from backprop_helpers.notation.meaning import meaning
from backprop_helpers.notation.table import element


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("W1[0,1]", "the weight to hidden unit 0 from input 1"),
        ("W2[1,0]", "the weight to output 1 from hidden unit 0"),
        ("b2[1]", "the bias of output 1"),
        ("a1[2]", "the activation of hidden unit 2"),
        ("x[1]", "input 1"),
        ("y[0]", "the target of output 0"),
        ("dL_dW1[0,1]", "the gradient of the weight to hidden unit 0 from input 1"),
        ("da2_dz2[1]", "the slope of the sigmoid of output 1"),
        ("eta", "the learning rate"),
    ],
)
def test_a_number_is_called_by_what_it_is_and_its_units(name, words):
    assert meaning(element(name)) == words


def test_no_two_numbers_of_a_network_are_called_the_same():
    trace = a_trace(2, 3, 4)
    every = [each for name, row in QUANTITIES.items() if row.role != "setting" for each in elements(name, trace)]
    assert len({meaning(each) for each in every}) == len(every)
