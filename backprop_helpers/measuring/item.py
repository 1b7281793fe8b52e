"""An item of the test: a question whose wrong options each belong to a misconception of docs/misconceptions.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

#: A short name of each misconception, and how docs/misconceptions.md puts it.
MISCONCEPTIONS = {
    "transpose": "The transpose goes where the shapes fit",
    "products": "Elementwise and matrix product are much the same",
    "paths": "One path is enough, or the mean of the paths",
    "slope at a": "The slope of the sigmoid is taken at the activation",
    "zero bias": "The gradient of a bias that is 0 is 0",
    "bias sum": "The bias gets the sum of all gradients, or ones",
    "mean loss": "The loss is a mean over the outputs",
    "half": "The ½ is forgotten, or counted twice",
    "sign": "The error is target minus output",
    "training": "Backpropagation is training",
    "no slope": "The error is sent back without the slope",
    "1-D": "A vector's `.T` is a row",
    "row": "∂z₂/∂W₂ is the row a₁ᵀ",
    "layouts": "Layouts are mixed: a gradient is a row here, a column there",
    "blame": "A gradient is a share of the blame, or an importance",
    "fast": "A wrong unit always learns fast",
    "zero gradient": "A zero gradient means no influence",
    "detached": "A detached quantity keeps its value, like a constant",
    "small h": "A smaller step makes a better finite difference",
    "from to": "A weight matrix has the shape (from, to), as the picture reads",
    "same index": "Input j belongs to hidden unit j",
    "long step": "A step brings what its gradient promises, however long it is",
    "alike": "All weights may start alike, or at 0",
    "falling": "A falling loss shows that the gradient is right",
    "several": "What is right for one example is right for several",
}


@dataclass(frozen=True)
class Option:
    """An option: its text, the misconception that it belongs to ("" if it is right), and why it tempts.

    `number` is the same in every form, whatever the order in which the options are shown.
    """

    text: str
    believes: str = ""
    tempts: str = ""
    number: int = 0

    @property
    def misconception(self) -> str:
        """The misconception in words, as plain text."""
        return MISCONCEPTIONS.get(self.believes, "").replace("`", "")


@dataclass(frozen=True)
class Item:
    """A question by its name: plain text, its options in the order shown, why the right one is right.

    `notebook` is the number of the notebook that teaches it, `given` the arrays that are shown with it, by their names
    in the notation table.
    """

    name: str
    notebook: str
    text: str
    options: tuple[Option, ...]
    why: str
    given: Mapping[str, np.ndarray] = field(default_factory=dict)

    @property
    def right(self) -> Option:
        return next(option for option in self.options if not option.believes)
