"""Whatever a learner's function does, a sentence comes back and nothing is broken; its gradients can train, too."""

import functools
import sys

import ipywidgets as widgets
import numpy as np
import pytest

from backprop_helpers import Explorer, Network, Player, Training, check, own_gradients
from backprop_helpers.widgets.errors import UsageError


class SilentError(Exception):
    def __str__(self):
        raise RuntimeError


def raises(dL_dz2):
    raise SilentError


def right(dL_dz2, a1):
    return dL_dz2 @ a1.T


def refuses(feedback, words):
    assert feedback.correct is False and feedback.mistakes == ()
    assert words in feedback.message and "Traceback" not in feedback.message


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (raises, "stopped at “raise SilentError” with SilentError."),
        (lambda dL_dz2: 1 / 0, "ZeroDivisionError"),
        (lambda dL_dz2: "ten", "should be real numbers, but comes back as 'ten', a str"),
        (lambda dL_dz2: [1, 2], "a list of 2; return the NumPy array itself"),
        (lambda dL_dz2, a1: right(dL_dz2, a1) * 1j, "an array of complex128"),
        (lambda dL_dz2, a1: right(dL_dz2, a1) * np.nan, "not finite: dL_dW2[0,0] comes back as nan"),
        (lambda dL_dz2: np.broadcast_to(0.0, (10**6, 10**6)), "has shape (1000000, 1000000) but should have"),
        (lambda dL_dz2: np.zeros(0), "has shape (0,) but should have shape (4, 3)"),
        (lambda dL_dz2: 1.5, "Yours is a single number"),
        (3, "without brackets; this is 3, an int"),
        (int, "write it with def"),
        (lambda *args: 1, "not *args"),
        (lambda **given: 1, "not **given"),
        (lambda dLdz2: 1, "The function asks for dLdz2. Here it is called dL_dz2."),
        (lambda dL_dQ2: 1, "The function asks for dL_dQ2. There is no quantity 'dL_dQ2'. Did you mean dL_d"),
        (lambda dL_dz2: None, "returns nothing: is the `return` missing?"),
        (lambda dL_dW2: dL_dW2, "asks for dL_dW2, which is what it should compute"),
    ],
)
def test_what_is_no_answer_gets_a_sentence(function, words):
    refuses(check(function, "dL_dW2"), words)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("dL_dw2", "There is no dL_dw2. Here it is called dL_dW2."),
        ("dL_dQ2", "Did you mean"),
        ((), "Name the quantity"),
        (["dL_dW2", 3], "3, an int"),
        ("N", "N is given, not computed"),
    ],
)
def test_a_name_that_can_not_be_checked_gets_a_sentence(names, words):
    refuses(check(right, names), words)


@pytest.mark.parametrize(
    ("answer", "words"),
    [(1, "Return 2 things"), ((1,), "a tuple of 1"), ((np.ones((4, 3)), "x"), "dL_db2 should be real numbers")],
)
def test_several_quantities_need_as_many_answers(answer, words):
    refuses(check(lambda dL_dz2: answer, ("dL_dW2", "dL_db2")), words)


def filled_half(dL_dz2, a1):
    dL_dW2 = ...
    return dL_dW2 @ a1.T


def to_do(dL_dz2):
    raise NotImplementedError


@pytest.mark.parametrize(
    "function",
    [
        filled_half,
        to_do,
        lambda dL_dz2: ...,
        lambda dL_dz2: dL_dz2 @ ...,
        lambda dL_dz2: ... * dL_dz2,
        lambda dL_dz2: np.array(...),
        lambda dL_dz2: np.sin(...),
    ],
)
def test_what_is_not_filled_in_is_not_answered(function):
    feedback = check(function, "dL_dW2")
    assert feedback.correct is None and feedback.mistake is None
    assert "Not answered yet" in feedback.message


@pytest.mark.parametrize("part", [None, ...])
def test_a_part_that_is_missing_is_named(part):
    feedback = check(lambda dL_dz2, a1: (right(dL_dz2, a1), part), ("dL_dW2", "dL_db2"))
    assert feedback.correct is None and "dL_db2 is still missing" in feedback.message


def test_arguments_may_be_asked_for_in_any_way():
    for function in (
        lambda dL_dz2, a1, /: dL_dz2 @ a1.T,
        lambda *, a1, dL_dz2: dL_dz2 @ a1.T,
        lambda a1, dL_dz2, times=1: times * dL_dz2 @ a1.T,
        functools.partial(lambda times, dL_dz2, a1: times * dL_dz2 @ a1.T, 1),
    ):
        assert check(function, "dL_dW2").correct is True


def test_sizes_and_the_learning_rate_may_be_asked_for():
    seen = []

    def function(n, h, m, N, eta, dL_dz2, a1):
        seen.append((h, m, N) == (len(a1), len(dL_dz2), a1.shape[1]) and 0 < eta < 1)
        return dL_dz2 @ a1.T

    assert check(function, "dL_dW2").correct is True and all(seen)


def test_a_function_may_change_what_it_is_given():
    def function(dL_dz2, a1):
        dL_dW2 = dL_dz2 @ a1.T
        dL_dz2 *= 0
        return dL_dW2

    assert check(function, "dL_dW2").correct is True


def test_an_answer_is_kept_although_the_function_writes_over_it():
    kept = {}

    def function(dL_dz2, a1):
        for old in kept.values():
            old[:] = 0
        kept[len(kept)] = dL_dz2 @ a1.T
        return kept[len(kept) - 1]

    assert check(function, "dL_dW2").correct is True


def test_what_the_function_prints_is_shown_once(capsys):
    def function(dL_dz2, a1):
        print("looking inside")
        return dL_dz2 @ a1.T

    assert check(function, "dL_dW2").correct is True
    assert capsys.readouterr().out == "looking inside\n"


def test_an_interruption_is_the_learners_own():
    def function(dL_dz2):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(function, "dL_dW2")


# A training with the learner's own gradients


X = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]])
Y = np.array([[0.0, 1, 1, 0], [1, 0, 0, 1]])


def backward(W2, x, y, a1, a2, N):
    dL_dz2 = (a2 - y) / N * a2 * (1 - a2)
    dL_dz1 = W2.T @ dL_dz2 * a1 * (1 - a1)
    summed = {"axis": 1, "keepdims": True}
    return dL_dz1 @ x.T, dL_dz1.sum(**summed), dL_dz2 @ a1.T, dL_dz2.sum(**summed)


def test_a_training_with_the_learners_own_gradients_goes_the_same_way():
    net = Network.random(2, 3, 2, seed=1)
    own, ours = Training(net, X, Y, gradients=own_gradients(backward)), Training(net, X, Y)
    for training in (own, ours):
        training.go(20)
    assert own.losses == pytest.approx(ours.losses, rel=1e-12)


def test_wrong_gradients_of_the_learner_train_as_they_are():
    own = Training(
        Network.random(2, 2, 2),
        [0.5, 1.0],
        [0.0, 1.0],
        gradients=own_gradients(lambda W1, b1, W2, b2: (W1, b1, W2, b2)),
    )
    own.go(1)
    assert not own.net.W1.any()  # W1 - 1 * W1


@pytest.mark.parametrize(
    "function",
    [
        lambda x: ...,
        lambda x: None,
        lambda x: 1 / 0,
        lambda W1, b1, W2, b2: (W1.T, b1, W2, b2),
        lambda nothing: 1,
        "backward",
    ],
)
def test_code_that_can_not_train_is_not_used(function):
    assert own_gradients(function) is None


def fails_after(calls, how):
    """A backward pass that is right for some calls."""
    left = [calls]

    def later(W2, x, y, a1, a2, N):
        left[0] -= 1
        return backward(W2, x, y, a1, a2, N) if left[0] >= 0 else how()

    return later


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (lambda: 1 / 0, "stopped at “return backward"),
        (lambda: None, "returns nothing"),
        (lambda: (1, 2), "Return 4 things"),
        (lambda: (np.zeros((9, 9)),) * 4, "dL_dW1 has shape (9, 9)"),
        (lambda: [np.full(each, np.nan) for each in ((3, 2), (3, 1), (2, 3), (2, 1))], "dL_dW1 is not finite"),
        (lambda: ..., "Not answered yet"),
    ],
)
def test_code_that_fails_in_the_middle_of_a_training_is_told_in_the_widget(how, words):
    gradients = own_gradients(fails_after(4, how))
    training = Training(Network.random(2, 3, 2), X, Y, gradients=gradients)
    shown = Explorer(lambda: training, sliders={"step": (0, 100)}, views=["loss history"])
    player = Player(shown, strides=[50])
    player.move(50)  # raises nothing
    assert not shown.is_shown and words in "".join(str(each.value) for each in texts(shown.widget))
    player.move(-50)
    assert shown.is_shown


def test_code_that_fails_at_once_is_told_in_one_line():
    with pytest.raises(UsageError, match="returns nothing"):
        Training(Network.random(2, 3, 2), X, Y, gradients=own_gradients(fails_after(1, lambda: None)))


def texts(widget):
    """The texts in a widget and all that is in it."""
    for each in getattr(widget, "children", ()):
        yield from texts(each)
    if isinstance(widget, widgets.HTML):
        yield widget


def test_no_step_of_a_training_is_traced():
    seen = []

    def watching(W2, x, y, a1, a2, N):
        seen.append(sys.gettrace())
        return backward(W2, x, y, a1, a2, N)

    Training(Network.random(2, 3, 2), X, Y, gradients=own_gradients(watching)).go(3)
    assert len(seen) > 3 and set(seen[1:]) == {sys.gettrace()}
