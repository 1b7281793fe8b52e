"""A function that stops is told by the operation, both operands and their shapes."""

import math

import numpy as np
import pytest
from nets import BATCH, ONE

from backprop_helpers.read_back.read import read


def stopped(function, wanted, networks=ONE):
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    found = read(function, dict.fromkeys(names, False), [wanted], networks)
    assert not found.formulas
    return found.stopped, found.situation and found.situation[0], found.situation and found.situation[1]


def test_columns_that_meet_other_rows_are_counted():
    said = stopped(lambda W2, dL_dz2: W2 @ dL_dz2, "dL_da1")
    assert said == ("W₂ (4×3) @ ∂L/∂z₂ (4×1)", "shapes", "The first has 3 columns, but the second has 4 rows.")


def test_the_operands_are_folded_into_what_they_are():
    said = stopped(lambda a2, y, a1: (a2 - y) * a2 * (1 - a2) * a1, "dL_dW2")
    assert said[:2] == ("∂L/∂z₂ (4×1) * a₁ (3×1)", "shapes") and "element by element" in said[2]


def test_an_operand_of_several_parts_is_put_in_brackets():
    assert stopped(lambda W2, z2, y: W2 @ (z2 - y), "dL_da1")[0] == "W₂ (4×3) @ (z₂ − y) (4×1)"


@pytest.mark.parametrize("function", [lambda W1, x, b1: x @ W1.T + b1, lambda W1, x, b1: x @ W1 + b1])
def test_examples_as_rows_are_recognised(function):
    assert stopped(function, "z1", BATCH)[1] == "rows"


def test_flat_arrays_are_recognised():
    _, kind, said = stopped(lambda dL_dz2, a1: dL_dz2[:, 0] @ a1[:, 0].T, "dL_dW2")
    assert kind == "flat" and said.startswith("∂L/∂z₂[:, 0] is a 1-D array")


def test_a_single_number_has_no_parts():
    _, kind, said = stopped(lambda a2, y: np.sum((a2 - y) ** 2)[:1], "loss")
    assert kind == "number" and "is a single number" in said


def test_an_array_that_is_called_is_recognised():
    assert stopped(lambda a2, y: (a2 - y) * a2(1 - a2), "dL_dz2")[1] == "called"


ELSEWHERE = np.arange(14.0).reshape(7, 2)


@pytest.mark.parametrize(
    ("function", "kind", "words"),
    [
        (lambda dL_dz2, a1: dL_dz2 @ ELSEWHERE, "another_cell", "ELSEWHERE is not an argument"),
        (lambda dL_dz2, a1: dL_dz2 * ELSEWHERE.T, "another_cell", "ELSEWHERE.T is not an argument"),
        (lambda dL_dz2, a1: dL_dz2 @ np.tanh, "not_called", "tanh is a function"),
        (lambda dL_dz2, a1: dL_dz2 @ a1.transpose, "not_called", "transpose is a function"),
        (lambda dL_dz2, a1: dL_dz2 @ a1.T(), "called", "leave the brackets behind it out"),
        (lambda dL_dz2, a1, m: m(dL_dz2), "called", "with *"),
        (lambda dL_dz2, a1: dL_dz2 @ a1.T ^ 2, "function", "**"),
        (lambda dL_dz2, a1: tanh(dL_dz2) @ a1.T, "import", "np.tanh"),  # noqa: F821
        (lambda dL_dz2, a1: math.tanh(dL_dz2) @ a1.T, "function", "np.tanh"),
    ],
)
def test_what_stands_in_the_wrong_place_is_told(function, kind, words):
    _, found, said = stopped(function, "dL_dW2")
    assert found == kind and words in said


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("np.exp(z1)", "import", "import numpy as np"),
        ("numpy.exp(z1)", "import", "`import numpy`"),
        ("sigmoid(z1)", "import", "from backprop_helpers import sigmoid"),
        ("z1 + b1", "not_asked", "b1 is not among"),
        ("z_1 + 1", "name", "Did you mean z1?"),
    ],
)
def test_a_name_that_is_not_there_is_told(code, kind, said):
    found = stopped(eval(f"lambda z1: {code}", {}), "a1")
    assert (found[0], found[1]) == ("", kind) and said in found[2]


def test_another_error_has_no_operation():
    assert stopped(lambda a2: np.zeros(2)[7], "dL_da2") == ("", None, None)
