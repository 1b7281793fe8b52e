"""The cell `Practice()`: one step of backpropagation on a small network, then the next, as long as the reader likes."""

import random

import ipywidgets as widgets
import numpy as np

from ..exercises.feedback import Feedback
from ..mathematics import validate
from ..notation.table import BACKWARD, QUANTITIES, quantity
from ..records import journal
from ..views.parts.static import static_html
from ..widgets.cell import cell_box, with_tooltip
from ..widgets.controls import HelpfulDict, wrapping_row
from ..widgets.errors import in_a_sentence
from ..worksheets.blanks import label
from ..worksheets.form import look, named
from ..worksheets.reading import NOTHING
from . import steps
from .cell import PracticeCell
from .schedule import next_step
from .typed_line import check_line

NUMBERS, CODE = "numbers", "a line of code"

AT_ONCE = {"continuous_update": False}  # what was typed is sent whole, before the click that follows


class Practice(PracticeCell):
    """One step of backpropagation on a small random network after the other, answered by numbers or by a line of code.

    `step` is a gradient of the backward pass, such as "dL_dz1"; without it the steps are mixed, and those at which a
    mistake is not mended yet come first. `fields` are the text fields of the numbers by element, "dL_dz1[0]", and
    `line` is that of the code; `check()` does what the button does and returns the feedback, `go_on()` brings the next
    network. `seed` gives other networks; if it is `folded`, a button opens it.
    Raises `ValueError` if the step is not a gradient of the backward pass.
    """

    kind, words = "practice", "Practise the steps one by one"

    @in_a_sentence
    def __init__(self, step: str | None = None, *, seed: int = 0, folded: bool = False):
        if step is not None and quantity(step).name not in BACKWARD:
            raise ValueError(f"{step} is not a step of the backward pass; the steps are {', '.join(BACKWARD)}.")
        self._number = 1000 * validate.whole("seed", seed, 0, 10**5)
        self._steps = [step] if step else random.Random(seed).sample(BACKWARD, len(BACKWARD))
        self._open(folded)

    def _build(self) -> widgets.VBox:
        self._answered = [(event["item"], event["right"]) for event in _recorded()]
        self._rows, looks = widgets.VBox(), {"button_width": "auto"}
        self.form = widgets.ToggleButtons(options=[NUMBERS, CODE], description="answer by", style=looks)
        wide = {"layout": widgets.Layout(width="min(600px, 98%)"), "style": {"description_width": "initial"}}
        self.line = widgets.Text(**wide, **AT_ONCE)
        for control, words in ((self.form, "How you answer"), (self.line, "The right side of the formula, in Python")):
            with_tooltip(control, words).add_class("bp-control")
        self.line.add_class("bp-code")
        self.form.observe(lambda change: self._show_form(), "value")
        self._next()
        below = self._below("Next", self.go_on, "Another step, on another network")
        return cell_box(self._task, wrapping_row(self.form), self._rows, self.line, *below)

    def _next(self) -> None:
        """Show the step that comes next, on a network that was not there before."""
        used = [event["network"] for event in _recorded() if type(event.get("network")) is int]
        self.step, self._number = next_step(self._steps, self._answered), 1 + max([self._number, *used])
        self.sheet, self._told = steps.network(self._number), {}
        self._task.value = f"<div class='bp'>{self._task_html()}</div>"
        shape, symbol = self.sheet.key[self.step].shape, QUANTITIES[self.step].text
        looks = {"layout": widgets.Layout(width="180px"), "style": {"description_width": "92px"}, **AT_ONCE}
        labels = [label(self.step, place) for place in np.ndindex(shape)]
        made = {each.replace(symbol, self.step): widgets.Text(description=each, **looks) for each in labels}
        self.fields, fields = HelpfulDict("field", made), iter(made.values())
        self._rows.children = [wrapping_row(*(next(fields) for _ in range(shape[1]))) for _ in range(shape[0])]
        for field in made.values():
            field.add_class("bp-control").add_class("bp-number")
            field.observe(lambda change: look(change["owner"], ""), "value")
        self.line.value, self.line.description = "", f"{self.step} ="
        self._show_form()

    def _show_form(self) -> None:
        self._rows.layout.display = None if self.form.value == NUMBERS else "none"
        self.line.layout.display = None if self.form.value == CODE else "none"

    def _task_html(self) -> str:
        known = QUANTITIES[self.step]
        shown = "".join(named(name, numbers, f"<code>{name}</code>") for name, numbers in self._given())
        how = f"by numbers with {self.sheet.decimals} decimals, or by a line of code that is right for any network"
        task = f"Compute {known.html} (<code>{self.step}</code>), the {known.meaning}, {how}."
        return f"<p><b>Practice.</b> {task}</p><div class='bp-row'>{shown}</div>"

    def _given(self) -> list[tuple[str, np.ndarray]]:
        return [(name, steps.numbers_of(self.sheet, name)) for name in steps.given(self.step)]

    def check(self) -> Feedback:
        """Check the answer in the form that is chosen, and return what is said to it."""
        if self.form.value == NUMBERS:
            answer = tuple(field.value for field in self.fields.values())
            judgement = steps.judge_numbers(self.sheet, self.step, answer)
            for field, follows in zip(self.fields.values(), judgement.follows[self.step].ravel(), strict=True):
                look(field, ("right" if follows else "wrong") if field.value.strip() not in NOTHING else "")
            feedback = judgement.feedback
        else:
            answer = self.line.value
            feedback = check_line(answer, self.step)
        is_new = feedback.correct is not None and answer not in self._told and True not in self._told.values()
        if is_new:
            self._told[answer] = feedback.correct
            self._answered.append((self.step, feedback.correct))
        self._tell(feedback, self.step, is_new, network=self._number)
        return feedback

    def go_on(self) -> None:
        """Bring the next step, on a network that was not shown before."""
        if not self._told:
            self._answered.append((self.step, None))
        self._next()
        self._say(f"Another network. Compute {QUANTITIES[self.step].html}, the {QUANTITIES[self.step].meaning}.")

    def __repr__(self) -> str:
        if self._folded:
            return f"{self.words}."
        given = "; ".join(f"{name} = {numbers.tolist()}" for name, numbers in self._given())
        return f"Practice. Compute {self.step}, the {QUANTITIES[self.step].meaning}. Given: {given}."

    def still(self) -> dict[str, str]:
        shown = super().still()
        return {**shown, "text/html": static_html(shown["text/html"])}


def _recorded() -> list[dict]:
    return [event for event in journal.events() if event["kind"] == "practice"]
