"""A trace holds every quantity in the shape that the notation gives it, and cannot be changed."""

import dataclasses

import numpy as np
import pytest
from shown import a_trace, network

from backprop_helpers import QUANTITIES, Network, Trace
from backprop_helpers.notation.table import PARAMETERS

SIZES = [(1, 1, 1, 1), (2, 3, 4, 1), (4, 3, 2, 1), (3, 1, 2, 5), (1, 4, 3, 2), (5, 2, 6, 3)]


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


def test_the_loss_is_a_plain_float():
    assert type(a_trace().loss) is float
    assert type(a_trace(held={"loss": np.array([2])}).loss) is float


def test_a_vector_is_taken_as_a_column():
    net = network(a_trace())
    flat = Network(net.W1, net.b1.ravel(), net.W2, list(net.b2.ravel()))
    by_vectors, by_columns = flat.trace([1, 2], (0, 1, 0, 1)), net.trace([[1], [2]], [[0], [1], [0], [1]])
    for name, array in arrays(by_columns).items():
        np.testing.assert_array_equal(array, getattr(by_vectors, name), strict=True)


def test_the_notation_names_everything_that_a_trace_holds():
    assert {field.name for field in dataclasses.fields(Trace)} - {"held"} <= set(QUANTITIES)


# Nothing changes in place


@pytest.mark.parametrize("thing", [network(a_trace()), a_trace(), a_trace(examples=3, held=["a1"])], ids=type)
def test_networks_and_traces_are_immutable(thing):
    for name, array in arrays(thing).items():
        with pytest.raises(ValueError, match="read-only"):
            array += 1
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(thing, name, array)


def test_what_a_network_was_made_of_can_change_later_without_changing_it():
    given_arrays = {name: np.array(getattr(a_trace(), name)) for name in PARAMETERS}
    x, y, a1 = np.ones(2), np.zeros(4), np.ones((3, 1))
    net = Network(**given_arrays)
    trace = net.trace(x, y, held={"a1": a1})
    for array in (*given_arrays.values(), x, y, a1):
        array[...] = 99
    for thing in (net, trace):
        assert all((array != 99).all() for array in arrays(thing).values())


def test_a_trace_with_another_gradient_is_immutable_too():
    other = dataclasses.replace(a_trace(), dL_dW1=np.ones((3, 2)))
    assert (other.dL_dW1 == 1).all() and other.held == frozenset()
    with pytest.raises(ValueError, match="read-only"):
        other.dL_dW1 += 1
