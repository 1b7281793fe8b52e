"""What learners wrote is read back: the formula that it computes, the piece that differs, and what was done."""

import asyncio

import numpy as np
import pytest
from nets import BATCH, ONE, SQUARE

from backprop_helpers import DeepNetwork, sigmoid, sigmoid_prime
from backprop_helpers.read_back.expression import evaluate, unlit
from backprop_helpers.read_back.networks import Networks
from backprop_helpers.read_back.read import read

FOUR = ("dL_dW1", "dL_db1", "dL_dW2", "dL_db2")
NEW = ("new_W1", "new_b1", "new_W2", "new_b2")


def read_back(function, wanted, networks=ONE):
    """The reading of a function; whatever it shows is first put to the test on every network."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    wanted = [wanted] if isinstance(wanted, str) else list(wanted)
    found = read(function, dict.fromkeys(names, False), wanted, networks)
    for values in networks.each:
        if found.formulas:
            answer = function(*(np.copy(values[each]) if np.ndim(values[each]) else values[each] for each in names))
            for key, own in zip(wanted, [answer] if len(wanted) == 1 else answer, strict=True):
                tree = found.formulas[key].computed_tree
                if tree is not None:
                    np.testing.assert_allclose(np.ravel(evaluate(unlit(tree), values)), np.ravel(own), rtol=1e-7)
    return found


def first_wrong(function, wanted, networks=ONE):
    """(the formula, its kinds) of the first quantity that is wrong."""
    found = next(each for each in read_back(function, wanted, networks).formulas.values() if not each.correct)
    return found.computed, [piece.kind for piece in found.differences]


def error_times_one_minus_error(a2, y):
    error = a2 - y
    return error * (1 - error)


def overwritten_by_multiply(a2, y):
    return np.multiply(a2, 1 - a2, a2 - y)


def two_mistakes(a2, y):
    return 2 * sigmoid(a2) * (1 - sigmoid(a2)) * (y - a2)


def cross_entropy(a2, y):
    return (1 - y) / (1 - a2) - y / a2


def mean_squared(a2, y):
    return 2 / len(a2) * (a2 - y)


@pytest.mark.parametrize(
    ("function", "wanted", "formula", "kinds"),
    [
        (error_times_one_minus_error, "dL_dz2", "∂L/∂a₂ ⊙ (1 − ∂L/∂a₂)", ["quantity", "factor_missing"]),
        (overwritten_by_multiply, "dL_dz2", "σ′(z₂)", ["factor_missing"]),
        (two_mistakes, "dL_dz2", "−2 σ′(a₂) ⊙ ∂L/∂a₂", ["slope_at_a", "factor_extra_and_sign"]),
        (cross_entropy, "dL_da2", "(1 − y) / (1 − a₂) − y / a₂", ["cross_entropy"]),
        (mean_squared, "dL_da2", "2 (a₂ − y) / m", ["factor_extra"]),
        (lambda a2, y: np.mean((y - a2) ** 2), "loss", "mean of (y − a₂)²", ["mean_taken", "factor_missing"]),
        (lambda W2, dL_dz2: dL_dz2 * W2, "dL_dW2", "∂L/∂z₂ ⊙ W₂", ["quantity"]),
        (lambda dL_dz2, a1, W2: dL_dz2 @ a1.T / W2.shape[1], "dL_dW2", "∂L/∂z₂ · a₁ᵀ / h", ["factor_extra"]),
        (lambda W2, dL_da2, a1: (W2.T @ dL_da2) * (1 - a1**2), "dL_dz1", None, ["slope_missing", "slope_of_tanh"]),
        (lambda W1, x, b1: W1 @ x.ravel() + b1, "z1", "W₁ · ravel(x) + b₁", ["flat"]),
    ],
)
def test_the_formula_and_the_kind_of_what_differs(function, wanted, formula, kinds):
    found = first_wrong(function, wanted)
    assert formula in (None, found[0])
    assert sorted(found[1]) == sorted(kinds)


def test_in_a_batch_sums_and_the_number_of_examples_count():
    def unsummed(W2, x, y, a1, a2, N):
        dL_dz2 = (a2 - y) / N * a2 * (1 - a2)
        dL_dz1 = W2.T @ dL_dz2 * a1 * (1 - a1)
        return dL_dz1 @ x.T, dL_dz1, dL_dz2 @ a1.T, dL_dz2.mean(axis=1, keepdims=True)

    def first_example(W2, x, y, a1, a2, N):
        x, y, a1, a2 = x[:, :1], y[:, :1], a1[:, :1], a2[:, :1]
        dL_dz2 = (a2 - y) * a2 * (1 - a2)
        dL_dz1 = W2.T @ dL_dz2 * a1 * (1 - a1)
        return dL_dz1 @ x.T, dL_dz1, dL_dz2 @ a1.T, dL_dz2

    found = read_back(unsummed, FOUR, BATCH).formulas
    assert [found[key].kind for key in FOUR] == [None, "not_summed", None, "mean_taken"]
    assert first_wrong(first_example, FOUR, BATCH)[0] == "N ∂L/∂z₁[:, :1] · x[:, :1]ᵀ"


def test_a_division_that_comes_later_is_no_mistake():
    def target_scaled(a1, a2, y, N, eta):
        return (a2 - eta * y) * a2 * (1 - a2) @ a1.T / N

    assert read_back(target_scaled, "dL_dW2", BATCH).formulas["dL_dW2"].sentence == "There is an extra factor of η."


def test_the_same_mistake_is_the_same_piece_in_whatever_follows():
    def weight_times_output(W2, x, y, a1, a2):
        dL_dz2 = (a2 - y) * a2 * (1 - a2)
        dL_dz1 = W2.T @ a2 * a1 * (1 - a1)
        return dL_dz1 @ x.T, dL_dz1, dL_dz2 @ a1.T, dL_dz2

    found = read_back(weight_times_output, FOUR).formulas
    assert found["dL_dW1"].computed == "((W₂ᵀ · a₂) ⊙ σ′(z₁)) · xᵀ"
    assert found["dL_dW1"].differences == found["dL_db1"].differences
    assert found["dL_dW2"].correct and found["dL_db2"].correct


def test_a_step_from_an_earlier_wrong_result_inherits_it():
    found = read_back(lambda W1, x, b1: (W1 @ x, sigmoid(W1 @ x)), ("z1", "a1")).formulas
    assert (found["z1"].inherits, found["a1"].inherits) == (None, "z1")


def test_an_argument_that_was_changed_in_place_is_told():
    def slope(a):
        a *= 1 - a
        return a

    def backward(W2, x, y, a1, a2):
        dL_dz2 = (a2 - y) * slope(a2)
        dL_dz1 = W2.T @ dL_dz2 * slope(a1)
        return dL_dz1 @ x.T, dL_dz1, dL_dz2 @ a1.T, dL_dz2

    found = read_back(backward, FOUR)
    assert found.changed == {"a1": "σ′(z₁)", "a2": "σ′(z₂)"}
    assert found.formulas["dL_dW2"].kind == "changed_in_place"


def test_a_step_of_gradient_descent_is_read_back():
    def stale(x, a1, da1_dz1, dL_dz2, W1, b1, W2, b2, eta):
        W2 = W2 - eta * dL_dz2 @ a1.T
        b2 = b2 + eta * dL_dz2
        dL_dz1 = W2.T @ dL_dz2 * da1_dz1
        return W1 - eta * dL_dz1 @ x.T, -eta * dL_dz1, W2, b2

    found = read_back(stale, NEW).formulas
    assert [found[key].kind for key in NEW] == ["updated", "updated", None, "sign"]
    assert found["new_b2"].computed == "b₂ + η ∂L/∂z₂"


def test_a_quantity_with_the_same_numbers_as_the_wanted_one_is_still_written_by_its_name():
    found = read_back(lambda a2, y: np.full_like(a2, ((a2 - y) * a2 * (1 - a2)).sum()), "dL_db2").formulas["dL_db2"]
    assert found.computed == "full_like(a₂, Σ ∂L/∂z₂)"


def test_another_formula_altogether_is_one_piece_of_which_nothing_is_said():
    log_loss = read_back(lambda a2, y: -np.sum(y * np.log(a2) + (1 - y) * np.log(1 - a2)), "loss").formulas["loss"]
    assert log_loss.computed == "−Σ (y ⊙ log(a₂) + (1 − y) ⊙ log(1 − a₂))"
    assert len(log_loss.differences) == 1 and log_loss.sentence is None


def test_true_and_false_are_numbers():
    assert read_back(lambda z2: z2 > 0, "da2_dz2").formulas["da2_dz2"].computed == "(z₂ > 0)"


def test_results_in_another_order_are_told():
    assert read_back(lambda dL_dz2, a1: (dL_dz2, dL_dz2 @ a1.T), ("dL_dW2", "dL_db2")).order == ("dL_db2", "dL_dW2")
    assert read_back(lambda dL_dz2, a1: (dL_dz2, dL_dz2), ("dL_dW2", "dL_db2")).order is None


def by_loops(dL_dz2, a1):
    found = np.zeros((len(dL_dz2), len(a1)))
    for i in range(len(dL_dz2)):
        for j in range(len(a1)):
            found[i, j] = 2 * dL_dz2[i, 0].item() * a1[j, 0]
    return found


def by_lists(W2, dL_dz2, a1):
    return np.array([[sum(W2[:, j] * dL_dz2[:, 0]) * (1 - a1[j, 0])] for j in range(len(a1))])


@pytest.mark.parametrize(
    ("function", "wanted", "formula"),
    [(by_loops, "dL_dW2", "2 ∂L/∂z₂ · a₁ᵀ"), (by_lists, "dL_dz1", "(1 − a₁) ⊙ ∂L/∂a₁")],
)
def test_loops_are_read_back_from_their_numbers(function, wanted, formula):
    found = read_back(function, wanted).formulas[wanted]
    assert not found.followed
    assert found.computed == formula and found.kind


@pytest.mark.parametrize(
    "function",
    [
        lambda dL_dz2, a1: np.outer(dL_dz2, a1),
        lambda dL_dz2, a1: np.einsum("ie,je->ij", dL_dz2, a1),
        lambda dL_dz2, a1: np.tensordot(dL_dz2, a1, axes=((1,), (1,))),
        lambda dL_dz2, a1: np.array([[d * a for a in a1[:, 0]] for d in dL_dz2[:, 0]]),
        lambda dL_dz2, a1: np.asfortranarray(np.matmul(a1, dL_dz2.T).T),
    ],
)
def test_right_answers_in_unusual_writing_are_right(function):
    assert read_back(function, "dL_dW2").formulas["dL_dW2"].correct


def test_a_single_number_may_come_in_any_shape():
    assert read_back(lambda a2, y: 0.5 * sum((a2 - y) ** 2), "loss").formulas["loss"].correct


def raise_(error):
    raise error


@pytest.mark.filterwarnings("ignore:the matrix subclass")
@pytest.mark.parametrize(
    "function",
    [
        lambda a2, y: raise_(StopIteration()),
        lambda a2, y: raise_(asyncio.CancelledError()),
        lambda a2, y: (each for each in a2),
        lambda a2, y: "a text",
        lambda a2, y: np.ma.masked_all_like(a2),
        lambda a2, y: np.asmatrix(a2) - np.asmatrix(y),
        lambda a2, y: a2 * np.nan,
        lambda a2, y: np.array([]),
        lambda a2, y: np.random.default_rng().uniform(size=a2.shape),
        lambda a2, y: read(lambda a2: a2, {"a2": False}, ["dL_da2"], ONE),
        lambda a2, y: a2.no_such_thing,
        lambda a2, y: [[[...]]],
        lambda a2, y: a2.astype(object) - y,
    ],
)
def test_nothing_that_a_learner_writes_raises(function):
    read(function, {"a2": False, "y": False}, ["dL_da2"], ONE)


def test_a_function_that_calls_itself_forever_is_an_empty_reading():
    def forever(a2, y):
        return forever(a2, y)

    assert not read(forever, {"a2": False, "y": False}, ["dL_da2"], ONE).formulas


def test_on_a_square_network_a_missing_transpose_is_the_piece():
    found = read_back(lambda W2, dL_dz2: W2 @ dL_dz2, "dL_da1", SQUARE).formulas["dL_da1"]
    assert (found.computed, found.right, found.kind) == ("W₂ · ∂L/∂z₂", "W₂ᵀ · ∂L/∂z₂", "transposed")


def deep(sizes):
    trace = DeepNetwork.random(sizes, seed=sum(sizes)).trace(np.linspace(-1, 1, sizes[0]), np.linspace(0, 1, sizes[-1]))
    layers = range(1, len(sizes))
    found = {"x": trace.x, "y": trace.y, "N": 1, "weights": [f"W{k}" for k in layers], "z": [f"z{k}" for k in layers]}
    found |= {"a": ["x", *(f"a{k}" for k in layers)]}
    for k in layers:
        found |= {f"W{k}": trace.weights[k - 1], f"z{k}": trace.z[k - 1], f"a{k}": trace.a[k]}
        found |= {f"dL_dz{k}": trace.delta[k - 1], f"da{k}_dz{k}": sigmoid_prime(trace.z[k - 1])}
    return found


def test_a_loop_over_the_layers_of_a_deep_network_is_read_back():
    networks = Networks([deep(sizes) for sizes in ((2, 5, 3, 4), (3, 4, 2, 5), (4, 2, 5, 3))])
    steps = {f"dL_dW{k}": f"dL_dz{k} @ {f'a{k - 1}' if k > 1 else 'x'}.T" for k in (1, 2, 3)}

    def backward(weights, z, a, y):
        delta, found = (a[-1] - y) * sigmoid_prime(z[-1]), []
        for layer in reversed(range(len(weights))):
            found.insert(0, delta @ a[layer + (layer == 1)].T)
            if layer:
                delta = weights[layer].T @ delta * sigmoid_prime(z[layer - 1])
        return found

    found = read(backward, dict.fromkeys(("weights", "z", "a", "y"), False), [*steps], networks, steps).formulas
    assert [found[key].correct for key in steps] == [True, False, True]
    assert (found["dL_dW2"].computed, found["dL_dW2"].kind) == ("∂L/∂z₂ · a₂ᵀ", "quantity")
