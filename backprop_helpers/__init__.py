"""Backpropagation to look at: one small network, every number of it, sliders that move them. Start with notebook 00."""

from .exercises.bug_hunt import PROGRAMS, check_bug_hunt, program_gradients
from .exercises.call import own_gradients
from .exercises.check import check
from .exercises.deep import check_backward
from .exercises.sizes import check_count, check_shapes
from .exercises.update import check_update
from .mathematics.costs import Counter, counted, multiply_adds
from .mathematics.deep import DeepNetwork, DeepTrace
from .mathematics.gradient_check import central_differences, error_over_h, loss_along, numerical_gradient
from .mathematics.network import Network, Trace, sigmoid, sigmoid_prime
from .mathematics.paths import paths_to_loss
from .mathematics.timing import Timings
from .mathematics.training import Training
from .mistakes.trials import MistakeTrials, gradients_with_mistake
from .mistakes.wrong_pass import MISTAKES, wrong_gradients
from .notation.table import QUANTITIES
from .published import MAZUR, SYMMETRY
from .questions.question import Question, ask
from .setup_check import check_setup
from .views import (
    AtStep,
    Checked,
    CostPlot,
    Costs,
    DecisionBoundary,
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
    PrintedDigits,
    Reuse,
    ShapeTable,
    SideBySide,
    SigmoidPlot,
    StepTable,
    SymmetryWeights,
    ThreeIndex,
    Times,
    Transpose,
    TrialsTable,
    WithoutSlope,
    cost_words,
    deep_words,
    describe,
    training_words,
    variables,
    why_zero,
)
from .widgets.background import BackgroundRun
from .widgets.explorer import Explorer
from .widgets.player import Player, Replay
from .worksheets.form import ByHand
from .worksheets.sheet import Worksheet

__all__ = [
    "MAZUR",
    "MISTAKES",
    "QUANTITIES",
    "PROGRAMS",
    "SYMMETRY",
    "AtStep",
    "SideBySide",
    "ByHand",
    "Checked",
    "CostPlot",
    "Costs",
    "Counter",
    "DecisionBoundary",
    "DeepNetwork",
    "DeepTrace",
    "PrintedDigits",
    "Equation",
    "ErrorCurve",
    "Explorer",
    "Jacobian",
    "LayerMatrices",
    "LayerPlot",
    "LayerTable",
    "LivePlot",
    "BackgroundRun",
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
    "MistakeTrials",
    "TrialsTable",
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
    "check_bug_hunt",
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
    "gradients_with_mistake",
    "numerical_gradient",
    "own_gradients",
    "paths_to_loss",
    "sigmoid",
    "sigmoid_prime",
    "program_gradients",
    "training_words",
    "variables",
    "why_zero",
    "wrong_gradients",
]
