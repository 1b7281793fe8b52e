"""What an explorer's sliders move: the numbers of a network, or a function of settings. Each gives a trace."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import numpy as np

from ..mathematics import validate
from ..mathematics.network import Network, Trace
from ..notation.formula import array_of
from ..notation.table import QUANTITIES, Element, element, quantity
from .controls import slider_pair
from .errors import NotRunYet

FREE = ("x", "y", "W1", "b1", "W2", "b2")
HELD = ("z1", "a1", "z2", "a2")
SIZES = ("n", "h", "m")


class NetworkSource:
    """A network some of whose numbers have sliders: `pairs` by name. `base` is its trace before anything moves.

    Raises `ValueError` for names that the network doesn't have and for a start without a slider.
    """

    taken = tuple(QUANTITIES)  # names that no setting may have

    def __init__(self, base: Trace, sliders: Iterable[str], start: Mapping[str, float]):
        self._base, self._start = base, start
        self.pairs = {name: self._pair(name) for name in self._names(sliders)}

    def trace(self, chosen: Mapping) -> Trace:
        """The trace with every slider's number, and with what the choice `held` holds fixed."""
        base = self._base
        sizes = {size: self.pairs[size].slider.value for size in SIZES if size in self.pairs}

        def cut(name):
            array = array_of(base, name)
            return array[tuple(slice(sizes.get(letter)) for letter in quantity(name).shape)]

        values = {name: cut(name) for name in FREE}
        fixed = chosen.get("held", "nothing")
        held = {} if fixed == "nothing" else {fixed: cut(fixed)}
        for name, pair in self.pairs.items():
            if "[" in name:
                here = element(name)
                moved = values if here.name in FREE else held
                array = np.array(moved.get(here.name, getattr(base, here.name)))
                array[here.place] = pair.slider.value
                moved[here.name] = array
        net = Network(**{name: values[name] for name in ("W1", "b1", "W2", "b2")})
        return net.trace(values["x"], values["y"], held)

    def _names(self, names: Iterable[str]) -> list[str]:
        """The names in one spelling each, checked against the network."""
        found = []
        for name in validate.listed("sliders", names, "names of elements, sizes, or eta"):
            free = name if isinstance(name, str) and name in (*SIZES, "eta") else self._element(name)
            if str(free) in found:
                raise ValueError(f"The slider {free} is named twice.")
            found.append(str(free))
        unknown = set(self._start) - set(found)
        if unknown:
            raise ValueError(f"start names {sorted(unknown)}, but the sliders are {found}.")
        if set(SIZES) & set(found) and any("[" in name for name in found):
            raise ValueError("Sliders for sizes and sliders for elements can't be mixed: an element may be cut away.")
        return found

    def _element(self, name: str) -> Element:
        here = element(name)
        if here.name not in (*FREE, *HELD):
            raise ValueError(
                f"{name} can't have a slider; elements of {', '.join((*FREE, *HELD))} can, and n, h, m, eta."
            )
        shape = getattr(self._base, here.name).shape
        if not here.is_in(shape):
            last = Element(here.name, tuple(s - 1 for s in (shape if len(here.index) == 2 else shape[:1])))
            raise ValueError(f"There is no {name} in this network: {here.name} has shape {shape} and ends with {last}.")
        return here

    def _pair(self, name: str):
        if name in SIZES:
            low, high, step = 1, self._base.sizes[name], 1
            initial = validate.whole(f"start[{name!r}]", self._start.get(name, high), low)
        else:
            here = None if name == "eta" else element(name)
            low, high, step = quantity(here.name if here else name).range
            first = float(getattr(self._base, here.name)[here.place]) if here else 1.0
            if here and here.name in HELD:  # set by hand from now on, so it starts at a round number
                first = round(round(first / step) * step, 10)
            initial = validate.scalar(f"start[{name!r}]", self._start.get(name, first))
        label = element(name).text if "[" in name else QUANTITIES[name].text
        return slider_pair(label, initial, min(low, initial), max(high, initial), step)


class FunctionSource:
    """A function that gives the trace from the settings and choices that its arguments name. It has no other sliders.

    Raises `ValueError` where it asks for something that is not `offered`.
    """

    taken = ()

    def __init__(self, function: Callable, sliders: Iterable[str], offered: Collection[str]):
        self._function, self.pairs = function, {}
        if sliders := validate.listed("sliders", sliders, "names"):
            raise ValueError(f"The sliders {sliders} need a network; a function of settings has settings instead.")
        asked = [parameter.name for parameter in validate.arguments("net", function)]
        if unknown := set(asked) - offered:
            raise ValueError(
                f"The function asks for {sorted(unknown)}, but the settings and choices are {sorted(offered)}."
            )
        self._asked = asked

    def trace(self, chosen: Mapping):
        """What the function gives for the settings and choices. `NotRunYet`, where a cell that it needs was not run."""
        try:
            return self._function(**{name: chosen[name] for name in self._asked})
        except NameError as error:
            if isinstance(error, UnboundLocalError):  # no other cell can help
                raise
            raise NotRunYet(error) from None
