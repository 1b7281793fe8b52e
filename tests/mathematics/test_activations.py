"""Other activation functions and losses: their gradients agree with three oracles, and nothing overflows."""

import itertools

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_helpers import DeepNetwork, Network, Training, numerical_gradient, sigmoid
from backprop_helpers.mathematics.activations import ACTIVATIONS
from backprop_helpers.mathematics.functions import Functions
from backprop_helpers.mathematics.gradient_check import central_differences
from backprop_helpers.notation.table import PARAMETERS

HALF, BINARY, SHARES = "half squared error", "binary cross-entropy", "softmax with cross-entropy"
PLAIN = ("sigmoid", "tanh", "ReLU", "linear")
#: Every pair of a last layer and a loss that fit, with each activation function in the layer before.
ENDS = [*((name, HALF) for name in PLAIN), ("sigmoid", BINARY), ("softmax", SHARES)]
KINDS = [(hidden, last, loss) for hidden, (last, loss) in itertools.product(PLAIN, ENDS)]
GRADIENTS = (*PARAMETERS, "z1", "a1", "z2")

#: Once more, in other words than the package's. They take complex numbers, too, but for ReLU.
AGAIN = {
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "tanh": lambda z: (anp.exp(2 * z) - 1) / (anp.exp(2 * z) + 1),
    "ReLU": lambda z: z * (z > 0),
    "linear": lambda z: 1.0 * z,
    "softmax": lambda z: anp.exp(z) / anp.sum(anp.exp(z)),
}
#: Of the last layer's z and a; 1 − σ(z) is σ(−z), which keeps its digits.
LOSSES = {
    HALF: lambda z, a, y: 0.5 * anp.sum((a - y) ** 2),
    BINARY: lambda z, a, y: -anp.sum(y * anp.log(a) + (1 - y) * anp.log(AGAIN["sigmoid"](-z))),
    SHARES: lambda z, a, y: -anp.sum(y * anp.log(a)),
}


def loss_again(weights, biases, x, y, activations, loss):
    """The mean loss of a network of any depth, one example after the other."""
    total = 0.0
    for k in range(x.shape[1]):
        a = x[:, k]
        for W, b, name in zip(weights, biases, activations, strict=True):
            z = anp.dot(W, a) + b[:, 0]
            a = AGAIN[name](z)
        total = total + LOSSES[loss](z, a, y[:, k])
    return total / x.shape[1]


def examples(sizes, count, loss, seed):
    """x and targets that suit the loss: any numbers, numbers from 0 to 1, or shares."""
    random = np.random.default_rng(seed)
    x, y = random.normal(size=(sizes[0], count)), random.uniform(size=(sizes[-1], count))
    return x, y / y.sum(axis=0) if loss == SHARES else y if loss == BINARY else 4 * y - 2


sizes = st.integers(1, 5)


@pytest.mark.parametrize(("hidden", "last", "loss"), KINDS)
@settings(max_examples=12, deadline=None)
@given(n=sizes, h=sizes, m=sizes, count=st.integers(1, 4), seed=st.integers(0, 2**32 - 1))
def test_every_gradient_is_autograds(hidden, last, loss, n, h, m, count, seed):
    x, y = examples((n, h, m), count, loss, seed)
    net = Network.random(n, h, m, seed, (hidden, last), loss)
    trace = net.trace(x, y)

    def total(W1, b1, W2, b2):
        return loss_again((W1, W2), (b1, b2), x, y, (hidden, last), loss)

    parameters = [getattr(net, name) for name in PARAMETERS]
    assert trace.loss == pytest.approx(total(*parameters), rel=1e-10)
    for k, name in enumerate(PARAMETERS):
        right = grad(total, k)(*parameters)
        np.testing.assert_allclose(getattr(trace, f"dL_d{name}"), right, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize(("hidden", "last", "loss"), KINDS)
@settings(max_examples=6, deadline=None)
@given(units=st.lists(sizes, min_size=2, max_size=6), count=st.integers(1, 3), seed=st.integers(0, 2**32 - 1))
def test_of_any_number_of_layers_the_gradients_are_autograds(hidden, last, loss, units, count, seed):
    x, y = examples(units, count, loss, seed)
    names = (hidden,) * (len(units) - 2) + (last,)
    net = DeepNetwork.random(units, seed, 0.7, names, loss)
    trace = net.trace(x, y)

    def total(weights, biases):
        return loss_again(weights, biases, x, y, names, loss)

    assert trace.loss == pytest.approx(total(net.weights, net.biases), rel=1e-10)
    for computed, k in ((trace.dL_dW, 0), (trace.dL_db, 1)):
        for found, right in zip(computed, grad(total, k)([*net.weights], [*net.biases]), strict=True):
            np.testing.assert_allclose(found, right, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize(("hidden", "last", "loss"), [kind for kind in KINDS if "ReLU" not in kind])
def test_a_complex_step_of_each_parameter_gives_its_gradient_to_the_last_digits(hidden, last, loss):
    x, y = examples((3, 4, 2), 3, loss, 5)
    net = Network.random(3, 4, 2, 1, (hidden, last), loss)
    trace = net.trace(x, y)
    for name in PARAMETERS:
        for place in np.ndindex(getattr(net, name).shape):
            moved = {each: getattr(net, each).astype(complex) for each in PARAMETERS}
            moved[name][place] += 1e-30j
            up = loss_again((moved["W1"], moved["W2"]), (moved["b1"], moved["b2"]), x, y, (hidden, last), loss)
            assert getattr(trace, f"dL_d{name}")[place] == pytest.approx(up.imag / 1e-30, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize(("hidden", "last", "loss"), KINDS)
def test_every_gradient_of_a_pass_is_that_of_finite_differences(hidden, last, loss):
    x, y = examples((2, 4, 3), 2, loss, 3)
    draw = np.random.default_rng(4).normal  # small weights: a cross-entropy is too steep for differences at a = 0
    shapes = ((4, 2), (4, 1), (3, 4), (3, 1))
    net = Network(*(draw(0, 0.4, shape) for shape in shapes), (hidden, last), loss)
    trace = net.trace(x, y)
    for name in (*GRADIENTS, "a2"):
        np.testing.assert_allclose(
            getattr(trace, f"dL_d{name}"), central_differences(trace, name), rtol=1e-5, atol=1e-7
        )
    for name, slow in numerical_gradient(net, x, y).items():
        np.testing.assert_allclose(getattr(trace, f"dL_d{name}"), slow, atol=1e-7)


@pytest.mark.parametrize(("hidden", "last", "loss"), KINDS)
@pytest.mark.parametrize("name", ["z1", "a1", "z2", "a2", "loss"])
def test_nothing_flows_back_through_what_is_held(hidden, last, loss, name):
    x, y = examples((2, 3, 3), 1, loss, 3)
    net = Network.random(2, 3, 3, 6, (hidden, last), loss)
    at = np.array(getattr(net.trace(x, y), name))
    trace = net.trace(x, y, {name: at})
    assert trace.loss == pytest.approx(net.trace(x, y).loss, rel=1e-12)
    assert not trace.dL_dW1.any() and trace.dL_dz2.any() == (name in ("z1", "a1", "z2"))


# The same as before


@settings(max_examples=60, deadline=None)
@given(n=sizes, h=sizes, m=sizes, count=st.integers(1, 4), seed=st.integers(0, 2**32 - 1), size=st.floats(0.01, 30))
def test_the_primers_network_has_the_bits_of_its_formulas_in_a_straight_line(n, h, m, count, seed, size):
    random = np.random.default_rng(seed)
    W1, b1, W2, b2 = (size * random.normal(size=shape) for shape in ((h, n), (h, 1), (m, h), (m, 1)))
    x, y = random.normal(size=(n, count)), random.normal(size=(m, count))
    trace = Network(W1, b1, W2, b2).trace(x, y)

    def s(z):
        return np.where(z < 0, np.exp(-np.abs(z)), 1.0) / (1.0 + np.exp(-np.abs(z)))

    def s_prime(z):
        return np.exp(-np.abs(z)) / (1.0 + np.exp(-np.abs(z))) ** 2

    z1 = W1 @ x + b1
    a1 = s(z1)
    z2 = W2 @ a1 + b2
    a2 = s(z2)
    dL_dz2 = (a2 - y) / count * s_prime(z2)
    dL_dz1 = W2.T @ dL_dz2 * s_prime(z1)
    right = {"z1": z1, "a1": a1, "z2": z2, "a2": a2, "loss": ((a2 - y) ** 2).sum() / (2 * count)}
    right |= {"dL_dz2": dL_dz2, "dL_dW2": dL_dz2 @ a1.T, "dL_db2": dL_dz2.sum(axis=1, keepdims=True)}
    right |= {"dL_dz1": dL_dz1, "dL_dW1": dL_dz1 @ x.T, "dL_db1": dL_dz1.sum(axis=1, keepdims=True)}
    deep = DeepNetwork([W1, W2], [b1, b2]).trace(x, y)
    for name, numbers in right.items():
        assert np.asarray(getattr(trace, name)).tobytes() == np.asarray(numbers).tobytes(), name
    assert (deep.loss, deep.dL_dW[0].tobytes()) == (trace.loss, trace.dL_dW1.tobytes())


@pytest.mark.parametrize(("hidden", "last", "loss"), KINDS)
def test_with_two_layers_a_deep_network_has_the_same_bits(hidden, last, loss):
    x, y = examples((3, 4, 2), 3, loss, 7)
    net = Network.random(3, 4, 2, 1, (hidden, last), loss)
    trace, deep = net.trace(x, y), DeepNetwork.random((3, 4, 2), 1, 1.0, (hidden, last), loss).trace(x, y)
    assert deep.loss == trace.loss
    for name in ("W", "b"):
        for layer in (1, 2):
            ours = getattr(deep, f"dL_d{name}")[layer - 1]
            assert ours.tobytes() == getattr(trace, f"dL_d{name}{layer}").tobytes()


# The ends of the numbers

extreme = st.floats(-1e4, 1e4)


@given(st.lists(extreme, min_size=1, max_size=5), st.floats(-1e4, 1e4))
def test_softmax_gives_shares_and_depends_on_differences_alone(z, shift):
    z = np.array(z).reshape(-1, 1)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        shares = ACTIVATIONS["softmax"].value(z)
    assert (shares >= 0).all() and shares.sum() == pytest.approx(1)
    np.testing.assert_allclose(ACTIVATIONS["softmax"].value(z + shift), shares, atol=1e-8)


@given(extreme, st.sampled_from([0.0, 0.3, 1.0]))
def test_a_cross_entropy_of_any_pre_activation_is_finite_and_its_gradient_is_the_error(z, y):
    for loss, given_z, targets in ((BINARY, [z], [y]), (SHARES, [z, 0.0], [y, 1 - y])):
        m = len(given_z)
        net = Network(np.eye(m), np.zeros(m), np.eye(m), np.zeros(m), activation="linear", loss=loss)
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            trace = net.trace(given_z, targets)
        assert trace.loss == pytest.approx(np.logaddexp(0, z) - y * z, rel=1e-12, abs=1e-12)
        assert np.isfinite(trace.dL_da2).all()
        assert trace.dL_dz2[0, 0] == pytest.approx(sigmoid(z) - y, abs=1e-15)


@given(st.floats(-400, 400))
def test_the_slope_of_tanh_keeps_its_digits_when_tanh_is_almost_1(z):
    with np.errstate(over="ignore"):
        assert ACTIVATIONS["tanh"].slope(np.array(z)) == pytest.approx(1 / np.cosh(z) ** 2, rel=1e-9, abs=1e-300)


# The names


def test_one_name_is_for_all_layers_but_the_last_belongs_to_a_cross_entropy():
    assert Functions.of("tanh", HALF, 3).activations == ("tanh", "tanh", "tanh")
    assert Functions.of("relu", SHARES, 3).activations == ("ReLU", "ReLU", "softmax")
    assert Network.random(2, 3, 1, activation="tanh", loss=BINARY).activation == ("tanh", "sigmoid")


@pytest.mark.parametrize(
    ("activation", "loss", "words"),
    [
        ("swish", HALF, "There is no activation 'swish'; there are sigmoid, tanh, ReLU, linear, softmax."),
        (7, HALF, "activation should be a list with a name for each layer, but is 7."),
        (["tanh"], HALF, "activation has 1 names, but should have one for each of 2 layers."),
        ("tanh", "mse", "There is no loss 'mse'; there are half squared error, binary cross-entropy, softmax with"),
        ("softmax", HALF, "softmax can only be the last layer's activation, with loss='softmax with cross-entropy'."),
        (("softmax", "softmax"), SHARES, "softmax can only be the last layer's activation"),
        (("tanh", "tanh"), BINARY, "With the loss 'binary cross-entropy' the last layer's activation is sigmoid, not"),
    ],
)
def test_functions_that_do_not_fit_are_refused_in_a_sentence(activation, loss, words):
    makers = (lambda *last: Network.random(2, 3, 2, 0, *last), lambda *last: DeepNetwork.random((2, 3, 2), 0, 1, *last))
    for make in makers:
        with pytest.raises(ValueError) as refused:
            make(activation, loss)
        assert words in str(refused.value)


def test_targets_that_are_no_shares_are_refused():
    net = Network.random(2, 3, 2, loss=SHARES)
    with pytest.raises(ValueError, match="should sum to 1 with softmax"):
        net.trace([1, 2], [0.5, 0.6])
    with pytest.raises(ValueError, match="y holds -1.0 to 1.0; with the loss 'binary cross-entropy' targets are from"):
        Network.random(2, 3, 2, loss=BINARY).trace([1, 2], [-1, 1])


@pytest.mark.parametrize(("hidden", "last", "loss"), KINDS)
def test_a_training_keeps_the_functions_and_takes_the_steps_of_the_network(hidden, last, loss):
    x, y = examples((2, 3, 2), 4, loss, 9)
    net = Network.random(2, 3, 2, 2, (hidden, last), loss)
    training = Training(net, x, y, eta=0.05)
    for step in range(4):
        training.go(step)
        assert training.trace.loss == training.losses[-1] == pytest.approx(net.trace(x, y).loss, rel=1e-12)
        net = net.step(net.trace(x, y), 0.05)
    assert training.net.activation == (hidden, last) and training.next_loss == pytest.approx(net.trace(x, y).loss)
    by_hand = Training(net, x, y, 0.05, gradients=lambda trace: {})
    assert by_hand.trace.functions == net.functions and by_hand.right.trace.functions == net.functions
