"""The one place that makes sliders. Only widgets that ipywidgets 7.7 has too."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ipywidgets as widgets
import numpy as np

from ..mathematics import validate
from ..notation.meaning import meaning
from ..notation.table import QUANTITIES, Element, element
from .cell import with_tooltip

RANGE = "(low, high), (low, high, step) or (low, high, step, start)"


class HelpfulDict(dict):
    """A dict whose `KeyError` says which names there are."""

    def __init__(self, what: str, things: Mapping):
        super().__init__(things)
        self.what = what

    def __missing__(self, name):
        known = f"there are {', '.join(self)}" if self else "there are none"
        raise KeyError(f"There is no {self.what} {name!r}; {known}.")


def wrapping_row(*children: widgets.Widget) -> widgets.HBox:
    """Return controls side by side, or below each other if the window is narrow."""
    return widgets.HBox(children, layout=widgets.Layout(flex_flow="row wrap", align_items="center"))


class _Unechoed:
    """A slider whose value is not sent back to the browser that has sent it: one message less for each step."""

    def trait_metadata(self, traitname, key, default=None):
        return False if key == "echo_update" else super().trait_metadata(traitname, key, default)


class _IntSlider(_Unechoed, widgets.IntSlider):
    pass


class _ExactSlider(_Unechoed, widgets.FloatSlider):
    """A slider that keeps the number it was given, even if it is between two steps.

    As soon as it is shown, JupyterLab's slider sends its value back as a whole number of steps (0.9 as
    0.8999999999999999, 0.234 as 0.25). That is not a move, and the last digits of a move are rounding errors.
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
        """Make the slider follow the field, and the field follow the slider after `moved` was called.

        So the number is sent right after the picture, and a browser paints both at once, not one of them a frame early.
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

    @property
    def value(self) -> float:
        return self.slider.value

    def reset(self) -> None:
        self.slider.value = self.initial


def _shown(value: float) -> float:
    """A slider's number as its field shows it."""
    return round(value, 4)


def slider_control(name: str, initial: float, low: float, high: float, step: float) -> SliderControl:
    """Return a slider from `low` to `high` and its number field, for whole numbers if all four numbers are.

    A screen reader knows the number field by its label, but not the slider's handle, to which ipywidgets gives no name
    (https://github.com/jupyter-widgets/ipywidgets/issues/2650).
    """
    label = element(name).text if "[" in name else QUANTITIES[name].text if name in QUANTITIES else name
    whole = all(isinstance(number, int) for number in (initial, low, high, step))
    kinds = (_IntSlider, widgets.BoundedIntText) if whole else (_ExactSlider, widgets.BoundedFloatText)
    settings = {"min": low, "max": high, "step": step, "description": label}

    wide = {"layout": {"width": "230px"}, "style": {"description_width": "64px" if len(label) < 8 else "82px"}}
    narrow = {"layout": {"width": "76px"}, "style": {"description_width": "0px"}}
    slider = kinds[0](value=initial, **settings, **wide, readout=False)
    field = kinds[1](value=_shown(initial), **settings, **narrow)
    words = meaning(element(name) if "[" in name else Element(name, ()))
    for control in (slider, field):
        with_tooltip(control, words.removeprefix("the "))
    field.add_class("bp-field")
    box = widgets.HBox([slider, field], layout=widgets.Layout(margin="0 14px 0 0"))
    for name in ("bp-control", "bp-slider"):
        box.add_class(name)
    return SliderControl(slider, field, box, initial)


# What a slider is called, and where it goes


def is_free(name: str) -> bool:
    """Whether a slider of this name is a free number: not an element, and not called like an array or the loss."""
    return "[" not in name and (name not in QUANTITIES or QUANTITIES[name].role == "setting")


def slider_ranges(sliders) -> dict[str, object]:
    """Return {name: numbers or None} of sliders given as a list of names or as a dict; each name in one spelling.

    Raises `ValueError` for a quantity or an element that does not exist, and for a name that comes twice.
    """
    given = sliders if isinstance(sliders, Mapping) else {}
    found = {}
    for name in given or validate.listed("sliders", sliders, "names, or a dict of ranges"):
        if not isinstance(name, (str, Element)):
            raise ValueError(f"sliders should hold names, such as 'W1[0,0]', but one is of type {type(name).__name__}.")
        spelled = str(name) if is_free(str(name)) else str(element(name))
        if spelled in found:
            raise ValueError(f"The slider {spelled} is given twice.")
        found[spelled] = given.get(name)
    return found


def slider_numbers(name: str, numbers, usual: tuple | None = None, start: float | None = None) -> tuple:
    """Return (start, low, high, step) of a slider.

    `numbers` are (low, high), (low, high, step) or (low, high, step, start). None stands for the `usual` (low, high,
    step), widened to hold `start`. Raises `ValueError` if they are missing or don't fit.
    """
    if numbers is None and usual is None:
        raise ValueError(
            f"{name!r} is not an element, such as W1[0,0], so the slider is a free number and needs a range: "
            f"sliders={{{name!r}: (low, high)}}."
        )
    if numbers is None:
        low, high, step = usual
        return start, min(low, start), max(high, start), step
    what = f"sliders[{name!r}]"
    given = validate.array(what, numbers, RANGE)
    if given.shape not in ((2,), (3,), (4,)):
        raise ValueError(f"{what} should be {RANGE}, but has shape {given.shape}.")
    whole = np.asarray(numbers).dtype.kind in "iu"
    low, high, *more = (int(number) if whole else number for number in given.tolist())
    step = more[0] if more else usual[2] if usual else 1 if whole else (high - low) / 100
    first = more[1] if more[1:] else low if start is None else start
    if not (low < high and step > 0):
        raise ValueError(f"{what} should have low < high and a step above 0, but is {tuple(given.tolist())}.")
    if not low <= first <= high:
        ours = "its start" if more[1:] else f"{name} in the network"
        raise ValueError(
            f"{what} goes from {low:g} to {high:g}, but {ours} is {first:g}: make the range wider, or give another "
            f"start: (low, high, step, start)."
        )
    return first, low, high, step
