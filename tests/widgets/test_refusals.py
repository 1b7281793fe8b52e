"""What doesn't fit together is answered with what would work: unread controls, and views of another kind of state."""

import pytest
from widget_parts import NET, X, Y, an_explorer

from backprop_helpers import BackgroundRun, DeepNetwork, Explorer, LossHistory, Network, Player, SideBySide, Training
from backprop_helpers.views import NetworkDiagram

TRAIN = r"state=lambda net, x, y: Training\(net, x, y, eta=2\), and a slider 'step': sliders=\{'step': \(0, 500\)\}"

NETWORK = r"W1\[0,0\] needs a network: Explorer\(net, x, y, sliders=\['W1\[0,0\]'\], state=function\)"


def of_step(step):
    return Training(NET, X, Y)


def of_a_weight(W, step):
    return Training(NET, X, Y)


def of_epochs(W, epochs):
    return Training(NET, X, Y)


# ---- a first lesson: the loss over the epochs, with a weight on a slider


@pytest.mark.parametrize(
    ("tried", "answer"),
    [
        (
            lambda: Explorer(NET, X, Y, sliders=["W1[0,0]"], views=["loss history"]),
            f"'loss history' shows a Training, but this is a Trace: give {TRAIN}",
        ),
        (
            lambda: Explorer(Training(NET, X, Y), sliders=["W1[0,0]"], views=["loss history"]),
            f"net should be a Network, but is a Training. To show one, give a network and {TRAIN}",
        ),
        (
            lambda: Explorer(of_a_weight, sliders={"W1[0,0]": (-4, 4), "step": (0, 500)}, views=["loss history"]),
            f"The slider {NETWORK}; the function may then ask for net, x and y",
        ),
        (
            lambda: Player(Explorer(of_epochs, sliders={"W": (-4.0, 4.0), "epochs": (0, 500)}, views=["loss history"])),
            f"moves the slider 'step', but the sliders are 'W', 'epochs'. Steps belong to a Training: give {TRAIN}",
        ),
    ],
)
def test_a_wrong_try_of_the_first_lesson_is_answered_with_what_would_work(tried, answer):
    with pytest.raises(ValueError, match=answer):
        tried()


@pytest.mark.parametrize("views", [["loss history"], ["diagram"], [SideBySide("diagram", "loss history")]])
def test_the_first_lesson_needs_no_more_than_its_views(views):
    """No sentence of its own, also with views of a trace, and with names of views side by side."""
    of_W = Explorer(of_a_weight, sliders={"W": (-4.0, 4.0), "step": (0, 500)}, views=views)
    assert of_W.sentence.startswith("Step 0, W = −4.000: loss")
    lesson = Explorer(NET, X, Y, sliders={"W1[0,0]": None, "step": (0, 500)}, views=views, state=Training)
    first = dict(lesson.views)
    lesson.sliders["step"].value = 9
    assert all(lesson.views[name] != first[name] for name in first) and lesson.sentence.startswith("Step 9")
    lesson.sliders["W1[0,0]"].value = 1.0
    assert "W₁[0,0] = 1.000 at the start" in lesson.sentence


def test_what_was_advised_works_with_a_training_and_with_a_deep_network():
    advised = an_explorer(
        {"W1[0,0]": None, "step": (0, 500)},
        views=["loss history"],
        state=lambda net, x, y: Training(net, x, y, eta=2),
    )
    Player(advised).forward_button.click()
    assert advised.state.at == 1
    deep = Explorer(
        lambda layers: DeepNetwork.random([2, *[3] * layers, 1]).trace([0.9, -0.6], [1]),
        sliders={"layers": (1, 9)},
        views=["layer plot"],
    )
    deep.sliders["layers"].value = 4
    assert len(deep.trace.weights) == 5 and "5 layers" in deep.sentence and deep.views["layer plot"]


# ---- controls that nobody reads


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({"choices": {"shwo": ["both"]}}, "No view reads 'shwo'; did you mean 'show'?"),
        ({"choices": {"activation": ["tanh"]}}, "No view reads 'activation'. What is shown here reads .*'show'"),
        ({"sliders": {"nugde": (0, 1)}, "views": ["nudge"]}, "No view reads 'nugde'; did you mean 'nudge'?"),
        ({"sliders": {"cells": (0, 6)}}, "No view reads 'cells'. It is read by the view 'outer product'"),
        ({"sliders": {"eta": (0, 5)}}, f"No view reads 'eta'. It belongs to a Training: give {TRAIN}"),
        ({"sliders": {"step": (0, 5)}}, f"No view reads 'step'. It belongs to a Training: give {TRAIN}"),
        (
            {"sliders": ["x[0]"], "state": lambda net: net.trace(X, Y)},
            r"No view reads 'x\[0\]'. The function doesn't ask for what it moves: net, x or y",
        ),
        ({"sliders": {"step": (0, 5)}, "choices": {"transpose": ["kept"]}, "state": Training}, "No view reads 'trans"),
    ],
)
def test_a_control_that_nobody_reads_is_refused(given, answer):
    with pytest.raises(ValueError, match=answer):
        an_explorer(**{"choices": {"highlight": ["x[0]"]} if "nudge" in str(given) else None, "sliders": (), **given})


def test_a_function_as_a_view_may_read_any_control():
    explorer = an_explorer({"temper": (0, 1)}, views=["diagram", lambda trace, choices: f"{choices['temper']}"])
    explorer.sliders["temper"].value = 1
    assert "1" in explorer.views.values()


# ---- kinds of things


@pytest.mark.parametrize(
    ("tried", "answer"),
    [
        (lambda: Explorer(Network, X, Y), r"net is the class Network itself: make a network, such as Network.random"),
        (lambda: Explorer(NET.trace(X, Y)), "net should be a network or a function, but is a Trace: give net, x and y"),
        (lambda: Explorer(DeepNetwork.random([2, 3, 2]), X, Y), "give a function instead of a network, such as lambda"),
        (lambda: Explorer("net", X, Y), "net should be a Network or a function that gives the state, but is a str"),
        (lambda: Explorer(NET, [1, 2, 3], Y), r"x has shape \(3,\) but should have shape \(2, N\)"),
        (lambda: Explorer(of_step, X, Y), "net is a function here, and x, y and state belong to a network"),
        (lambda: an_explorer(state=NET.trace(X, Y)), "state should be a function .* is a thing of type Trace.$"),
        (lambda: an_explorer(state=lambda net: net), "The function returns a Network; return its trace"),
        (lambda: an_explorer(state=lambda net: None), "returns None instead of a state: is its `return` missing?"),
        (lambda: an_explorer(views=NET.trace(X, Y)), "views should be a list .* is a thing of type Trace.$"),
        (lambda: an_explorer(views=["grph"]), "There is no view 'grph'; there are .*diagram"),
        (lambda: an_explorer(views=["layer plot"]), "shows a DeepTrace, but this is a Trace: give a function"),
        (lambda: an_explorer(views=["times"]), "'times' shows a tuple, .* show it in a BackgroundRun"),
        (lambda: an_explorer(views=[SideBySide("diagram", "step")]), "'step' shows a Training, but this is a Trace"),
        (lambda: BackgroundRun(Network, ["times"], "?"), "work should have a length and slices, but is a type"),
        (lambda: Player(NET), "explorer should be a Explorer, but is a thing of type Network"),
    ],
)
def test_the_wrong_kind_of_thing_is_answered_with_the_right_one_and_without_its_numbers(tried, answer):
    with pytest.raises(ValueError, match=answer) as error:
        tried()
    assert "array(" not in str(error.value) and "\n" not in str(error.value)


def test_a_class_of_views_without_required_arguments_is_a_view():
    assert an_explorer(views=[NetworkDiagram]).views["diagram"] == an_explorer(views=["diagram"]).views["diagram"]
    with pytest.raises(ValueError, match="'loss history' shows a Training"):
        an_explorer(views=[LossHistory])
