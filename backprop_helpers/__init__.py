"""Backpropagation to look at: one small network, every number of it, sliders that move them. Start with notebook 00."""

from .counting import Counter, counted, multiply_adds
from .deep import DeepNetwork, DeepTrace
from .exercises import check, check_shapes
from .explorer import Explorer
from .further_exercises import check_backward, check_count
from .gradient_check import central_differences, error_over_h, loss_along, numerical_gradient
from .long_run import LongRun
from .mistakes import MISTAKES, wrong_gradients
from .network import Network, Trace, sigmoid, sigmoid_prime
from .notation import QUANTITIES
from .paths import paths_to_loss
from .questions import Question, ask
from .setup_check import check_setup
from .timing import Timings
from .views import (
    Checked,
    CostPlot,
    Costs,
    Equation,
    ErrorCurve,
    Jacobian,
    LayerMatrices,
    LayerPlot,
    LayerTable,
    LivePlot,
    LossCurve,
    Matrices,
    NetworkDiagram,
    Nudge,
    OuterProduct,
    Paths,
    Reuse,
    ShapeTable,
    SigmoidPlot,
    ThreeIndex,
    Times,
    Transpose,
    WithoutSlope,
    cost_words,
    deep_words,
    describe,
    variables,
    why_zero,
)

__all__ = [
    "MISTAKES",
    "QUANTITIES",
    "Checked",
    "CostPlot",
    "Costs",
    "Counter",
    "DeepNetwork",
    "DeepTrace",
    "Equation",
    "ErrorCurve",
    "Explorer",
    "Jacobian",
    "LayerMatrices",
    "LayerPlot",
    "LayerTable",
    "LivePlot",
    "LongRun",
    "LossCurve",
    "Matrices",
    "Network",
    "NetworkDiagram",
    "Nudge",
    "OuterProduct",
    "Paths",
    "Question",
    "Reuse",
    "ShapeTable",
    "SigmoidPlot",
    "ThreeIndex",
    "Times",
    "Timings",
    "Trace",
    "Transpose",
    "WithoutSlope",
    "ask",
    "central_differences",
    "check",
    "check_backward",
    "check_count",
    "check_setup",
    "check_shapes",
    "cost_words",
    "counted",
    "deep_words",
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
