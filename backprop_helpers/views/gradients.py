"""The gradients of all parameters as matrices."""

from ..notation.table import PARAMETERS
from .matrices import Matrices


class Gradients(Matrices):
    """A view: the gradient of each parameter, side by side, with its symbol above and its shape below."""

    name = "gradients"

    def __init__(self):
        super().__init__(*(f"dL_d{name}" for name in PARAMETERS))
