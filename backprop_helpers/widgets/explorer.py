"""Sliders -> the state, a trace or a training -> every view. Builds widgets and never draws.

If a view raises, the explorer shows the message and raises on, unless it is a `UsageError`, of which a reader sees the
message alone. In a notebook that is not running, a static picture stands in for the widgets.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape

import ipywidgets as widgets

from ..mathematics import validate
from ..mathematics.network import Network
from ..mathematics.training import Training
from ..views import describe, find_views
from ..views.parts.static import static_html
from ..views.parts.view import show, stacked
from .cell import LiveRegion, Shown, button, cell_box, projector_switch
from .choices import ChoiceControl
from .controls import HelpfulDict, slider_ranges, wrapping_row
from .errors import NotRunYet, UsageError, in_a_sentence
from .refusals import check_controls, check_names, check_state, check_views
from .sources import find_source

SPEAK_DELAY_S = 0.5  # after the last move


class Explorer(Shown):
    """Sliders and choices that move a network, and views that show its trace.

    `net`, `x` (n,) or (n, N) and `y` (m,) or (m, N) are where it starts.

    `sliders` are names, or {name: range} with a range (low, high), (low, high, step), (low, high, step, start), or None
    for the usual one. They move elements ("W1[0,0]", "x[1]"), elements to hold fixed ("z2[0]" holds all of z2), sizes
    ("n", "h", "m": the network is cut to so many units), or, under any other name, a free number that views and `state`
    read, such as "nudge".

    `choices` maps a name to its options, a list or a dict {label: value}. The options of "highlight" are elements,
    those of "stage" quantities, those of "held" quantities to hold fixed at their first value ("a1") or to detach from
    what is before them ("detached a1": the value follows, the gradient stops), or "nothing".

    `views` are names of views, views, or functions `(state, choices) -> HTML`.

    `state` is a function that gives what the views show, instead of the network's trace. It gets what its arguments
    name: `net`, `x` and `y` as moved by the sliders, free numbers, choices. If it gives a `Training` and there is a
    slider "step", the explorer goes to that step; views of a trace show the trace of that step. A function that needs
    no network is given in the place of `net`, without x and y.

    `sentence(state, choices)` gives the words beside the pictures.

    After a move, `explorer.state` is what is shown, and `explorer.trace` its trace. `explorer.sliders` and `.choices`
    hold the widgets by name, `.views` the HTML that each view shows. Raises `ValueError` for names, shapes and kinds of
    things that don't fit, and for a control that nobody reads.
    """

    @in_a_sentence
    def __init__(
        self,
        net: Network | Callable,
        x=None,
        y=None,
        sliders: Iterable[str] | Mapping[str, tuple | None] = (),
        views: Iterable[Callable | str] = ("diagram",),
        choices: Mapping[str, Iterable] | None = None,
        state: Callable | None = None,
        sentence: Callable[..., str] = describe,
    ):
        choices = {} if choices is None else validate.mapping("choices", choices)
        sliders = slider_ranges(sliders)
        check_names(sliders, choices)
        self._source = find_source(net, x, y, sliders, choices, state)
        self._sentence, self._moved, self._quiet = validate.function("sentence", sentence), None, False
        moved = self._source.controls
        chosen = {name: ChoiceControl(name, options) for name, options in choices.items()}
        self._controls = {**chosen, **moved}
        self.sliders = HelpfulDict("slider", {name: control.slider for name, control in moved.items()})
        self.choices = HelpfulDict("choice", {name: control.chooser for name, control in chosen.items()})
        self._views = find_views(views)
        self._build([control.widget for control in (*moved.values(), *chosen.values())])
        self._start()
        for name, control in self._controls.items():
            control.join(lambda name=name: self._move(name))

    def _start(self) -> None:
        """Show the first state, if everything fits together."""
        chosen, views = self._chosen(), self._views.values()
        state = self._source.state(chosen)
        check_state(state)
        check_views(views, state)
        check_controls([*self.sliders, *self.choices], self._source.reads, views, self._sentence)
        self._show(state, chosen)

    # What moves

    def _move(self, name: str) -> None:
        if not self._quiet:
            self._moved = name if name in self.sliders else self._moved
            self._redraw()

    def reset(self) -> None:
        """Put every slider and every choice back to where it started."""
        self._quiet = True
        try:
            for control in self._controls.values():
                control.reset()
        finally:
            self._quiet, self._moved = False, None
        self._redraw()

    # From the sliders to the pictures

    def _chosen(self) -> dict:
        """The choices and the free numbers, as views and functions read them."""
        chosen = {name: control.value for name, control in self._controls.items() if "[" not in name}
        return {**chosen, "moved": self._moved}

    def _redraw(self) -> None:
        try:
            chosen = self._chosen()
            self._show(self._source.state(chosen), chosen)
        except Exception as error:
            words = f"This could not be shown: {escape(str(error))}"
            self._error.value = f"<div class='bp bp-error' role='alert'><p>{words}</p></div>"
            if not isinstance(error, UsageError):
                raise

    def _show(self, state, chosen: Mapping) -> None:
        drawn = {name: _drawn(name, view, state, chosen) for name, view in self._views.items()}
        self.sentence = str(self._sentence(state, chosen))
        self.state, self.views = state, HelpfulDict("view", drawn)
        self._heard.value, self._error.value = f"<p>{escape(self.sentence)}</p>", ""
        room = "bp-reserved bp-three" if "highlight" in self.choices else "bp-reserved"
        sentence = f"<div class='bp bp-sentence {room}' aria-hidden='true'>{self._heard.value}</div>"
        self._shown.value = sentence + stacked(drawn)

    @property
    def is_shown(self) -> bool:
        """Whether the last move could be shown."""
        return not self._error.value

    @property
    def trace(self):
        """The trace that is shown: of a `Training`, the one at its step."""
        return self.state.trace if isinstance(self.state, Training) else self.state

    # The widgets

    def _build(self, controls: list[widgets.Widget]) -> None:
        if controls:
            tooltip, narrow = "Everything back to where it started", widgets.Layout(width="auto")
            controls.append(button("Reset", self.reset, tooltip=tooltip, layout=narrow))
        controls.append(projector_switch())
        self._heard, self._error, self._shown = LiveRegion(delay=SPEAK_DELAY_S), widgets.HTML(), widgets.HTML()
        self.widget = cell_box(wrapping_row(*controls), self._heard, self._error, self._shown)

    def still(self) -> dict[str, str]:
        """Return what stands in for the widgets in a notebook that is not running: pictures and the sentence."""
        chosen = self._chosen()
        pictures = "".join(static_html(show(view, self.state, chosen)) for view in self._views.values())
        return {"text/html": f"<p>{escape(self.sentence)}</p>{pictures}", "text/plain": self.sentence}


def _drawn(name: str, view: Callable, state, chosen: Mapping) -> str:
    try:
        return show(view, state, chosen)
    except UnboundLocalError:  # no other cell can help
        raise
    except NameError as error:  # in a reader's own view
        raise NotRunYet(error) from None
    except (AttributeError, TypeError) as error:
        raise ValueError(f"The view {name!r} can't show this {type(state).__name__}: {error}.") from error
