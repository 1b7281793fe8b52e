"""What a network with two inputs answers everywhere on the plane of its inputs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.network import Trace, forward
from ..notation.table import Element
from ..style import LIT, PALETTE, number
from .parts.plot import LivePlot, blues, shades

POINTS = 81
MOST_UNITS = 6  # whose lines are drawn
FAR = 1000.0  # beyond any edge of the picture
TONES = np.linspace(0, 1, 11)
DARKEST = 1.35  # the output that would have the map's last blue; 1 is lighter, and lines are seen on it


class DecisionBoundary(LivePlot):
    """A live plot for two inputs: one output over the plane, the line where it is 1/2, and the examples.

    The plane is one batch of a forward pass. An example is a triangle where its target is above 1/2, else a square; a
    ring marks those on the wrong side. The thin dashed lines are where a hidden unit is 1/2.
    """

    def __init__(
        self, output: int = 0, reach: tuple[float, float] = (-0.5, 1.5), name: str = "boundary", **size: float
    ):
        super().__init__(**{"width": 4.6, "height": 3.6, "dpi": 140, **size})
        self.output, self.name = validate.whole("output", output, 0), name
        self.reach = validate.rising("reach", reach, "low, high")
        self._points = np.linspace(*self.reach, POINTS)
        self._plane = np.stack([axis.ravel() for axis in np.meshgrid(self._points, self._points)])

    def fills(self) -> list[np.ndarray]:
        return [*blues((TONES[:-1] + TONES[1:]) / 2 / DARKEST), *shades(PALETTE["target"][0])]

    def draw(self, axes) -> list:
        low, high = self.reach
        axes.set(xlim=self.reach, ylim=self.reach, xlabel=Element("x", (0,)).text, ylabel=Element("x", (1,)).text)
        ink, target = PALETTE["ink"][0], PALETTE["target"][0]
        blank = np.zeros((POINTS, POINTS))
        settings = {"origin": "lower", "extent": (low, high, low, high), "cmap": "Blues", "interpolation": "bilinear"}
        self._picture = axes.imshow(blank, vmin=0, vmax=DARKEST, aspect="auto", **settings)
        axes.figure.colorbar(self._picture, label=f"output {Element('a2', (self.output,)).text}", boundaries=TONES)
        (self._half,) = axes.plot([], [], color="k", linewidth=2.5)
        self._units = [axes.plot([], [], "--", color="0.35", linewidth=1)[0] for _ in range(MOST_UNITS)]
        (self._wrong,) = axes.plot([], [], "o", color="none", mec=PALETTE["gradient"][0], mew=2.5, markersize=22)
        looks = {"color": LIT, "mec": ink, "mew": 1.5, "markersize": 11}
        (self._low,) = axes.plot([], [], "s", **{**looks, "color": "white"})
        (self._high,) = axes.plot([], [], "^", **{**looks, "color": target})
        return [self._picture, *self._units, self._half, self._wrong, self._low, self._high]

    def update(self, trace: Trace, choices: Mapping) -> bool:
        if trace.sizes["n"] != 2:
            raise ValueError(f"A plane of inputs needs two of them, but x has shape {trace.x.shape}.")
        if self.output >= trace.sizes["m"]:
            raise ValueError(f"output is {self.output}, but a2 has shape {trace.a2.shape}.")
        answers = self._answers(trace)
        self._picture.set_data(answers)
        self._half.set_data(*_where_half(self._points, answers))
        for unit, line in enumerate(self._units):
            exists = unit < trace.sizes["h"]
            line.set_data(*(_where_zero(trace.W1[unit], trace.b1[unit, 0]) if exists else ([], [])))
        above, wrong = trace.y[self.output] > 0.5, self._is_wrong(trace)
        for marks, chosen in ((self._high, above), (self._low, ~above), (self._wrong, wrong)):
            marks.set_data(*trace.x[:, chosen])
        return False

    def _answers(self, trace: Trace) -> np.ndarray:
        """The output at each point of the plane: one forward pass of all of them."""
        row = [self.output]
        *_, a2 = forward(trace.W1, trace.b1, trace.W2[row], trace.b2[row], self._plane)
        return a2.reshape(POINTS, POINTS)

    def _is_wrong(self, trace: Trace) -> np.ndarray:
        return (trace.a2[self.output] > 0.5) != (trace.y[self.output] > 0.5)

    def alt(self, trace: Trace, choices: Mapping) -> str:
        a2, y, wrong = trace.a2[self.output], trace.y[self.output], self._is_wrong(trace)
        each = "; ".join(
            f"({', '.join(number(part) for part in x)}) gives {number(answer)}, target {number(target)}"
            for x, answer, target in zip(trace.x.T, a2, y, strict=True)
        )
        return (
            f"The output {Element('a2', (self.output,)).text} over the plane of the two inputs. {each}. "
            f"{len(wrong) - int(wrong.sum())} of {len(wrong)} examples are on the right side of the line at 1/2."
        )


def _where_half(points: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """The x[0] and x[1] of the lines where the answers are 1/2, with nan between two lines; none if there is no line.

    What `contour` draws, without its new artists at each step.
    """
    from contourpy import contour_generator

    lines = contour_generator(points, points, answers).lines(0.5)
    gap = np.full((1, 2), np.nan)
    return np.concatenate([np.empty((0, 2)), *(part for line in lines for part in (line, gap))]).T


def _where_zero(weights: np.ndarray, bias: float) -> np.ndarray:
    """The x[0] and x[1] of two far points of the line where weights · x + bias = 0; none where all weights are 0."""
    size = float(weights @ weights)
    if size == 0:
        return np.empty((2, 0))
    foot, along = -bias * weights / size, np.array([-weights[1], weights[0]]) / np.sqrt(size)
    return foot[:, np.newaxis] + FAR * np.outer(along, [-1, 1])
