"""The sum over paths is shown path by path, and a zero gradient is explained by the factor that makes it so."""

import pytest
from shown import SVG, marked, parsed, texts
from steps import NET, X, Y, lit, rows, words

from backprop_helpers import Network, NetworkDiagram
from backprop_helpers.mathematics.paths import paths_to_loss
from backprop_helpers.notation.table import element
from backprop_helpers.style import LIT, number
from backprop_helpers.views import ExplainZero, Paths, Transpose

# Paths


@pytest.mark.parametrize("name", ["W1[1,0]", "b1[0]", "a1[2]", "W2[0,1]", "x[1]"])
def test_each_path_stands_in_a_row_with_its_product_and_their_sum_is_the_gradient(name):
    trace = NET.trace(X, Y)
    paths = paths_to_loss(trace, name)
    body = rows(Paths()(trace, lit(name)))[1:]
    assert [row[-1] for row in body[: len(paths)]] == [number(path.product) for path in paths]
    sums = [row[-1] for row in body[len(paths) :]]
    assert set(sums) == {number(sum(path.product for path in paths))}
    assert len(sums) == (1 if name == "x[1]" else 2)  # there is no gradient of x in a trace to stand beside it


def test_the_chosen_path_is_lit_in_the_table_and_alone_in_the_diagram():
    trace = NET.trace(X, Y)
    choices = lit("W1[1,0]", path=2)
    product = number(paths_to_loss(trace, "W1[1,0]")[1].product)
    assert texts(Paths()(trace, choices), "bp-lit") == ["2", product]
    (picture,) = parsed(NetworkDiagram()(trace, choices)).iter(f"{SVG}svg")
    glowing = [path for path in picture.iter(f"{SVG}path") if path.get("style") == f"stroke:{LIT}"]
    assert len(glowing) == 3  # the weight, W2[1,1] and the way to the loss
    assert picture[0].text.endswith("Lit: 1 of 2 paths: W₁[1,0] → z₁[1] → a₁[1] → z₂[1] → a₂[1] → L.")


@pytest.mark.parametrize(("name", "edges"), [("W1[1,0]", 5), ("W2[0,1]", 2), ("b2[0]", 1), ("x[0]", 3 + 6 + 2)])
def test_all_paths_of_an_element_glow_together(name, edges):
    html = NetworkDiagram()(NET.trace(X, Y), lit(name, path="all"))
    glowing = [path for path in parsed(html).iter(f"{SVG}path") if path.get("style") == f"stroke:{LIT}"]
    assert len(glowing) == edges


def test_a_path_beyond_the_last_lights_all():
    trace = NET.trace(X, Y)
    assert NetworkDiagram()(trace, lit("W2[0,1]", path=2)) == NetworkDiagram()(trace, lit("W2[0,1]", path="all"))


def test_where_something_is_held_the_path_says_what():
    free = NET.trace(X, Y)
    html = Paths()(NET.trace(X, Y, {"a1": free.a1}), lit("W1[1,0]"))
    assert "0 (a₁ is held)" in words(html)
    assert rows(html)[-1][-1] == "0"


# The transpose

SQUARE = Network(W1=[[0.8, -1.2], [0.5, 0.9]], b1=[0.1, -0.3], W2=[[1.1, -0.7], [-0.9, 1.4]], b2=[0.2, -0.4])


@pytest.mark.parametrize(("transpose", "picked"), [("kept", "column"), ("forgotten", "row")])
def test_the_transpose_picks_a_column_of_W2_and_forgetting_it_a_row(transpose, picked):
    trace = SQUARE.trace(X, Y)
    html = Transpose()(trace, lit("a1[1]", transpose=transpose))
    numbers = trace.W2[:, 1] if picked == "column" else trace.W2[1]
    assert {number(w) for w in numbers} <= set(texts(html, "bp-used"))
    assert texts(html, "bp-lit")[-1] == number(float(numbers @ trace.dL_dz2[:, 0]))


def test_on_a_net_with_h_and_m_unlike_a_forgotten_transpose_is_said_not_to_fit():
    html = Transpose()(NET.trace(X, Y), lit("a1[1]", transpose="forgotten"))
    assert "W₂ has 3 columns and ∂L/∂z₂ has 2 rows" in words(html)
    assert not marked(html, "bp-lit")


# Why is this gradient zero?


def changed(**arrays):
    return Network(**{name: arrays.get(name, getattr(NET, name)) for name in ("W1", "b1", "W2", "b2")})


NO_WAY_OUT = NET.W2 * [1, 0, 1]
REACHED = NET.trace(X, Y).a2


@pytest.mark.parametrize(
    ("net", "x", "y", "name", "sentence"),
    [
        (NET, [0, 1], Y, "W1[1,0]", "∂L/∂W₁[1,0] is 0: the input x[0] is 0."),
        (NET, [0, 1], Y, "dL_dW1[1,0]", "∂L/∂W₁[1,0] is 0: the input x[0] is 0."),
        (
            *(changed(W2=NO_WAY_OUT), X, Y, "W1[1,0]"),
            "∂L/∂W₁[1,0] is 0: the weight W₂[0,1] is 0 and the weight W₂[1,1] is 0.",
        ),
        (NET, X, REACHED, "b2[0]", "∂L/∂b₂[0] is 0: a₂[0] meets its target y[0]."),
        (
            *(changed(b1=[0, 900, 0]), X, Y, "W1[1,0]"),
            "∂L/∂W₁[1,0] is 0: z₁[1] = 899.9 is saturated, the sigmoid's slope σ′(z₁)[1] is 0.",
        ),
    ],
)
def test_a_zero_gradient_is_explained_by_the_factor_that_is_zero(net, x, y, name, sentence):
    trace = net.trace(x, y)
    where = element(name.removeprefix("dL_d"))
    assert getattr(trace, f"dL_d{where.name}")[where.place] == 0
    assert ExplainZero()(trace, lit(name)) == sentence


@pytest.mark.parametrize("held", ["z1", "a1", "z2", "a2", "loss"])
def test_a_gradient_that_is_zero_because_something_is_held_says_what(held):
    trace = NET.trace(X, Y, {held: getattr(NET.trace(X, Y), held)})
    said = ExplainZero()(trace, lit("W1[1,0]"))
    symbol = {"loss": "L"}.get(held, held.translate(str.maketrans("12", "₁₂")))
    assert said == f"∂L/∂W₁[1,0] is 0: {symbol} is held fixed, so nothing flows back through it."


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


def test_a_gradient_far_from_zero_is_not_called_near():
    assert " is not near 0." in ExplainZero()(NET.trace(X, Y), lit("W1[1,0]"))


def test_every_zero_that_all_paths_share_is_named():
    said = ExplainZero()(changed(b1=[0, 900, 0]).trace([0, 1], Y), lit("W1[1,0]"))
    assert said.startswith("∂L/∂W₁[1,0] is 0: the input x[0] is 0 and z₁[1] = 900.9 is saturated")


def test_one_path_that_is_zero_leaves_the_others():
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
