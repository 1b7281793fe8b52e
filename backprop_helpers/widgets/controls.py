"""The one place that makes sliders and choices. Only widgets that ipywidgets 7.7 has too."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import ipywidgets as widgets

from ..mathematics import validate
from ..notation.table import QUANTITIES, Element, element, quantity


class HelpfulDict(dict):
    """Things by name; asking for one that is not there says which ones are."""

    def __init__(self, what: str, things: Mapping):
        super().__init__(things)
        self.what = what

    def __missing__(self, name):
        known = f"there are {', '.join(self)}" if self else "there are none"
        raise KeyError(f"There is no {self.what} {name!r}; {known}.")


def wrapping_row(*children: widgets.Widget) -> widgets.HBox:
    """Return controls side by side, or below each other if the window is narrow."""
    return widgets.HBox(children, layout=widgets.Layout(flex_flow="row wrap", align_items="center"))


class _ExactSlider(widgets.FloatSlider):
    """A slider that keeps the number it was given, also one between two steps.

    JupyterLab's slider sends each value back as a whole number of steps (0.9 as 0.8999999999999999, 0.234 as 0.25) as
    soon as it is shown. That is no move, and the last digits of one that is are rounding errors.
    """

    def set_state(self, sync_data):
        if "value" in sync_data:
            snapped = self.min + math.floor((self.value - self.min) / self.step + 0.5) * self.step
            moved = abs(sync_data["value"] - min(snapped, self.max)) > 1e-9
            sync_data = {**sync_data, "value": round(sync_data["value"], 10) if moved else self.value}
        super().set_state(sync_data)


@dataclass(frozen=True)
class SliderControl:
    """A slider and the number field that moves with it."""

    slider: widgets.Widget
    field: widgets.Widget
    widget: widgets.Widget
    initial: float

    def join(self, moved: Callable[[], None]) -> None:
        """From now on the slider follows the field, and the field the slider, once `moved` was called.

        So the number leaves right after what is drawn, and a browser paints both at once, not one in a frame before.
        """

        def follow(change):
            try:
                moved()
            finally:
                if self.field.value != self.slider.value:
                    self.field.value = _shown(self.slider.value)

        def typed(change):
            if change["new"] != _shown(self.slider.value):
                self.slider.value = change["new"]

        self.slider.observe(follow, "value")
        self.field.observe(typed, "value")

    def reset(self) -> None:
        self.slider.value = self.initial


def _shown(value: float) -> float:
    """A slider's number as its field shows it."""
    return round(value, 4)


def slider_pair(label: str, initial: float, low: float, high: float, step: float) -> SliderControl:
    """A slider from `low` to `high` and its number field, both with this label. Whole numbers where `step` is one.

    A screen reader knows the number field by this label, but not the slider's handle, to which ipywidgets gives no name
    (https://github.com/jupyter-widgets/ipywidgets/issues/2650).
    """
    whole = all(isinstance(number, int) for number in (initial, low, high, step))
    slider_type, field_type = (
        (widgets.IntSlider, widgets.BoundedIntText) if whole else (_ExactSlider, widgets.BoundedFloatText)
    )
    settings = {"min": low, "max": high, "step": step, "description": label}
    narrow = {"description_width": "64px"}
    slider = slider_type(value=initial, **settings, readout=False, style=narrow, layout=widgets.Layout(width="230px"))
    field = field_type(
        value=_shown(initial), **settings, layout=widgets.Layout(width="76px"), style={"description_width": "0px"}
    )
    field.add_class("bp-field")
    box = widgets.HBox([slider, field], layout=widgets.Layout(margin="0 14px 0 0"))
    box.add_class("bp-control")
    return SliderControl(slider, field, box, initial)


def setting_pair(name: str, numbers: Iterable[float], taken: Collection[str]) -> SliderControl:
    """The slider of a setting, `numbers` being (low, high, step, start). Raises `ValueError` for what doesn't fit."""
    if name in taken:
        raise ValueError(f"A setting can't be called {name!r}: that name is taken.")
    if validate.array(f"settings[{name!r}]", numbers, "(4,): low, high, step, start").shape != (4,):
        raise ValueError(f"settings[{name!r}] should be four numbers, low, high, step and start, but is {numbers!r}.")
    low, high, step, start = numbers
    if not (low <= start <= high and low < high and step > 0):
        raise ValueError(f"settings[{name!r}] should have low <= start <= high and a step above 0, but is {numbers!r}.")
    return slider_pair(QUANTITIES[name].text if name in QUANTITIES else name, start, low, high, step)


class ChoiceControl:
    """A choice between options: buttons for up to three, else a list with buttons that step back and forward."""

    def __init__(self, name: str, options: Iterable):
        self.name = name
        if isinstance(options, Mapping):
            pairs = [(str(label), _option(name, option)) for label, option in options.items()]
        else:
            options = validate.listed(f"choices[{name!r}]", options, "what there is to choose from")
            pairs = [(_label(name, option), option) for option in (_option(name, option) for option in options)]
        if not pairs:
            raise ValueError(f"The choice {name!r} has no options.")
        self.initial = pairs[0][1]
        label = "look at" if name == "highlight" else name
        if len(pairs) <= 3:
            self.widget = widgets.ToggleButtons(options=pairs, description=label, style={"button_width": "auto"})
            self.box = self.widget
        else:
            layout, style = widgets.Layout(width="auto", max_width="min(340px, 100%)"), {"description_width": "initial"}
            self.widget = widgets.Dropdown(options=pairs, description=label, layout=layout, style=style)
            self.box = widgets.HBox([self._stepper("◀", "back", -1), self.widget, self._stepper("▶", "forward", 1)])
        self.box.add_class("bp-control")

    def _stepper(self, sign: str, way: str, by: int) -> widgets.Button:
        layout = widgets.Layout(width="auto")
        words = f"{sign} {way}" if by < 0 else f"{way} {sign}"
        button = widgets.Button(description=words, tooltip=f"One step {way} in {self.name}", layout=layout)
        button.on_click(lambda _: self.step(by))
        return button

    def step(self, by: int) -> None:
        """Goes `by` options on; stops at the ends."""
        self.widget.index = min(max(self.widget.index + by, 0), len(self.widget.options) - 1)

    @property
    def value(self):
        return self.widget.value

    def reset(self) -> None:
        self.widget.value = self.initial


def _option(name: str, option):
    """An option of a choice; those of "highlight" are elements. Refuses what is no element or no quantity."""
    if name == "highlight":
        option = option if isinstance(option, Element) else element(option)
        quantity(option.name)
    elif name in ("stage", "reused") or (name == "held" and str(option) != "nothing"):
        quantity(option)
    try:
        itself = bool(option == option)
    except ValueError:
        itself = False
    if not itself:
        raise ValueError(f"choices[{name!r}] holds {option!r}, which can't be told from the others: give names.")
    return option


def _label(name: str, option) -> str:
    """An option's label: elements and quantities by their symbol."""
    if name == "highlight":
        return option.text
    if name == "held" and option != "nothing":
        return quantity(option).text
    if name in ("stage", "reused"):
        return f"{quantity(option).text}: {quantity(option).meaning}"
    return str(option)
