"""What people give by mistake, and the public calls that they may give it to, each with arguments that are right."""

import functools
import random

import numpy as np

import backprop_helpers as bh
from backprop_helpers import views
from backprop_helpers.mathematics import costs, gradient_check, paths
from backprop_helpers.notation.table import Element

NET, X, Y = bh.Network.random(2, 3, 2, seed=1), [0.5, -1.0], [1.0, 0.0]
DEEP = bh.DeepNetwork.random((2, 3, 2, 2), seed=1)
TRACE, DEEP_TRACE = NET.trace(X, Y), DEEP.trace(X, Y)


class Thing:
    """A thing of no use, whose name in an error message is short."""

    def __repr__(self) -> str:
        return "<a thing>"


NUMBERS = [True, 0, 1, 2, -1, 3, 7, 0.5, -1e200, 1e200, 1e308, 5e-324, 1e-30, float("nan"), float("inf"), -float("inf")]
TEXTS = ["", "W1", "x[0]", "x[99]", "x[-1]", "W1[0", "loss", "z9", "<b>", "nan", "dL_dW2", "eta", b"x"]
ARRAYS = [
    *(np.ones((2, 1)), np.ones((3, 2)) * 1e308, np.ones((2, 3)), np.zeros((0, 2)), np.array("W1")),
    *(np.array([1, "a"], dtype=object), np.ones(2, dtype=complex), np.array(["2020"], dtype="datetime64[D]")),
    *(np.float32(3), np.int8(-1)),
]
LISTS = [
    *([], [[]], (), {}, {"a": 1}, {"a1": float("nan")}, {"x[0]": float("nan")}, {1: 2}, [None], [1, 2]),
    *([1.0, 2.0, 3.0], [[1, 2], [3]], ["x", "y"], [1e200, 1e200], [float("nan"), 1], range(3), set(), {1, 2}),
]
ELEMENTS = [Element("x", (0,)), Element("x", ()), Element("x", (5,)), Element("x", (-1,)), Element("q", (0,))]
THINGS = [None, ..., 1j, 10**400, object, Thing(), TRACE, DEEP_TRACE, NET, DEEP]
FUNCTIONS = [len, lambda: 1, lambda *each: 1, functools.partial(print), lambda **each: 1]
BAD = [*NUMBERS, *TEXTS, *ARRAYS, *LISTS, *ELEMENTS, *THINGS, *FUNCTIONS]


def a_bad_thing(draw: random.Random):
    """One of the bad things, or a list, a dict or an array of some."""
    some = [draw.choice(BAD) for _ in range(draw.randrange(4))]
    shape = [draw.randrange(4) for _ in range(draw.randrange(4))]
    numbers = np.random.default_rng(draw.randrange(1000)).standard_normal(shape)
    if numbers.size and draw.random() < 0.5:
        numbers.flat[0] = draw.choice([float("nan"), float("inf"), 1e300])
    names = {draw.choice(TEXTS): each for each in some}
    return draw.choice([draw.choice(BAD), some, tuple(some), names, numbers, numbers.tolist()])


def picture(trace, choices=None) -> str:
    return "<p>a picture</p>"


def right(dL_dz2, a1):
    return dL_dz2 @ a1.T


def training():
    return bh.Training(NET, X, Y)


def _steps():
    return bh.Explorer(training, views=[picture], sliders={"step": (0, 10)})


EXPLORER = {
    **{"net": NET, "x": X, "y": Y, "sliders": {"W1[0,0]": None, "nudge": (0, 1)}, "views": [picture]},
    **{"choices": {"highlight": ["x[0]"]}, "state": lambda net, x, y: net.trace(x, y), "sentence": picture},
}
SURVEY = {"x": [[0.0, 1], [1, 0]], "y": [[0.0, 1]], "h": 2, "starts": (1,), "eta": 0.5, "steps": 2}
ELEMENT = {"element": "W1[0,0]"}
#: name: (what to call, arguments that are right). A name before a point is a public one.
CALLS = {
    "Network": (bh.Network, {name: getattr(NET, name) for name in ("W1", "b1", "W2", "b2")}),
    "Network.random": (bh.Network.random, {"n": 2, "h": 3, "m": 2, "seed": 0}),
    "Network.trace": (NET.trace, {"x": X, "y": Y, "held": {"a1": [1, 2, 3]}}),
    "Network.step": (NET.step, {"trace": TRACE, "eta": 0.1}),
    "sigmoid": (bh.sigmoid, {"z": 1.0}),
    "sigmoid_prime": (bh.sigmoid_prime, {"z": 1.0}),
    "DeepNetwork": (bh.DeepNetwork, {"weights": DEEP.weights, "biases": DEEP.biases}),
    "DeepNetwork.random": (bh.DeepNetwork.random, {"sizes": (2, 3, 2), "seed": 0, "scale": 1.0}),
    "DeepNetwork.trace": (DEEP.trace, {"x": X, "y": Y}),
    "DeepNetwork.step": (DEEP.step, {"trace": DEEP_TRACE, "eta": 0.1}),
    "numerical_gradient": (bh.numerical_gradient, {"net": NET, "x": X, "y": Y, "held": None, "step": 1e-5}),
    "central_differences": (gradient_check.central_differences, {"trace": TRACE, "name": "W1", "step": 1e-5}),
    "loss_along": (gradient_check.loss_along, {"trace": TRACE, "moved": "W1[0,0]", "values": [1.0, 2.0]}),
    "error_over_h": (gradient_check.error_over_h, {"trace": TRACE, "moved": "W1[0,0]", "steps": [0.1, 0.2]}),
    "paths_to_loss": (paths.paths_to_loss, {"trace": TRACE, "start": "x[0]"}),
    "wrong_gradients": (bh.wrong_gradients, {"trace": TRACE, "name": "flip_sign", "eta": 0.5}),
    "gradients_with_mistake": (bh.gradients_with_mistake, {"name": "flip_sign", "eta": 0.5}),
    "program_gradients": (bh.program_gradients, {"letter": "A", "eta": 0.5}),
    "counted": (costs.counted, {"method": "forward", "sizes": (2, 3, 2)}),
    "multiply_adds": (bh.multiply_adds, {"method": "forward", "sizes": (2, 3, 2)}),
    "Counter.watch": (lambda arrays: bh.Counter().watch(arrays), {"arrays": [1.0, 2.0]}),
    "Timings": (bh.Timings, {"methods": ["forward"], "networks": [(2, 3)]}),
    "Training": (
        bh.Training,
        {"net": NET, "x": X, "y": Y, "eta": 1.0, "momentum": 0.0, "trainable": ("W1",), "gradients": None},
    ),
    "Training.go": (lambda step: training().go(step), {"step": 3}),
    "Training.path": (lambda of: training().path(of), {"of": "W1[0,0]"}),
    "Training.next_value": (lambda of: training().next_value(of), {"of": "W1[0,0]"}),
    "ask": (bh.ask, {"name": "shape of W1"}),
    "Question": (bh.Question, {"text": "?", "options": {"a": "", "b": "no"}, "answer": "a", "why": "b"}),
    "variables": (lambda name: bh.variables(name), {"name": "W1"}),
    "Explorer": (bh.Explorer, EXPLORER),
    "BackgroundRun": (bh.BackgroundRun, {"work": [1, 2], "views": [picture], "words": "two"}),
    "Player": (bh.Player, {"explorer": _steps(), "strides": (1, 2), "stride": 1}),
    "MistakeTrials": (lambda **given: tuple(bh.MistakeTrials(**given)), SURVEY),
    "NetworkDiagram": (bh.NetworkDiagram, {"show": "values", "emphasised": ["x[0]"]}),
    "SideBySide": (lambda view: bh.SideBySide(view), {"view": picture}),
    "Checked": (lambda name: bh.Checked(name), {"name": "dL_dW1"}),
    "Matrices": (lambda name: bh.Matrices(name), {"name": "dL_dW1"}),
    "DecisionBoundary": (bh.DecisionBoundary, {"output": 0, "reach": (-1, 1)}),
    "LossSurface": (bh.LossSurface, {"across": "W1[0,0]", "up": "W1[0,1]", "reach": (-1, 1, -1, 1)}),
    "Equation": (bh.Equation, {"quantity_name": "z1"}),
    "Jacobian": (views.Jacobian, {"layer": 2}),
    "OuterProduct": (views.OuterProduct, {"layer": 2}),
    "SigmoidPlot": (bh.SigmoidPlot, {"z": "z1", "reach": 10.0}),
    "LivePlot": (bh.LivePlot, {"width": 6.0, "height": 3.0, "dpi": 100}),
    "LossCurve": (bh.LossCurve, {"reach": (0, 1)}),
    "ErrorCurve": (lambda element: views.ErrorCurve(element)(TRACE), ELEMENT),
    "Nudge": (lambda element: bh.Nudge(element)(TRACE), ELEMENT),
    "Paths": (lambda element: views.Paths(element)(TRACE), ELEMENT),
    "WeightJacobian": (lambda element: views.WeightJacobian(element)(TRACE), ELEMENT),
    "PrintedDigits": (bh.PrintedDigits, {"printed": bh.MAZUR.printed}),
    "Worksheet": (bh.Worksheet, {"net": NET, "x": X, "y": Y, "eta": 0.5, "decimals": 4, "seed": 1}),
    "Worksheet.random": (bh.Worksheet.random, {"seed": 1, "sizes": (2, 3, 1), "eta": 0.5, "decimals": 4}),
    "ByHand": (bh.ByHand, {"sheet": bh.Worksheet.random(1)}),
    "expression_graph": (bh.expression_graph, {"function": lambda x: x.sum(), "values": {"x": [1.0, 2]}, "by": "x"}),
    "own_gradients": (bh.own_gradients, {"function": right}),
    "recall": (bh.recall, {"notebook": 5}),
    "Practice": (bh.Practice, {"step": "dL_dz1", "seed": 1, "folded": True}),
    "Order": (bh.Order, {"layers": 2, "seed": 1, "folded": True}),
    "LearningTest": (bh.LearningTest, {"name": "A"}),
    "keep_record": (bh.keep_record, {"keep": True}),
}
