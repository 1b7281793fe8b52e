"""A zero gradient is explained by the factor that makes it zero."""

import pytest
from steps import NET, X, Y, lit

from backprop_helpers import Network
from backprop_helpers.mathematics.paths import paths_to_loss
from backprop_helpers.notation.table import element, quantity
from backprop_helpers.style import number
from backprop_helpers.views import ExplainZero

NO_WAY_OUT = NET.W2 * [1, 0, 1]
REACHED = NET.trace(X, Y).a2


def changed(**arrays):
    return Network(**{name: arrays.get(name, getattr(NET, name)) for name in ("W1", "b1", "W2", "b2")})


SATURATED = changed(b1=[0, 900, 0])


@pytest.mark.parametrize(
    ("net", "x", "y", "name", "reason"),
    [
        (NET, [0, 1], Y, "W1[1,0]", "the input x[0] is 0"),
        (NET, [0, 1], Y, "dL_dW1[1,0]", "the input x[0] is 0"),
        (changed(W2=NO_WAY_OUT), X, Y, "W1[1,0]", "the weight W₂[0,1] is 0 and the weight W₂[1,1] is 0"),
        (NET, X, REACHED, "b2[0]", "a₂[0] meets its target y[0]"),
        (SATURATED, X, Y, "W1[1,0]", "z₁[1] = 899.9 is saturated, the sigmoid's slope σ′(z₁)[1] is 0"),
    ],
)
def test_a_zero_gradient_is_explained_by_the_factor_that_is_zero(net, x, y, name, reason):
    trace, where = net.trace(x, y), element(name.removeprefix("dL_d"))
    assert getattr(trace, f"dL_d{where.name}")[where.place] == 0
    assert ExplainZero()(trace, lit(name)) == f"∂L/∂{where.text} is 0: {reason}."


@pytest.mark.parametrize("held", ["z1", "a1", "z2", "a2", "loss"])
def test_a_gradient_that_is_zero_because_something_is_held_says_what(held):
    said = ExplainZero()(NET.trace(X, Y, {held: getattr(NET.trace(X, Y), held)}), lit("W1[1,0]"))
    assert said == f"∂L/∂W₁[1,0] is 0: {quantity(held).text} is held fixed, so nothing flows back through it."


@pytest.mark.parametrize(
    ("net", "x", "y", "name", "factor"),
    [
        (changed(b1=[0, 12, 0]), X, Y, "W1[1,0]", "z₁[1] = 11.910 is saturated"),
        (changed(b2=[9, 0]), X, [0, 0], "W2[0,1]", "z₂[0] = 9.743 is saturated"),
        (NET, X, REACHED + 1e-5, "b2[1]", "a₂[1] misses its target y[1] by −1.0·10⁻⁵"),
        (NET, [1e-4, -0.6], Y, "W1[1,0]", "the input x[0] is 1.0·10⁻⁴"),
        (changed(W2=NET.W2 * [1, 1e-4, 1]), X, Y, "W1[1,0]", "the weight W₂[1,1] is 1.4·10⁻⁴"),
    ],
)
def test_a_gradient_near_zero_names_its_smallest_factor(net, x, y, name, factor):
    said = ExplainZero()(net.trace(x, y), lit(name))
    assert " is near 0. The smallest factor" in said
    assert factor in said


def test_the_factor_of_another_function_is_called_by_its_name():
    parameters = NET.W1, [-9.0, 0.2, 0.1], NET.W2, NET.b2
    off = Network(*parameters, ("ReLU", "sigmoid")).trace(X, Y)
    said = ExplainZero()(off, lit("W1[0,0]"))
    assert said.endswith("is not above 0, the ReLU's slope σ′(z₁)[0] is 0.")
    flat = Network(*parameters, ("tanh", "sigmoid")).trace(X, Y)
    assert "is saturated, the tanh's slope σ′(z₁)[0] is" in ExplainZero()(flat, lit("W1[0,0]"))
    shares = Network(*parameters, loss="softmax with cross-entropy").trace(X, [0, 1])
    assert ExplainZero()(shares, lit("z2[0]")).startswith("∂L/∂z₂[0] = ")


def test_every_zero_that_all_paths_share_is_named():
    said = ExplainZero()(SATURATED.trace([0, 1], Y), lit("W1[1,0]"))
    assert said.startswith("∂L/∂W₁[1,0] is 0: the input x[0] is 0 and z₁[1] = 900.9 is saturated")


def test_one_path_that_is_zero_leaves_the_others_and_the_gradient_is_not_called_near_zero():
    trace = changed(W2=NET.W2 * [[1, 0, 1], [1, 1, 1]]).trace(X, Y)
    first, second = (path.product for path in paths_to_loss(trace, "W1[1,0]"))
    assert first == 0 != second
    assert f"∂L/∂W₁[1,0] = {number(second)} is not near 0." in ExplainZero()(trace, lit("W1[1,0]"))


def test_paths_that_cancel_are_called_so():
    free = NET.trace(X, Y)
    W2 = NET.W2.copy()
    W2[:, 1] = free.dL_dz2[::-1, 0] * [1, -1]  # orthogonal to dL/dz2, once z2 is held where it was
    trace = changed(W2=W2, b2=free.z2 - W2 @ free.a1).trace(X, Y)
    assert abs(trace.dL_da1[1, 0]) < 1e-12
    assert "its paths cancel" in ExplainZero()(trace, lit("a1[1]"))
