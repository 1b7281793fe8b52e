"""A live plot is an image of the right size, in its own colours, with words that say what it shows."""

import base64
import io
import subprocess
import sys

import pytest
from PIL import Image
from shown import a_trace, parsed

from backprop_helpers import LivePlot, SigmoidPlot
from backprop_helpers.style import number
from backprop_helpers.views.parts.plot import Words


def image(html):
    (found,) = parsed(html).iter("img")
    return found


def picture(html):
    return Image.open(io.BytesIO(base64.b64decode(image(html).get("src").removeprefix("data:image/png;base64,"))))


class Curves(LivePlot):
    """A teacher's plot, in colours that the package doesn't use."""

    COLOURS = {"green": (0, 128, 0), "red": (255, 0, 0), "purple": (128, 0, 128)}

    def draw(self, axes):
        return [axes.plot([], [], color=colour, label=colour, linewidth=4)[0] for colour in self.COLOURS]

    def show(self, trace, choices):
        for k, line in enumerate(self.axes.lines):
            line.set_data([0, 1], [0.2 * k, trace.loss])
        self.limits(xlim=(0, 1), ylim=(0, 1))
        return Words("Three curves.", ("a caption",))


@pytest.mark.parametrize("z", ["z1", "z2"])
def test_a_live_plot_is_a_picture_with_its_size_and_its_words(z):
    html = SigmoidPlot(z)(a_trace())
    found, drawn = image(html), picture(html)
    assert (drawn.format, drawn.width, drawn.height) == ("PNG", 960, 512)
    assert (found.get("width"), found.get("height")) == ("600", "320")
    assert number(getattr(a_trace(), z)[1, 0]) in found.get("alt")


def test_a_live_plot_follows_the_trace_and_comes_back():
    view = SigmoidPlot()
    first, other, again = (view(a_trace(seed=seed)) for seed in (1, 2, 1))
    assert first == again
    for part in ("alt", "src"):
        assert image(first).get(part) != image(other).get(part)


def test_the_words_of_a_plot_are_escaped():
    class Sly(SigmoidPlot):
        def show(self, trace, choices):
            return "a < b & 'c' \"d\" >"

    assert image(Sly()(a_trace())).get("alt") == "a < b & 'c' \"d\" >"


def test_a_plot_of_other_colours_keeps_them():
    shown = picture(Curves()(a_trace())).convert("RGB")
    found = {colour for _, colour in shown.getcolors(100_000)}
    for name, (red, green, blue) in Curves.COLOURS.items():
        assert min(abs(r - red) + abs(g - green) + abs(b - blue) for r, g, b in found) <= 3, name


def test_a_plot_says_what_it_has_drawn():
    view, trace = Curves(), a_trace()
    assert "a caption" in view(trace)
    drawn = {label: (list(x), list(y)) for label, (x, y) in view.drawn().items()}
    assert drawn == {label: ([0, 1], [0.2 * k, trace.loss]) for k, label in enumerate(Curves.COLOURS)}


def test_a_plot_without_its_parts_says_which():
    for parts, lacking in (((), "no draw and no show"), (("draw",), "no show"), (("show",), "no draw")):
        kind = type("Half", (LivePlot,), {name: getattr(Curves, name) for name in parts})
        with pytest.raises(NotImplementedError, match=f"A LivePlot needs draw and show; Half has {lacking}"):
            kind()(a_trace())


def test_a_plot_that_is_not_told_in_words_is_refused():
    kind = type("Silent", (Curves,), {"show": lambda self, trace, choices: None})
    with pytest.raises(ValueError, match="what show returns should be a Words"):
        kind()(a_trace())


def test_drawing_opens_no_pyplot_figure():
    draw = "from backprop_helpers import *; SigmoidPlot()(Network.random(2, 3, 2).trace([1, 2], [0, 1]))"
    check = "import sys; assert 'matplotlib.pyplot' not in sys.modules"
    subprocess.run([sys.executable, "-c", f"{draw}; {check}"], check=True)
