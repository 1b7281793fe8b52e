"""A pass with a mistake in it spoils what is computed from it, and most networks still learn."""

from functools import partial

import numpy as np
import pytest
from shown import a_trace, network

from backprop_helpers import MAZUR, MISTAKES, QUANTITIES, Network, Training, wrong_gradients
from backprop_helpers.mathematics.gradient_check import differences
from backprop_helpers.notation.table import PARAMETERS

HIDDEN = {"dL_da1", "dL_dz1", "dL_dW1", "dL_db1"}
CAN_BE_RUN_ANYWHERE = [name for name in MISTAKES if name not in ("matrix_for_elementwise", "elementwise_for_matrix")]


#: Matt Mazur's example, which is 2-2-2
PUBLISHED = MAZUR.net.trace(MAZUR.x, MAZUR.y)


def loss_after(gradients):
    """The loss of the published example after a step with these gradients."""
    moved = {name: getattr(PUBLISHED, name) - MAZUR.eta * gradients[f"dL_d{name}"] for name in PARAMETERS}
    return Network(**moved).trace(MAZUR.x, MAZUR.y).loss


def right_gradients(trace):
    return {name: getattr(trace, name) for name in QUANTITIES if name.startswith("dL_d")}


def spoiled(trace, name):
    """The gradients that a mistake changes."""
    made = wrong_gradients(trace, name)
    return {
        quantity
        for quantity, right in right_gradients(trace).items()
        if made[quantity].shape != right.shape or not np.allclose(made[quantity], right)
    }


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_changes_a_parameters_gradient(name):
    trace = a_trace(3, 3, 3, 3)  # all sizes alike, so that each can be run
    assert spoiled(trace, name) & {f"dL_d{parameter}" for parameter in PARAMETERS}


@pytest.mark.parametrize(
    ("name", "reached"),
    [
        ("no_transpose", HIDDEN),
        ("no_sigma1", {"dL_dz1", "dL_dW1", "dL_db1"}),
        ("new_W2", HIDDEN),
        ("dL_da2_for_dL_dz2", HIDDEN),
        ("mean_paths", HIDDEN),
        ("first_path_only", HIDDEN),
        ("dW_transposed", {"dL_dW1", "dL_dW2"}),
        ("bias_sum", {"dL_db1", "dL_db2"}),
        ("z1_for_a1", {"dL_dW2"}),
        ("x_for_a1", {"dL_dW2"}),
        ("no_sigma2", {"dL_dz2", "dL_dW2", "dL_db2"} | HIDDEN),
    ],
)
def test_a_mistake_spoils_what_is_computed_from_it_and_nothing_else(name, reached):
    trace = a_trace(3, 3, 3, 2)
    assert spoiled(trace, name) == reached


def test_the_other_sign_turns_every_gradient_round_and_a_lost_half_doubles_it():
    trace = a_trace(examples=5)
    for name, factor in (("flip_sign", -1), ("factor_2", 2)):
        made = wrong_gradients(trace, name)
        for quantity, right in right_gradients(trace).items():
            np.testing.assert_allclose(made[quantity], factor * right, rtol=1e-12)


def test_without_the_outputs_slope_it_is_the_gradient_of_the_cross_entropy():
    trace = a_trace(examples=3)

    def cross_entropy(W2):
        a2 = network(trace, W2=W2).trace(trace.x, trace.y).a2
        return -np.sum(trace.y * np.log(a2) + (1 - trace.y) * np.log(1 - a2)) / 3

    (numerical,) = differences(cross_entropy, [trace.W2])
    np.testing.assert_allclose(wrong_gradients(trace, "no_sigma2")["dL_dW2"], numerical, atol=1e-8)


def test_stale_weights_are_wrong_by_as_much_as_the_learning_rate():
    trace = a_trace()
    right, stale = trace.dL_da1, lambda eta: wrong_gradients(trace, "new_W2", eta)["dL_da1"]
    np.testing.assert_allclose(stale(0), right)
    np.testing.assert_allclose(stale(0.2) - right, 2 * (stale(0.1) - right), rtol=1e-9)


def test_twelve_of_fifteen_raise_no_shape_error_although_the_net_is_not_square():
    trace, noticed = a_trace(3, 4, 2), []
    for name in CAN_BE_RUN_ANYWHERE:
        try:
            Training(network(trace), trace.x, trace.y, gradients=partial(wrong_gradients, name=name))
        except ValueError:
            noticed.append(name)
    assert noticed == ["no_transpose", "dW_transposed", "x_for_a1"]


def test_thirteen_of_fifteen_lower_the_loss_of_a_published_example():
    after = {name: loss_after(wrong_gradients(PUBLISHED, name, MAZUR.eta)) for name in CAN_BE_RUN_ANYWHERE}
    assert [name for name in after if after[name] >= PUBLISHED.loss] == ["z_times_one_minus_z", "flip_sign"]


def test_without_the_outputs_slope_the_published_example_learns_even_faster():
    wrong, right = map(loss_after, (wrong_gradients(PUBLISHED, "no_sigma2"), right_gradients(PUBLISHED)))
    assert wrong < right < PUBLISHED.loss


def test_a_missing_transpose_hardly_changes_the_published_gradient():
    made = wrong_gradients(PUBLISHED, "no_transpose")
    wrong = np.concatenate([made[f"dL_d{name}"].ravel() for name in PARAMETERS])
    right = np.concatenate([getattr(PUBLISHED, f"dL_d{name}").ravel() for name in PARAMETERS])
    assert 0.001 < np.linalg.norm(wrong - right) / np.linalg.norm(right) < 0.01


def test_a_product_place_by_place_is_right_for_the_weights_of_one_example_only():
    for examples, is_right in ((1, True), (3, False)):
        trace = a_trace(3, 3, 3, examples)
        made = wrong_gradients(trace, "elementwise_for_matrix")["dL_dW2"]
        assert np.allclose(made, trace.dL_dW2) is is_right


def test_a_pass_that_the_shapes_stop_says_which_shapes():
    trace = a_trace(3, 4, 2)
    with pytest.raises(ValueError, match=r"dL_da1.*W2 has shape \(2, 4\), dL_dz2 has shape \(2, 1\)"):
        wrong_gradients(trace, "no_transpose")


def test_what_is_not_in_the_bank_and_what_is_held_fixed_is_refused():
    trace = a_trace(3, 4, 2)
    with pytest.raises(ValueError, match="no mistake 'typo'; there are no_transpose"):
        wrong_gradients(trace, "typo")
    with pytest.raises(ValueError, match="eta"):
        wrong_gradients(trace, "new_W2", float("nan"))
    with pytest.raises(ValueError, match="holds a1 fixed"):
        wrong_gradients(a_trace(held=["a1"]), "no_sigma2")
