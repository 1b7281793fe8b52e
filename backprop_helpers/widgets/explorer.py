"""Sliders -> the free quantities -> `Network.trace` -> every view. Knows ipywidgets, knows no picture.

Each slider has a paired number field, since a slider's handle has no accessible name. A callback that raises shows its
message in the explorer and raises on. In a notebook that is not running, a static picture stands in for the widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape

import ipywidgets as widgets

from ..mathematics import validate
from ..mathematics.network import Network, Trace
from ..views import find_views
from ..views.parts.side_by_side import below
from ..views.parts.static import static_html
from ..views.sentence import describe
from .cell import LiveRegion, Shown, cell_box, projector_switch
from .controls import ChoiceControl, HelpfulDict, setting_pair, wrapping_row
from .sources import FunctionSource, NetworkSource

SPEAK_DELAY_S = 0.5  # after the last move


class Explorer(Shown):
    """Sliders and choices that move a network, and views that show its trace.

    `net`, `x` (n,) or (n, N) and `y` (m,) or (m, N) are where it starts. `sliders` are names of elements ("W1[0,0]",
    "x[1]"), of elements to hold fixed ("z2[0]" holds all of z2), of sizes ("n", "h", "m": the network is cut to so many
    units), or "eta". `settings` maps a name to (low, high, step, start): a slider for a number that is not of the
    network, such as "nudge"; views find it among the choices. `choices` maps a name to its options, a list or a dict
    {label: value}; the options of "highlight" are elements, those of "stage" quantities, those of "held" quantities to
    hold fixed at their first value, or "nothing". `views` are callables `(trace, choices) -> HTML` or names of views.
    `sentence` gives the words beside the pictures; `start` gives sliders another initial value than the network's.
    Instead of a network, `net` may be a function that gives the trace: it is called with the settings and choices that
    its arguments name. There are no `sliders` then, and settings may have any name.

    After a move, `explorer.trace` is the trace that is shown. `explorer.sliders` and `.choices` hold the widgets by
    name, `.views` the HTML that each view shows; asking for one that is not there says which ones are.
    Raises `ValueError` for names and shapes that don't fit.
    """

    def __init__(
        self,
        net: Network | Callable,
        x=None,
        y=None,
        sliders: Iterable[str] = (),
        views: Iterable[Callable | str] = ("diagram",),
        choices: Mapping[str, Iterable] | None = None,
        sentence: Callable[[Trace, Mapping], str] = describe,
        start: Mapping[str, float] | None = None,
        settings: Mapping[str, tuple[float, float, float, float]] | None = None,
    ):
        settings, choices, start = (
            {} if value is None else validate.mapping(name, value)
            for name, value in (("settings", settings), ("choices", choices), ("start", start))
        )
        if isinstance(net, Network):
            self._moving = NetworkSource(net.trace(x, y), sliders, start)
        else:
            self._moving = FunctionSource(net, sliders, {*settings, *choices})
        self._sentence, self._moved, self._quiet = validate.function("sentence", sentence), None, False
        taken = {*choices, "moved", *self._moving.taken}
        self._settings = {name: setting_pair(name, numbers, taken) for name, numbers in settings.items()}
        self._pairs = HelpfulDict("slider", {**self._moving.pairs, **self._settings})
        self.sliders = HelpfulDict("slider", {name: pair.slider for name, pair in self._pairs.items()})
        self._choosers = {name: ChoiceControl(name, options) for name, options in choices.items()}
        self.choices = HelpfulDict("choice", {name: chooser.widget for name, chooser in self._choosers.items()})
        self._views = find_views(views)
        self._build()
        self._redraw()
        for name, pair in self._pairs.items():
            pair.join(lambda name=name: self._move(name))
        for chooser in self._choosers.values():
            chooser.widget.observe(lambda change: self._move(None), "value")

    # What moves

    def _move(self, name: str | None) -> None:
        if not self._quiet:
            self._moved = name if name is not None else self._moved
            self._redraw()

    def reset(self, button=None) -> None:
        """Puts every slider and every choice back to where it started."""
        self._quiet = True
        try:
            for pair in self._pairs.values():
                pair.reset()
            for chooser in self._choosers.values():
                chooser.reset()
        finally:
            self._quiet, self._moved = False, None
        self._redraw()

    # From the sliders to the pictures

    def _chosen(self) -> dict:
        chosen = {name: chooser.value for name, chooser in self._choosers.items()}
        numbers = {name: self.sliders[name].value for name in ("eta", *self._settings) if name in self.sliders}
        return {**chosen, **numbers, "moved": self._moved}

    def _redraw(self) -> None:
        try:
            chosen = self._chosen()
            trace = self._moving.trace(chosen)
            drawn = {name: _drawn(name, view, trace, chosen) for name, view in self._views.items()}
            self.sentence = str(self._sentence(trace, chosen))
        except Exception as error:
            words = f"This could not be shown: {escape(str(error))}"
            self._error.value = f"<div class='bp bp-error' role='alert'><p>{words}</p></div>"
            raise
        self.trace, self.views = trace, HelpfulDict("view", drawn)
        self._heard.value, self._error.value = f"<p>{escape(self.sentence)}</p>", ""
        self._shown.value = f"<div class='bp bp-sentence' aria-hidden='true'>{self._heard.value}</div>{below(drawn)}"

    # The widgets

    def _build(self) -> None:
        controls = [pair.widget for pair in self._pairs.values()] + [c.box for c in self._choosers.values()]
        if controls:
            reset = widgets.Button(description="Reset", tooltip="Everything back to where it started")
            reset.on_click(self.reset)
            controls.append(reset)
        controls.append(projector_switch())
        self._heard, self._error, self._shown = LiveRegion(delay=SPEAK_DELAY_S), widgets.HTML(), widgets.HTML()
        self.widget = cell_box(wrapping_row(*controls), self._heard, self._error, self._shown)

    def still(self) -> dict[str, str]:
        """What stands in for the widgets where no kernel runs: pictures and the sentence, by MIME type."""
        chosen = self._chosen()
        pictures = "".join(static_html(str(view(self.trace, chosen))) for view in self._views.values())
        return {"text/html": f"<p>{escape(self.sentence)}</p>{pictures}", "text/plain": self.sentence}


def _drawn(name: str, view: Callable, trace: Trace, chosen: Mapping) -> str:
    try:
        return str(view(trace, chosen))
    except (AttributeError, TypeError) as error:
        raise ValueError(f"The view {name!r} can't show this {type(trace).__name__}: {error}.") from error
