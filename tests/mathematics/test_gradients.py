"""Backpropagation agrees with finite differences, with automatic differentiation and with a published example."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_helpers import Network, numerical_gradient

PARAMETERS = ("W1", "b1", "W2", "b2")
PASSED = ("z1", "a1", "z2", "a2")


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


@settings(deadline=None)
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


@settings(deadline=None, max_examples=50)
@given(examples_of_networks())
def test_every_parameters_gradient_agrees_with_central_differences(example):
    net, x, y = example
    trace, slow = net.trace(x, y), numerical_gradient(net, x, y)
    assert set(slow) == set(PARAMETERS)
    for name, differences in slow.items():
        np.testing.assert_allclose(getattr(trace, f"dL_d{name}"), differences, rtol=1e-6, atol=1e-8, err_msg=name)


@settings(deadline=None)
@given(examples_of_networks())
def test_the_gradient_of_a_batch_is_the_mean_over_its_examples(example):
    net, x, y = example
    batch = net.trace(x, y)
    single = [net.trace(x[:, k], y[:, k]) for k in range(x.shape[1])]
    for name in PARAMETERS:
        mean = np.mean([getattr(trace, f"dL_d{name}") for trace in single], axis=0)
        np.testing.assert_allclose(getattr(batch, f"dL_d{name}"), mean, rtol=1e-9, atol=1e-15)
    assert batch.loss == pytest.approx(np.mean([trace.loss for trace in single]))


@settings(deadline=None)
@given(examples_of_networks(), st.randoms(use_true_random=False))
def test_the_order_of_the_examples_does_not_matter(example, random):
    net, x, y = example
    order = random.sample(range(x.shape[1]), x.shape[1])
    for name in PARAMETERS:
        gradient = f"dL_d{name}"
        one, other = getattr(net.trace(x, y), gradient), getattr(net.trace(x[:, order], y[:, order]), gradient)
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-15)


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


# Matt Mazur, "A Step by Step Backpropagation Example", 17 Mar 2015,
# https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/ to the digits that he printed.
# His loss is ours, half the sum of squares. His biases are the same within a layer and are not updated.

MAZUR = Network(W1=[[0.15, 0.20], [0.25, 0.30]], b1=[0.35, 0.35], W2=[[0.40, 0.45], [0.50, 0.55]], b2=[0.60, 0.60])
MAZUR_TRACE = MAZUR.trace([0.05, 0.10], [0.01, 0.99])


def printed(value, decimals=9):
    """A number printed with so many decimals; its last may be off by one, for he goes on with rounded numbers."""
    return pytest.approx(value, rel=0, abs=1.01 * 10**-decimals)


def test_mazurs_forward_pass_is_ours():
    assert MAZUR_TRACE.z1[0, 0] == printed(0.3775)
    assert MAZUR_TRACE.a1.ravel() == printed([0.593269992, 0.596884378])
    assert MAZUR_TRACE.z2[0, 0] == printed(1.105905967)
    assert MAZUR_TRACE.a2.ravel() == printed([0.75136507, 0.772928465])
    assert MAZUR_TRACE.loss == printed(0.298371109)


def test_mazurs_gradients_are_ours():
    assert MAZUR_TRACE.dL_da2[0, 0] == printed(0.74136507)
    assert MAZUR_TRACE.da2_dz2[0, 0] == printed(0.186815602)
    assert MAZUR_TRACE.dL_dz2[0, 0] == printed(0.138498562)
    assert MAZUR_TRACE.dL_dW2[0, 0] == printed(0.082167041)
    assert MAZUR_TRACE.da1_dz1[0, 0] == printed(0.241300709)
    assert MAZUR_TRACE.dL_dW1[0, 0] == printed(0.000438568)


def test_mazurs_two_paths_through_a_hidden_unit_sum_to_its_gradient():
    paths = MAZUR.W2[:, 0] * MAZUR_TRACE.dL_dz2[:, 0]
    assert paths == printed([0.055399425, -0.019049119])
    assert MAZUR_TRACE.dL_da1[0, 0] == printed(0.036350306)


def test_mazurs_weights_after_one_step_are_ours():
    stepped = MAZUR.step(MAZUR_TRACE, 0.5)
    assert stepped.W2.ravel() == printed([0.35891648, 0.408666186, 0.51130127, 0.561370121])
    assert stepped.W1.ravel() == printed([0.149780716, 0.19956143, 0.24975114, 0.29950229], decimals=8)
