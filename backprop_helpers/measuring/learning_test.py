"""The test in a notebook: one item after the other, with how sure the answer is; the answers come after the end."""

import html
from datetime import date

import ipywidgets as widgets

from ..mathematics import validate
from ..notation.table import QUANTITIES
from ..questions.question import SURENESS, answer_controls
from ..records import journal
from ..views.parts.matrices import bracketed
from ..views.parts.static import static_html
from ..widgets.cell import LiveRegion, Shown, button, cell_box, projector_switch, with_tooltip
from ..widgets.controls import wrapping_row
from .computed import shown
from .form import FORMS, form
from .item import Item
from .sitting import END, Sitting, option_of, receipt, sittings

FORGED = "Paste the line below where your teacher asks for it. It holds your answers and no name; it can be forged."


class LearningTest(Shown):
    """Form "A" or "B" of the test: 20 items, one at a time. Answers are revealed after *Finish*, and not before.

    Each answer is kept in your record, so after a restart the test goes on where it was left. `receipt` is the line
    for the teacher: your finished sittings, of both forms. Raises `ValueError` for any other form.
    """

    def __init__(self, name: str = "A"):
        validate.known("form", name, FORMS)
        self.form = form(name)
        before = [sitting for sitting in sittings(journal.events()) if sitting.form == name]
        self.sitting = before[-1] if before else Sitting(name, date.today().isoformat())
        self._build()
        self._go(self._first_open() if self.sitting.answers else 0)

    @property
    def receipt(self) -> str:
        known = [sitting for sitting in sittings(journal.events()) if sitting.finished]
        return receipt(known or [self.sitting]) if self.sitting.finished else ""

    def _build(self) -> None:
        self.page, self.results = LiveRegion(), widgets.HTML()
        self.radio, self.sureness = answer_controls([])
        self.back_button = button("‹ Back", lambda: self._go(self.place - 1))
        self.next_button = button("Next ›", self.next, button_style="primary")
        self.finish_button = button("Finish", self.finish, button_style="primary")
        self.again_button = button("Take it again", self.take_again)
        self.line = widgets.Textarea(description="receipt", layout=widgets.Layout(width="98%"))
        with_tooltip(self.line, "Your receipt")
        buttons = self.back_button, self.next_button, self.finish_button, self.again_button, projector_switch()
        self._asking = self.radio, wrapping_row(self.sureness)
        self.widget = cell_box(self.page, *self._asking, wrapping_row(*buttons), self.line, self.results)

    def next(self) -> None:
        """Keep the answer to this item, if there is one, and show the next item."""
        if self.place == len(self.form.items):
            return
        item, option = self._item, option_of(self._item, self.radio.value)
        answer = option, self.sureness.value
        if option and self.sitting.answers.get(item.name) != answer:
            self.sitting.answers[item.name] = answer
            what = {"chosen": option.text, "sure": answer[1], "form": self.form.name}
            journal.add("test", item.name, not option.believes, **what)
        self._go(self.place + 1)

    def finish(self) -> None:
        """End the sitting and show what was right; open items count as not right."""
        self.sitting.finished = True
        journal.add("test", END, True, form=self.form.name)
        self._go(len(self.form.items))

    def take_again(self) -> None:
        """Begin a new sitting of the same form; the last one stays in the record."""
        self.sitting = Sitting(self.form.name, date.today().isoformat())
        self._go(0)

    @property
    def _item(self) -> Item:
        return list(self.form.items.values())[self.place]

    def _first_open(self) -> int:
        done = self.sitting.answers
        return next((k for k, name in enumerate(self.form.items) if name not in done), len(self.form.items))

    def _go(self, place: int) -> None:
        """Show the item at this place; after the last one what is open, or what was right."""
        finished, count = self.sitting.finished, len(self.form.items)
        self.place = count if finished else place
        at_end = self.place == count
        visible = {each: not at_end for each in self._asking} | {self.next_button: not finished}
        visible |= {self.back_button: not finished and self.place > 0, self.again_button: finished}
        visible |= {self.line: finished, self.results: finished}
        visible[self.finish_button] = at_end and not finished and bool(self.sitting.answers)
        for control, seen in visible.items():
            control.layout.display = None if seen else "none"
        if finished:
            said = f"<b>Form {self.form.name}: {self.sitting.right} of {count} right.</b> {FORGED}"
            self.line.value, self.results.value = self.receipt, f"<div class='bp'><ol>{self._results()}</ol></div>"
        elif at_end:
            still = [str(k) for k, name in enumerate(self.form.items, 1) if name not in self.sitting.answers]
            said = f"Still open: {', '.join(still)}." if still else "Every item is answered."
            said += " Go back to change an answer, or press Finish: then your answers are fixed."
        else:
            option, sure = self.sitting.answers.get(self._item.name, (None, SURENESS[0]))
            self.radio.options = [each.text for each in self._item.options]
            self.radio.value, self.sureness.value = option and option.text, sure
            said = f"<b>Form {self.form.name}, {self.place + 1} of {count}.</b> {html.escape(self._item.text)}"
        shown = "" if at_end else given(self._item)
        self.page.value = f"<div class='bp'><p>{said} {html.escape(journal.notice())}</p>{shown}</div>"

    def _results(self) -> str:
        rows = []
        for item in self.form.items.values():
            option, sure = self.sitting.answers.get(item.name, (None, ""))
            answered = f"“{option.text}”, {sure}." if option else "Open."
            mark = "<b class='bp-target'>✓</b>" if option == item.right else "<b class='bp-fault'>✗</b>"
            told = [item.text, answered, option.tempts if option else ""]
            told += ["" if option == item.right else f"Right: “{item.right.text}”.", item.why]
            rows.append(f"<li>{mark} {html.escape(' '.join(filter(None, told)), quote=False)}{given(item)}</li>")
        return "".join(rows)

    def still(self) -> dict[str, str]:
        """Return the first item with its options."""
        item = next(iter(self.form.items.values()))
        head = f"Form {self.form.name} of the test, {len(self.form.items)} items. Run the notebook to begin. The first:"
        listed = "".join(f"<li>{html.escape(option.text)}</li>" for option in item.options)
        plain = "\n".join([head, item.text, *(f"  ( ) {option.text}" for option in item.options)])
        shown = f"<p><b>{head}</b> {html.escape(item.text)}</p><ul>{listed}</ul>"
        return {"text/html": static_html(shown), "text/plain": plain}


def given(item: Item) -> str:
    """Return the arrays that an item gives, side by side, in HTML."""
    boxes = []
    for name, array in item.given.items():
        known = QUANTITIES[name]
        cells = bracketed(array.shape, lambda *at, array=array: shown(array[at]), known.role, known.text)
        boxes.append(f"<div class='bp-box'><b>{known.html}</b>{cells}</div>")
    return f"<div class='bp-row'>{''.join(boxes)}</div>" if boxes else ""
