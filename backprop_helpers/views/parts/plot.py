"""Live plots: a matplotlib figure is made once, its artists are moved in place, blitted, and shown as an <img>."""

import base64
import html
import io
import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...mathematics import validate
from ...style import PALETTE, power
from .view import View

WHITE = np.full(3, 255.0)


def shades(*colours: str) -> list[np.ndarray]:
    """Return each colour ("#0072B2") and, for the edges of its lines, four steps from it to white, as rows of RGB."""
    full = [np.array(list(bytes.fromhex(colour[1:]))) for colour in colours]
    return [WHITE + share * (rgb - WHITE) for rgb in full for share in (0.13, 0.35, 0.57, 0.78, 1)]


def blues(shares: np.ndarray, opacity: float = 1) -> list[np.ndarray]:
    """Return the blue at each share of matplotlib's map of that name, on white."""
    from matplotlib import colormaps

    return [WHITE + opacity * (255 * np.array(rgb[:3]) - WHITE) for rgb in colormaps["Blues"](shares)]


def in_powers(*axes) -> None:
    """Mark each logarithmic axis with powers of ten as plain text, without minor ticks: they are slow to draw."""
    from matplotlib.ticker import NullLocator

    for axis in axes:
        axis.set_major_formatter(lambda value, place: power(round(math.log10(value))))
        axis.set_minor_locator(NullLocator())


INK, FORWARD, GRADIENT, TARGET = (PALETTE[role][0] for role in ("ink", "forward", "gradient", "target"))
LINES = [WHITE, *shades(INK, FORWARD, GRADIENT)]


@dataclass(frozen=True)
class Words:
    """What a plot shows, in words: the alternative text, and lines of HTML beside it (text inside a plot is slow)."""

    alt: str
    caption: tuple[str, ...] = ()


class LivePlot(View):
    """A view whose picture is a plot. A subclass draws once, then only moves what it drew.

    `draw(axes)` makes the artists and returns those that move, each with a label. `show(state, choices)` moves them and
    returns the plot in words: `Words(alt, caption)`, or a text. `self.limits(...)` sets the axes' limits and labels.
    A plot keeps its colours. It is drawn faster if `fills()` lists those beside white and the roles ink, forward and
    gradient, as rows of RGB: any other colour then becomes the nearest of these. No pyplot figure is made.
    """

    size = 6.0, 3.2, 160  # width and height in inches, and dots per inch, if they are not given

    def __init__(self, width: float | None = None, height: float | None = None, dpi: float | None = None):
        given = {"width": width, "height": height, "dpi": dpi}
        for (name, chosen), usual in zip(given.items(), self.size, strict=True):
            setattr(self, name, usual if chosen is None else validate.above_zero(name, chosen))
        self._canvas = self._background = self._frame = None
        self._laid_out = False

    def fills(self) -> list[np.ndarray] | None:
        return None

    def limits(self, *more: Any, **properties: Any) -> bool:
        """Set the axes' xlim, ylim and labels. Return whether they, or anything in `more`, changed since the last call.

        A change draws everything anew, which is slow: let the limits change in large steps.
        """
        changed, self._frame = (more, properties) != self._frame, (more, properties)
        if changed:
            self.axes.set(**properties)
            self.redraw()
        return changed

    def redraw(self) -> None:
        """Draw what doesn't move anew in the next picture, too."""
        self._background = None

    def drawn(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Return the x and y of every line that moves, by its label; of those that have points now."""
        lines = {line.get_label(): line.get_data() for line in self._artists if hasattr(line, "get_xdata")}
        return {label: (np.asarray(x), np.asarray(y)) for label, (x, y) in lines.items() if len(x)}

    def _prepare(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # 30 MB, so only if there is a plot
        from matplotlib.figure import Figure
        from PIL import Image

        if missing := [name for name in ("draw", "show") if not hasattr(self, name)]:
            kind = type(self).__name__
            raise NotImplementedError(f"A LivePlot needs draw and show; {kind} has no {' and no '.join(missing)}.")
        figure = Figure(figsize=(self.width, self.height), dpi=self.dpi)
        canvas, self.axes = FigureCanvasAgg(figure), figure.add_subplot()
        self._artists, fills = self.draw(self.axes), self.fills()
        for artist in self._artists:
            artist.set_animated(True)
        self._palette = None
        if fills is not None:
            self._palette = Image.new("P", (1, 1))
            self._palette.putpalette(np.rint([*LINES, *fills]).astype(np.uint8).tobytes())
        self._canvas = canvas

    def __call__(self, state: Any, choices: Mapping = {}) -> str:
        if self._canvas is None:
            self._prepare()
        words = self.show(state, choices)
        if isinstance(words, str):
            words = Words(words)
        validate.instance("what show returns", words, Words)
        if not self._laid_out:
            self._canvas.figure.tight_layout()  # once: the axes stay in their place while their numbers change
            self._laid_out = True
        if self._background is None:
            self._canvas.draw()
            self._background = self._canvas.copy_from_bbox(self._canvas.figure.bbox)
        self._canvas.restore_region(self._background)
        for artist in self._artists:
            artist.axes.draw_artist(artist)
        width, height = round(self.width * 100), round(self.height * 100)
        picture = (
            f"<img class='bp-plot' width='{width}' height='{height}' decoding='sync' "
            f"alt='{html.escape(words.alt, quote=True)}' "
            f"src='data:image/png;base64,{base64.b64encode(self._png()).decode()}'>"
        )
        lines = "<br/>".join(words.caption)
        return f"<div class='bp-row'>{picture}<div>{lines}</div></div>" if lines else picture

    def _png(self) -> bytes:
        from PIL import Image

        picture = Image.fromarray(np.asarray(self._canvas.buffer_rgba())).convert("RGB")
        quick = Image.Quantize.FASTOCTREE  # for a plot with colours of its own
        picture = picture.quantize(method=quick, palette=self._palette, dither=Image.Dither.NONE)
        file = io.BytesIO()
        # there are large areas of one colour: looking for runs alone gives smaller files, and sooner
        picture.save(file, "PNG", compress_level=6, compress_type=zlib.Z_RLE)
        return file.getvalue()


class RolePlot(LivePlot):
    """A live plot with no other colours than white, those of the roles ink, forward and gradient, and greys."""

    def fills(self) -> list[np.ndarray]:
        return []
