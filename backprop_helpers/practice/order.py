"""The cell `Order()`: the lines of a backward pass in disorder, to be put in order, with wrong lines among them."""

import html

import ipywidgets as widgets

from ..exercises.feedback import Feedback
from ..mathematics import validate
from ..widgets.cell import button, cell_box, with_tooltip
from ..widgets.controls import wrapping_row
from ..widgets.errors import in_a_sentence
from .cell import PracticeCell
from .pass_lines import CodeLine, check_lines, drawn_lines


class Order(PracticeCell):
    """The lines of the backward pass of a network with 2 to 4 `layers` in disorder, four wrong ones among them.

    The reader takes lines into a pass and moves them there: buttons, or the mouse, choose a line in a list, and other
    buttons move it. `lines` and `chosen` hold the lines of the two lists; `take()`, `leave_out()`, `move(by)` and
    `check()` do what the buttons do, and `go_on()` brings other wrong lines. `seed` draws them; if `folded`, a button
    opens the cell.
    Raises `ValueError`, naming the argument, if something does not fit.
    """

    kind, words = "order", "Put the lines of the backward pass in order"

    @in_a_sentence
    def __init__(self, layers: int = 2, *, seed: int = 0, folded: bool = False):
        self._layers, self._seed = validate.whole("layers", layers, 2, 4), validate.whole("seed", seed, 0)
        self.lines: list[CodeLine] = []
        self._open(folded)

    def _build(self) -> widgets.VBox:
        self.left, self.into = self._list("lines"), self._list("your pass")
        moves = (
            button("▲ Up", lambda: self.move(-1), tooltip="Move the line chosen in your pass up"),
            button("▼ Down", lambda: self.move(1), tooltip="Move the line chosen in your pass down"),
            button("Leave out", self.leave_out, tooltip="Take the line chosen in your pass out of it"),
        )
        take = button("Take", self.take, tooltip="Take the chosen line into your pass, below the line chosen there")
        lists = wrapping_row(self._with_buttons(self.left, take), self._with_buttons(self.into, *moves))
        self._next()
        below = self._below("Other lines", self.go_on, "Start anew, with other wrong lines")
        return cell_box(self._task, lists, *below)

    def _list(self, name: str) -> widgets.Select:
        looks = {"layout": widgets.Layout(width="min(460px, 98%)"), "style": {"description_width": "initial"}}
        found = with_tooltip(widgets.Select(description=name, **looks), f"Choose a line of the list “{name}”")
        return found.add_class("bp-control").add_class("bp-code")

    def _with_buttons(self, some: widgets.Select, *moves: widgets.Button) -> widgets.VBox:
        """Return a list with its buttons; two of them choose a line, as JupyterLab keeps the arrow keys for itself."""
        where = (("‹ previous", -1, "above"), ("next ›", 1, "below"))
        said = f"the chosen one in the list “{some.description}”"
        steps = [
            button(words, lambda by=by: self._choose(some, by), tooltip=f"Choose the line {place} {said}")
            for words, by, place in where
        ]
        for each in (*steps, *moves):
            each.layout.width = "auto"  # so that both lists stand side by side
        return widgets.VBox([some, wrapping_row(*steps, *moves)])

    def _choose(self, some: widgets.Select, by: int) -> None:
        if self._is_chosen(some):
            some.index = min(max(some.index + by, 0), len(some.options) - 1)
            self._say(f"Chosen: <code>{html.escape(some.options[some.index])}</code>")

    def _next(self) -> None:
        self.lines, self.chosen, self._told = drawn_lines(self._layers, self._seed), [], []
        self.left.rows = self.into.rows = len(self.lines)
        self._task.value = f"<div class='bp'>{self._task_html()}</div>"
        self._show(0, None)

    def _show(self, left: int | None, into: int | None) -> None:
        """Show both lists, with these places chosen."""
        self.left.options = [line.code for line in self.lines]
        self.into.options = [f"{number}  {line.code}" for number, line in enumerate(self.chosen, 1)]
        self.left.index = min(left or 0, len(self.lines) - 1) if self.lines else None
        self.into.index = min(into or 0, len(self.chosen) - 1) if self.chosen else None

    def take(self) -> None:
        """Put the line chosen among the lines into the pass, below the line chosen there."""
        if self._is_chosen(self.left):
            to = 0 if self.into.index is None else self.into.index + 1
            self._put(self.lines.pop(self.left.index), to)

    def leave_out(self) -> None:
        """Take the line chosen in the pass out of it."""
        if self._is_chosen(self.into):
            self.lines.append(self.chosen.pop(self.into.index))
            self._show(len(self.lines) - 1, self.into.index)
            self._say(f"Left out: {_code(self.lines[-1])}")

    def move(self, by: int) -> None:
        """Move the line chosen in the pass by so many places, not beyond its ends; it stays chosen."""
        if self._is_chosen(self.into):
            to = min(max(self.into.index + by, 0), len(self.chosen) - 1)
            self._put(self.chosen.pop(self.into.index), to)

    def _put(self, line: CodeLine, place: int) -> None:
        self.chosen.insert(place, line)
        self._show(self.left.index, place)
        self._say(f"Line {place + 1} of {len(self.chosen)}: {_code(line)}")

    def _is_chosen(self, some: widgets.Select) -> bool:
        if some.index is None:
            self._say(f"Choose a line in the list “{some.description}” first.")
        return some.index is not None

    def check(self) -> Feedback:
        """Check the order, and return what is said to it."""
        feedback, is_new = check_lines(self.chosen, self._layers), self._told != self.chosen
        self._told = [*self.chosen]
        self._tell(feedback, f"backward pass of {self._layers} layers", is_new)
        return feedback

    def go_on(self) -> None:
        """Start anew, with other wrong lines."""
        self._seed += 1
        self._next()
        self._say("Here are the lines anew, with other wrong ones.")

    def _task_html(self) -> str:
        known = f"They may use x, y, and the weights, z and a of each of the {self._layers} layers"
        words = f"in an order in which they run. {known}; leave out the lines that are wrong."
        return f"<p><b>In order.</b> Put the lines of the backward pass {words}</p>"

    def __repr__(self) -> str:
        return "\n  ".join([f"{self.words}.", *(line.code for line in self.lines)])

    def still(self) -> dict[str, str]:
        shown = super().still()
        items = "".join(f"<li>{_code(line)}</li>" for line in self.lines)
        return {**shown, "text/html": shown["text/html"] + (items and f"<ul>{items}</ul>")}


def _code(line: CodeLine) -> str:
    return f"<code>{html.escape(line.code)}</code>"
