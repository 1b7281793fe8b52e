"""Where an explorer's state comes from: a network whose numbers move, a function of it, or a function alone."""

import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import numpy as np

from ..mathematics import validate
from ..mathematics.deep import DeepNetwork, DeepTrace
from ..mathematics.network import Network, Trace
from ..mathematics.training import Training
from ..notation.formula import array_of
from ..notation.table import BACKWARD, Element, element, quantity
from .choices import DETACHED, HELD
from .controls import SliderControl, is_free, slider_control, slider_numbers
from .errors import NotRunYet
from .refusals import REMEDIES, TRAINING

FREE = ("x", "y", "W1", "b1", "W2", "b2")
SIZES = ("n", "h", "m")
MOVED = ("net", "x", "y")  # what a function of a network may ask for


class StateFunction:
    """A function that gives the state from what its arguments name, out of `offered`.

    The last `Training` that it gave is remembered: if there is a slider `step` and the function does not ask for it,
    the training goes to that step, and one step on costs one step. Raises `ValueError` if it asks for anything else.
    """

    def __init__(self, argument: str, function: Callable, offered: Collection[str]):
        several = inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD
        asked = [each for each in validate.arguments(argument, function) if each.kind not in several]
        missing = [each.name for each in asked if each.default is each.empty and each.name not in offered]
        if missing:
            what, can = (", ".join(map(repr, names)) for names in (missing, offered))
            remedy = "give a function of a network as state, Explorer(net, x, y, state=function)."
            if not set(missing) & set(MOVED):
                slider = f"sliders={{{missing[0]!r}: (low, high)}}"
                remedy = f"name its arguments like them, or add a slider, {slider}, or a choice."
            raise ValueError(
                f"The function given as {argument} asks for {what}, but it can only have {can or 'nothing'}: {remedy}"
            )
        self._function, self._asked = function, [each.name for each in asked if each.name in offered]
        self._key, self._training = None, None

    @property
    def reads(self) -> set[str]:
        return {*self._asked, *(["step"] if self._training else [])}

    def __call__(self, values: Mapping, moved: Mapping[str, float]):
        """Return the state; `moved` are the network's sliders by name. Raises `NotRunYet` if a name is missing."""
        given = {name: values[name] for name in self._asked}
        key = moved, {name: value for name, value in given.items() if name not in MOVED}
        if self._training is None or key != self._key:
            try:
                state = self._function(**given)
            except UnboundLocalError:  # no other cell can help
                raise
            except NameError as error:
                raise NotRunYet(error) from None
            if not isinstance(state, Training) or "step" in self._asked:
                return state
            self._key, self._training = key, state
        if "step" in values:
            self._training.go(values["step"])
        return self._training


class NetworkSource:
    """A network whose numbers have sliders. Its state is the trace, or what a function makes of the moved network.

    `controls` are the sliders by name. Raises `ValueError` for names that the network doesn't have.
    """

    def __init__(self, base: Trace, sliders: Mapping[str, object], choices: Collection[str], state: Callable | None):
        self._base, self._function = base, None
        if state is not None:
            free = [name for name in sliders if is_free(name) and name not in SIZES]
            self._function = StateFunction("state", state, [*MOVED, *free, *choices])
        self.controls = {name: self._control(name, numbers) for name, numbers in sliders.items()}
        self._sizes = [name for name in self.controls if name in SIZES]
        self._elements = {name: element(name) for name in self.controls if "[" in name}
        if self._sizes and self._elements:
            raise ValueError("Sliders for sizes and sliders for elements can't be mixed: an element may be cut away.")

    @property
    def reads(self) -> set[str]:
        """The names of all controls that the state depends on."""
        if not self._function:
            return {*self._sizes, *self._elements, "held"}
        read = self._function.reads
        sizes = self._sizes if read & set(MOVED) else ()
        elements = {name for name, here in self._elements.items() if _moves(here) in read}
        return {*(read - set(MOVED)), *sizes, *elements}

    def state(self, chosen: Mapping):
        """Return the state for every slider's number and for what the choice `held` holds fixed or detaches."""
        numbers = {name: self.controls[name].slider.value for name in (*self._sizes, *self._elements)}

        def cut(name):
            array = array_of(self._base, name)
            return array[tuple(slice(numbers.get(letter)) for letter in quantity(name).shape)]

        values = {name: cut(name) for name in FREE}
        fixed = "nothing" if self._function else chosen.get("held", "nothing")
        held = {fixed: cut(fixed)} if fixed in HELD else {}
        for name, here in self._elements.items():
            moved = values if here.name in FREE else held
            array = np.array(moved.get(here.name, getattr(self._base, here.name)))
            array[here.place] = numbers[name]
            moved[here.name] = array
        parameters, functions = (values[name] for name in ("W1", "b1", "W2", "b2")), self._base.functions
        net = Network(*parameters, functions.activations, functions.loss)
        if self._function:
            return self._function({**chosen, "net": net, "x": values["x"], "y": values["y"]}, numbers)
        trace = net.trace(values["x"], values["y"], held)
        return _cut(net, trace, DETACHED[fixed]) if fixed in DETACHED else trace

    def _control(self, name: str, numbers) -> SliderControl:
        if name in SIZES:
            most = self._base.sizes[name]
            found = slider_numbers(name, numbers, (1, most, 1), most)
            if not all(isinstance(each, int) for each in found) or found[1] < 1 or found[2] > most:
                raise ValueError(f"sliders[{name!r}] should be whole numbers from 1 to {most}, the network's size.")
            return slider_control(name, *found)
        if is_free(name):
            return slider_control(name, *slider_numbers(name, numbers))
        here, usual = self._element(name), quantity(element(name).name).range
        start = float(getattr(self._base, here.name)[here.place])
        if here.name in HELD:  # set by hand from now on, so it starts at a round number
            start = round(round(start / usual[2]) * usual[2], 10)
        return slider_control(name, *slider_numbers(name, numbers, usual, start))

    def _element(self, name: str) -> Element:
        here, movable = element(name), FREE if self._function else (*FREE, *HELD)
        if here.name not in movable:
            why = " of a network that a function gets" if here.name in HELD else ""
            raise ValueError(f"{name}{why} can't have a slider; elements of {', '.join(movable)} can, and n, h, m.")
        shape = getattr(self._base, here.name).shape
        if not here.is_in(shape):
            last = Element(here.name, tuple(s - 1 for s in (shape if len(here.index) == 2 else shape[:1])))
            raise ValueError(f"There is no {name} in this network: {here.name} has shape {shape} and ends with {last}.")
        return here


def _cut(net: Network, trace: Trace, detached: str) -> Trace:
    """Return the same forward pass with the gradients that are left if nothing flows back through one quantity."""
    held = net.trace(trace.x, trace.y, {name: getattr(trace, name) for name in (*trace.held, detached)})
    return replace(trace, **{name: getattr(held, name) for name in BACKWARD})


def _moves(here: Element) -> str:
    """Which argument of a function an element's slider moves."""
    return here.name if here.name in ("x", "y") else "net"


class FunctionSource(StateFunction):
    """A function that gives the state from the free numbers and choices that its arguments name."""

    def __init__(self, function: Callable, sliders: Mapping[str, object], choices: Collection[str]):
        elements = [name for name in sliders if not is_free(name)]
        if elements:
            raise ValueError(
                f"The slider {elements[0]} needs a network: Explorer(net, x, y, sliders={elements[:1]}, state=function)"
                "; the function may then ask for net, x and y, which the sliders move."
            )
        super().__init__("net", function, [*sliders, *choices])
        self.controls = {name: slider_control(name, *slider_numbers(name, given)) for name, given in sliders.items()}

    def state(self, chosen: Mapping):
        return self(chosen, {})


def find_source(
    net: Network | Callable, x, y, sliders: Mapping[str, object], choices: Collection[str], state: Callable | None
):
    """Return the source of an explorer's states. Raises `ValueError`, with what would work, if `net` can't be one."""
    if isinstance(net, Network):
        return NetworkSource(net.trace(x, y), sliders, choices, state)
    kind = type(net).__name__
    if isinstance(net, type):
        raise ValueError(f"net is the class {net.__name__} itself: make a network, such as Network.random(2, 3, 2).")
    if isinstance(net, Training):
        raise ValueError(f"net should be a Network, but is a Training. To show one, give a network and {TRAINING[5:]}.")
    if isinstance(net, (Trace, DeepTrace)):
        raise ValueError(f"net should be a network or a function, but is a {kind}: give net, x and y, not their trace.")
    if isinstance(net, DeepNetwork):
        raise ValueError(f"net should be a network of two layers; for a {kind} {REMEDIES[DeepTrace]}.")
    if not callable(net):
        raise ValueError(f"net should be a Network or a function that gives the state, but is a {kind}.")
    if any(given is not None for given in (x, y, state)):
        raise ValueError("net is a function here, and x, y and state belong to a network: Explorer(function, ...).")
    return FunctionSource(net, sliders, choices)
