"""Code that stops on layers of different sizes is read where some are alike; no size is taken for another there."""

import pytest
from learners_code import FOUR, loop

from backprop_helpers import check, check_backward, sigmoid_prime
from backprop_helpers.exercises.networks import ALIKE, sizes_alike


@pytest.mark.parametrize("several", (False, True))
def test_only_those_sizes_are_alike_that_the_words_name(several):
    for which in ALIKE:
        words, networks = sizes_alike(which, several)
        for sizes in (dict(zip("nhmN", each, strict=True)) for each in networks):
            groups = {frozenset(one for one in sizes if sizes[one] == size) for size in sizes.values()}
            assert {group for group in groups if len(group) > 1} == {*map(frozenset, which.split())}
            assert which == "nhmN" or all(f"{group[0]} = {group[1]}" in words for group in which.split())


def untransposed(divisor):
    def backward(W2, x, y, a1, a2, N):
        d2 = (a2 - y) / divisor(y, N) * a2 * (1 - a2)
        d1 = W2 @ d2 * a1 * (1 - a1)
        return d1 @ x.T, d1.sum(axis=1, keepdims=True), d2 @ a1.T, d2.sum(axis=1, keepdims=True)

    return backward


def test_what_is_wrong_on_other_networks_is_not_said_to_come_out_right():
    said = check(untransposed(lambda y, N: len(y)), FOUR, batch=True)
    assert "came out right" not in said.message and said.computed["dL_db2"].endswith("/ (h or m)")
    said = check(untransposed(lambda y, N: N), FOUR, batch=True)
    assert "dL_dW2 and dL_db2 came out right" in said.message and said.mistakes == ("no_transpose",)


@pytest.mark.parametrize(
    ("divisor", "letter"),
    [(lambda W2, x, N: N, "N"), (lambda W2, x, N: len(x), "n"), (lambda W2, x, N: len(W2), "(h or m)")],
)
def test_a_size_is_called_by_its_letter_or_by_all_that_it_can_be(divisor, letter):
    computed = check(lambda W2, x, dL_dz2, N: W2 @ dL_dz2 / divisor(W2, x, N), "dL_da1").computed["dL_da1"]
    assert computed == f"W₂ · ∂L/∂z₂ / {letter}"


def test_in_a_deep_network_outputs_are_not_taken_for_inputs():
    def back(W, d, z, a, k):
        return W[k] @ d * sigmoid_prime(z[k - 1])

    said = check_backward(loop(weights=lambda d, a, k: d @ a[k].T / len(a[-1]), back=back))
    assert "with all layers but the input alike" in repr(said) and said.computed["dL_dW[2]"].endswith(" / m")
    said = check_backward(loop(weights=lambda d, a, k: d @ a[k].T / len(a[0]), back=back))
    assert said.computed["dL_dW[2]"].endswith(" / n")
