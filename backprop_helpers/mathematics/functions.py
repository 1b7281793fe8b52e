"""Which activation function each layer of a network has, and which loss. NumPy only."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from . import validate
from .activations import ACTIVATIONS, Activation
from .losses import HALF, LOSSES


@dataclass(frozen=True)
class Functions:
    """The names of a network's activation functions, input side first, and of its loss."""

    activations: tuple[str, ...]
    loss: str = HALF

    @classmethod
    def of(cls, activation, loss: str, layers: int) -> "Functions":
        """Return the functions of so many layers: `activation` is one name for all of them, or one for each.

        One name for all leaves the last layer to a loss that needs a certain activation there.
        Raises `ValueError` for unknown names, and for a last layer that the loss can't be used with.
        """
        if (layers, loss) == (2, HALF) and isinstance(activation, (str, tuple)) and activation in _USUAL:
            return SIGMOIDS
        validate.known("loss", loss, LOSSES)
        names, needed = validate.listed("activation", activation, "a name for each layer"), LOSSES[loss].output
        usual = {name.lower(): name for name in ACTIVATIONS}
        names = [usual.get(str(name).lower(), name) for name in names]
        for name in names:
            validate.known("activation", name, ACTIVATIONS)
        if isinstance(activation, str):
            names = names * (layers - 1) + [needed or names[0]]
        if len(names) != layers:
            raise ValueError(f"activation has {len(names)} names, but should have one for each of {layers} layers.")
        if "softmax" in names[:-1] or needed is None and names[-1] == "softmax":
            each = " One name is for all layers: name each one." * (needed == "softmax" and isinstance(activation, str))
            only = "softmax can only be the last layer's activation, with loss='softmax with cross-entropy'."
            raise ValueError(only + each)
        if needed and names[-1] != needed:
            raise ValueError(f"With the loss {loss!r} the last layer's activation is {needed}, not {names[-1]}.")
        found = cls(tuple(names), loss)
        return SIGMOIDS if found == SIGMOIDS else found

    def __getitem__(self, layer: int) -> Activation:
        """Return the activation function of a layer, counted from 0."""
        return ACTIVATIONS[self.activations[layer]]

    def meaning(self, name: str, usual: str) -> str:
        """Return what a quantity is: the notation table's `usual` words, with the names of these functions in them."""
        slope = name.startswith("da")
        usual = usual.replace("sigmoid", self.activations[int(name[2]) - 1]) if slope else usual
        return usual.replace(LOSSES[HALF].meaning, LOSSES[self.loss].meaning)

    def is_off(self, layer: int, z: float) -> bool:
        """Return whether a ReLU of a layer, counted from 0, gives 0 at this z, so that its slope is 0."""
        return self.activations[layer] == "ReLU" and z <= 0

    def loss_of(self, z, a, y, held: bool = False) -> np.ndarray:
        """Return the mean over the examples of the loss, of the last layer's z and a; if a is `held`, of a alone."""
        return LOSSES[self.loss].value(None if held else z, a, y) / y.shape[-1]

    def gradient(self, z, a, y, held: bool = False) -> np.ndarray:
        """Return the gradient of the loss by the last layer's a."""
        return LOSSES[self.loss].gradient(None if held else z, a, y) / y.shape[-1]

    def delta(self, dL_da, slope, a, y, cut: bool = False) -> np.ndarray:
        """Return the gradient by the last layer's z: dL/da (.) slope, or a - y if these two cancel to that.

        If nothing flows back because the pass is `cut` there, one of the two is 0.
        """
        return dL_da * slope if cut or not LOSSES[self.loss].output else (a - y) / y.shape[-1]

    def check_targets(self, y: np.ndarray) -> None:
        """Refuse targets that the loss is not made for: they are shares, from 0 to 1, and with softmax sum to 1."""
        needed = LOSSES[self.loss].output
        if needed and (y.min() < 0 or y.max() > 1):
            raise ValueError(f"y holds {y.min()} to {y.max()}; with the loss {self.loss!r} targets are from 0 to 1.")
        if needed == "softmax" and np.abs(y.sum(axis=0) - 1).max() > 1e-9:
            raise ValueError("The targets of each example should sum to 1 with softmax: y says how 1 is shared out.")

    def formulas(self, examples: int = 1) -> Mapping[str, str]:
        """Return the formulas of a network of two layers that are not those of the notation table."""
        return _formulas(self, examples > 1)


@cache
def _formulas(functions: Functions, batch: bool) -> dict[str, str]:
    found = {}
    for k, name in enumerate(functions.activations, 1):
        if name != "sigmoid":
            z, a, row = f"z{k}", f"a{k}", ACTIVATIONS[name]
            found |= {a: row.formula.format(z=z), f"da{k}_dz{k}": row.slope_formula.format(z=z, a=a)}
    if functions.loss != HALF:
        found |= {at: f"{code} / N" if batch else code for at, code in LOSSES[functions.loss].formulas.items()}
    return found


SIGMOIDS = Functions(("sigmoid", "sigmoid"))
_USUAL = "sigmoid", SIGMOIDS.activations
