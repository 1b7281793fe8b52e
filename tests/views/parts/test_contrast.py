"""Every text in the plots of the notebooks can be read, on a light page and through the filter of a dark one."""

import contextlib
import io

import numpy as np
import pytest
from colours import contrast
from matplotlib.colors import to_rgba
from matplotlib.text import Text

from backprop_helpers.style import CSS, PALETTE
from backprop_helpers.views.parts.plot import LivePlot
from notebooks import PATHS, WITHOUT_PLOT, run

#: hue-rotate(180deg) as the standard on filter effects gives it, for red, green and blue from 0 to 1.
HALF_TURN = np.array([[-0.574, 1.430, 0.144], [0.426, 0.430, 0.144], [0.426, 1.430, -0.856]])
LEAST = 0.95  # of what is under a text: a thin line may cross it


def on_a_dark_page(colours):
    return np.clip((1 - colours) @ HALF_TURN.T, 0, 1)


def drawn_in(path):
    """The plots that a notebook shows, each drawn at least once."""
    plots, show = {}, LivePlot.__call__
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()):
        patch.setattr(LivePlot, "__call__", lambda plot, *state: plots.update({id(plot): plot}) or show(plot, *state))
        run(path)
    return list(plots.values())


def labels_outside(axis):
    """The labels of ticks beyond the ends of an axis, which are not drawn."""
    low, high = sorted(axis.get_view_interval())
    beyond = [tick for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]
    return [label for tick in beyond for label in (tick.label1, tick.label2)]


def texts(plot):
    """Each text of a plot with its colour and the colours of the dots that are under it."""
    figure = plot.axes.figure
    canvas, renderer = figure.canvas, figure.canvas.get_renderer()
    outside = {label for axis in (plot.axes.xaxis, plot.axes.yaxis) for label in labels_outside(axis)}
    shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    shown = [text for text in shown if text not in outside]
    boxes = [text.get_window_extent(renderer) for text in shown]
    inks = [np.array(to_rgba(text.get_color(), text.get_alpha())) for text in shown]
    for text in shown:
        text.set_alpha(0)
    for artist in figure.findobj(lambda artist: artist.get_animated()):
        artist.set_animated(False)
    canvas.draw()
    dots = np.asarray(canvas.buffer_rgba())[::-1, :, :3] / 255
    for text, box, ink in zip(shown, boxes, inks, strict=True):
        left, bottom, right, top = (max(round(edge), 0) for edge in box.extents)
        under = dots[bottom:top, left:right].reshape(-1, 3)
        if len(under):
            assert ink[3] == 1, text
            yield text.get_text(), ink[:3], under


def test_the_dark_filter_is_the_one_of_the_style_sheet():
    assert ".bp img.bp-plot {filter:invert(1) hue-rotate(180deg); mix-blend-mode:screen}" in CSS
    assert on_a_dark_page(np.ones(3)) == pytest.approx(np.zeros(3), abs=1e-9)
    grey = np.full(3, 0.3)
    assert on_a_dark_page(grey) == pytest.approx(1 - grey)


@pytest.mark.parametrize("role", PALETTE)
def test_a_roles_colour_in_a_plot_can_be_read_on_a_dark_page(role):
    assert contrast(on_a_dark_page(np.array(to_rgba(PALETTE[role][0])[:3])), "#000000") >= 4.5


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_text_of_a_plot_can_be_read_on_both_pages(path):
    plots = drawn_in(path)
    assert bool(plots) != path.name.startswith(WITHOUT_PLOT)
    for plot in plots:
        seen = list(texts(plot))
        assert len(seen) > 5, "a plot has labels"
        for words, ink, under in seen:
            for page in (lambda colours: colours, on_a_dark_page):
                assert np.mean(contrast(page(ink), page(under)) >= 4.5) >= LEAST, f"{plot.name}: {words}"
