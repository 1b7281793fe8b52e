"""What the sliders move: a network's numbers one by one, its sizes, and what a function makes of them."""

import numpy as np
import pytest
from widget_parts import NET, X, Y, an_explorer, xor

from backprop_helpers import Explorer, Network, Training
from backprop_helpers.mathematics.gradient_check import central_differences
from backprop_helpers.mathematics.paths import paths_to_loss
from backprop_helpers.notation.table import element


def blank(state, choices):
    return ""


# ---- a network


@pytest.mark.parametrize(
    "name", ["W1[2,1]", "b1[1]", "W2[3,0]", "b2[2]", "x[1]", "y[3]", "z1[0]", "a1[2]", "z2[1]", "a2[0]"]
)
def test_a_slider_moves_its_number_alone_of_all_that_is_free(name):
    explorer, here = an_explorer([name]), element(name)
    slider, before = explorer.sliders[name], explorer.trace
    for position in (slider.min, (slider.min + slider.max) / 2 + slider.step, slider.max):
        slider.value = position
        assert getattr(explorer.trace, here.name)[here.place] == pytest.approx(position, abs=1e-9)
        for other in ("W1", "b1", "W2", "b2", "x", "y"):
            changed = np.argwhere(getattr(explorer.trace, other) != getattr(before, other))
            assert [tuple(place) for place in changed] == ([here.place] if other == here.name else [])


def test_the_trace_is_that_of_the_network_with_the_sliders_numbers():
    explorer = an_explorer()
    explorer.sliders["W1[2,1]"].value, explorer.sliders["x[0]"].value = 1.5, -2.0
    W1 = NET.W1.copy()
    W1[2, 1] = 1.5
    right = Network(W1, NET.b1, NET.W2, NET.b2).trace([-2.0, -1.0], Y)
    assert explorer.trace.loss != pytest.approx(NET.trace(X, Y).loss)
    assert explorer.trace.loss == pytest.approx(right.loss)
    np.testing.assert_allclose(explorer.trace.dL_dW1, right.dL_dW1, rtol=1e-9)


def test_a_slider_on_a_forward_quantity_holds_it_and_nothing_flows_back():
    explorer = an_explorer(["z2[1]", "W1[0,0]"])
    explorer.sliders["z2[1]"].value = 3.0
    assert explorer.trace.held == {"z2"}
    assert (explorer.trace.dL_dW2 == 0).all()
    loss, z2 = explorer.trace.loss, explorer.trace.z2
    explorer.sliders["W1[0,0]"].value = -3.0
    assert explorer.trace.loss == loss
    np.testing.assert_array_equal(explorer.trace.z2, z2)


def test_what_a_choice_holds_keeps_its_first_value_and_lets_nothing_flow_back():
    explorer = an_explorer(["x[0]"], choices={"held": ["nothing", "a1"]})
    assert explorer.trace.held == frozenset() and explorer.trace.dL_dW1.all()
    explorer.choices["held"].value = "a1"
    explorer.sliders["x[0]"].value = -1.5
    assert explorer.trace.held == {"a1"} and explorer.trace.x[0, 0] == -1.5
    np.testing.assert_array_equal(explorer.trace.a1, NET.trace(X, Y).a1)
    assert not explorer.trace.dL_dW1.any()


@pytest.mark.parametrize("name", ["a1", "a2"])
def test_what_is_detached_follows_but_lets_nothing_flow_back_so_a_finite_difference_disagrees(name):
    explorer = an_explorer(["x[0]"], choices={"held": [f"detached {name}", "nothing"]})
    explorer.sliders["x[0]"].value = -1.5
    detached, layer = explorer.trace, name[1]
    explorer.choices["held"].value = "nothing"
    np.testing.assert_array_equal(detached.a2, explorer.trace.a2)
    assert detached.loss == explorer.trace.loss
    assert not getattr(detached, f"dL_dW{layer}").any() and getattr(explorer.trace, f"dL_dW{layer}").all()
    np.testing.assert_array_equal(getattr(detached, f"dL_d{name}"), getattr(explorer.trace, f"dL_d{name}"))
    assert central_differences(detached, f"W{layer}").all()
    assert sum(path.product for path in paths_to_loss(detached, "W1[0,0]")) == 0


@pytest.mark.parametrize("letter", ["n", "h", "m"])
def test_a_size_cuts_the_network_to_its_first_units(letter):
    explorer = an_explorer([letter])
    whole = explorer.trace.sizes
    for size in range(whole[letter], 0, -1):
        explorer.sliders[letter].value = size
        assert explorer.trace.sizes == {**whole, letter: size}
        h, n = explorer.trace.sizes["h"], explorer.trace.sizes["n"]
        np.testing.assert_array_equal(explorer.trace.W1, NET.W1[:h, :n])


def test_a_batch_has_a_slider_for_each_example():
    explorer = Explorer(NET, np.ones((2, 3)), np.ones((4, 3)), sliders=["x[1,2]"])
    explorer.sliders["x[1,2]"].value = -2.0
    assert explorer.trace.x.tolist() == [[1, 1, 1], [1, 1, -2]]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("W3[0,0]", "There is no quantity 'W3'. Did you mean W"),
        ("W1", "name one element of it, such as W1"),
        ("W1[3,0]", r"There is no W1\[3,0\] in this network: W1 has shape \(3, 2\) and ends with W1\[2,1\]"),
        ("x[2]", r"There is no x\[2\] in this network: x has shape \(2, 1\) and ends with x\[1\]"),
        ("dL_dW1[0,0]", "can't have a slider; elements of x, y, W1"),
        ("loss", "can't have a slider"),
        (["h", "W1[0,0]"], "Sliders for sizes and sliders for elements can't be mixed"),
    ],
)
def test_what_the_network_does_not_have_or_nobody_can_move_has_no_slider(name, answer):
    with pytest.raises(ValueError, match=answer):
        an_explorer(name)
    with pytest.raises(ValueError, match=r"z2\[1\] of a network that a function gets can't have a slider"):
        an_explorer(["z2[1]"], state=lambda net, x, y: net.trace(x, y))


# ---- a function of a network


def test_a_function_gets_the_network_the_input_and_the_target_as_the_sliders_move_them():
    explorer = an_explorer(["W1[2,1]", "x[0]", "y[3]"], state=lambda net, x, y: net.trace(2 * x, y))
    for name, number in (("W1[2,1]", 1.5), ("x[0]", -2.0), ("y[3]", 0.5)):
        explorer.sliders[name].value = number
    assert (explorer.trace.W1[2, 1], explorer.trace.x[0, 0], explorer.trace.y[3, 0]) == (1.5, -4.0, 0.5)


def test_a_function_of_a_network_also_gets_free_numbers_and_choices():
    explorer = an_explorer(
        {"x[0]": None, "times": (1, 9)},
        choices={"way": ["up", "down"]},
        state=lambda net, x, y, times, way: net.trace(times * x if way == "up" else x / times, y),
    )
    explorer.sliders["times"].value = 4
    assert explorer.trace.x[0, 0] == 2.0
    explorer.choices["way"].value = "down"
    assert explorer.trace.x[0, 0] == 0.125


def test_a_weight_on_a_slider_starts_another_training_and_a_step_on_is_one_step_of_the_same():
    started = []

    def train(net, x, y):
        started.append(net.W1[0, 0])
        return Training(net, x, y, eta=2)

    explorer = an_explorer({"W1[0,0]": None, "step": (0, 50)}, state=train, views=["loss history"])
    first, eta = explorer.state, 2
    for step in (1, 2, 9, 3):
        explorer.sliders["step"].value = step
        assert explorer.state is first and first.at == step
    explorer.sliders["W1[0,0]"].value = 1.0
    assert started == [NET.W1[0, 0], 1.0] and explorer.state.at == 3
    W1 = NET.W1.copy()
    W1[0, 0] = 1.0
    by_hand = Network(W1, NET.b1, NET.W2, NET.b2)
    for _ in range(3):
        by_hand = by_hand.step(by_hand.trace(X, Y), eta)
    np.testing.assert_allclose(explorer.trace.W1, by_hand.W1, rtol=1e-12)


def test_a_class_is_a_function_too_and_its_defaults_hold():
    explorer = an_explorer({"eta": (0.0, 8.0), "step": (0, 50)}, state=Training, views=["loss history"])
    assert (explorer.state.eta, explorer.state.momentum) == (0.0, 0.0)
    explorer.sliders["eta"].value = 3.0
    assert explorer.state.eta == 3.0


# ---- a function alone


def trace_of(h, way):
    return Network.random(2, h, 1).trace([1, 2], [1 if way == "up" else 0])


def test_a_function_is_called_with_the_free_numbers_and_choices_that_it_asks_for():
    explorer = Explorer(
        trace_of, sliders={"h": (1, 5, 1, 3), "other": (0, 1)}, choices={"way": ["up", "down"]}, views=[blank]
    )
    assert explorer.trace.sizes["h"] == 3 and explorer.trace.y == 1
    explorer.sliders["h"].value = 5
    explorer.choices["way"].value = "down"
    assert explorer.trace.sizes["h"] == 5 and explorer.trace.y == 0
    explorer.reset()
    assert explorer.trace.sizes["h"] == 3 and explorer.trace.y == 1


def test_what_a_function_asks_for_must_be_there():
    with pytest.raises(ValueError, match=r"given as net asks for 'way', but it can only have 'h': name its arguments"):
        Explorer(trace_of, sliders={"h": (1, 5)})
    with pytest.raises(ValueError, match=r"give a function of a network as state, Explorer\(net, x, y, state="):
        Explorer(lambda net, step: None, sliders={"step": (0, 9)})


def test_another_seed_is_another_training_and_the_same_numbers_give_the_same_picture():
    there, back = (Explorer(xor, sliders={"seed": (0, 9), "step": (0, 30)}, views=["step"]) for _ in range(2))
    there.sliders["step"].value = 7
    for name, number in (("seed", 4), ("step", 20), ("seed", 0), ("step", 7)):
        shown = back.state
        back.sliders[name].value = number
        assert (back.state is shown) == (name == "step")
    assert there.views["step"] == back.views["step"] and there.sentence == back.sentence


def test_a_function_that_asks_for_the_step_itself_gets_it():
    def after(step):
        training = xor(0)
        training.go(2 * step)
        return training

    explorer = Explorer(after, sliders={"step": (0, 9)}, views=["step"])
    explorer.sliders["step"].value = 3
    assert explorer.state.at == 6


@pytest.mark.parametrize(
    ("activation", "loss"),
    [(("tanh", "linear"), "half squared error"), ("ReLU", "softmax with cross-entropy")],
)
def test_a_network_keeps_its_functions_whatever_is_moved_held_or_cut(activation, loss):
    net = Network.random(2, 3, 2, 1, activation, loss)
    moved = Explorer(net, [0.9, -0.6], [1, 0], ["W1[0,0]"], choices={"held": ["nothing", "a1", "detached a1"]})
    W1 = net.W1.copy()
    W1[0, 0] = moved.sliders["W1[0,0]"].value = 2
    right = Network(W1, net.b1, net.W2, net.b2, net.activation, loss).trace([0.9, -0.6], [1, 0])
    assert moved.trace.loss == right.loss and moved.trace.functions == net.functions
    for held in (1, 2):
        moved.choices["held"].index = held
        assert moved.trace.functions == net.functions and not moved.trace.dL_dW1.any()
    cut = Explorer(net, [0.9, -0.6], [1, 0], ["h"])
    cut.sliders["h"].value = 1
    assert cut.trace.functions == net.functions and cut.trace.a1.shape == (1, 1)
