"""What stands beside one step of the form: its Check button, what is said, and hints one at a time."""

import html
from collections.abc import Callable

from ..exercises.feedback import Feedback
from ..widgets.answer import Answer
from ..widgets.cell import button, sentence_html


class StepAnswer(Answer):
    """The `widgets` of one step: `check_button` calls `check(step)`; `tell` shows feedback, or nothing for None."""

    def __init__(self, step: str, check: Callable[[str], object]):
        super().__init__()
        wide = {"width": "max-content"}
        self.check_button = button(f"Check {step.lower()}", lambda: check(step), button_style="primary", layout=wide)
        self.widgets = self.check_button, *self.parts

    def tell(self, feedback: Feedback | None) -> None:
        words = html.escape(repr(feedback)).replace("\n", "<br>") if feedback else ""
        self.say(words and sentence_html(words, feedback.correct), feedback.hints if feedback else ())
