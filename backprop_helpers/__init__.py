"""Backpropagation to look at: one small network, every number of it, sliders that move them. Start with notebook 00."""

from .exercises.bug_hunt import SUSPECTS, check_hunt, suspect
from .exercises.check import check, check_shapes
from .exercises.deep import check_backward, check_count
from .exercises.own_code import own_gradients
from .exercises.update import check_update
from .mathematics.costs import Counter, counted, multiply_adds
from .mathematics.deep import DeepNetwork, DeepTrace
from .mathematics.gradient_check import central_differences, error_over_h, loss_along, numerical_gradient
from .mathematics.network import Network, Trace, sigmoid, sigmoid_prime
from .mathematics.paths import paths_to_loss
from .mathematics.timing import Timings
from .mathematics.training import Training
from .mistakes.trials import Survey, mistaken
from .mistakes.wrong_pass import MISTAKES, wrong_gradients
from .notation.table import QUANTITIES
from .published import MAZUR, SYMMETRY
from .questions.question import Question, ask
from .setup_check import check_setup
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
from .widgets.background import LongRun
from .widgets.explorer import Explorer
from .widgets.player import Player, Replay
from .worksheets.form import ByHand
from .worksheets.sheet import Worksheet

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
