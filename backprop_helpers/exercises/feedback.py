"""What a check says to the learner: right, wrong or not answered, in sentences, and hints that come one at a time."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import cached_property

import ipywidgets as widgets

from ..notation.formula import Pen, index_form, left_side, tokens
from ..notation.table import QUANTITIES
from ..style import CSS
from ..widgets.cell import LiveRegion, widget_bundle

_MARKS = {True: "✓", False: "✗", None: "…"}


class Feedback:
    """What a check found: `correct` is True, False or None (not answered). Shown in a cell, it says so in words.

    `mistakes` are the names of the mistakes that `message` speaks of: several, where they can't be told apart.
    `hint()` gives the next of `hints`, as the Hint button does. Texts are plain text.
    """

    def __init__(
        self, correct: bool | None, message: str, mistakes: Iterable[str] = (), hints: Iterable[str] = ()
    ) -> None:
        self.correct, self.message = correct, message
        self.mistakes, self.hints = tuple(mistakes), tuple(hints)
        self._given = 0

    @property
    def mistake(self) -> str | None:
        """The name of the mistake, the first one of several, or None."""
        return self.mistakes[0] if self.mistakes else None

    def hint(self) -> str:
        """The next hint; after the last one, a sentence that says so."""
        if self._given == len(self.hints):
            return "There are no more hints."
        self._given += 1
        items = "".join(f"<li>{html.escape(hint)}</li>" for hint in self.hints[: self._given])
        self.hint_button.disabled = self._given == len(self.hints)  # before the hint shows: who sees it knows
        self.hints_given.value = f"<div class='bp'><ol>{items}</ol></div>"
        return self.hints[self._given - 1]

    @cached_property
    def hint_button(self) -> widgets.Button:
        button = widgets.Button(description="Hint", tooltip="Show one more hint")
        button.on_click(lambda _: self.hint())
        return button

    @cached_property
    def hints_given(self) -> LiveRegion:
        return LiveRegion()

    @cached_property
    def widget(self) -> widgets.VBox:
        return widgets.VBox([widgets.HTML(self._repr_html_()), self.hint_button, self.hints_given])

    def __repr__(self) -> str:
        return f"{_MARKS[self.correct]} {self.message}"

    def _repr_html_(self) -> str:
        lines = html.escape(repr(self)).replace("\n", "<br>")
        return f"<style>{CSS}</style><div class='bp bp-sentence' role='status'><p>{lines}</p></div>"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        shown = {"text/html": self._repr_html_(), "text/plain": repr(self)}
        if self.hints:
            shown |= widget_bundle(self.widget)
        return shown


def _entry(name: str, row: str | None, column: str | None) -> str:
    index = "".join(letter for letter in (row, column) if letter)
    return f"({QUANTITIES[name].text})_{index}" if index else QUANTITIES[name].text


_TEXT = Pen(
    _entry, lambda letter, size, body: body(None) if size == "N" else f"Σ_{letter} {body(letter)}", half="½ {}".format
)


def ladder(names: Iterable[str]) -> tuple[str, ...]:
    """Hints for quantities, from far to near: the shapes of what goes in and comes out, then one element by letters."""
    names = list(names)
    return (
        *map(_shapes, names),
        *(f"By letters: {left_side(name, _TEXT)} = {index_form(name, _TEXT)}" for name in names),
    )


def _shapes(name: str) -> str:
    parts = dict.fromkeys(token.name for token in tokens(name) if token.name)
    return f"Shapes: {_shaped(name)}, from {listed(map(_shaped, parts))}. N is the number of examples."


def _shaped(name: str) -> str:
    letters = QUANTITIES[name].shape
    return f"{name} ({', '.join(letters)})" if letters else f"{name} (one number)"


def listed(words: Iterable[str]) -> str:
    """Words in a row: a, b and c."""
    *rest, last = words
    return f"{', '.join(rest)} and {last}" if rest else last
