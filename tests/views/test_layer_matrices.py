"""Every weight of a deep network is shown beside its gradient."""

from shown import deep_trace, texts

from backprop_helpers.style import number
from backprop_helpers.views import LayerMatrices


def test_every_weight_is_shown_beside_its_gradient():
    trace = deep_trace(2, 3, 2)
    shown = texts(LayerMatrices()(trace))
    for array in (*trace.weights, *trace.dL_dW):
        assert {number(entry) for entry in array.ravel()} <= set(shown)
