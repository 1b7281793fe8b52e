"""Random networks of unequal sizes, with whose numbers code is read back."""

import numpy as np

from backprop_helpers import Network
from backprop_helpers.read_back.networks import Networks
from backprop_helpers.read_back.record import recording


def quantities(n, h, m, examples, eta):
    draw = np.random.default_rng((n, h, m, examples))
    x, y = draw.standard_normal((n, examples)), draw.uniform(size=(m, examples))
    trace = Network.random(n, h, m, seed=10 * n + h).trace(x, y)
    return {key: each for key, each in vars(trace).items() if key != "held"} | trace.sizes | {"eta": eta}


ONE = Networks([quantities(2, 3, 4, 1, 0.5), quantities(4, 2, 3, 1, 0.2), quantities(3, 4, 2, 1, 0.7)])
BATCH = Networks([quantities(2, 4, 3, 5, 0.5), quantities(4, 3, 2, 6, 0.2), quantities(3, 2, 4, 3, 0.7)])
SQUARE = Networks([quantities(3, 3, 3, 1, 0.5), quantities(2, 2, 2, 1, 0.2)])


def recorded(function, networks):
    """What a function of known quantities computes, written down on each network and made one expression."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    known = [recording({key: values[key] for key in names}) for values in networks.each]
    return networks.merged([function(*(each[key] for key in names)).expr for each in known])
