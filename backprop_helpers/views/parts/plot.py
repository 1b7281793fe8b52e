"""Live plots: a matplotlib figure made once, its artists moved in place, blitted, encoded once, shown as an <img>."""

from __future__ import annotations

import base64
import html
import io
import math
import zlib
from collections.abc import Mapping

import numpy as np

from ...mathematics import validate
from ...mathematics.network import Trace
from ...style import PALETTE, power
from .view import View

WHITE = np.full(3, 255.0)


def shades(*colours: str) -> list[np.ndarray]:
    """Each colour ("#0072B2") and what the edges of its lines need: four steps from it to white, as rows of RGB."""
    full = [np.array(list(bytes.fromhex(colour[1:]))) for colour in colours]
    return [WHITE + share * (rgb - WHITE) for rgb in full for share in (0.13, 0.35, 0.57, 0.78, 1)]


def blues(shares: np.ndarray, opacity: float = 1) -> list[np.ndarray]:
    """The blue at each share of matplotlib's map of that name, on white."""
    from matplotlib import colormaps

    return [WHITE + opacity * (255 * np.array(rgb[:3]) - WHITE) for rgb in colormaps["Blues"](shares)]


def in_powers(*axes) -> None:
    """Marks each logarithmic x or y axis with powers of ten, as plain text and without ticks between: soon drawn."""
    from matplotlib.ticker import NullLocator

    for axis in axes:
        axis.set_major_formatter(lambda value, place: power(round(math.log10(value))))
        axis.set_minor_locator(NullLocator())


LINES = [WHITE, *shades(*(PALETTE[role][0] for role in ("ink", "forward", "gradient")))]


class LivePlot(View):
    """A view whose picture is a plot. A subclass draws once, then only moves what it drew.

    `draw(axes)` makes the artists and returns those that move; `update(trace, choices)` moves them, and returns True
    when the axes changed too, so that the background is drawn anew; `alt(trace, choices)` says the picture in words.
    `beside(trace, choices)` gives lines of HTML that stand next to it: letters that change take long to draw.
    Lines have the colours of the roles ink, forward and gradient, and greys; `fills()` gives what else there is, as
    rows of RGB, and any other colour becomes the nearest of them. A picture of few colours is sharp, small and soon
    encoded, and these are the same in each. No pyplot figure is made, so none stays open.
    """

    def __init__(self, width: float = 6.0, height: float = 3.2, dpi: int = 160):
        for name, size in (("width", width), ("height", height), ("dpi", dpi)):
            validate.above_zero(name, size)
        self.width, self.height, self.dpi = width, height, dpi
        self._canvas = self._background = None

    def draw(self, axes) -> list:
        raise NotImplementedError

    def update(self, trace: Trace, choices: Mapping) -> bool:
        raise NotImplementedError

    def alt(self, trace: Trace, choices: Mapping) -> str:
        raise NotImplementedError

    def beside(self, trace: Trace, choices: Mapping) -> list[str]:
        return []

    def fills(self) -> list[np.ndarray]:
        return []

    def _prepare(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # 30 MB, so only where there is a plot
        from matplotlib.figure import Figure
        from PIL import Image

        figure = Figure(figsize=(self.width, self.height), dpi=self.dpi)
        self._canvas = FigureCanvasAgg(figure)
        self._artists = self.draw(figure.add_subplot())
        for artist in self._artists:
            artist.set_animated(True)
        self._palette = Image.new("P", (1, 1))
        self._palette.putpalette(np.rint([*LINES, *self.fills()]).astype(np.uint8).tobytes())

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        if self._canvas is None:
            self._prepare()
        rescaled = self.update(trace, choices)
        if self._background is None:
            self._canvas.figure.tight_layout()  # once: the axes stay in their place while their numbers change
        if self._background is None or rescaled:
            self._canvas.draw()
            self._background = self._canvas.copy_from_bbox(self._canvas.figure.bbox)
        self._canvas.restore_region(self._background)
        for artist in self._artists:
            artist.axes.draw_artist(artist)
        width, height = round(self.width * 100), round(self.height * 100)
        picture = (
            f"<img class='bp-plot' width='{width}' height='{height}' decoding='sync' "
            f"alt='{html.escape(self.alt(trace, choices), quote=True)}' "
            f"src='data:image/png;base64,{base64.b64encode(self._png()).decode()}'>"
        )
        lines = "<br/>".join(self.beside(trace, choices))
        return f"<div class='bp-row'>{picture}<div>{lines}</div></div>" if lines else picture

    def _png(self) -> bytes:
        from PIL import Image

        picture = Image.fromarray(np.asarray(self._canvas.buffer_rgba())).convert("RGB")
        picture = picture.quantize(palette=self._palette, dither=Image.Dither.NONE)
        file = io.BytesIO()
        # there are large areas of one colour: looking for runs alone gives smaller files, and sooner
        picture.save(file, "PNG", compress_level=6, compress_type=zlib.Z_RLE)
        return file.getvalue()
