"""Published worked examples: their numbers as printed, and what reproduces them. NumPy only.

Conventions here: (W)_ij leads to i from j, vectors are columns, and the loss is half the sum of squares.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from .mathematics.network import Network


@dataclass(frozen=True)
class PrintedNumber:
    """A number as it was printed: of a quantity or one element of it, after so many updates.

    `order` is what reproduces every digit: "together" (all gradients at the same old parameters) or "in place" (W2 is
    updated before the hidden layer's gradient is taken). `really_after` is given where the count of updates is another.
    """

    of: str
    text: str
    after: int = 0
    order: str = "together"
    really_after: int | None = None

    def agrees(self, value: float) -> bool:
        """Return whether the value, rounded to as many places as were printed, is the printed text."""
        return f"{value:.{self.places}f}" == self.text

    @property
    def places(self) -> int:
        """The number of digits printed after the point."""
        return len(self.text.partition(".")[2])


@dataclass(frozen=True)
class Example:
    """A published network: its example x (n,), y (m,), the learning rate, what is trained, and the printed numbers."""

    source: str
    net: Network
    x: tuple[float, ...]
    y: tuple[float, ...]
    eta: float
    trainable: tuple[str, ...]
    printed: tuple[PrintedNumber, ...]


def _rows(after: int, order: str = "together", **texts: str) -> tuple[PrintedNumber, ...]:
    """Return printed numbers by name: W2_00 is the element W2[0,0], z1_0 is z1[0]."""
    rows = []
    for name, text in texts.items():
        quantity, _, index = name.rpartition("_")
        of = f"{quantity}[{','.join(index)}]" if index.isdigit() else name
        rows.append(PrintedNumber(of, text, after, order))
    return tuple(rows)


#: Two inputs, two hidden units, two outputs. The biases are never updated. Forward pass, gradients and new weights
#: reproduce to every digit, but for one path of a1[0], printed as -0.019049119: rounded, it is -0.019049118.
#: Losses and outputs after an update were printed from a version of its program that updated W2 in place (changed on
#: 15 March 2015, commit 4b6faac: "hidden layer weight updates use original weights"); the weights from the later one.
MAZUR = Example(
    source="Matt Mazur, “A Step by Step Backpropagation Example”, 17 March 2015, "
    "https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/",
    net=Network(W1=[[0.15, 0.20], [0.25, 0.30]], b1=[0.35, 0.35], W2=[[0.40, 0.45], [0.50, 0.55]], b2=[0.60, 0.60]),
    x=(0.05, 0.10),
    y=(0.01, 0.99),
    eta=0.5,
    trainable=("W1", "W2"),
    printed=(
        *_rows(0, z1_0="0.3775", a1_0="0.593269992", a1_1="0.596884378", z2_0="1.105905967"),
        *_rows(0, a2_0="0.75136507", a2_1="0.772928465", loss="0.298371109"),
        *_rows(0, dL_da2_0="0.74136507", da2_dz2_0="0.186815602", dL_dz2_0="0.138498562", dL_dW2_00="0.082167041"),
        *_rows(0, dL_da1_0="0.036350306", da1_dz1_0="0.241300709", dL_dW1_00="0.000438568"),
        *_rows(1, W2_00="0.35891648", W2_01="0.408666186", W2_10="0.51130127", W2_11="0.561370121"),
        *_rows(1, W1_00="0.149780716", W1_01="0.19956143", W1_10="0.24975114", W1_11="0.29950229"),
        *_rows(1, "in place", loss="0.291027924"),
        *_rows(10_000, "in place", loss="0.000035085", a2_0="0.015912196", a2_1="0.984065734"),
        PrintedNumber("loss", "0.0000351085", 10_000, really_after=9_999),  # the revised text
    ),
)


@dataclass(frozen=True)
class Symmetry:
    """The network that learned whether six inputs are mirror-symmetric, and how it was trained.

    Patterns are columns: x (6, 64), y (1, 64), 1 where symmetric. The error of the paper is the sum over the patterns;
    with the mean over them, `eta` is `epsilon` times 64. Weights start between -`spread` and `spread`, drawn evenly.
    """

    source: str
    net: Network
    epsilon: float
    momentum: float
    spread: float
    epochs: int

    @property
    def x(self) -> np.ndarray:
        return np.array(list(product((0.0, 1.0), repeat=6))).T

    @property
    def y(self) -> np.ndarray:
        return np.all(self.x == self.x[::-1], axis=0, keepdims=True).astype(float)

    @property
    def eta(self) -> float:
        return self.epsilon * self.x.shape[1]

    def start(self, seed: int = 0) -> Network:
        """Return a network to start from: 6 inputs, 2 hidden units, 1 output."""
        draw, shapes = np.random.default_rng(seed).uniform, ((2, 6), (2, 1), (1, 2), (1, 1))
        return Network(*(draw(-self.spread, self.spread, shape) for shape in shapes))


SYMMETRY = Symmetry(
    source="David E. Rumelhart, Geoffrey E. Hinton, Ronald J. Williams, “Learning representations by back-propagating "
    "errors”, Nature 323, 533–536 (1986), figure 1, https://doi.org/10.1038/323533a0",
    net=Network(
        W1=[[14.2, -3.6, 7.2, -7.2, 3.6, -14.2], [-14.2, 3.6, -7.1, 7.1, -3.6, 14.2]],
        b1=[-1.1, -1.1],
        W2=[[-8.8, -8.8]],
        b2=[6.4],
    ),
    epsilon=0.1,
    momentum=0.9,
    spread=0.3,
    epochs=1425,
)
