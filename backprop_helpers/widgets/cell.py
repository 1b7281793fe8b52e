"""How anything of ours is shown in a cell: its style, its live words, the projector switch and its MIME bundle.

A screen reader reads out what changes inside a region of the role "status", if the region itself stays. ipywidgets
replaces the HTML of a widget as a whole, so a `LiveRegion` is two widgets: the region, which stays empty, and the
words, which it owns by their id. Ids must be unique in a page, so each further cell that shows a widget gets a copy.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable
from functools import cache
from time import perf_counter

import ipywidgets as widgets

from ..style import CSS, PROJECTOR

MIME = "application/vnd.jupyter.widget-view+json"
STILL = "This is a still picture: sliders and buttons work in JupyterLab, Jupyter Notebook and VS Code, not in marimo."


class Shown:
    """Base class of everything that is shown live in a running notebook, and as a still picture anywhere else.

    A subclass has a `widget`, and `still()` that gives {"text/html": ..., "text/plain": ...}: what a reader sees on
    GitHub or before the first run.
    """

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        still = self.still()
        if "marimo" in sys.modules:  # has no place for these widgets
            return {**still, "text/html": f"<p>{STILL}</p>{still['text/html']}"}
        return {**widget_bundle(self.widget), **still}


def button(description: str, clicked: Callable[[], object], **looks) -> widgets.Button:
    """Return a button that calls `clicked` at each click."""
    made = widgets.Button(description=description, **looks)
    made.on_click(lambda _: clicked())
    return made


def cell_box(*children: widgets.Widget) -> widgets.VBox:
    """Return the children below each other, with the package's style sheet."""
    style = widgets.HTML(f"<style>{CSS}</style>", layout=widgets.Layout(display="none"))
    return widgets.VBox([style, *children])


def unfolding(words: str, make: Callable[[], widgets.Widget]) -> widgets.VBox:
    """Return a button that shows below it what `make` returns, which is not made before, and hides it again."""
    inside = widgets.VBox()
    turn = widgets.ToggleButton(description=words, layout=widgets.Layout(width="max-content", max_width="98%"))
    with_tooltip(turn, "Show or hide this exercise")

    def show(change) -> None:
        inside.children = inside.children or (make(),)
        inside.layout.display = None if change["new"] else "none"

    turn.observe(show, "value")
    return cell_box(turn, inside)


def sentence_html(html: str, verdict: bool | None = None) -> str:
    """Return a sentence (already HTML) as it looks beside a picture, with the bar of a verdict if there is one."""
    look = {True: " bp-right", False: " bp-wrong", None: ""}[verdict]
    return f"<div class='bp bp-sentence{look}'><p>{html}</p></div>"


def with_tooltip(widget: widgets.Widget, words: str) -> widgets.Widget:
    """Return the widget, whose label says these words to whoever points at it."""
    setattr(widget, "tooltip" if widget.has_trait("tooltip") else "description_tooltip", words)
    return widget


def widget_bundle(widget: widgets.Widget) -> dict:
    """Return the part of a cell's output that shows this widget."""
    shown = copy_for_cell(widget)
    shown.add_class("bp-live")
    return {MIME: {"version_major": 2, "version_minor": 0, "model_id": shown.model_id}}


def copy_for_cell(widget: widgets.Widget) -> widgets.Widget:
    """Return the widget the first time; then a box of the same controls and pictures, with live regions of its own."""
    if isinstance(widget, LiveRegion):
        return widget.copy_for_cell()
    children = getattr(widget, "children", ())
    shown = tuple(map(copy_for_cell, children))
    return widget if shown == children else type(widget)(shown, layout=widget.layout)


class LiveRegion(widgets.VBox):
    """An ARIA live region: an HTML widget whose `value` is announced politely when it changes.

    With a `delay`, the text is visually hidden, and is announced after `delay` seconds without a change (without an
    event loop at once), as for words that change with every step of a slider; the caller shows the visible text.
    """

    def __init__(self, delay: float = 0):
        self._delay, self._value, self._timer, self._is_shown, self._copies = delay, "", None, False, []
        self._words = widgets.HTML()
        self._id = f"bp-{self._words.model_id}"
        flat = widgets.Layout(height="0", margin="0")
        region = widgets.HTML(f"<div role='status' aria-owns='{self._id}'></div>", layout=flat)
        super().__init__([region, self._words])
        self._announce()

    @property
    def value(self) -> str:
        return self._value

    @value.setter
    def value(self, html: str) -> None:
        if html == self._value:
            return
        for copy in self._copies:
            copy.value = html
        first, self._value = not self._value, html
        if self._timer:
            self._timer.cancel()
        loop = running_loop()
        if first or not self._delay or not loop:
            self._announce()
        else:
            self._timer = loop.call_later(self._delay, self._announce)

    def copy_for_cell(self) -> "LiveRegion":
        """Return itself for the first cell, and for each further one a copy that says the same under its own id."""
        if not self._is_shown:
            self._is_shown = True
            return self
        copy = LiveRegion(self._delay)
        copy.value = self._value
        self._copies.append(copy)
        return copy

    def _announce(self) -> None:
        hidden = " class='bp-heard'" if self._delay else ""
        self._words.value = f"<div id='{self._id}'{hidden}>{self._value}</div>"


@cache
def projector_switch() -> widgets.HBox:
    """Return the kernel's one projector switch with its style sheet; every explorer and question shows this one.

    The style sheet is in the page only while the switch is ticked: with it, a browser checks the whole notebook again
    at each change, which takes longer than a slider's step. It is not saved with a notebook.
    """
    wide = widgets.Layout(width="auto")
    box = widgets.Checkbox(value=False, indent=False, description="projector", layout=wide)
    box.add_class("bp-projector")
    with_tooltip(box, "Large text and pictures, for a projector")
    style = widgets.HTML(layout=widgets.Layout(display="none"))
    widgets.dlink((box, "value"), (style, "value"), lambda ticked: f"<style>{PROJECTOR}</style>" if ticked else "")
    aside = widgets.HBox([box, style], layout=wide)
    aside.add_class("bp-aside")
    return aside


# Work that takes time


def running_loop() -> asyncio.AbstractEventLoop | None:
    """Return the kernel's event loop, or None in a script."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def run_between_tasks(steps: Iterable, frame_s: float = 0) -> asyncio.Task | None:
    """Run the steps between the kernel's other tasks, so that a click is noticed; without an event loop, all at once.

    One step starts every `frame_s` seconds; if it takes longer, a third of that time stays free. Keep the task that is
    returned: Python forgets a task that nobody holds.
    """

    async def run() -> None:
        started = perf_counter()
        for _ in steps:
            await asyncio.sleep(max(frame_s - (perf_counter() - started), frame_s / 3))
            started = perf_counter()

    if loop := running_loop():
        return loop.create_task(run())
    for _ in steps:
        pass
    return None
