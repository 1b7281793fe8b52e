"""Any gradient of any loss: a right one is never called wrong, and of a wrong one it is said where and how."""

import re
from pathlib import Path

import numpy as np
import pytest
from faults import BAD
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import a_trace

from backprop_helpers import MISTAKES, Network, check_gradient, wrong_gradients
from backprop_helpers.notation.table import PARAMETERS

POWER = st.floats(-6, 6).map(lambda power: 10.0**power)
WAVES = ((np.sin, np.cos), (np.tanh, lambda u: 1 - np.tanh(u) ** 2), (np.square, lambda u: 2 * u))


def waves(seed, shapes, scales, height):
    """A smooth loss of several arrays, of random waves of random mixtures of their numbers, and its gradient."""
    draw = np.random.default_rng(seed)
    parameters = {
        f"p{k}": draw.normal(size=shape) * scale for k, (shape, scale) in enumerate(zip(shapes, scales, strict=True))
    }
    mixtures = [{name: draw.normal(size=p.shape) for name, p in parameters.items()} for _ in WAVES]

    def mixed(p, k):
        return sum(np.sum(mixtures[k][name] * p[name] / scale) for name, scale in zip(p, scales, strict=True))

    def loss(p):
        return height * sum(wave(mixed(p, k)) for k, (wave, _) in enumerate(WAVES))

    def slopes(p):
        inner = [slope(mixed(p, k)) for k, (_, slope) in enumerate(WAVES)]
        each = zip(p, scales, strict=True)
        return {n: height * sum(i * m[n] for i, m in zip(inner, mixtures, strict=True)) / s for n, s in each}

    return loss, parameters, slopes(parameters)


@settings(max_examples=60)
@given(
    st.integers(0, 10**6),
    st.lists(st.sampled_from([(), (1,), (3,), (2, 3), (1, 4), (2, 2, 2), (15, 20)]), min_size=1, max_size=4),
    st.lists(POWER, min_size=4, max_size=4),
    POWER,
)
def test_a_right_gradient_is_right_at_any_scale_and_one_times_0_99_is_not(seed, shapes, scales, height):
    loss, parameters, gradients = waves(seed, shapes, scales[: len(shapes)], height)
    kept = {name: p.copy() for name, p in parameters.items()}
    feedback = check_gradient(loss, parameters, gradients)
    assert feedback.correct, repr(feedback)
    assert not check_gradient(loss, parameters, {name: 0.99 * g for name, g in gradients.items()}).correct
    assert all(np.array_equal(parameters[name], p) for name, p in kept.items())


# ---- the bank of mistakes, in columns and in rows


def columns_and_rows(trace):
    """The loss and the parameters with examples in columns, and with examples and biases in rows."""

    def in_columns(W1, b1, W2, b2):
        return Network(W1, b1, W2, b2).trace(trace.x, trace.y).loss

    def in_rows(W1, b1, W2, b2):
        return in_columns(W1, b1.T, W2, b2.T)

    given = {name: getattr(trace, name) for name in PARAMETERS}
    yield in_columns, given, lambda found: found
    yield in_rows, turned(given), turned


def turned(arrays):
    return {name: array.T if name.startswith("b") else array for name, array in arrays.items()}


#: what is said of a mistake on a network of 3 units in each layer, with 3 examples; of the others, only where
KINDS = {
    "flip_sign": ("sign", "W1"),
    "factor_2": ("factor", "W1"),
    "dW_transposed": ("transposed", "W1"),
    "mean_paths": ("mean", "W1"),
    "bias_sum": ("bias_sum", "b1"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_of_the_bank_is_found_in_columns_and_in_rows_and_named_if_it_is_one_of_the_kinds(name):
    trace = a_trace(3, 3, 3, 3, seed=2)
    wrong = wrong_gradients(trace, name)
    spoiled = [p for p in PARAMETERS if not np.allclose(wrong[f"dL_d{p}"], getattr(trace, f"dL_d{p}"), rtol=1e-6)]
    assert spoiled
    for loss, parameters, layout in columns_and_rows(trace):
        assert check_gradient(loss, parameters, layout({p: getattr(trace, f"dL_d{p}") for p in PARAMETERS})).correct
        feedback = check_gradient(loss, parameters, layout({p: wrong[f"dL_d{p}"] for p in PARAMETERS}))
        kind, first = KINDS.get(name, (None, spoiled[0]))
        assert f"The first wrong gradient is that of {first}" in feedback.message, feedback
        assert kind is None or kind in feedback.mistakes, feedback
        right = [p for p in PARAMETERS if p not in spoiled]
        assert feedback.correct is False and all(p in feedback.message.partition("Right:")[2] for p in right)


# ---- kinds, for an array moved number by number and for one moved as a whole

DRAW = np.random.default_rng(3)
SMALL, LARGE = DRAW.normal(size=(4, 4)), DRAW.normal(size=(60, 60))


def cubes(w):
    return np.sum(w**3) / 3 + np.sum(w[0] * w[1])


def slopes(w):
    found = w**2
    found[0] += w[1]
    found[1] += w[0]
    return found


def one_off(g):
    g = g.copy()
    g[2, 3] += 0.1
    return g


#: kind -> how the gradient is made wrong, and what is said
WRONG = {
    "sign": (lambda g: -g, "Every sign is wrong"),
    "factor": (lambda g: 2 * g, "2 times what it should be: perhaps the square"),
    "mean": (lambda g: g / 7, "1/7 of what it should be: perhaps it was divided by 7 once too often"),
    "transposed": (lambda g: g.T, "It is the transpose"),
    "one_element": (one_off, "[2, 3] it is"),
    "zero": (lambda g: 0 * g, "zero everywhere"),
}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("w", [SMALL, LARGE], ids=["small", "large"])
def test_how_a_gradient_is_wrong_is_said_of_a_small_and_of_a_large_array(w, kind):
    spoil, said = WRONG[kind]
    assert check_gradient(cubes, w, slopes(w)).correct
    feedback = check_gradient(cubes, w, spoil(slopes(w)))
    assert feedback.correct is False and feedback.mistake == kind and said in feedback.message, feedback


def test_more_kinds_of_small_arrays():
    right = slopes(SMALL)
    some = np.where(np.arange(16).reshape(4, 4) % 3, right, -right)
    for spoiled, kind in ((some, "signs"), (right.round(2), "rounded"), (right * 0.7, "factor"), (right * -3, "mean")):
        assert check_gradient(cubes, SMALL, spoiled).mistake == kind
    some[0, 0] *= 2
    assert "numbers are wrong" in check_gradient(cubes, SMALL, some).message
    turned = check_gradient(cubes, SMALL, -right.T)
    assert turned.mistake == "transposed" and "with the wrong sign" in turned.message
    assert not check_gradient(cubes, SMALL, right + 0.1 * right.T**2).mistakes


def test_a_gradient_that_should_be_zero_is_no_sign_that_the_parameters_are_unused():
    level = check_gradient(lambda w: np.sum((w - 1) ** 2), np.ones(3), np.full(3, 1e-3))
    assert level.correct is False and not level.mistakes and "The right one is zero here" in level.message


def test_a_column_of_a_large_gradient_is_located():
    g = slopes(LARGE)
    g[:, 7] *= 1.5
    feedback = check_gradient(cubes, LARGE, g)
    assert feedback.correct is False and not feedback.mistakes and ", 7] it is" in feedback.message


def test_a_large_array_costs_two_values_of_the_loss_however_large_it_is():
    for n in (300, 3000, 300_000):
        w, calls = np.linspace(-1, 1, n), []

        def counted(w, calls=calls):
            calls.append(1)
            return np.sum(w**2)

        feedback = check_gradient(counted, w, 2 * w)
        assert feedback.correct and len(calls) == 4 and "4 values" in feedback.message  # two to see that it is steady


# ---- precision


def test_single_precision_is_checked_to_fewer_digits():
    w = LARGE.astype(np.float32)
    for gradient in (slopes(w), slopes(w.astype(float))):
        feedback = check_gradient(cubes, w, gradient)
        assert feedback.correct and "to 3 digits" in feedback.message
        assert check_gradient(cubes, w, gradient / 5).mistake == "mean"
    assert check_gradient(cubes, SMALL, slopes(SMALL).astype(np.float32)).correct
    assert check_gradient(lambda w: np.float32(cubes(w)), SMALL, slopes(SMALL)).correct


def test_half_precision_is_enough_for_a_check_in_which_only_the_gradient_is_coarse():
    w = SMALL.astype(np.float16)
    right = check_gradient(cubes, w, slopes(w))
    assert right.correct and "to 1 digit," in right.message
    assert check_gradient(cubes, w, 2 * slopes(w)).mistake == "factor"
    assert check_gradient(lambda w: np.float16(cubes(w)), w, slopes(w)).correct is not False


@pytest.mark.parametrize("seed", range(20))
def test_half_of_a_large_gradient_with_the_wrong_sign_is_seen_in_single_precision(seed):
    w = np.random.default_rng(seed).normal(size=1000).astype(np.float32)
    wrong = np.where(np.arange(1000) < 500, w, -w)
    assert check_gradient(lambda w: 0.5 * np.sum(w**2, dtype=w.dtype), w, w).correct
    assert check_gradient(lambda w: 0.5 * np.sum(w**2, dtype=w.dtype), w, wrong).correct is False


def test_a_loss_that_takes_only_single_precision_gets_it():
    def strict(w):
        if w.dtype != np.float32:
            raise TypeError("expected float32")
        return np.sum(w**2)

    w = SMALL.astype(np.float32)
    assert check_gradient(strict, w, 2 * w).correct
    assert check_gradient(strict, w, w).mistake == "factor"


def test_a_small_number_beside_large_ones_is_moved_by_little():
    w = np.array([1e-12, 1e-6, 1.0, 1e6])
    assert check_gradient(lambda w: np.log(w).sum(), w, 1 / w).correct
    wrong = check_gradient(lambda w: np.log(w).sum(), w, [1e12, 1.01e6, 1, 1e-6])
    assert wrong.mistake == "one_element" and "[1] it is" in wrong.message


def relu_network(seed, kind=float):
    """The loss of a ReLU network with all biases 0, and its gradient, in float64 or in float32."""
    draw = np.random.default_rng(seed)
    X, Y = draw.normal(size=(20, 6)).astype(kind), draw.normal(size=(20, 3)).astype(kind)
    p = {"W1": draw.normal(size=(30, 6)), "b1": np.zeros(30), "W2": draw.normal(size=(3, 30)), "b2": np.zeros(3)}
    p = {name: array.astype(kind) for name, array in p.items()}

    def loss(W1, b1, W2, b2):
        return 0.5 * np.sum((np.maximum(X @ W1.T + b1, 0) @ W2.T + b2 - Y) ** 2) / 20

    z = X @ p["W1"].T + p["b1"]
    back = (np.maximum(z, 0) @ p["W2"].T + p["b2"] - Y) / 20
    hidden = (back @ p["W2"]) * (z > 0)
    found = {"W1": hidden.T @ X, "b1": hidden.sum(0), "W2": back.T @ np.maximum(z, 0), "b2": back.sum(0)}
    return loss, p, found


@pytest.mark.parametrize("kind", [float, np.float32])
@pytest.mark.parametrize("seed", range(6))
def test_among_the_kinks_of_a_relu_network_a_right_gradient_is_right_and_three_percent_are_seen(seed, kind):
    loss, p, right = relu_network(seed, kind)
    assert check_gradient(loss, p, right).correct
    for name in p:
        feedback = check_gradient(loss, p, {**right, name: 1.03 * right[name]})
        assert feedback.correct is False and f"that of {name}" in feedback.message


def test_of_errors_of_a_hundred_thousandth_in_a_large_array_a_random_direction_shows_95_of_100():
    draw, shown = np.random.default_rng(1), 0
    for _ in range(400):
        w, slopes = draw.normal(size=(2, 300))
        wrong = np.cos(w) * slopes
        wrong[draw.integers(300)] += 1e-5 * np.linalg.norm(wrong)
        shown += check_gradient(lambda w, slopes=slopes: np.sin(w) @ slopes, w, wrong).correct is False
    assert shown / 400 == pytest.approx(0.95, abs=0.03)


def test_a_kink_is_said():
    w = np.array([0.0, 1.0, -2.0])
    right = check_gradient(lambda w: np.abs(w).sum(), w, [1, 1, -1])
    assert right.correct and "At parameters[0] the loss has a kink" in right.message
    wrong = check_gradient(lambda w: np.abs(w).sum(), w, [1.5, 1, -1])
    assert wrong.mistake == "kink" and "−1.000 on the left and 1.000 on the right" in wrong.message


def test_a_gradient_that_is_lost_beside_the_loss_is_not_called_right_without_a_word():
    def loss(w, v=1.0):
        return 1e12 + 1e-9 * w.sum() + v

    feedback = check_gradient(loss, np.ones(3), 1e-9 * np.ones(3))
    assert feedback.correct is None and "too small beside the loss" in feedback.message
    one_of_two = check_gradient(loss, {"w": np.ones(3), "v": 1e12}, {"w": 1e-9 * np.ones(3), "v": 1})
    assert one_of_two.correct and "The gradient of w is too small beside the loss" in one_of_two.message


# ---- what can't be compared


def adds(w):
    w += 1
    return w.sum()


def seldom(w, calls=[]):  # noqa: B006
    calls.append(1)
    return np.sum(w**2) + (len(calls) % 7 == 0)


REFUSED = {
    "missing": (lambda p: p["a"], {"a": 1.0, "b": 2.0}, {"a": 1.0}, "The gradient of b is missing"),
    "extra": (lambda p: p["a"], {"a": 1.0}, [1.0], "parameters are a. Give both in the same way: two dicts"),
    "shape": (np.sum, np.ones(3), np.ones((3, 2)), "(3, 2), but parameters has (3,)"),
    "transposed": (np.sum, np.ones((3, 2)), np.ones((2, 3)), "shape of the transpose"),
    "not_finite": (np.sum, np.ones(3), [1, np.nan, 1], "nan at [1]"),
    "not_real": (np.sum, np.ones(3) * 1j, np.ones(3), "real numbers, but is an array of complex128"),
    "loss": (lambda w: w, np.ones(3), np.ones(3), "shape (3,): take the sum or the mean"),
    "changes_parameters": (adds, np.ones(3), np.ones(3), "changes parameters in place"),
    "random": (lambda w: w.sum() + DRAW.normal(), np.ones(3), np.ones(3), "differs from call to call"),
    "unused": (lambda w: 3.0, np.ones(3), np.ones(3), "Moving parameters does not change the loss"),
}


@pytest.mark.parametrize("mistake", REFUSED)
def test_what_can_not_be_compared_is_told_in_a_sentence(mistake):
    *given, said = REFUSED[mistake]
    feedback = check_gradient(*given)
    assert feedback.correct is False and feedback.mistakes == (mistake,) and said in feedback.message


@pytest.mark.parametrize("bad", BAD, ids=[f"{place} {type(bad).__name__}" for place, bad in enumerate(BAD)])
def test_whatever_is_given_as_parameters_or_gradients_ends_in_a_sentence(bad):
    one, named = np.ones(2), {"w": bad}
    for parameters, gradients in ((bad, bad), (bad, one), (one, bad), (named, named), ([bad, 1.0], [bad, 1.0])):
        feedback = check_gradient(lambda *each: 1.0, parameters, gradients)
        assert feedback.message and feedback._repr_mimebundle_()["text/html"]


def divides(w):
    return 1 // 0


@pytest.mark.parametrize(
    ("loss", "said"),
    [
        (divides, "stopped at “return 1 // 0” with ZeroDivisionError"),
        (lambda w: None, "returns nothing"),
        (lambda w: np.inf, "The loss is inf"),
        (lambda w: "3", "should be a real number, but is '3', a str"),
        (lambda w: (np.sum(w), 3), "a tuple of 2: return the loss alone"),
        (lambda w: 1.0 if w[0] == 1 else 1 // 0, "with ZeroDivisionError"),
        (lambda w: np.sum(w) * 1j, "should be a real number"),
        (7, "should be a function of the parameters, but is 7, an int"),
        (lambda w: 1.0 if np.array_equal(w, np.ones(3)) else np.nan, "not finite after a small move of parameters"),
    ],
)
def test_a_loss_that_is_none_is_told_in_a_sentence(loss, said):
    feedback = check_gradient(loss, np.ones(3), np.ones(3))
    assert feedback.correct is False and said in feedback.message


def test_a_loss_that_is_random_now_and_then_is_told_as_random():
    assert check_gradient(seldom, np.ones(9), 2 * np.ones(9)).mistake == "random"


def test_a_loss_that_asks_for_other_names_is_told_which():
    feedback = check_gradient(lambda u, v: u * v, {"a": 1.0, "b": 2.0}, {"a": 2.0, "b": 1.0})
    assert "asks for u and v, but the parameters are a and b" in feedback.message


def test_there_must_be_something_to_check():
    for nothing in ([], {}, {"e": np.ones((0, 3))}):
        assert "no parameter" in check_gradient(lambda p: 1.0, nothing, nothing).message


def test_what_is_not_filled_in_is_not_answered():
    def unfilled(w): ...

    for loss in (lambda w: ..., unfilled):
        assert check_gradient(loss, np.ones(2), np.ones(2)).correct is None
    assert check_gradient(np.sum, np.ones(2), ...).correct is None
    assert check_gradient(lambda p: p["w"].sum(), {"w": np.ones(2)}, {"w": None}).correct is None


def test_the_page_about_it_shows_what_its_code_prints():
    page = Path(__file__).parents[2].joinpath("docs/check_gradient.md").read_text(encoding="utf-8")
    code, printed = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", page, re.DOTALL).groups()
    names = {}
    exec(code.replace("\ncheck_gradient(", "\nshown = check_gradient("), names)
    assert repr(names["shown"]) == printed.strip()
    project = Path(__file__).parents[2].joinpath("pyproject.toml").read_text(encoding="utf-8")
    needed = re.findall(r'"(\w+)', re.search(r"\ndependencies = \[(.*?)\]", project, re.DOTALL)[1])
    (said,) = (each for each in page.split("\n\n") if "pip install ." in each)
    assert len(needed) > 2 and all(name in said.lower() for name in needed)
