"""Random networks of unequal sizes, with whose numbers code is read back."""

import numpy as np

from backprop_helpers import Network
from backprop_helpers.read_back.fold import Networks


def quantities(n, h, m, examples, eta):
    draw = np.random.default_rng((n, h, m, examples))
    x, y = draw.standard_normal((n, examples)), draw.uniform(size=(m, examples))
    trace = Network.random(n, h, m, seed=10 * n + h).trace(x, y)
    return {key: each for key, each in vars(trace).items() if key != "held"} | trace.sizes | {"eta": eta}


ONE = Networks([quantities(2, 3, 4, 1, 0.5), quantities(4, 2, 3, 1, 0.2), quantities(3, 4, 2, 1, 0.7)])
BATCH = Networks([quantities(2, 4, 3, 5, 0.5), quantities(4, 3, 2, 6, 0.2), quantities(3, 2, 4, 3, 0.7)])
SQUARE = Networks([quantities(3, 3, 3, 1, 0.5), quantities(2, 2, 2, 1, 0.2)])
