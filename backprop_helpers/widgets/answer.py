"""What is said to an answer, and hints that come one at a time; a screen reader announces both."""

import html
from collections.abc import Sequence

from .cell import LiveRegion, button


class Answer:
    """Words with a Hint button below them; `parts` are its widgets, to be put below each other."""

    def __init__(self) -> None:
        self._said, self._given, self._hints = LiveRegion(), LiveRegion(), ()
        self.hint_button = button("Hint", lambda: self._give(self._count + 1), tooltip="Show one more hint")
        self.parts = self._said, self.hint_button, self._given
        self.say("")

    def say(self, words: str, hints: Sequence[str] = ()) -> None:
        """Say this, which is HTML, in place of what was said before, and offer the hints, which are plain text."""
        self._said.value, self._hints = words, hints
        self.hint_button.layout.display = None if hints else "none"
        self._give(0)

    def _give(self, count: int) -> None:
        self._count = count
        self.hint_button.disabled = count >= len(self._hints)  # before the hint is read out
        items = "".join(f"<li>{html.escape(hint)}</li>" for hint in self._hints[:count])
        self._given.value = items and f"<div class='bp'><ol>{items}</ol></div>"
