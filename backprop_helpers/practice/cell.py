"""What the cells of practice have in common: they can be folded, tell what an answer is worth, and put it on record."""

from collections.abc import Callable

import ipywidgets as widgets

from ..exercises.feedback import Feedback
from ..mathematics import validate
from ..mistakes.bank import MISTAKES
from ..records import journal
from ..widgets.answer import Answer
from ..widgets.cell import Shown, button, sentence_html, unfolding
from ..widgets.controls import wrapping_row


class PracticeCell(Shown):
    """Base class. A subclass builds its widget in `_build()`, and has a `kind` in the record and `words` for a button.

    If it is `folded`, the button stands in the cell, and nothing is built before it is pressed.
    """

    kind = words = ""

    def _open(self, folded: bool) -> None:
        validate.instance("folded", folded, bool)
        self._folded, self._task, self._answer = folded, widgets.HTML(), Answer()
        self.widget = unfolding(self.words, self._build) if folded else self._build()

    def _below(self, another: str, does: Callable[[], None], tooltip: str) -> tuple:
        """Return the buttons Check and that for another exercise, and what is said to an answer."""
        self.check_button = button("Check", self.check, button_style="primary")
        self.next_button = button(another, does, tooltip=tooltip)
        return wrapping_row(self.check_button, self.next_button), *self._answer.parts

    def _say(self, words: str) -> None:
        self._answer.say(sentence_html(words))

    def _tell(self, feedback: Feedback, item: str, is_new: bool, **what) -> None:
        """Show the feedback, and record an answer that `is_new`."""
        if is_new and feedback.correct is not None:
            mistake = next((each for each in feedback.mistakes if each in MISTAKES), None)
            journal.add(self.kind, item, feedback.correct, mistake=mistake, **what)
        notice = journal.notice()
        self._answer.say(feedback.html() + (notice and sentence_html(notice)), feedback.hints)

    def still(self) -> dict[str, str]:
        """Return the exercise as it starts, or a sentence if it is folded."""
        if self._folded:
            return dict.fromkeys(("text/html", "text/plain"), f"{self.words}: run the notebook to begin.")
        return {"text/html": self._task_html(), "text/plain": repr(self)}
