"""Choices: what their options are, and the widget that chooses. Only widgets that ipywidgets 7.7 has too."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import ipywidgets as widgets

from ..mathematics import validate
from ..notation.table import Element, element, quantity
from ..views.diagram import SHOWS

HELD = ("z1", "a1", "z2", "a2")


@dataclass(frozen=True)
class OptionKind:
    """What the options of a choice are: in words, how one is read (or refused with a `ValueError`), and its label."""

    words: str
    read: Callable
    label: Callable[[object], str] = str


def _element(option) -> Element:
    found = option if isinstance(option, Element) else element(option)
    quantity(found.name)
    return found


def _quantity(option) -> str:
    return quantity(option).name


def _one_of(*names: str) -> OptionKind:
    def read(option):
        if not isinstance(option, str) or option not in names:
            raise ValueError(f"the options are {', '.join(map(repr, names))}, and {option!r} is not one of them.")
        return option

    return OptionKind(", ".join(f'"{name}"' for name in names), read)


def _path(option):
    return option if isinstance(option, str) and option == "all" else validate.whole("a path", option, 1)


def _example(option) -> int:
    return validate.whole("an example", option, 1)


_QUANTITIES = OptionKind(
    'quantities, such as "z1"', _quantity, lambda name: f"{quantity(name).text}: {quantity(name).meaning}"
)
_HELD = _one_of("nothing", *HELD)
#: What the options of a choice of this name are. A choice of any other name is read by a function of your own.
OPTIONS: dict[str, OptionKind] = {
    "highlight": OptionKind('elements, such as "W1[0,1]"', _element, lambda here: here.text),
    "stage": _QUANTITIES,
    "reused": _QUANTITIES,
    "held": OptionKind(_HELD.words, _HELD.read, lambda name: name if name == "nothing" else quantity(name).text),
    "show": _one_of(*SHOWS),
    "example": OptionKind("numbers of examples, from 1", _example),
    "path": OptionKind('"all" or the number of a path, from 1', _path),
    "transpose": _one_of("kept", "forgotten"),
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
    """A choice between options: buttons for up to three, else a list with buttons that step back and forward."""

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
        """Move by so many options; stop at the ends."""
        self.widget.index = min(max(self.widget.index + by, 0), len(self.widget.options) - 1)

    @property
    def value(self):
        return self.widget.value

    def reset(self) -> None:
        self.widget.value = self.initial
