"""The two passes: a sigmoid that is right for every number, gradients that agree with two oracles, steps downhill."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import a_trace, network

from backprop_helpers import Network, numerical_gradient, sigmoid, sigmoid_prime
from backprop_helpers.mathematics.network import value_and_grad
from backprop_helpers.notation.table import PARAMETERS

PASSED = ("z1", "a1", "z2", "a2")
ORDER = (*PASSED, "loss")  # of the forward pass, after the parameters
AFTER = {"W1": "z1", "b1": "z1", "a1": "z2", "W2": "z2", "b2": "z2", "z1": "a1", "z2": "a2", "a2": "loss"}
finite = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def examples_of_networks(draw):
    """A network of any sizes up to 6 with up to 5 examples: (network, x, y)."""
    size, seed = st.integers(1, 6), draw(st.integers(0, 2**32 - 1))
    n, h, m, examples = draw(size), draw(size), draw(size), draw(st.integers(1, 5))
    random = np.random.default_rng(seed)
    return Network.random(n, h, m, seed), random.normal(size=(n, examples)), random.normal(size=(m, examples))


def primer_loss(given, x, y):
    """The primer's forward pass, once more; a shift of z1, a1, z2 or a2 is there to differentiate by it."""
    total = 0.0
    for k in range(x.shape[1]):
        shift = {name: given[name][:, k] for name in PASSED}
        z1 = anp.dot(given["W1"], x[:, k]) + given["b1"][:, 0] + shift["z1"]
        a1 = 1 / (1 + anp.exp(-z1)) + shift["a1"]
        z2 = anp.dot(given["W2"], a1) + given["b2"][:, 0] + shift["z2"]
        a2 = 1 / (1 + anp.exp(-z2)) + shift["a2"]
        total = total + 0.5 * anp.sum((a2 - y[:, k]) ** 2)
    return total / x.shape[1]


# The sigmoid


@given(finite)
def test_the_sigmoid_is_silent_bounded_and_symmetric(z):
    with np.errstate(all="raise"):
        up, down, slope = sigmoid(z), sigmoid(-z), sigmoid_prime(z)
    assert 0 <= up <= 1
    assert up + down == pytest.approx(1, abs=1e-15)
    assert 0 <= slope <= 0.25 + 1e-16  # but for the last bit
    assert slope == sigmoid_prime(-z)
    assert slope == pytest.approx(up * down, rel=1e-12)


@pytest.mark.parametrize("z", [0.0, -0.0, 5e-324, -5e-324, 2.2e-308, 745.0, -745.2, 1e308, -1e308])
def test_the_sigmoid_is_right_at_the_ends_of_the_floats(z):
    with np.errstate(all="raise"):
        assert sigmoid(z) == pytest.approx(0.5 if abs(z) < 1 else float(z > 0), abs=1e-300)
        assert sigmoid_prime(z) == pytest.approx(0.25 if abs(z) < 1 else 0, abs=1e-300)


@given(st.floats(-30, 30))
def test_the_slope_of_the_sigmoid_is_its_derivative(z):
    step = 1e-5
    assert sigmoid_prime(z) == pytest.approx((sigmoid(z + step) - sigmoid(z - step)) / (2 * step), rel=1e-5, abs=1e-10)


# The gradients


@given(examples_of_networks())
def test_every_gradient_agrees_with_automatic_differentiation(example):
    net, x, y = example
    trace = net.trace(x, y)
    given = {name: np.array(getattr(net, name)) for name in PARAMETERS}
    given |= {name: np.zeros(getattr(trace, name).shape) for name in PASSED}
    assert trace.loss == pytest.approx(primer_loss(given, x, y), rel=1e-12)
    for name, oracle in grad(primer_loss)(given, x, y).items():
        error = np.linalg.norm(getattr(trace, f"dL_d{name}") - oracle)
        assert error < 1e-10 * np.linalg.norm(oracle), name


@settings(max_examples=50)
@given(examples_of_networks())
def test_every_parameters_gradient_agrees_with_central_differences(example):
    net, x, y = example
    trace, slow = net.trace(x, y), numerical_gradient(net, x, y)
    assert set(slow) == set(PARAMETERS)
    for name, differences in slow.items():
        np.testing.assert_allclose(getattr(trace, f"dL_d{name}"), differences, rtol=1e-6, atol=1e-8, err_msg=name)


@given(examples_of_networks())
def test_the_gradient_of_a_batch_is_the_mean_over_its_examples_so_their_order_does_not_matter(example):
    net, x, y = example
    batch = net.trace(x, y)
    single = [net.trace(x[:, k], y[:, k]) for k in range(x.shape[1])]
    for name in PARAMETERS:
        mean = np.mean([getattr(trace, f"dL_d{name}") for trace in single], axis=0)
        np.testing.assert_allclose(getattr(batch, f"dL_d{name}"), mean, rtol=1e-9, atol=1e-15)
    assert batch.loss == pytest.approx(np.mean([trace.loss for trace in single]))


@given(examples_of_networks())
def test_without_a_trace_the_loss_and_the_gradients_are_the_same_to_the_last_bit(example):
    net, x, y = example
    trace, (loss, gradients) = net.trace(x, y), value_and_grad(net.W1, net.b1, net.W2, net.b2, x, y)
    assert loss == trace.loss
    for name, gradient in zip(PARAMETERS, gradients, strict=True):
        np.testing.assert_array_equal(gradient, getattr(trace, f"dL_d{name}"), strict=True)


# Where a gradient is zero


def test_an_input_of_zero_teaches_its_weights_nothing():
    trace = Network.random(3, 2, 2).trace([1, 0, 2], [0, 1])
    assert (trace.dL_dW1[:, 1] == 0).all()
    assert (trace.dL_dW1[:, [0, 2]] != 0).all()
    assert (trace.dL_db1 != 0).all()


def test_output_weights_of_zero_send_nothing_back():
    net = Network.random(3, 2, 4)
    trace = Network(net.W1, net.b1, np.zeros((4, 2)), net.b2).trace([1, 2, 3], [0, 1, 0, 1])
    assert (trace.dL_dW1 == 0).all()
    assert (trace.dL_db1 == 0).all()
    assert (trace.dL_dW2 != 0).all()


def test_an_output_on_its_target_sends_nothing_back():
    net = Network.random(3, 2, 4)
    x = [1, 2, 3]
    trace = net.trace(x, net.trace(x, np.zeros(4)).a2)
    assert trace.loss == 0
    assert all((getattr(trace, f"dL_d{name}") == 0).all() for name in PARAMETERS)


def test_a_bias_of_zero_still_has_a_gradient():
    net = Network.random(3, 2, 4)
    trace = Network(net.W1, np.zeros(2), net.W2, np.zeros(4)).trace([1, 2, 3], [0, 1, 0, 1])
    assert (trace.dL_db1 != 0).all()
    assert (trace.dL_db2 != 0).all()


def test_units_that_start_equal_stay_equal():
    net = Network(np.full((2, 3), 0.5), np.zeros(2), np.full((4, 2), -0.3), np.zeros(4))
    x, y = [1, -2, 3], [0, 1, 0, 1]
    for _ in range(3):
        net = net.step(net.trace(x, y), 1.0)
    np.testing.assert_array_equal(net.W1[0], net.W1[1])
    np.testing.assert_array_equal(net.W2[:, 0], net.W2[:, 1])


# Quantities that are held fixed


@pytest.mark.parametrize("examples", [1, 3])
@pytest.mark.parametrize("held", ["x", "y", *ORDER])
def test_a_held_quantity_lets_nothing_flow_back(held, examples):
    free = a_trace(examples=examples)
    value = 0.25 + np.asarray(getattr(free, held))
    trace = a_trace(examples=examples, held={held: value})
    np.testing.assert_array_equal(getattr(trace, held), value)
    assert trace.held == {held}
    for name, follower in AFTER.items():
        before_it = held in ORDER and ORDER.index(follower) <= ORDER.index(held)
        assert (getattr(trace, f"dL_d{name}") == 0).all() == before_it, name
    for name, slow in numerical_gradient(network(free), free.x, free.y, {held: value}).items():
        np.testing.assert_allclose(getattr(trace, f"dL_d{name}"), slow, rtol=1e-6, atol=1e-10)


@pytest.mark.parametrize("held", ["x", "z1", "a1", "z2", "a2"])
def test_what_follows_a_held_quantity_is_computed_from_it(held):
    trace = a_trace(held={held: np.full(getattr(a_trace(), held).shape, 0.3)})
    formulas = {
        "z1": trace.W1 @ trace.x + trace.b1,
        "a1": 1 / (1 + np.exp(-trace.z1)),
        "z2": trace.W2 @ trace.a1 + trace.b2,
        "a2": 1 / (1 + np.exp(-trace.z2)),
    }
    for name in set(formulas) - {held}:
        np.testing.assert_allclose(getattr(trace, name), formulas[name], rtol=1e-14)
    assert trace.loss == pytest.approx(0.5 * ((trace.a2 - trace.y) ** 2).sum())


def test_every_finite_pre_activation_can_be_held():
    net = Network.random(2, 3, 2)
    for size in (0.0, 5e-324, 750.0, 1e308):
        trace = net.trace([1, 2], [0, 1], held={"z1": [size, -size, size], "z2": [-size, size]})
        assert np.isfinite(trace.a1).all() and np.isfinite(trace.loss) and np.isfinite(trace.dL_dW2).all()


# Networks and steps


def test_a_random_network_is_the_same_for_the_same_seed_alone():
    one, same, other = (Network.random(2, 3, 4, seed) for seed in (5, 5, 6))
    assert (one.n, one.h, one.m) == (2, 3, 4)
    for name in PARAMETERS:
        np.testing.assert_array_equal(getattr(one, name), getattr(same, name))
        assert (getattr(one, name) != getattr(other, name)).any()


def test_a_step_goes_against_the_gradients_of_the_old_parameters():
    trace = a_trace()
    net = network(trace)
    stepped = net.step(trace, 0.5)
    for name in PARAMETERS:
        old = getattr(trace, name)
        np.testing.assert_array_equal(getattr(net, name), old)
        np.testing.assert_array_equal(getattr(stepped, name), old - 0.5 * getattr(trace, f"dL_d{name}"))


def test_a_small_step_lowers_the_loss_by_eta_times_the_squared_gradient():
    trace, eta = a_trace(), 1e-5
    lowered = trace.loss - network(trace).step(trace, eta).trace(trace.x, trace.y).loss
    squared = sum((getattr(trace, f"dL_d{name}") ** 2).sum() for name in PARAMETERS)
    assert lowered == pytest.approx(eta * squared, rel=1e-4)
