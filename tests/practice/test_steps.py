"""One step by numbers: what is given for it, a right answer and each mistake judged on every kind of network."""

import numpy as np
import pytest

from backprop_helpers import MISTAKES
from backprop_helpers.notation.table import BACKWARD
from backprop_helpers.practice.steps import DECIMALS, SIZES, given, judge_numbers, network, numbers_of

NETWORKS = [network(number) for number in range(1, 13)]


def slope(a):
    return a * (1 - a)


def steep(z):
    return 1 / (1 + np.exp(-z)) * (1 - 1 / (1 + np.exp(-z)))


#: What whoever has the given numbers computes.
RIGHT = {
    "dL_da2": lambda a2, y: a2 - y,
    "da2_dz2": lambda a2: slope(a2),
    "dL_dz2": lambda a2, y: (a2 - y) * slope(a2),
    "dL_dW2": lambda dL_dz2, a1: np.outer(dL_dz2, a1),
    "dL_db2": lambda dL_dz2: dL_dz2,
    "dL_da1": lambda W2, dL_dz2: W2.T @ dL_dz2,
    "da1_dz1": lambda z1: steep(z1),
    "dL_dz1": lambda W2, dL_dz2, a1: W2.T @ dL_dz2 * slope(a1),
    "dL_dW1": lambda dL_dz1, x: np.outer(dL_dz1, x),
    "dL_db1": lambda dL_dz1: dL_dz1,
}
WRONG = [
    ("no_transpose", "dL_da1", lambda W2, dL_dz2: W2 @ dL_dz2),
    ("no_transpose", "dL_dz1", lambda W2, dL_dz2, a1: W2 @ dL_dz2 * slope(a1)),
    ("no_sigma2", "dL_dz2", lambda a2, y: a2 - y),
    ("no_sigma1", "dL_dz1", lambda W2, dL_dz2: W2.T @ dL_dz2),
    ("slope_at_a", "da2_dz2", lambda a2: steep(a2)),
    ("slope_at_a", "dL_dz1", lambda W2, dL_dz2, a1: W2.T @ dL_dz2 * steep(a1)),
    ("z_times_one_minus_z", "da1_dz1", lambda z1: slope(z1)),
    ("z_times_one_minus_z", "dL_dz2", lambda a2, y, z2: (a2 - y) * slope(z2)),
    ("flip_sign", "dL_da2", lambda a2, y: y - a2),
    ("flip_sign", "dL_dz2", lambda a2, y: (y - a2) * slope(a2)),
    ("factor_2", "dL_da2", lambda a2, y: 2 * (a2 - y)),
    ("dL_da2_for_dL_dz2", "dL_da1", lambda W2, dL_da2: W2.T @ dL_da2),
    ("mean_paths", "dL_da1", lambda W2, dL_dz2: W2.T @ dL_dz2 / len(W2)),
    ("first_path_only", "dL_da1", lambda W2, dL_dz2: W2[:1].T * dL_dz2[0]),
    ("dW_transposed", "dL_dW2", lambda dL_dz2, a1: np.outer(a1, dL_dz2)),
    ("dW_transposed", "dL_dW1", lambda dL_dz1, x: np.outer(x, dL_dz1)),
    ("z1_for_a1", "dL_dW2", lambda dL_dz2, z1: np.outer(dL_dz2, z1)),
    ("x_for_a1", "dL_dW2", lambda dL_dz2, x: np.outer(dL_dz2, x)),
    ("bias_sum", "dL_db2", lambda dL_dz2, b2: 0 * b2 + dL_dz2.sum()),
    ("bias_sum", "dL_db1", lambda dL_dz1, b1: 0 * b1 + dL_dz1.sum()),
]
#: By numbers, nobody can make these: a step has changed W2 already, or the shape does not fit the fields.
BY_CODE_ALONE = {"new_W2", "matrix_for_elementwise", "elementwise_for_matrix"}


def computed(sheet, name, how):
    """What this formula gives from the numbers that are shown, rounded as asked."""
    names = how.__code__.co_varnames[: how.__code__.co_argcount]
    assert set(names) <= set(given(name)), "the formula uses what is not shown"
    return np.round(how(*(numbers_of(sheet, each) for each in names)), DECIMALS)


def check_numbers(sheet, name, typed):
    return judge_numbers(sheet, name, typed).feedback


def texts(numbers):
    return [f"{number:.{DECIMALS}f}" for number in np.ravel(numbers)]


def test_the_networks_have_every_size_and_no_two_are_the_same():
    assert {sheet.sizes for sheet in NETWORKS} == set(SIZES)
    assert len({(sheet.net.W1.tobytes(), sheet.x.tobytes()) for sheet in NETWORKS}) == len(NETWORKS)


@pytest.mark.parametrize("name", BACKWARD)
def test_what_is_given_comes_before_the_step_and_is_not_the_answer(name):
    shown = given(name)
    assert shown and not set(shown) & {*BACKWARD[BACKWARD.index(name) :]}
    for sheet in NETWORKS:
        same = [each for each in shown if np.array_equal(numbers_of(sheet, each), numbers_of(sheet, name))]
        assert same == (["dL_dz" + name[-1]] if name.startswith("dL_db") else [])


@pytest.mark.parametrize("name", BACKWARD)
def test_what_follows_from_the_given_numbers_is_right_and_nothing_entered_is_no_mistake(name):
    for sheet in NETWORKS:
        right = computed(sheet, name, RIGHT[name])
        feedback = check_numbers(sheet, name, texts(right))
        assert feedback.correct is True and not feedback.mistakes
        assert check_numbers(sheet, name, [""] * right.size).correct is None
        half = check_numbers(sheet, name, [*texts(right)[:-1], ""])
        assert half.correct is None and "right. Next is" in half.message
        assert check_numbers(sheet, name, texts(right + 0.05)).correct is False


@pytest.mark.parametrize("name", BACKWARD)
def test_the_numbers_of_a_pass_that_nobody_has_rounded_are_right_with_any_number_of_decimals(name):
    for place, sheet in enumerate(NETWORKS):
        typed = [f"{each:.{(DECIMALS, 15)[place % 2]}f}" for each in getattr(sheet.trace, name).ravel()]
        assert judge_numbers(sheet, name, typed).feedback.correct, typed


def test_every_mistake_that_can_be_made_by_numbers_is_tried():
    assert {name for name, *_ in WRONG} == {*MISTAKES} - BY_CODE_ALONE


@pytest.mark.parametrize(("mistake", "name", "how"), WRONG)
def test_a_mistake_by_numbers_is_named_wherever_it_gives_other_numbers(mistake, name, how):
    named = 0
    for sheet in NETWORKS:
        try:
            wrong = computed(sheet, name, how)
        except ValueError:  # the shapes do not fit on this network
            continue
        if wrong.shape == sheet.key[name].shape and np.abs(wrong - sheet.key[name]).max() > 0.02:
            feedback = check_numbers(sheet, name, texts(wrong))
            assert feedback.correct is False and mistake in feedback.mistakes
            assert MISTAKES[mistake].sentence in feedback.message and MISTAKES[mistake].hint in feedback.hints
            assert "Everything before it" not in feedback.message
            named += 1
    assert named


@pytest.mark.parametrize("typed", ["nan", "inf", "-", "a1", "1/0", "1e99", "½ ½", "\x00", "<b>"])
def test_what_is_no_number_is_answered_in_a_sentence(typed):
    feedback = check_numbers(NETWORKS[0], "dL_da2", [typed, ""])
    assert feedback.correct is None and feedback.message.startswith("∂L/∂a₂[0]: ")
