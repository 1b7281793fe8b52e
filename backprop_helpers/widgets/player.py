"""A training to play: forward, back, run and pause, in steps that an explorer shows."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from html import escape

import ipywidgets as widgets

from ..mathematics import validate
from ..mathematics.training import Training
from .cell import LiveRegion, Shown, cell_box, run_between_tasks
from .controls import wrapping_row
from .explorer import Explorer

FRAME_S = 0.05  # seconds from one picture to the next, and at least a third of it for clicks


class Replay:
    """For an explorer with a setting `step`: gives the training at this step, and takes the other settings to start it.

    `start(...)` makes a `Training` from the settings and choices that its arguments name. The last one is remembered,
    so a step on costs one step.
    """

    def __init__(self, start: Callable[..., Training]):
        self._start, self._settings, self._training = start, None, None
        names = [*(argument.name for argument in validate.arguments("start", start)), "step"]
        asked = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
        self.__signature__ = inspect.Signature(asked)

    def __call__(self, step: int, **settings) -> Training:
        if settings != self._settings:
            self._training, self._settings = self._start(**settings), settings
        self._training.go(step)
        return self._training


class Player(Shown):
    """Buttons over an explorer that move its slider `step`: back, play, forward.

    `Play` goes on picture by picture and becomes `Pause`. It runs between the kernel's other tasks, so a click is seen,
    and it pauses by itself at the slider's end, when the slider is moved by hand or reset, and when an explorer of a
    training is `solved` for the first time. Where no event loop runs, as in a script, it plays all at once.
    `strides` are the steps from one picture to the next, to choose from, `stride` the one to begin with.
    """

    def __init__(self, explorer: Explorer, strides: Iterable[int] = (1,), stride: int | None = None):
        validate.instance("explorer", explorer, Explorer)
        self.explorer, self._slider = explorer, explorer.sliders["step"]
        self._run, self._task = None, None
        strides = [validate.size("strides", each) for each in validate.listed("strides", strides, "numbers of steps")]
        if not strides or stride is not None and validate.size("stride", stride) not in strides:
            raise ValueError(f"stride should be one of strides, {strides}, but is {stride!r}.")
        self.stride = widgets.ToggleButtons(
            options=strides,
            value=stride or strides[0],
            description="steps per picture",
            style={"button_width": "auto", "description_width": "initial"},
        )
        for name in ("bp-control", "bp-pace"):
            self.stride.add_class(name)
        wide = widgets.Layout(width="auto")
        self.back_button = widgets.Button(description="◀ step back", layout=wide)
        self.play_button = widgets.Button(description="▶ Play", layout=wide, button_style="primary")
        self.forward_button = widgets.Button(description="step forward ▶", layout=wide)
        self.back_button.on_click(lambda _: self.move(-self.stride.value))
        self.forward_button.on_click(lambda _: self.move(self.stride.value))
        self.play_button.on_click(lambda _: self.pause() if self.playing else self.play())
        self.status = LiveRegion()
        buttons = [self.back_button, self.play_button, self.forward_button, *([self.stride] if strides[1:] else [])]
        self.widget = cell_box(wrapping_row(*buttons, self.status), explorer.widget)

    def move(self, steps: int) -> None:
        """Goes so many steps on, or back; stops at the slider's ends."""
        self.pause()
        self._slider.value += steps

    def play(self) -> None:
        """Goes on, picture by picture; from the start, if it stands at the end."""
        if self.playing:
            return
        if self._slider.value == self._slider.max:
            self._slider.value = 0
        self._run, self.play_button.description = object(), "❚❚ Pause"
        self._say("")
        self._task = run_between_tasks(self._pictures(), FRAME_S)

    def pause(self, words: str = "") -> None:
        """Stops where it is; the picture stays."""
        self._run, self.play_button.description = None, "▶ Play"
        self._say(words)

    @property
    def playing(self) -> bool:
        return self._run is not None

    def _pictures(self) -> Iterator[None]:
        run, slider = self._run, self._slider
        try:
            while self._run is run:
                shown, solved = min(slider.value + self.stride.value, slider.max), self._solved
                slider.value = shown
                yield
                if self._run is not run:
                    return
                if slider.value != shown:  # moved by hand
                    self.pause()
                elif self._solved and not solved:
                    self.pause(f"Solved: step {shown}. Play goes on from here.")
                elif shown == slider.max:
                    self.pause(f"Step {shown}, the last one.")
        except BaseException:
            self.pause()  # the explorer has said why
            raise

    @property
    def _solved(self) -> bool:
        return getattr(self.explorer.trace, "solved", False)

    def _say(self, words: str) -> None:
        self.status.value = f"<div class='bp'>{escape(words)}</div>"

    def still(self) -> dict[str, str]:
        return self.explorer.still()
