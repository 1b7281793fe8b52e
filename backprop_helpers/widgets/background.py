"""Long work that a button starts and another one stops, with its progress: in slices, so that a click is noticed."""

from collections.abc import Callable, Collection, Iterable, Iterator
from html import escape
from time import perf_counter

import ipywidgets as widgets

from ..mathematics import validate
from ..views import find_views
from ..views.parts.view import show, stacked
from .cell import LiveRegion, Shown, button, cell_box, projector_switch, run_between_tasks, sentence_html
from .controls import wrapping_row
from .errors import in_a_sentence

REDRAW_EVERY_S = 0.1


class BackgroundRun(Shown):
    """A start button, a stop button, how far the work is, and views of where it stands.

    `work` has a length, and iterating over it does a short slice of the work each time and gives its new state. `views`
    are functions `(state, choices) -> HTML`; they show the newest state, also after a stop. `words` say what will run.
    The slices run between the kernel's other tasks; without an event loop, as in a script, all run at once.
    `state` is the newest state, None before the start. Nothing runs before the click, so nothing is stored.
    """

    @in_a_sentence
    def __init__(self, work: Collection, views: Iterable[Callable | str], words: str):
        try:
            _ = len(work), iter(work)
        except TypeError:
            raise ValueError(f"work should have a length and slices, but is a {type(work).__name__}.") from None
        validate.instance("words", words, str)
        self._work, self._words, self._views = work, words, find_views(views)
        self.views = dict.fromkeys(self._views, "")
        self.state, self._task, self._stopped = None, None, False
        self.start_button = button("Start", self.start, button_style="primary", tooltip=words)
        self.stop_button = button("Stop", self.stop, disabled=True, tooltip="Stop, and keep what is there")
        self.progress = widgets.IntProgress(max=len(work), layout=widgets.Layout(width="200px"))
        self.status, self._shown = LiveRegion(), widgets.HTML()
        self._say(words)
        controls = wrapping_row(self.start_button, self.stop_button, self.progress, projector_switch())
        self.widget = cell_box(controls, self.status, self._shown)

    def start(self) -> None:
        """Start the work from its beginning, unless it is running."""
        if not self.stop_button.disabled:
            return
        self._stopped, self.progress.value = False, 0
        self.start_button.disabled, self.stop_button.disabled = True, False
        self._say("Running.")
        self._task = run_between_tasks(self._slices())

    def stop(self) -> None:
        """Stop before the next slice; the views keep what is there."""
        self._stopped = True

    def _slices(self) -> Iterator[None]:
        done, drawn = 0, perf_counter()
        try:
            for state in self._work:
                self.state, done = state, done + 1
                if perf_counter() - drawn > REDRAW_EVERY_S:
                    self._draw(done)
                    drawn = perf_counter()
                yield
                if self._stopped:
                    break
            self._draw(done)
            self._say(f"Stopped at {done / len(self._work):.0%}." if self._stopped else "Done.")
        except Exception as error:
            self._say(f"This could not be run: {error}")
            raise
        finally:
            self.start_button.disabled, self.stop_button.disabled = False, True

    def _draw(self, done: int) -> None:
        self.progress.value = done
        self.views = {name: show(view, self.state) for name, view in self._views.items()}
        self._shown.value = stacked(self.views)

    def _say(self, words: str) -> None:
        self.status.value = sentence_html(escape(words))

    def still(self) -> dict[str, str]:
        return {"text/html": f"<p>{escape(self._words)}</p>", "text/plain": self._words}
