"""Choices: what their options are, and the widget that chooses. Only widgets that ipywidgets 7.7 has too."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import ipywidgets as widgets

from ..mathematics import validate
from ..notation.table import Element, element, quantity
from ..views.diagram import SHOWS
from .cell import button, with_tooltip

HELD = ("z1", "a1", "z2", "a2")
DETACHED = {"detached a1": "a1", "detached a2": "a2"}


@dataclass(frozen=True)
class OptionKind:
    """What the options of a choice are: in words, how one is read (or refused with a `ValueError`), and its label."""

    words: str
    read: Callable
    label: Callable[[object], str] = str


def _read_element(option) -> Element:
    found = option if isinstance(option, Element) else element(option)
    quantity(found.name)
    return found


def _symbol(word: str) -> str:
    return quantity(word).text if word in HELD else word


def _one_of(*names: str, label: Callable[[str], str] = str) -> OptionKind:
    def read(option):
        if not isinstance(option, str) or option not in names:
            raise ValueError(f"the options are {', '.join(map(repr, names))}, and {option!r} is not one of them.")
        return option

    return OptionKind(", ".join(f'"{name}"' for name in names), read, label)


def _read_path(option):
    return option if isinstance(option, str) and option == "all" else validate.whole("a path", option, 1)


_QUANTITIES = OptionKind(
    'quantities, such as "z1"',
    lambda option: quantity(option).name,
    lambda name: f"{quantity(name).text}: {quantity(name).meaning}",
)
#: What the options of a choice of this name are. A choice of any other name is read by a function of your own.
OPTIONS: dict[str, OptionKind] = {
    "highlight": OptionKind('elements, such as "W1[0,1]"', _read_element, lambda here: here.text),
    "stage": _QUANTITIES,
    "reused": _QUANTITIES,
    "held": _one_of("nothing", *HELD, *DETACHED, label=lambda name: " ".join(map(_symbol, name.split()))),
    "show": _one_of(*SHOWS),
    "example": OptionKind("numbers of examples, from 1", lambda option: validate.whole("an example", option, 1)),
    "path": OptionKind('"all" or the number of a path, from 1', _read_path),
    "transpose": _one_of("kept", "forgotten"),
    "layout": _one_of("denominator", "numerator"),
    "grow": _one_of("width", "depth"),
}
_ANY = OptionKind("anything that can be compared", lambda option: option)


def _read(name: str, kind: OptionKind, option):
    """The option as the views get it."""
    try:
        found = kind.read(option)
        distinct = bool(found == found)
    except ValueError as error:
        raise ValueError(f"choices[{name!r}]: {error}") from None
    if not distinct:
        raise ValueError(f"choices[{name!r}] holds {option!r}, which is not equal to itself: give names.")
    return found


class ChoiceControl:
    """A choice between options: buttons for up to three, else a list with buttons that step back and forward.

    `chooser` is what holds the choice, `widget` is all of it. Raises `ValueError` for options that no view can read.
    """

    def __init__(self, name: str, options: Iterable):
        validate.instance("The name of a choice in choices", name, str)
        self.name, kind = name, OPTIONS.get(name, _ANY)
        if isinstance(options, Mapping):
            pairs = [(str(label), _read(name, kind, option)) for label, option in options.items()]
        else:
            options = validate.listed(f"choices[{name!r}]", options, "what there is to choose from")
            pairs = [(kind.label(option), option) for option in (_read(name, kind, option) for option in options)]
        if not pairs:
            raise ValueError(f"The choice {name!r} in choices has no options.")
        self.initial = pairs[0][1]
        settings = {"options": pairs, "description": "look at" if name == "highlight" else name}
        if len(pairs) <= 3:
            self.widget = self.chooser = widgets.ToggleButtons(**settings, style={"button_width": "auto"})
        else:
            layout, style = widgets.Layout(width="auto", max_width="min(340px, 100%)"), {"description_width": "initial"}
            self.chooser = widgets.Dropdown(**settings, layout=layout, style=style)
            self.widget = widgets.HBox(
                [self._stepper("‹ previous", "back", -1), self.chooser, self._stepper("next ›", "forward", 1)]
            )
        with_tooltip(self.chooser, f"Choose {kind.words}" if kind is not _ANY else f"Choose {name}")
        self.widget.add_class("bp-control")

    def _stepper(self, words: str, way: str, by: int) -> widgets.Button:
        layout = widgets.Layout(width="auto")
        return button(words, lambda: self.step(by), tooltip=f"One step {way} in {self.name}", layout=layout)

    def step(self, by: int) -> None:
        """Move by so many options; stop at the ends."""
        self.chooser.index = min(max(self.chooser.index + by, 0), len(self.chooser.options) - 1)

    def join(self, moved: Callable[[], None]) -> None:
        """Call `moved` after each choice."""
        self.chooser.observe(lambda change: moved(), "value")

    @property
    def value(self):
        return self.chooser.value

    def reset(self) -> None:
        self.chooser.value = self.initial
