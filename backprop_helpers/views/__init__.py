"""The views: each turns a trace (and the choices beside it) into HTML text. Only views draw."""

from __future__ import annotations

from collections.abc import Callable

from .checked import Checked
from .diagram import NetworkDiagram
from .equation import Equation
from .error_curve import ErrorCurve
from .jacobian import Jacobian, WithoutSlope
from .loss_curve import LossCurve
from .matrices import Matrices
from .nudge import Nudge
from .outer_product import OuterProduct, ThreeIndex
from .paths import Paths
from .plot import LivePlot
from .sentence import describe
from .sigmoid_plot import SigmoidPlot
from .tables import ShapeTable, variables
from .transpose import Transpose
from .why_zero import why_zero

__all__ = [
    "Checked",
    "Equation",
    "ErrorCurve",
    "Jacobian",
    "LivePlot",
    "LossCurve",
    "Matrices",
    "NetworkDiagram",
    "Nudge",
    "OuterProduct",
    "Paths",
    "ShapeTable",
    "SigmoidPlot",
    "ThreeIndex",
    "Transpose",
    "WithoutSlope",
    "describe",
    "find_view",
    "variables",
    "why_zero",
]

BY_NAME: dict[str, Callable] = {
    "checked": lambda: Checked("dL_dW1", "dL_db1", "dL_dW2", "dL_db2"),
    "diagram": NetworkDiagram,
    "equation": Equation,
    "error curve": ErrorCurve,
    "gradients": lambda: Matrices("dL_dW1", "dL_db1", "dL_dW2", "dL_db2", name="gradients"),
    "jacobian": Jacobian,
    "loss curve": LossCurve,
    "nudge": Nudge,
    "outer product": OuterProduct,
    "paths": Paths,
    "shapes": ShapeTable,
    "sigmoid": SigmoidPlot,
    "three indices": ThreeIndex,
    "transpose": Transpose,
    "why zero": lambda: why_zero,
    "without slope": WithoutSlope,
}


def find_view(view: Callable | str) -> Callable:
    """The view itself, or a new one of this name. Raises `ValueError` that says which views there are."""
    if isinstance(view, str) and view in BY_NAME:
        return BY_NAME[view]()
    if isinstance(view, str) or not callable(view):
        raise ValueError(f"There is no view {view!r}; there are {', '.join(BY_NAME)}, or any function of a trace.")
    return view
