"""The hunt for the bug: three programs, each with an unknown mistake, and what is said about a verdict."""

import numpy as np
import pytest

from backprop_helpers import MISTAKES, PROGRAMS, Network, check_bug_hunt, program_gradients

X = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]])
Y = np.array([[0.0, 1, 1, 0], [1, 0, 0, 1]])  # odd, and even
TRUTH = {"A": "mean_paths", "B": "bias_sum", "C": "new_W2"}


def wrong_gradients_of(letter):
    trace = Network.random(2, 2, 2, seed=5).trace(X, Y)
    found = program_gradients(letter, eta=5.0)(trace)
    return [name for name in found if not np.allclose(found[name], getattr(trace, name), rtol=1e-9)]


@pytest.mark.parametrize("letter", PROGRAMS)
def test_the_first_gradient_that_differs_is_a_place_of_the_mistake(letter):
    assert wrong_gradients_of(letter)[0] in MISTAKES[TRUTH[letter]].places


def test_a_wrong_gradient_of_biases_hands_nothing_on_so_the_next_one_is_a_place_too():
    assert wrong_gradients_of("B") == ["dL_db2", "dL_db1"] and {"dL_db2", "dL_db1"} <= set(MISTAKES["bias_sum"].places)
    hint = check_bug_hunt(lambda: {**TRUTH, "B": "flip_sign"}).hint()
    assert "the first one with a ✗ is a place of the mistake" in hint and "check again" in hint


def test_a_former_name_is_understood():
    assert check_bug_hunt(lambda: {**TRUTH, "C": "stale_W2"}).correct is True


def test_an_unknown_suspect_is_refused():
    with pytest.raises(ValueError, match="'D'.*A, B and C"):
        program_gradients("D", 1.0)


def test_naming_all_three_is_right_and_two_are_not_enough():
    assert check_bug_hunt(lambda: TRUTH).correct is True
    feedback = check_bug_hunt(lambda: {**TRUTH, "B": "flip_sign"})
    assert feedback.correct is False and feedback.message.startswith("A and C are right. B did something else")
    assert "bias_sum" not in feedback.message


def test_a_verdict_that_is_not_filled_in_is_not_wrong():
    assert check_bug_hunt(lambda: dict.fromkeys(PROGRAMS, ...)).correct is None
    assert check_bug_hunt(lambda: ...).correct is None


@pytest.mark.parametrize("verdict", [{"A": "mean_paths"}, "mean_paths", {**TRUTH, "A": "the sun"}, {**TRUTH, "A": 3}])
def test_what_is_no_verdict_is_answered_in_words(verdict):
    feedback = check_bug_hunt(lambda: verdict)
    assert feedback.correct is False and feedback.message.endswith(".")


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"A": "mean_paths", "B": "bias_sum"}, "A name for C is missing"),
        ({"B": "bias_sum"}, "A name for A and C is missing"),
        ({"a": "mean_paths", "B": "bias_sum", "C": "new_W2"}, "The programs are A, B and C, but the dict has 'a'"),
        ({**TRUTH, "D": "flip_sign"}, "but the dict has 'D'"),
        ({**TRUTH, 4: "flip_sign"}, "but the dict has 4, an int"),
        ({**TRUTH, "A": "Mean_paths"}, "Did you mean mean_paths?"),
        ({**TRUTH, "A": "mean paths "}, "Did you mean mean_paths?"),
        ({**TRUTH, "C": "new_w2"}, "Did you mean new_W2?"),
        ({**TRUTH, "A": "something else"}, "The names are no_transpose,"),
        ({**TRUTH, "A": 3}, "The names are no_transpose,"),
        (["mean_paths"], "Return a dict with a name for each of A, B and C"),
    ],
)
def test_what_is_missing_or_misspelled_in_the_names_is_told(named, words):
    feedback = check_bug_hunt(lambda: named)
    assert feedback.correct is False and words in feedback.message
