"""What a check says: right, wrong or not answered, in sentences, with hints that come one at a time."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..mistakes.case import Case
from ..mistakes.cases import ORDINARY
from ..notation.formula import Pen, index_form, left_side
from ..notation.table import QUANTITIES, Quantity
from ..style import CSS


@dataclass(frozen=True)
class Line:
    """A formula with a label in front of it, as plain text and in HTML."""

    label: str
    text: str
    html: str


ALL_SIGNS = "Every sign is wrong; otherwise the numbers are right."
_VERDICTS = {True: ("✓", ""), False: ("✗", "Not right yet."), None: ("…", "")}
_LOOKS = {True: "bp-right", False: "bp-wrong", None: ""}


class Feedback:
    """What a check found. `correct` is True, False, or None if it is not answered; `message` says it in words.

    `mistakes` are the names of the mistakes that `message` speaks of: several if they can't be told apart. `hint()`
    returns the next of `hints`, as the Hint button does. `computed` holds the formula that the code computes for each
    quantity, in the notation's symbols, or None if it can't be read, and `right` the step's. `lines` show some of
    them, after the `opening` sentence. All texts are plain text.
    """

    def __init__(
        self,
        correct: bool | None,
        message: str,
        mistakes: Iterable[str] = (),
        hints: Iterable[str] = (),
        opening: str = "",
        lines: Iterable[Line] = (),
        computed: Mapping[str, str | None] = {},
        right: Mapping[str, str | None] = {},
    ) -> None:
        self.correct, self.message = correct, f"{opening} {message}".strip()
        self.mistakes, self.hints = tuple(mistakes), tuple(hints)
        self.computed, self.right = dict(computed), dict(right)
        self._said, self._lines = (opening, message), tuple(lines)
        self._n_given = 0

    @property
    def mistake(self) -> str | None:
        """The name of the first mistake, or None."""
        return self.mistakes[0] if self.mistakes else None

    def hint(self) -> str:
        """Return the next hint; after the last one, a sentence that says so."""
        if self._n_given == len(self.hints):
            return "There are no more hints."
        self._n_given += 1
        if "widget" in vars(self):
            self._show_hints(self.widget)
        return self.hints[self._n_given - 1]

    @cached_property
    def widget(self):
        """The message, the Hint button, and the hints given so far, which a screen reader announces."""
        import ipywidgets as widgets

        from ..widgets.cell import LiveRegion

        button = widgets.Button(description="Hint", tooltip="Show one more hint")
        button.on_click(lambda _: self.hint())
        box = widgets.VBox([widgets.HTML(self._repr_html_()), button, LiveRegion()])
        self._show_hints(box)
        return box

    def _show_hints(self, box) -> None:
        _, button, announced = box.children
        button.disabled = self._n_given == len(self.hints)  # first, so that it is up to date once the hint is visible
        items = "".join(f"<li>{html.escape(hint)}</li>" for hint in self.hints[: self._n_given])
        announced.value = items and f"<div class='bp'><ol>{items}</ol></div>"

    def __repr__(self) -> str:
        opening, message = self._said
        width = max((len(line.label) for line in self._lines), default=0)
        lines = [f"  {line.label:{width}}   {line.text}" for line in self._lines]
        first = " ".join(filter(None, (*_VERDICTS[self.correct], opening or message * (not lines))))
        return "\n".join([first, *lines, *([message.strip()] if opening or lines else [])]).strip()

    def html(self, attributes: str = "") -> str:
        """Return the message in HTML, to be put where the style sheet is already."""
        opening, message = (html.escape(said.strip()).replace("\n", "<br>") for said in self._said)
        mark, word = _VERDICTS[self.correct]
        rows = "".join(f"<tr><th scope='row'>{line.label}</th><td>{line.html}</td></tr>" for line in self._lines)
        table = rows and f"<div class='bp'><table class='bp-formulas'>{rows}</table></div>"
        first = f"<b class='bp-verdict'>{f'{mark} {word}'.strip()}</b>"
        said = f"<p>{first} {opening}</p>{table}<p>{message}</p>" if opening or table else f"<p>{first} {message}</p>"
        return f"<div class='bp bp-sentence {_LOOKS[self.correct]}'{attributes}>{said}</div>"

    def _repr_html_(self) -> str:
        announced = self.html(" role='status'")
        return f"<style>{CSS}</style>{announced}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        shown = {"text/html": self._repr_html_(), "text/plain": repr(self)}
        if self.hints:
            from ..widgets.cell import widget_bundle

            shown |= widget_bundle(self.widget)
        return shown


# Words


def join_words(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    *rest, last = words
    return f"{', '.join(rest)} and {last}" if rest else last


def describe_shape(name: str, found: tuple[int, ...], right: tuple[int, ...], sizes: Mapping[str, int] = {}) -> str:
    """Return what is wrong with the shape of an answer; `sizes` are those of the network, by letter."""
    hint = ""
    if found == right[::-1]:
        hint = " That is the shape of the transpose."
    elif not found:
        hint = " Yours is a single number."
    elif len(found) < len(right):
        hint = f" Keep both dimensions: here every vector is a {'row' if right[0] == 1 else 'column'}."
    where = f" for {', '.join(f'{letter} = {size}' for letter, size in sizes.items())}" if sizes else ""
    return f"{name} has shape {found} but should have shape {right}{where}.{hint}"


def describe_type(answer) -> str:
    """Return what kind of thing an answer is, in words that are safe to show whatever it is."""
    name = type(answer).__name__
    article = "an" if name[:1].lower() in "aeiou" else "a"
    if isinstance(answer, (tuple, list)):
        return f"{article} {name} of {len(answer)}"
    if answer is None:
        return "None"
    if callable(answer):
        return "a function"
    if isinstance(answer, np.ndarray):
        return f"an array of {answer.dtype.name}"
    if type(answer) is str:
        return f"{answer[:40]!r}{'…' if len(answer) > 40 else ''}, a str"
    if type(answer) in (int, float, complex, bool) and abs(answer) < 1e9:
        return f"{answer!r}, {article} {name}"
    return f"{article} {name}"


# Hints


def _entry(name: str, row: str | None, column: str | None) -> str:
    index = "".join(letter for letter in (row, column) if letter)
    return f"({QUANTITIES[name].text})_{index}" if index else QUANTITIES[name].text


_TEXT = Pen(
    _entry, lambda letter, size, body: body(None) if size == "N" else f"Σ_{letter} {body(letter)}", half="½ {}".format
)


def hints_for(names: Iterable[str], case: Case = ORDINARY) -> tuple[str, ...]:
    """Return hints for the quantities of a pass, the vaguest first: the case, the shapes, the formula by indices.

    A formula that is another one in the case is what the exercise asks for, so it is not told.
    """
    names = [name for name in names if name in QUANTITIES]
    usual = [name for name in names if name not in case.formulas]
    by_letters = (f"By indices: {left_side(name, _TEXT)} = {index_form(name, _TEXT)}" for name in usual)
    return (*filter(None, [case.sentence]), *(_shapes(name, case) for name in names), *by_letters)


def _shapes(name: str, case: Case) -> str:
    used = dict.fromkeys(re.findall(r"\w+", case.quantity(name).formula))
    operands = [_with_shape(case.quantity(each)) for each in used if each in QUANTITIES and each not in "nhmN"]
    made_from = f", from {join_words(operands)}" if operands else ""
    return f"Shapes: {_with_shape(case.quantity(name))}{made_from}. N is the number of examples."


def _with_shape(known: Quantity) -> str:
    return f"{known.name} ({', '.join(known.shape)})" if known.shape else f"{known.name} (one number)"
