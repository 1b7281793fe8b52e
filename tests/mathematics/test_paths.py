"""A gradient is the sum over all paths to the loss of the products along them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import a_trace, elements

from backprop_helpers import Network
from backprop_helpers.mathematics.paths import STARTS, paths_to_loss
from backprop_helpers.notation.table import Element

SMALL = st.integers(1, 4)


def sums(trace, name):
    """The sum over the paths of each element, in the shape of the quantity."""
    products = [sum(path.product for path in paths_to_loss(trace, each)) for each in elements(name, trace)]
    return np.reshape(products, getattr(trace, name).shape)


@given(SMALL, SMALL, SMALL, st.integers(0, 10**6))
def test_the_paths_of_every_element_sum_to_its_gradient(n, h, m, seed):
    trace = a_trace(n, h, m, seed=seed)
    for name in STARTS[1:]:
        np.testing.assert_allclose(sums(trace, name), getattr(trace, f"dL_d{name}"), rtol=1e-9, atol=1e-15)


@given(SMALL, SMALL, SMALL, st.integers(0, 10**6))
def test_the_paths_of_an_input_sum_to_what_the_first_layer_sends_back(n, h, m, seed):
    trace = a_trace(n, h, m, seed=seed)
    np.testing.assert_allclose(sums(trace, "x"), trace.W1.T @ trace.dL_dz1, rtol=1e-9, atol=1e-15)


@given(st.sampled_from(["z1", "a1", "z2", "a2", "loss"]), st.integers(0, 10**6))
def test_a_held_quantity_lets_no_path_through(held, seed):
    trace = a_trace(2, 3, 2, seed=seed, held=[held])
    for name in STARTS[1:]:
        np.testing.assert_allclose(sums(trace, name), getattr(trace, f"dL_d{name}"), rtol=1e-9, atol=1e-15)
    first = paths_to_loss(trace, "W1[0,0]")[0]
    assert first.product == 0
    assert [link.target.name for link in first.links if link.derivative == 0] == [held]


@pytest.mark.parametrize(
    ("start", "count"),
    [("W1[2,1]", 2), ("b1[0]", 2), ("z1[1]", 2), ("a1[1]", 2), ("W2[1,2]", 1), ("b2[0]", 1), ("a2[0]", 1), ("x[1]", 6)],
)
def test_there_are_as_many_paths_as_ways_through_the_layers(start, count):
    paths = paths_to_loss(a_trace(2, 3, 2), start)
    assert len(paths) == count == len({path.elements for path in paths})


def test_every_path_starts_at_its_element_ends_at_the_loss_and_has_no_gap():
    trace = a_trace(2, 3, 2)
    for name in STARTS:
        for start in elements(name, trace):
            for path in paths_to_loss(trace, start):
                assert path.elements[0] == start
                assert path.elements[-1] == Element("loss", ())
                assert all(a.target == b.source for a, b in zip(path.links, path.links[1:], strict=False))


def test_each_local_derivative_is_what_the_forward_formula_gives():
    trace = a_trace(2, 3, 2)
    (_, path) = paths_to_loss(trace, "W1[2,1]")
    found = [link.derivative for link in path.links]
    slope_1, slope_2 = (a * (1 - a) for a in (trace.a1[2, 0], trace.a2[1, 0]))
    np.testing.assert_allclose(found, [trace.x[1, 0], slope_1, trace.W2[1, 2], slope_2, trace.a2[1, 0] - trace.y[1, 0]])


def test_a_path_says_its_way_and_its_local_derivatives():
    (path,) = paths_to_loss(a_trace(2, 3, 2), "b2[1]")
    assert [str(each) for each in path.elements] == ["b2[1]", "z2[1]", "a2[1]", "loss"]
    assert [link.text for link in path.links] == ["1", "σ′(z₂)[1]", "∂L/∂a₂[1]"]


def test_a_path_crosses_the_weights_after_its_start():
    trace = a_trace(2, 3, 2)
    assert [str(edge) for edge in paths_to_loss(trace, "W1[2,1]")[0].edges] == ["W2[0,2]"]
    assert [str(edge) for edge in paths_to_loss(trace, "x[1]")[0].edges] == ["W1[0,1]", "W2[0,0]"]
    assert paths_to_loss(trace, "W2[0,1]")[0].edges == ()


@pytest.mark.parametrize(
    ("start", "words"),
    [("y[0]", "no paths"), ("W1[3,0]", r"shape \(3, 2\)"), ("x[2]", r"shape \(2, 1\)"), ("loss", "no paths")],
)
def test_what_has_no_path_is_refused_in_words(start, words):
    with pytest.raises(ValueError, match=words):
        paths_to_loss(a_trace(2, 3, 2), start)


@pytest.mark.parametrize(
    ("activation", "loss"),
    [
        (("tanh", "linear"), "half squared error"),
        (("ReLU", "tanh"), "half squared error"),
        ("linear", "binary cross-entropy"),
        ("ReLU", "softmax with cross-entropy"),
    ],
)
def test_with_other_functions_the_paths_sum_to_the_gradient_too(activation, loss):
    trace = Network.random(2, 3, 3, 6, activation, loss).trace([0.9, -0.6], [0.2, 0.7, 0.1])
    for name, place in (("W1", (2, 1)), ("b1", (0, 0)), ("z1", (1, 0)), ("W2", (1, 2)), ("z2", (2, 0)), ("a2", (0, 0))):
        index = place if name.startswith("W") else place[:1]
        found = sum(path.product for path in paths_to_loss(trace, Element(name, index)))
        assert found == pytest.approx(getattr(trace, f"dL_d{name}")[place], rel=1e-9, abs=1e-14)


def test_through_a_softmax_a_path_leads_from_each_pre_activation_to_every_output():
    net = Network.random(2, 3, 3, 6, loss="softmax with cross-entropy")
    trace = net.trace([0.9, -0.6], [0.2, 0.7, 0.1])
    found = paths_to_loss(trace, "z2[1]")
    assert [str(path.elements[1]) for path in found] == ["a2[0]", "a2[1]", "a2[2]"]
    assert [path.links[0].text for path in found] == ["−a₂[0]·a₂[1]", "σ′(z₂)[1]", "−a₂[2]·a₂[1]"]
    assert len(paths_to_loss(trace, "W1[0,0]")) == 9
    held = net.trace([0.9, -0.6], [0.2, 0.7, 0.1], {"a2": [0.1, 0.5, 0.4]})
    assert not any(path.product for path in paths_to_loss(held, "z2[1]"))


def test_paths_are_followed_for_one_example():
    with pytest.raises(ValueError, match="one example"):
        paths_to_loss(a_trace(examples=4), "W1[0,0]")
