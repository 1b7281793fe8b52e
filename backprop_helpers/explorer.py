"""Sliders -> the free quantities -> `Network.trace` -> every view. Knows ipywidgets, knows no picture.

Each slider has a paired number field, since a slider's handle has no accessible name. A callback that raises shows its
message in the explorer and raises on. In a notebook that is not running, a static picture stands in for the widgets.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from html import escape

import ipywidgets as widgets
import numpy as np

from .controls import Chooser, Named, setting_pair, slider_pair, unique
from .network import Network, Trace
from .notation import QUANTITIES, Element, element, quantity
from .style import CSS
from .views import find_view
from .views.sentence import describe
from .views.static import static_html

FREE = ("x", "y", "W1", "b1", "W2", "b2")
HELD = ("z1", "a1", "z2", "a2")
SIZES = ("n", "h", "m")


class Explorer:
    """Sliders and choices that move a network, and views that show its trace.

    `net`, `x` (n,) or (n, N) and `y` (m,) or (m, N) are where it starts. `sliders` are names of elements ("W1[0,0]",
    "x[1]"), of elements to hold fixed ("z2[0]" holds all of z2), of sizes ("n", "h", "m": the network is cut to so many
    units), or "eta". `settings` maps a name to (low, high, step, start): a slider for a number that is not of the
    network, such as "nudge"; views find it among the choices. `choices` maps a name to its options, a list or a dict
    {label: value}; the options of "lit" are elements, those of "stage" quantities, those of "held" quantities to hold
    fixed at their first value, or "nothing". `views` are callables `(trace, choices) -> HTML` or names of views.
    `sentence` gives the words beside the pictures; `start` gives sliders another initial value than the network's.
    Instead of a network, `net` may be a function that gives the trace: it is called with the settings and choices that
    its arguments name. There are no `sliders` then, and settings may have any name.

    After a move, `explorer.trace` is the trace that is shown. `explorer.sliders`, `.choices` and `.views` hold the
    widgets by name; asking for one that is not there says which ones are.
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
        self._function = None if hasattr(net, "trace") else net
        self._base = None if self._function else net.trace(x, y)
        if self._function:
            self._asked = _asked(net, sliders, {*(settings or {}), *(choices or {})})
        self._start = dict(start or {})
        self._sentence, self._moved, self._quiet, self._drawn = sentence, None, False, {}
        taken = {*(choices or {}), "moved", *(() if self._function else QUANTITIES)}
        self._settings = {name: setting_pair(name, numbers, taken) for name, numbers in (settings or {}).items()}
        pairs = {name: self._pair(name) for name in self._slider_names(sliders)}
        self._pairs = Named("slider", {**pairs, **self._settings})
        self.sliders = Named("slider", {name: pair.slider for name, pair in self._pairs.items()})
        self._choosers = {name: Chooser(name, options) for name, options in (choices or {}).items()}
        self.choices = Named("choice", {name: chooser.widget for name, chooser in self._choosers.items()})
        self._views = unique("view", [(getattr(v, "name", None) or v.__name__, v) for v in map(find_view, views)])
        self.views = Named("view", {name: widgets.HTML() for name in self._views})
        self._build()
        self._redraw()
        for name, pair in self._pairs.items():
            pair.slider.observe(lambda change, name=name: self._move(name), "value")
        for chooser in self._choosers.values():
            chooser.widget.observe(lambda change: self._move(None), "value")

    # What moves

    def _slider_names(self, names: Iterable[str]) -> list[str]:
        """The names in one spelling each, checked against the network."""
        found = []
        for name in [names] if isinstance(names, str) else list(names):
            free = name if name in (*SIZES, "eta") else self._checked_element(name)
            if str(free) in found:
                raise ValueError(f"The slider {free} is named twice.")
            found.append(str(free))
        unknown = set(self._start) - set(found)
        if unknown:
            raise ValueError(f"start names {sorted(unknown)}, but the sliders are {found}.")
        if set(SIZES) & set(found) and any("[" in name for name in found):
            raise ValueError("Sliders for sizes and sliders for elements can't be mixed: an element may be cut away.")
        return found

    def _checked_element(self, name: str) -> Element:
        here = element(name)
        if here.name not in (*FREE, *HELD):
            raise ValueError(
                f"{name} can't have a slider; elements of {', '.join((*FREE, *HELD))} can, and n, h, m, eta."
            )
        shape = getattr(self._base, here.name).shape
        if any(i >= size for i, size in zip(here.place, shape, strict=True)):
            last = Element(here.name, tuple(s - 1 for s in (shape if len(here.index) == 2 else shape[:1])))
            raise ValueError(f"There is no {name} in this network: {here.name} has shape {shape} and ends with {last}.")
        return here

    def _pair(self, name: str):
        if name in SIZES:
            low, high, step = 1, self._base.sizes[name], 1
            initial = self._start.get(name, high)
        else:
            here = None if name == "eta" else element(name)
            low, high, step = quantity(here.name if here else name).range
            first = float(getattr(self._base, here.name)[here.place]) if here else 1.0
            if here and here.name in HELD:  # set by hand from now on, so it starts at a round number
                first = round(round(first / step) * step, 10)
            initial = self._start.get(name, first)
        label = element(name).text if "[" in name else QUANTITIES[name].text
        return slider_pair(label, initial, min(low, initial), max(high, initial), step)

    def _move(self, name: str | None) -> None:
        if name is not None and self._drawn.get(name) == self.sliders[name].value:
            return  # the browser echoes values that differ in the last digit only
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

    def _compute(self) -> Trace:
        if self._function:
            chosen = self._chosen()
            return self._function(**{name: chosen[name] for name in self._asked})
        base = self._base
        sizes = {size: self.sliders[size].value for size in SIZES if size in self.sliders}

        def cut(name):
            rows, columns = (sizes.get(letter) for letter in quantity(name).shape)
            return getattr(base, name)[:rows, :columns]

        values = {name: cut(name) for name in FREE}
        fixed = self._chosen().get("held", "nothing")
        held = {} if fixed == "nothing" else {fixed: cut(fixed)}
        for name, slider in self.sliders.items():
            if "[" in name:
                here = element(name)
                moved = values if here.name in FREE else held
                array = np.array(moved.get(here.name, getattr(base, here.name)))
                array[here.place] = slider.value
                moved[here.name] = array
        net = Network(**{name: values[name] for name in ("W1", "b1", "W2", "b2")})
        return net.trace(values["x"], values["y"], held)

    def _chosen(self) -> dict:
        chosen = {name: chooser.value for name, chooser in self._choosers.items()}
        numbers = {name: self.sliders[name].value for name in ("eta", *self._settings) if name in self.sliders}
        return {**chosen, **numbers, "moved": self._moved}

    def _redraw(self) -> None:
        try:
            trace, chosen = self._compute(), self._chosen()
            drawn = {name: view(trace, chosen) for name, view in self._views.items()}
            self.sentence = self._sentence(trace, chosen)
        except Exception as error:
            words = f"This could not be shown: {escape(str(error))}"
            self._error.value = f"<div class='bp bp-error' role='alert'><p>{words}</p></div>"
            self._drawn = {}  # so that the way back to the last picture is a move too
            raise
        self.trace, self._drawn = trace, {name: slider.value for name, slider in self.sliders.items()}
        for name, html in drawn.items():
            self.views[name].value = f"<div class='bp'>{html}</div>"
        self._words.value = f"<div class='bp bp-sentence' role='status'><p>{escape(self.sentence)}</p></div>"
        self._error.value = ""

    # The widgets

    def _build(self) -> None:
        style = widgets.HTML(f"<style>{CSS}</style>", layout=widgets.Layout(display="none"))
        wrap = widgets.Layout(display="flex", flex_flow="row wrap", align_items="center")
        controls = [pair.widget for pair in self._pairs.values()] + [c.box for c in self._choosers.values()]
        if controls:
            reset = widgets.Button(description="Reset", tooltip="Everything back to where it started")
            reset.on_click(self.reset)
            controls.append(reset)
        self._words, self._error = widgets.HTML(), widgets.HTML()
        pictures = list(self.views.values())
        self.widget = widgets.VBox([style, widgets.Box(controls, layout=wrap), self._words, self._error, *pictures])

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        chosen = self._chosen()
        pictures = "".join(static_html(view(self.trace, chosen)) for view in self._views.values())
        return {
            "application/vnd.jupyter.widget-view+json": {
                "version_major": 2,
                "version_minor": 0,
                "model_id": self.widget.model_id,
            },
            "text/html": f"<p>{escape(self.sentence)}</p>{pictures}",
            "text/plain": self.sentence,
        }


def _asked(function: Callable, sliders: Iterable[str], offered: set[str]) -> list[str]:
    """The settings and choices that a function asks for. Raises `ValueError` where the explorer can't give them."""
    if list(sliders):
        raise ValueError(f"The sliders {list(sliders)} need a network; a function of settings has settings instead.")
    asked = list(inspect.signature(function).parameters)
    if unknown := set(asked) - offered:
        raise ValueError(
            f"The function asks for {sorted(unknown)}, but the settings and choices are {sorted(offered)}."
        )
    return asked
