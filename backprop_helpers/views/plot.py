"""Live plots: a matplotlib figure made once, its artists moved in place, blitted, encoded once, shown as an <img>."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping

import numpy as np

from .. import validate
from ..network import Trace


class LivePlot:
    """A view whose picture is a plot. A subclass draws once, then only moves what it drew.

    `draw(axes)` makes the artists and returns those that move; `update(trace, choices)` moves them, and returns True
    when the axes changed too, so that the background is drawn anew; `alt(trace, choices)` says the picture in words.
    No pyplot figure is made, so none stays open.
    """

    name = "plot"
    colours = 32  # of the picture: sharp at its resolution, and at most 30 kB at each slider step

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

    def _prepare(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # 30 MB, so only where there is a plot
        from matplotlib.figure import Figure

        figure = Figure(figsize=(self.width, self.height), dpi=self.dpi, layout="constrained")
        self._canvas = FigureCanvasAgg(figure)
        self._artists = self.draw(figure.add_subplot())
        for artist in self._artists:
            artist.set_animated(True)

    def __call__(self, trace: Trace, choices: Mapping = {}) -> str:
        if self._canvas is None:
            self._prepare()
        rescaled = self.update(trace, choices)
        if self._background is None or rescaled:
            self._lay_out()
            self._canvas.draw()
            self._background = self._canvas.copy_from_bbox(self._canvas.figure.bbox)
        self._canvas.restore_region(self._background)
        for artist in self._artists:
            artist.axes.draw_artist(artist)
        width, height = round(self.width * 100), round(self.height * 100)
        return (
            f"<img class='bp-plot' width='{width}' height='{height}' decoding='sync' "
            f"alt='{html.escape(self.alt(trace, choices), quote=True)}' "
            f"src='data:image/png;base64,{base64.b64encode(self._png()).decode()}'>"
        )

    def _lay_out(self) -> None:
        """Starts each layout from the same place, so that the same picture comes back; one round alone is off."""
        figure = self._canvas.figure
        for axes in figure.axes:
            if axes.get_subplotspec():  # a colour bar has none
                axes.set_subplotspec(axes.get_subplotspec())
        for _ in range(2):
            figure.get_layout_engine().execute(figure)

    def _png(self) -> bytes:
        from PIL import Image

        picture = Image.fromarray(np.asarray(self._canvas.buffer_rgba())).convert("RGB")
        picture = picture.quantize(self.colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        file = io.BytesIO()
        picture.save(file, "PNG", compress_level=6)
        return file.getvalue()
