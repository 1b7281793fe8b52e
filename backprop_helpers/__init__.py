"""Backpropagation to look at: one small network, every number of it, sliders that move them. Start with notebook 00."""

from .counting import Counter, counted, multiply_adds
from .deep import DeepNetwork, DeepTrace
from .exercises import check, check_shapes
from .explorer import Explorer
from .gradient_check import central_differences, error_over_h, loss_along, numerical_gradient
from .mistakes import MISTAKES, wrong_gradients
from .network import Network, Trace, sigmoid, sigmoid_prime
from .notation import QUANTITIES
from .paths import paths_to_loss
from .questions import Question, ask
from .setup_check import check_setup
from .views import (
    Checked,
    Equation,
    ErrorCurve,
    Jacobian,
    LivePlot,
    LossCurve,
    Matrices,
    NetworkDiagram,
    Nudge,
    OuterProduct,
    Paths,
    ShapeTable,
    SigmoidPlot,
    ThreeIndex,
    Transpose,
    WithoutSlope,
    describe,
    variables,
    why_zero,
)

__all__ = [
    "MISTAKES",
    "QUANTITIES",
    "Checked",
    "Counter",
    "DeepNetwork",
    "DeepTrace",
    "Equation",
    "ErrorCurve",
    "Explorer",
    "Jacobian",
    "LivePlot",
    "LossCurve",
    "Matrices",
    "Network",
    "NetworkDiagram",
    "Nudge",
    "OuterProduct",
    "Paths",
    "Question",
    "ShapeTable",
    "SigmoidPlot",
    "ThreeIndex",
    "Trace",
    "Transpose",
    "WithoutSlope",
    "ask",
    "central_differences",
    "check",
    "check_setup",
    "check_shapes",
    "counted",
    "describe",
    "error_over_h",
    "loss_along",
    "multiply_adds",
    "numerical_gradient",
    "paths_to_loss",
    "sigmoid",
    "sigmoid_prime",
    "variables",
    "why_zero",
    "wrong_gradients",
]
