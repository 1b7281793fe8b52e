"""All parameters of a network in one row of numbers, so that one line moves them all. NumPy only."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from ..notation.table import PARAMETERS, Element, element
from .network import Network


class Packing:
    """Where each parameter of networks with these sizes stands in a row of numbers (P,): W1, b1, W2, b2, row by row."""

    def __init__(self, net: Network):
        self.shapes = [getattr(net, name).shape for name in PARAMETERS]
        self._ends = np.cumsum([0, *(math.prod(shape) for shape in self.shapes)]).tolist()

    def pack(self, arrays: Iterable[np.ndarray]) -> np.ndarray:
        """The arrays W1, b1, W2 and b2, or their gradients, as a row (P,)."""
        return np.concatenate([array.ravel() for array in arrays])

    def unpack(self, row: np.ndarray) -> list[np.ndarray]:
        """W1, b1, W2 and b2 from a row (P,); nothing is copied."""
        return [
            row[start:end].reshape(shape)
            for start, end, shape in zip(self._ends, self._ends[1:], self.shapes, strict=False)
        ]

    def place(self, of: Element | str) -> int:
        """Where an element stands. Raises `ValueError` for one that is no parameter, or outside of it."""
        here = of if isinstance(of, Element) else element(of)
        if here.name not in PARAMETERS:
            raise ValueError(f"{here} is no parameter; elements of {', '.join(PARAMETERS)} are.")
        which = PARAMETERS.index(here.name)
        if not here.is_in(self.shapes[which]):
            raise ValueError(f"{here} is outside of {here.name}, which has shape {self.shapes[which]}.")
        return self._ends[which] + int(np.ravel_multi_index(here.place, self.shapes[which]))

    def mask(self, names: Iterable[str]) -> np.ndarray:
        """A row (P,) with 1 for the numbers of these parameters ("W1") and elements ("W2[0,1]"), 0 for the others."""
        marks = np.zeros(self._ends[-1])
        for name in names:
            if isinstance(name, str) and name in PARAMETERS:
                which = PARAMETERS.index(name)
                marks[self._ends[which] : self._ends[which + 1]] = 1
            else:
                marks[self.place(name)] = 1
        return marks
