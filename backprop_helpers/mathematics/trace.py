"""What a forward and a backward pass give: every quantity, under the primer's name."""

from dataclasses import dataclass, field, fields

import numpy as np

from .functions import SIGMOIDS, Functions


@dataclass(frozen=True, eq=False)
class Trace:
    """Every quantity of one forward and backward pass, under the primer's name. Immutable: the arrays are read-only.

    Shapes for n inputs, h hidden units, m outputs and N examples: x (n, N); z1, a1 (h, N); z2, a2, y (m, N);
    loss a float; each gradient has the shape of its quantity. `da1_dz1` and `da2_dz2` are sigma'(z1) and sigma'(z2),
    the diagonals of the activations' Jacobians. `held` names the quantities that were held fixed.
    """

    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray
    x: np.ndarray
    y: np.ndarray
    z1: np.ndarray
    a1: np.ndarray
    z2: np.ndarray
    a2: np.ndarray
    loss: float
    dL_da2: np.ndarray
    da2_dz2: np.ndarray
    dL_dz2: np.ndarray
    dL_dW2: np.ndarray
    dL_db2: np.ndarray
    dL_da1: np.ndarray
    da1_dz1: np.ndarray
    dL_dz1: np.ndarray
    dL_dW1: np.ndarray
    dL_db1: np.ndarray
    held: frozenset[str] = field(default=frozenset())
    functions = SIGMOIDS

    def __post_init__(self):
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    @classmethod
    def of(cls, *values) -> "Trace":
        """Return a trace of these values, in the order of the fields; for arrays that are read-only already."""
        trace = cls.__new__(cls)
        vars(trace).update(zip(_NAMES, values, strict=True))
        return trace

    @property
    def sizes(self) -> dict[str, int]:
        """The sizes behind every shape: {"n": inputs, "h": hidden units, "m": outputs, "N": examples}."""
        return {"n": self.x.shape[0], "h": self.a1.shape[0], "m": self.a2.shape[0], "N": self.x.shape[1]}


_NAMES = tuple(each.name for each in fields(Trace))


@dataclass(frozen=True, eq=False)
class OtherTrace(Trace):
    """A trace of a network with other activation functions or another loss than the primer's: `functions` names them.

    `da1_dz1` and `da2_dz2` are then the slopes of these.
    """

    functions: Functions = SIGMOIDS
