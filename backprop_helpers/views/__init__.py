"""The views: each turns a trace (and the choices beside it) into HTML text. Only views draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..mathematics import validate
from .boundary import DecisionBoundary
from .checked import Checked
from .costs import CostPlot, Costs, Times, cost_words
from .diagram import NetworkDiagram
from .equation import Equation
from .error_curve import ErrorCurve
from .jacobian import Jacobian, WithoutSlope
from .layers import LayerMatrices, LayerPlot, LayerTable, deep_words
from .loss_curve import LossCurve
from .loss_history import LossHistory
from .loss_surface import LossSurface
from .nudge import Nudge
from .outer_product import OuterProduct, ThreeIndex
from .parts.matrices import Matrices
from .parts.plot import LivePlot
from .parts.side_by_side import SideBySide, view_name
from .parts.tables import ShapeTable, variables
from .paths import Paths
from .printed import PrintedDigits, SymmetryWeights
from .reuse import Reuse
from .sentence import describe
from .sigmoid import SigmoidPlot
from .step import AtStep, StepTable, training_words
from .transpose import Transpose
from .trials import TrialsTable
from .why_zero import why_zero

__all__ = [
    "AtStep",
    "SideBySide",
    "Checked",
    "CostPlot",
    "Costs",
    "DecisionBoundary",
    "PrintedDigits",
    "Equation",
    "ErrorCurve",
    "Jacobian",
    "LayerMatrices",
    "LayerPlot",
    "LayerTable",
    "LivePlot",
    "LossCurve",
    "LossHistory",
    "LossSurface",
    "Matrices",
    "NetworkDiagram",
    "Nudge",
    "OuterProduct",
    "Paths",
    "Reuse",
    "ShapeTable",
    "SigmoidPlot",
    "StepTable",
    "TrialsTable",
    "SymmetryWeights",
    "ThreeIndex",
    "Times",
    "Transpose",
    "WithoutSlope",
    "cost_words",
    "deep_words",
    "describe",
    "find_view",
    "find_views",
    "training_words",
    "variables",
    "why_zero",
]

BY_NAME: dict[str, Callable] = {
    "checked": lambda: Checked("dL_dW1", "dL_db1", "dL_dW2", "dL_db2"),
    "cost plot": CostPlot,
    "costs": Costs,
    "diagram": NetworkDiagram,
    "equation": Equation,
    "error curve": ErrorCurve,
    "gradients": lambda: Matrices("dL_dW1", "dL_db1", "dL_dW2", "dL_db2", name="gradients"),
    "jacobian": Jacobian,
    "layer matrices": LayerMatrices,
    "layer plot": LayerPlot,
    "layers": LayerTable,
    "loss curve": LossCurve,
    "loss history": LossHistory,
    "nudge": Nudge,
    "outer product": OuterProduct,
    "paths": Paths,
    "reuse": Reuse,
    "shapes": ShapeTable,
    "sigmoid": SigmoidPlot,
    "step": StepTable,
    "trials": TrialsTable,
    "symmetry weights": SymmetryWeights,
    "three indices": ThreeIndex,
    "times": Times,
    "transpose": Transpose,
    "why zero": lambda: why_zero,
    "without slope": WithoutSlope,
}


def find_views(views: Iterable[Callable | str]) -> dict[str, Callable]:
    """The views by their names. Raises `ValueError` for one that is not there, or where a name comes twice."""
    found = {}
    for view in map(find_view, validate.listed("views", views, "views or names of views")):
        name = view_name(view)
        if name in found:
            raise ValueError(f"There are two views called {name!r}; give one of them another name=...")
        found[name] = view
    return found


def find_view(view: Callable | str) -> Callable:
    """The view itself, or a new one of this name. Raises `ValueError` that says which views there are."""
    if isinstance(view, str) and view in BY_NAME:
        return BY_NAME[view]()
    if isinstance(view, str) or not callable(view):
        raise ValueError(f"There is no view {view!r}; there are {', '.join(BY_NAME)}, or any function of a trace.")
    return view
