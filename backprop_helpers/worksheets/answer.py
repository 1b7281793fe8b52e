"""What stands beside one step of the form: its Check button, what is said, and hints one at a time."""

import html
from collections.abc import Callable

from ..exercises.feedback import Feedback
from ..widgets.cell import LiveRegion, button, sentence_html


class Answer:
    """The `widgets` of one step: `check_button` calls `check(step)`; `say` shows feedback, or nothing for None."""

    def __init__(self, step: str, check: Callable[[str], object]):
        self._said, self._hints = LiveRegion(), LiveRegion()
        wide = {"width": "max-content"}
        self.check_button = button(f"Check {step}", lambda: check(step), button_style="primary", layout=wide)
        self.hint_button = button("Hint", lambda: self._give_hints(self._given + 1), tooltip="Show one more hint")
        self.widgets = self.check_button, self._said, self.hint_button, self._hints

    def say(self, feedback: Feedback | None) -> None:
        words = html.escape(repr(feedback)).replace("\n", "<br>") if feedback else ""
        self._said.value = words and sentence_html(words, feedback.correct)
        self._all_hints = feedback.hints if feedback else ()
        self.hint_button.layout.display = None if self._all_hints else "none"
        self._give_hints(0)

    def _give_hints(self, count: int) -> None:
        self._given = count
        self.hint_button.disabled = count >= len(self._all_hints)  # before the hint is read out
        items = "".join(f"<li>{html.escape(hint)}</li>" for hint in self._all_hints[:count])
        self._hints.value = items and f"<div class='bp'><ol>{items}</ol></div>"
