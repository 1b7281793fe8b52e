"""A loss takes its parameters as it likes, and whoever gave them finds them as they were."""

from collections import namedtuple

import numpy as np
import pytest

from backprop_helpers import check_gradient

W, B = np.array([[1.0, 2.0, -1.0], [0.5, -0.3, 2.0]]), np.array([0.3, -0.2])
X = np.array([0.4, -1.0, 0.7])


def half_square(W, b):
    return 0.5 * np.sum((W @ X + b) ** 2)


LAYER = namedtuple("LAYER", "W b")
DELTA = W @ X + B
DW = np.outer(DELTA, X)
FORMS = {
    "a dict": (lambda p: half_square(p["W"], p["b"]), {"W": W, "b": B}, {"W": DW, "b": DELTA}),
    "names": (half_square, {"W": W, "b": B}, {"dL_dW": DW, "dL_db": DELTA}),
    "names in another order": (lambda b, W: half_square(W, b), {"W": W, "b": B}, {"b": DELTA, "W": DW}),
    "any names": (lambda **p: half_square(**p), {"W": W, "b": B}, {"W": DW, "b": DELTA}),
    "names as in notes": (half_square, {"W": W, "b": B}, {"dW": DW, "db": DELTA}),
    "arrays of objects": (half_square, {"W": W.astype(object), "b": B}, {"W": DW.astype(object), "b": DELTA}),
    "a list": (lambda p: half_square(*p), [W, B], (DW, DELTA)),
    "places": (half_square, (W, B), [DW, DELTA]),
    "any places": (lambda *p: half_square(*p), (W, B), [DW, DELTA]),
    "a named tuple": (lambda p: half_square(p.W, p.b), LAYER(W, B), [DW, DELTA]),
    "a nest": (
        lambda p: half_square(p["layers"][0]["W"], p["layers"][0]["b"]) + p["scale"],
        {"layers": [{"W": W, "b": B}], "scale": 2.0},
        {"layers": [{"W": DW, "b": DELTA}], "scale": 1},
    ),
    "one array": (lambda W: half_square(W, B), W, DW),
    "an array laid out by columns": (lambda W: half_square(W, B), np.asfortranarray(W), DW),
    "whole numbers": (lambda W: half_square(W, B), np.ones((2, 3), int), np.outer(X.sum() + B, X)),
    "one number": (lambda w: w * w, 3, 6),
    "numbers": (lambda a, b: a * b, [2.0, 3.0], (3.0, 2.0)),
    "rows of numbers": (lambda w: np.sum(w * w), [[1.0, 2.0], [3.0, 4.0]], [[2, 4], [6, 8]]),
    "nothing to move in an empty array": (
        lambda p: p["a"] ** 2,
        {"a": 2.0, "b": np.ones((0, 3))},
        {"a": 4.0, "b": np.ones((0, 3))},
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_loss_takes_its_parameters_in_any_form(form):
    feedback = check_gradient(*FORMS[form])
    assert feedback.correct, feedback


def test_a_parameter_in_a_nest_is_named_by_its_place():
    loss, parameters, _ = FORMS["a nest"]
    feedback = check_gradient(loss, parameters, {"layers": [{"W": DW, "b": 2 * DELTA}], "scale": 1})
    assert "that of layers[0]['b']" in feedback.message


class Layer:
    """A layer that keeps its arrays, as programs often do."""

    def __init__(self, order="C"):
        self.W, self.b = np.array(W, order=order), B.copy()

    def loss(self):
        return half_square(self.W, self.b)


@pytest.mark.parametrize("order", ["C", "F"])
def test_a_loss_without_arguments_sees_its_own_arrays_move_and_finds_them_as_they_were(order):
    layer = Layer(order)
    parameters = {"W": layer.W, "b": layer.b}
    assert check_gradient(layer.loss, parameters, {"W": DW, "b": DELTA}).correct
    assert check_gradient(layer.loss, parameters, {"W": DW, "b": -DELTA}).mistake == "sign"
    assert np.array_equal(layer.W, W) and np.array_equal(layer.b, B)
    frozen = W.copy()
    frozen.flags.writeable = False
    assert "W can't be" in check_gradient(layer.loss, {"W": frozen}, {"W": DW}).message


@pytest.mark.parametrize("stops", [ValueError, KeyboardInterrupt])
def test_parameters_are_put_back_even_if_the_loss_stops_in_the_middle(stops):
    layer, calls = Layer(), []

    def loss():
        calls.append(1)
        layer.b += 1
        if len(calls) == 1:
            raise stops("stop")
        return layer.loss()

    try:
        check_gradient(loss, {"W": layer.W, "b": layer.b}, {"W": DW, "b": DELTA})
    except KeyboardInterrupt:
        assert stops is KeyboardInterrupt
    assert calls and np.array_equal(layer.W, W) and np.array_equal(layer.b, B)


def test_parameters_that_are_given_are_never_written_to():
    kept = W.copy()

    def clears(W):
        W[:] = 0
        return 0.0

    assert check_gradient(clears, kept, DW).correct is False
    assert np.array_equal(kept, W)


class Tensor:
    """Like a tensor of PyTorch that records: NumPy can't read it before it is detached."""

    def __init__(self, array, recorded=True):
        self.array, self.recorded = np.asarray(array), recorded

    def detach(self):
        return Tensor(self.array, recorded=False)

    def __array__(self, dtype=None, copy=None):
        if self.recorded:
            raise RuntimeError("Can't call numpy() on a tensor that requires grad")
        return self.array


def test_tensors_that_record_may_be_parameters_gradients_and_losses():
    def loss(W, b):
        return Tensor(half_square(W, b))

    parameters = {"W": Tensor(W), "b": Tensor(B)}
    assert check_gradient(loss, parameters, {"W": Tensor(DW), "b": Tensor(DELTA)}).correct
    assert check_gradient(loss, parameters, {"W": Tensor(-DW), "b": Tensor(DELTA)}).mistake == "sign"
