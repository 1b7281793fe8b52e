"""Backpropagation to look at: one small network, every number of it, sliders that move them. Start with notebook 00."""

# Networks and their numbers
from .mathematics.costs import Counter, multiply_adds
from .mathematics.deep import DeepNetwork
from .mathematics.gradient_check import numerical_gradient
from .mathematics.network import Network, Trace, sigmoid, sigmoid_prime
from .mathematics.timing import Timings
from .mathematics.training import Training
from .mistakes.bank import MISTAKES
from .mistakes.trials import MistakeTrials, gradients_with_mistake
from .mistakes.wrong_pass import wrong_gradients
from .notation.table import QUANTITIES
from .published import MAZUR, SYMMETRY
from .read_back.graph import expression_graph

# Lessons: what moves and is shown. The other views are known by their names.
from .views import (
    Checked,
    DecisionBoundary,
    Equation,
    LivePlot,
    LossCurve,
    LossHistory,
    LossSurface,
    Matrices,
    NetworkDiagram,
    Nudge,
    PrintedDigits,
    SideBySide,
    SigmoidPlot,
    TrialsTable,
    cost_words,
    variables,
)
from .widgets.background import BackgroundRun
from .widgets.explorer import Explorer
from .widgets.player import Player

# Questions, exercises, practice and work on paper
from .exercises.autograd import check_autograd
from .exercises.bug_hunt import PROGRAMS, check_bug_hunt, program_gradients
from .exercises.call import own_gradients
from .exercises.check import check
from .exercises.deep import check_backward
from .exercises.count import check_count
from .exercises.gradient import check_gradient
from .exercises.sizes import check_shapes
from .exercises.update import check_update
from .measuring.learning_test import LearningTest
from .practice.order import Order
from .practice.practice import Practice
from .questions.question import Question, ask
from .progress import progress
from .questions.recall import recall
from .records.journal import delete_record, keep_record
from .setup_check import check_setup
from .worksheets.form import ByHand
from .worksheets.sheet import Worksheet
