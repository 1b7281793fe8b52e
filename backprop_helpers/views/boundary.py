"""The output of a network with two inputs, over the plane of its inputs."""

from collections.abc import Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.network import Trace, forward
from ..notation.table import Element
from ..style import number
from .parts.plot import GRADIENT, INK, TARGET, LivePlot, Words, blues, shades

POINTS = 81
MOST_UNITS = 6  # whose lines are drawn
FAR = 1000.0  # beyond any edge of the picture
TONES = np.linspace(0, 1, 11)
DARKEST = 1.35  # the output that would have the map's last blue; 1 is lighter, and lines are seen on it


class DecisionBoundary(LivePlot):
    """A live plot for two inputs: one output over the plane, the line on which it is 1/2, and the examples.

    The plane is one batch of a forward pass. An example is a triangle if its target is above 1/2, else a square; a
    ring marks those on the wrong side. On each thin dashed line a hidden unit's pre-activation is 0: a sigmoid is 1/2.
    The colours end at 0 and 1; if the output of a linear, ReLU or tanh layer goes beyond, the words say how far.
    """

    name = "boundary"
    reads = frozenset()
    size = 4.6, 3.1, 140

    def __init__(self, output: int = 0, reach: tuple[float, float] = (-0.5, 1.5), **size: float):
        super().__init__(**size)
        self.output = validate.whole("output", output, 0)
        self.reach = validate.rising("reach", reach, "low, high")
        self._points = np.linspace(*self.reach, POINTS)

    def fills(self) -> list[np.ndarray]:
        return [*blues((TONES[:-1] + TONES[1:]) / 2 / DARKEST), *shades(TARGET)]

    def draw(self, axes) -> list:
        low, high = self.reach
        axes.set(xlim=self.reach, ylim=self.reach, xlabel=Element("x", (0,)).text, ylabel=Element("x", (1,)).text)
        blank = np.zeros((POINTS, POINTS))
        settings = {"extent": (low, high, low, high), "cmap": "Blues", "vmin": 0, "vmax": DARKEST, "aspect": "auto"}
        self._picture = axes.imshow(blank, origin="lower", interpolation="bilinear", **settings)
        axes.figure.colorbar(self._picture, label=f"output {Element('a2', (self.output,)).text}", boundaries=TONES)
        (self._half,) = axes.plot([], [], color="k", linewidth=2.5, label="output ½")
        names = [f"unit {unit} ½" for unit in range(MOST_UNITS)]
        self._units = [axes.plot([], [], "--", color="0.35", linewidth=1, label=name)[0] for name in names]
        ring = {"color": "none", "mec": GRADIENT, "mew": 2.5, "markersize": 22}
        (self._wrong,) = axes.plot([], [], "o", label="wrong side", **ring)
        looks = {"mec": INK, "mew": 1.5, "markersize": 11}
        (self._low,) = axes.plot([], [], "s", color="white", label="target below ½", **looks)
        (self._high,) = axes.plot([], [], "^", color=TARGET, label="target above ½", **looks)
        shown = [self._low, self._high, self._wrong]
        place = {"loc": "lower center", "bbox_to_anchor": (0.5, 1), "ncols": 3, "markerscale": 0.6}
        axes.legend(handles=shown, **place, frameon=False, fontsize=8, columnspacing=1, handletextpad=0.6)
        return [self._picture, *self._units, self._half, self._wrong, self._low, self._high]

    def show(self, trace: Trace, choices: Mapping) -> Words:
        if trace.sizes["n"] != 2:
            raise ValueError(f"A plane of inputs needs two of them, but x has shape {trace.x.shape}.")
        if self.output >= trace.sizes["m"]:
            raise ValueError(f"output is {self.output}, but a2 has shape {trace.a2.shape}.")
        answers = answers_over(trace, self.output, self._points)
        self._picture.set_data(answers)
        self._half.set_data(*_where_half(self._points, answers))
        for unit, line in enumerate(self._units):
            exists = unit < trace.sizes["h"]
            line.set_data(*(_where_zero(trace.W1[unit], trace.b1[unit, 0]) if exists else ([], [])))
        a2, y = trace.a2[self.output], trace.y[self.output]
        above, wrong = y > 0.5, (a2 > 0.5) != (y > 0.5)
        for marks, chosen in ((self._high, above), (self._low, ~above), (self._wrong, wrong)):
            marks.set_data(*trace.x[:, chosen])
        each = "; ".join(
            f"({', '.join(map(number, x))}) gives {number(answer)}, target {number(target)}"
            for x, answer, target in zip(trace.x.T, a2, y, strict=True)
        )
        least, most = float(answers.min()), float(answers.max())
        beyond = f" Beyond 0 and 1 no colour changes: here the output goes from {number(least)} to {number(most)}."
        return Words(
            f"The output {Element('a2', (self.output,)).text} over the plane of the two inputs. {each}. "
            f"{(~wrong).sum()} of {len(y)} examples are on the right side of the line at ½."
            + beyond
            * (least < 0 or most > 1)
        )


def answers_over(trace: Trace, output: int, points: np.ndarray) -> np.ndarray:
    """Return one output of a network at each point of a plane, row by row of x[1], in one forward pass."""
    plane = np.stack([axis.ravel() for axis in np.meshgrid(points, points)])
    *_, a2 = forward(trace.W1, trace.b1, trace.W2, trace.b2, plane, functions=trace.functions)
    return a2[output].reshape(len(points), -1)


def _where_half(points: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """Return x[0] and x[1] of the lines on which the answers are 1/2, with nan between two lines.

    What `contour` draws, without its new artists at each step.
    """
    from contourpy import contour_generator

    lines = contour_generator(points, points, answers).lines(0.5)
    gap = np.full((1, 2), np.nan)
    return np.concatenate([np.empty((0, 2)), *(part for line in lines for part in (line, gap))]).T


def _where_zero(weights: np.ndarray, bias: float) -> np.ndarray:
    """Return x[0] and x[1] of two far points of the line weights · x + bias = 0; nothing if all weights are 0."""
    size = float(weights @ weights)
    if size == 0:
        return np.empty((2, 0))
    foot, along = -bias * weights / size, np.array([-weights[1], weights[0]]) / np.sqrt(size)
    return foot[:, np.newaxis] + FAR * np.outer(along, [-1, 1])
