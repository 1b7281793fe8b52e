"""The views: each turns a state (a trace, a training) and the choices beside it into HTML text. Only views draw."""

from .beside_sigmoids import BesideSigmoids
from .boundary import DecisionBoundary
from .checked import Checked
from .cost_plot import CostPlot
from .costs import Costs, cost_words
from .diagram import NetworkDiagram
from .equation import Equation
from .error_curve import ErrorCurve
from .gradients import Gradients
from .graph import GraphView
from .jacobian import Jacobian
from .layer_matrices import LayerMatrices
from .layer_plot import LayerPlot
from .layers import LayerTable
from .layouts import Layouts
from .loss_curve import LossCurve
from .loss_history import LossHistory
from .loss_surface import LossSurface
from .matrices import Matrices
from .nudge import Nudge
from .outer_product import OuterProduct
from .parts.plot import LivePlot
from .parts.view import VIEWS, View, find_view, find_views
from .paths import Paths
from .printed import PrintedDigits
from .reuse import Reuse
from .rows import Rows
from .sentence import describe
from .shapes import ShapeTable
from .side_by_side import SideBySide
from .sigmoid import SigmoidPlot
from .step import StepTable
from .symmetry_weights import SymmetryWeights
from .three_indices import WeightJacobian
from .times import Times
from .transpose import Transpose
from .trials import TrialsTable
from .variables import variables
from .why_zero import ExplainZero
from .without_slope import WithoutSlope

_classes = [each for each in list(vars().values()) if isinstance(each, type) and issubclass(each, View)]
VIEWS.update((view.name, view) for view in _classes if view.name)
