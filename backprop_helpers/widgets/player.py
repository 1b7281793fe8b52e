"""Buttons that play an explorer: step back, play, pause, step forward."""

from collections.abc import Iterable, Iterator
from html import escape

import ipywidgets as widgets

from ..mathematics import validate
from .cell import LiveRegion, Shown, button, cell_box, run_between_tasks, with_tooltip
from .controls import wrapping_row
from .errors import in_a_sentence
from .explorer import Explorer
from .refusals import TRAINING

FRAME_S = 0.05  # seconds from one picture to the next, and at least a third of it for clicks


class Player(Shown):
    """Buttons over an explorer that move its slider `step`: back, play, forward.

    `Play` goes on picture by picture and becomes `Pause`. It runs between the kernel's other tasks, so a click is
    noticed. It pauses by itself at the slider's end, when the slider is moved by hand or reset, and when all examples
    of a training are right for the first time. Without an event loop, as in a script, it plays all at once.
    `strides` are the steps from one picture to the next, to choose from, `stride` the one to begin with.
    Raises `ValueError` for an explorer without a slider `step`.
    """

    @in_a_sentence
    def __init__(self, explorer: Explorer, strides: Iterable[int] = (1,), stride: int | None = None):
        validate.instance("explorer", explorer, Explorer)
        if "step" not in explorer.sliders:
            have = ", ".join(map(repr, explorer.sliders)) or "none"
            raise ValueError(
                f"A Player moves the slider 'step', but the sliders are {have}. Steps belong to a Training: {TRAINING}."
            )
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
        with_tooltip(self.stride, "How many steps lie between two pictures")
        self.back_button = button("◀ step back", lambda: self.move(-self.stride.value), layout=wide)
        self.play_button = button("▶ Play", self._play_or_pause, layout=wide, button_style="primary")
        self.forward_button = button("step forward ▶", lambda: self.move(self.stride.value), layout=wide)
        self.status = LiveRegion()
        buttons = [self.back_button, self.play_button, self.forward_button, *([self.stride] if strides[1:] else [])]
        self.widget = cell_box(wrapping_row(*buttons, self.status), explorer.widget)

    def move(self, steps: int) -> None:
        """Move by so many steps, back if it is negative; stop at the slider's ends."""
        self.pause()
        self._slider.value += steps

    def _play_or_pause(self) -> None:
        (self.pause if self.playing else self.play)()

    def play(self) -> None:
        """Play picture by picture, from the start if the slider is at its end."""
        if self.playing:
            return
        if self._slider.value == self._slider.max:
            self._slider.value = 0
        self._run, self.play_button.description = object(), "❚❚ Pause"
        self._say("")
        self._task = run_between_tasks(self._pictures(), FRAME_S)

    def pause(self, words: str = "") -> None:
        """Stop; the picture stays."""
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
                if not self.explorer.is_shown:  # the explorer says why
                    self.pause()
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
        return getattr(self.explorer.state, "all_correct", False)

    def _say(self, words: str) -> None:
        self.status.value = f"<div class='bp'>{escape(words)}</div>"

    def still(self) -> dict[str, str]:
        return self.explorer.still()
