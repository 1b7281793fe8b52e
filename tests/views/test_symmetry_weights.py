"""The weights of the symmetry network stand beside the published ones."""

import numpy as np

from backprop_helpers import SYMMETRY, Training
from backprop_helpers.views import SymmetryWeights
from backprop_helpers.views.symmetry_weights import ratio


def test_the_published_weights_stand_beside_those_of_the_training():
    html = SymmetryWeights()(Training(SYMMETRY.net, SYMMETRY.x, SYMMETRY.y))
    assert html.count("−14.2") == 4 and html.count("1 : 2.0 : 3.9") == 4  # twice each, here and in 1986


def test_the_ratio_is_of_sizes_in_order_whatever_the_pairs():
    assert ratio(np.array([4.0, -1.0, 2.0, -2.0, 1.0, -4.0])) == "1 : 2.0 : 4.0"
    assert ratio(np.zeros(6)) == "·"
