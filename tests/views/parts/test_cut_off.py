"""What the plots of the notebooks show lies within their pictures."""

import contextlib
import io

import pytest

from backprop_helpers import Explorer
from backprop_helpers.views.parts.plot import LivePlot
from notebooks import PATHS, WITHOUT_PLOT, run

WITH_A_PLOT = [path for path in PATHS if not path.name.startswith(WITHOUT_PLOT)]


@pytest.mark.parametrize("path", WITH_A_PLOT, ids=lambda path: path.stem)
def test_nothing_is_cut_off_at_the_edge_of_a_picture_wherever_the_sliders_are(path):
    show, seen, cut = LivePlot.__call__, 0, []

    def look(plot, *state):
        nonlocal seen
        shown, figure = show(plot, *state), plot.axes.figure
        box, (width, height) = figure.get_tightbbox(figure.canvas.get_renderer()), figure.get_size_inches()
        seen += 1
        if not (0 <= box.x0 and box.x1 <= width and 0 <= box.y0 and box.y1 <= height):
            cut.append(f"{plot.name}: {box.extents} of {width} x {height}")
        return shown

    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()):
        patch.setattr(LivePlot, "__call__", look)
        for explorer in run(path).every(Explorer).values():
            for slider in explorer.sliders.values():
                for end in (slider.max, slider.min):
                    slider.value = end
    assert seen > 4
    assert cut == []
