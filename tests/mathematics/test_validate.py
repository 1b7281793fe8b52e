"""An invalid network, example or learning rate is refused in a sentence that names it, and both shapes."""

import re

import numpy as np
import pytest

from backprop_helpers import Network

NET = Network.random(2, 3, 4, seed=1)
TRACE = NET.trace([1, 2], [0, 1, 0, 1])
GIVEN = {"W1": (3, 2), "b1": (3, 1), "W2": (4, 3), "b2": (4, 1), "x": (2, 5), "y": (4, 5)}
WRONG_SHAPES = {
    **{"W1": [(2,), (1, 3, 2)], "b1": [(2, 1), (1, 3), (3, 2), (2,)], "W2": [(3, 4), (3,)], "b2": [(3, 1), (1, 4)]},
    **{"x": [(3, 5), (5, 2), (2, 5, 1), (5,)], "y": [(4, 4), (5, 4), (4,)]},
}
NO_NUMBERS = {
    **{"text": "W", "texts": [["a", "b"]], "nothing": None, "an object": object(), "a dict": {"W1": 1}},
    **{"objects": np.array([[1, 2]], dtype=object), "complex numbers": np.ones((3, 2)) * 1j},
    **{"dates": np.zeros((3, 2), dtype="datetime64[s]"), "a whole number beyond the floats": 10**400},
}
REFUSED = {
    **{what: (value, "should hold real numbers in shape", ", shape (") for what, value in NO_NUMBERS.items()},
    **{
        f"empty: {np.shape(value)}": (value, f"has shape {np.shape(value)}", "")
        for value in ([], [[]], np.ones((3, 0)))
    },
    "ragged": ([[1], [1, 2]], "rows of different lengths", ""),
}


def built_with(name, value):
    """A network and its trace, with this value for one of the arguments."""
    given = {each: np.ones(shape) for each, shape in GIVEN.items()} | {name: value}
    x, y = given.pop("x"), given.pop("y")
    return Network(**given).trace(x, y)


def says(*parts):
    """A pattern: the message starts with the first part and holds the others in this order."""
    return "^" + ".*".join(map(re.escape, parts))


def wanted(name):
    rows, columns = GIVEN[name]
    return {"W1": "(h, n)", "x": "(2, N)", "W2": "3)"}.get(name, f"({rows}, {columns})")


def test_what_fits_is_taken():
    for name, shape in GIVEN.items():
        built_with(name, np.ones(shape))


@pytest.mark.parametrize(("name", "shape"), [(name, shape) for name in GIVEN for shape in WRONG_SHAPES[name]])
def test_a_shape_that_does_not_fit_is_named_beside_the_one_that_would(name, shape):
    with pytest.raises(ValueError, match=says(name, f"has shape {shape}", "should have shape", wanted(name))):
        built_with(name, np.ones(shape))


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_array_of_numbers_is_refused_with_the_shape_that_would_fit(name, what):
    value, before, after = REFUSED[what]
    with pytest.raises(ValueError, match=says(name, before, wanted(name), after)):
        built_with(name, value)


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_refused_with_its_place(name, number):
    value = np.ones(GIVEN[name])
    value[1, -1] = number
    place = f"[1, {value.shape[1] - 1}]"
    parts = (name, f"{number} at {place}", f"has shape {value.shape}", "should have shape", wanted(name))
    with pytest.raises(ValueError, match=says(*parts)):
        built_with(name, value)


@pytest.mark.parametrize("value", [True, np.True_, np.float32(1), np.int8(1), 1])
def test_every_kind_of_real_number_becomes_a_float64(value):
    trace = built_with("W1", np.full((3, 2), value))
    assert trace.W1.dtype == np.float64
    assert (trace.W1 == 1).all()


# Held quantities


@pytest.mark.parametrize("held", [{"a3": 1}, {"W1": 1}, {"dL_da2": 1}, {1: 2}, ["a1"], "a1", 3])
def test_only_forward_quantities_can_be_held(held):
    with pytest.raises(ValueError, match=says("held should map names among x, z1, a1, z2, a2, y, loss to values")):
        NET.trace([1, 2], [0, 1, 0, 1], held)


@pytest.mark.parametrize(
    ("name", "shape", "right"),
    [("a1", (4,), "(3, 1) or (3,)"), ("z2", (4, 2), "(4, 1)"), ("x", (), "(2, 1)"), ("loss", (2,), "()")],
)
def test_a_held_value_needs_the_shape_of_its_quantity(name, shape, right):
    with pytest.raises(ValueError, match=says(f"held['{name}']", f"has shape {shape}", "should", right)):
        NET.trace([1, 2], [0, 1, 0, 1], {name: np.ones(shape)})


@pytest.mark.parametrize("name", ["x", "z1", "a1", "z2", "a2", "y", "loss"])
def test_a_held_value_must_be_finite(name):
    with pytest.raises(ValueError, match=says(f"held['{name}'] holds nan at", "should be finite")):
        NET.trace([1, 2], [0, 1, 0, 1], {name: np.full(np.shape(getattr(TRACE, name)), np.nan)})


# Steps and sizes


@pytest.mark.parametrize("eta", [np.nan, np.inf, "fast", None, [0.1, 0.2], 1j, []])
def test_a_learning_rate_is_one_finite_number(eta):
    with pytest.raises(ValueError, match=says("eta", "one number")):
        NET.step(TRACE, eta)


def test_a_step_refuses_the_trace_of_a_network_with_other_sizes():
    other = Network.random(3, 2, 4).trace([1, 2, 3], [0, 1, 0, 1])
    with pytest.raises(ValueError, match=says("trace has W1 (2, 3) and W2 (4, 2)", "W1 (3, 2) and W2 (4, 3)")):
        NET.step(other, 0.1)


@pytest.mark.parametrize("size", [0, -1, 2.0, "2", None, True])
@pytest.mark.parametrize("letter", ["n", "h", "m"])
def test_a_size_is_a_whole_number_of_at_least_one(letter, size):
    with pytest.raises(ValueError, match=says(letter, "should be a whole number of at least 1")):
        Network.random(**{"n": 2, "h": 3, "m": 4, letter: size})
