"""The network keeps its shapes, refuses what is no network, stays silent, and changes nothing in place."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_helpers import QUANTITIES, Network, Trace, numerical_gradient, sigmoid, sigmoid_prime

SIZES = [(1, 1, 1, 1), (2, 3, 4, 1), (4, 3, 2, 1), (3, 1, 2, 5), (1, 4, 3, 2), (5, 2, 6, 3)]
PARAMETERS = ("W1", "b1", "W2", "b2")
ORDER = ("z1", "a1", "z2", "a2", "loss")  # of the forward pass, behind the parameters
AFTER = {"W1": "z1", "b1": "z1", "a1": "z2", "W2": "z2", "b2": "z2", "z1": "a1", "z2": "a2", "a2": "loss"}
finite = st.floats(allow_nan=False, allow_infinity=False)


def a_net():
    """A network with 2 inputs, 3 hidden units and 4 outputs."""
    return Network.random(2, 3, 4, seed=1)


def a_trace(n=2, h=3, m=4, examples=1, held=None):
    draw = np.random.default_rng(2)
    return Network.random(n, h, m, seed=1).trace(
        draw.normal(size=(n, examples)), draw.uniform(size=(m, examples)), held
    )


def arrays(thing):
    return {name: value for name, value in vars(thing).items() if isinstance(value, np.ndarray)}


# Shapes


@pytest.mark.parametrize("sizes", SIZES)
def test_every_quantity_has_the_shape_that_the_notation_gives_it(sizes):
    n, h, m, examples = sizes
    trace = a_trace(n, h, m, examples)
    assert trace.sizes == {"n": n, "h": h, "m": m, "N": examples}
    for name, array in arrays(trace).items():
        assert array.shape == QUANTITIES[name].shape_for(n=n, h=h, m=m, N=examples), name


@pytest.mark.parametrize("sizes", SIZES)
def test_a_gradient_has_the_shape_of_its_quantity(sizes):
    trace = a_trace(*sizes)
    gradients = [name for name in vars(trace) if name.startswith("dL_d")]
    assert len(gradients) == 8
    for name in gradients:
        assert getattr(trace, name).shape == getattr(trace, name[4:]).shape, name


def test_the_loss_is_a_plain_float():
    assert type(a_trace().loss) is float
    assert type(a_trace(held={"loss": np.array([2])}).loss) is float


def test_a_vector_is_taken_as_a_column():
    net = a_net()
    flat = Network(net.W1, net.b1.ravel(), net.W2, list(net.b2.ravel()))
    by_vectors, by_columns = flat.trace([1, 2], (0, 1, 0, 1)), net.trace([[1], [2]], [[0], [1], [0], [1]])
    for name, array in arrays(by_columns).items():
        np.testing.assert_array_equal(array, getattr(by_vectors, name), strict=True)


def test_a_random_network_is_the_same_for_the_same_seed_alone():
    one, same, other = (Network.random(2, 3, 4, seed) for seed in (5, 5, 6))
    assert (one.n, one.h, one.m) == (2, 3, 4)
    for name in PARAMETERS:
        np.testing.assert_array_equal(getattr(one, name), getattr(same, name))
        assert (getattr(one, name) != getattr(other, name)).any()


# Nothing changes in place


@pytest.mark.parametrize("thing", [a_net(), a_trace(), a_trace(examples=3, held={"a1": np.ones((3, 3))})], ids=type)
def test_networks_and_traces_are_immutable(thing):
    for name, array in arrays(thing).items():
        with pytest.raises(ValueError, match="read-only"):
            array += 1
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(thing, name, array)


def test_what_a_network_was_made_of_can_change_later_without_changing_it():
    given_arrays = {name: np.array(getattr(a_net(), name)) for name in PARAMETERS}
    x, y, a1 = np.ones(2), np.zeros(4), np.ones((3, 1))
    net = Network(**given_arrays)
    trace = net.trace(x, y, held={"a1": a1})
    for array in (*given_arrays.values(), x, y, a1):
        array[...] = 99
    for thing in (net, trace):
        assert all((array != 99).all() for array in arrays(thing).values())


def test_a_step_goes_against_the_gradients_of_the_old_parameters():
    net, trace = a_net(), a_trace()
    before = {name: np.array(getattr(net, name)) for name in PARAMETERS}
    stepped = net.step(trace, 0.5)
    for name, old in before.items():
        np.testing.assert_array_equal(getattr(net, name), old)
        np.testing.assert_array_equal(getattr(stepped, name), old - 0.5 * getattr(trace, f"dL_d{name}"))


def test_a_small_step_lowers_the_loss_by_eta_times_the_squared_gradient():
    net, trace, eta = a_net(), a_trace(), 1e-5
    lowered = trace.loss - net.step(trace, eta).trace(trace.x, trace.y).loss
    squared = sum((getattr(trace, f"dL_d{name}") ** 2).sum() for name in PARAMETERS)
    assert lowered == pytest.approx(eta * squared, rel=1e-4)


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
    for name, slow in numerical_gradient(a_net(), free.x, free.y, {held: value}).items():
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


def test_the_notation_names_everything_that_a_trace_holds():
    assert {field.name for field in dataclasses.fields(Trace)} - {"held"} <= set(QUANTITIES)


def test_every_finite_pre_activation_can_be_held():
    net = Network.random(2, 3, 2)
    for size in (0.0, 5e-324, 750.0, 1e308):
        trace = net.trace([1, 2], [0, 1], held={"z1": [size, -size, size], "z2": [-size, size]})
        assert np.isfinite(trace.a1).all() and np.isfinite(trace.loss) and np.isfinite(trace.dL_dW2).all()
