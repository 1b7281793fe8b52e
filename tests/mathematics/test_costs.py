"""What is counted while the passes run is what the formulas say, and all methods give the same gradient."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_helpers import Counter, DeepNetwork, multiply_adds
from backprop_helpers.mathematics.costs import METHODS, counted, kept, parameters, ready

sizes_of_networks = st.lists(st.integers(1, 4), min_size=2, max_size=5)
two_layers = st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6))
quick = settings(max_examples=30)


@pytest.mark.parametrize("method", METHODS)
@quick
@given(sizes_of_networks)
def test_the_counted_multiply_adds_are_those_of_the_formula(method, sizes):
    assert counted(method, sizes) == multiply_adds(method, sizes) > 0


@quick
@given(two_layers)
def test_with_one_hidden_layer_the_counts_are_the_formulas_that_the_notebook_writes(sizes):
    n, h, m = sizes
    P = h * n + h + m * h + m
    assert parameters(sizes) == P
    assert counted("forward", sizes) == counted("loops", sizes) == h * n + m * h
    assert counted("backward", sizes) == h * n + 2 * m * h + h + m
    assert counted("differences", sizes) == 2 * P * (h * n + m * h)
    assert counted("every path", sizes) == m * (2 * h + 1) + h * m * (4 * n + 3)


@quick
@given(sizes_of_networks)
def test_every_method_gives_the_gradient_of_backpropagation(sizes):
    _, *backward = ready("backward", sizes)()
    for method, precision in (("every path", 1e-13), ("differences", 1e-9)):
        for ours, others in zip(backward, ready(method, sizes)(), strict=True):
            for gradient, other in zip(ours, others, strict=True):
                np.testing.assert_allclose(other, gradient, rtol=0, atol=precision)


@quick
@given(sizes_of_networks)
def test_loops_give_what_the_matrix_products_give(sizes):
    _, a = ready("forward", sizes)()
    np.testing.assert_allclose(ready("loops", sizes)(), a[-1], rtol=1e-12)


@quick
@given(sizes_of_networks)
def test_the_backward_pass_keeps_the_input_and_two_numbers_for_each_unit(sizes):
    trace = DeepNetwork.random(sizes).trace(np.ones(sizes[0]), np.zeros(sizes[-1]))
    assert kept(sizes) == trace.x.size + sum(z.size + a.size for z, a in zip(trace.z, trace.a[1:], strict=True))


def test_one_more_layer_multiplies_the_paths_and_only_adds_to_the_backward_pass():
    deep = [[4] * (layers + 1) for layers in range(2, 9)]
    backward = np.diff([multiply_adds("backward", sizes) for sizes in deep])
    paths = np.array([multiply_adds("every path", sizes) for sizes in deep])
    assert (backward == backward[0]).all()
    assert (paths[1:] > 4 * paths[:-1]).all()


# The counter


def test_a_matrix_product_counts_its_multiplications_and_an_elementwise_one_its_elements():
    counter = Counter()
    A, b = counter.watch(np.ones((2, 3)), np.ones((3, 5)))
    A @ b
    assert counter.multiply_adds == 2 * 3 * 5
    A * 2
    assert counter.multiply_adds == 30 + 6
    _ = (b.T @ A.T, A[0, 0] * 2.0, 2.0 * A[1])
    assert counter.multiply_adds == 36 + 30 + 1 + 3


def test_sums_and_divisions_are_not_counted_and_the_numbers_are_the_same():
    counter = Counter()
    A = counter.watch(np.arange(6.0).reshape(2, 3))
    total = ((A + A - 1) / 2).sum(axis=1, keepdims=True)
    assert counter.multiply_adds == 0
    np.testing.assert_array_equal(total, [[1.5], [10.5]])
    A *= 2
    assert counter.multiply_adds == 6
    np.testing.assert_array_equal(A, 2 * np.arange(6.0).reshape(2, 3))


def test_what_is_not_watched_is_not_counted_and_each_counter_counts_its_own():
    one, other = Counter(), Counter()
    A, B = one.watch(np.eye(2)), other.watch(np.eye(2))
    _ = (np.eye(2) @ np.eye(2), A @ np.eye(2), B * 1.0)
    assert (one.multiply_adds, other.multiply_adds) == (8, 4)


def test_an_unknown_method_and_invalid_sizes_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="There is no method 'sideways'; there are forward, loops"):
        counted("sideways", [2, 3])
    with pytest.raises(ValueError, match="^sizes should hold the inputs and at least one layer"):
        multiply_adds("forward", [2])
    with pytest.raises(ValueError, match=r"^sizes\[1\] should be a whole number of at least 1, but is 0"):
        counted("forward", [2, 0])
