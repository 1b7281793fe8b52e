"""Backpropagation to look at: one small network, every number of it, sliders that move them. Start with notebook 00."""

from .by_hand import ByHand
from .counting import Counter, counted, multiply_adds
from .deep import DeepNetwork, DeepTrace
from .exercises import check, check_shapes
from .explorer import Explorer
from .further_exercises import check_backward, check_count
from .gradient_check import central_differences, error_over_h, loss_along, numerical_gradient
from .hunt import SUSPECTS, check_hunt, suspect
from .long_run import LongRun
from .mistake_survey import Survey, mistaken
from .mistakes import MISTAKES, wrong_gradients
from .network import Network, Trace, sigmoid, sigmoid_prime
from .notation import QUANTITIES
from .own_code import own_gradients
from .paths import paths_to_loss
from .player import Player, Replay
from .published import MAZUR, SYMMETRY
from .questions import Question, ask
from .setup_check import check_setup
from .sheet import Worksheet
from .timing import Timings
from .training import Training
from .update_check import check_update
from .views import (
    AtStep,
    Beside,
    Checked,
    CostPlot,
    Costs,
    DecisionBoundary,
    Digits,
    Equation,
    ErrorCurve,
    Jacobian,
    LayerMatrices,
    LayerPlot,
    LayerTable,
    LivePlot,
    LossCurve,
    LossHistory,
    LossSurface,
    Matrices,
    NetworkDiagram,
    Nudge,
    OuterProduct,
    Paths,
    Reuse,
    ShapeTable,
    SigmoidPlot,
    StepTable,
    SurveyTable,
    SymmetryWeights,
    ThreeIndex,
    Times,
    Transpose,
    WithoutSlope,
    cost_words,
    deep_words,
    describe,
    training_words,
    variables,
    why_zero,
)

__all__ = [
    "MAZUR",
    "MISTAKES",
    "QUANTITIES",
    "SUSPECTS",
    "SYMMETRY",
    "AtStep",
    "Beside",
    "ByHand",
    "Checked",
    "CostPlot",
    "Costs",
    "Counter",
    "DecisionBoundary",
    "DeepNetwork",
    "DeepTrace",
    "Digits",
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
    "LossHistory",
    "LossSurface",
    "Matrices",
    "Network",
    "NetworkDiagram",
    "Nudge",
    "OuterProduct",
    "Paths",
    "Player",
    "Question",
    "Replay",
    "Reuse",
    "ShapeTable",
    "SigmoidPlot",
    "StepTable",
    "Survey",
    "SurveyTable",
    "SymmetryWeights",
    "ThreeIndex",
    "Times",
    "Timings",
    "Trace",
    "Training",
    "Transpose",
    "WithoutSlope",
    "Worksheet",
    "ask",
    "central_differences",
    "check",
    "check_backward",
    "check_count",
    "check_hunt",
    "check_setup",
    "check_shapes",
    "check_update",
    "cost_words",
    "counted",
    "deep_words",
    "describe",
    "error_over_h",
    "loss_along",
    "multiply_adds",
    "mistaken",
    "numerical_gradient",
    "own_gradients",
    "paths_to_loss",
    "sigmoid",
    "sigmoid_prime",
    "suspect",
    "training_words",
    "variables",
    "why_zero",
    "wrong_gradients",
]
