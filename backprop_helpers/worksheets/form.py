"""The form of a worksheet: a field for every number, and a button that says which step went wrong first."""

import html
from itertools import groupby

import ipywidgets as widgets
import numpy as np

from ..exercises.feedback import Feedback
from ..mathematics import validate
from ..notation.table import QUANTITIES
from ..views.diagram import NetworkDiagram
from ..views.parts.matrices import bracketed
from ..views.parts.static import static_html
from ..views.parts.tables import coloured
from ..widgets.answer import Answer
from ..widgets.cell import Shown, button, cell_box, sentence_html
from ..widgets.controls import HelpfulDict, wrapping_row
from .blanks import BLANKS, formula_html, label, section, symbol
from .judge import BLANK, FOLLOWS, LATER, RIGHT, SO_FAR, WRONG, judge
from .pages import GIVEN, plain
from .sheet import DECIMALS, ETA, LARGEST_SEED, SIZES, Worksheet

_SIGNS = {RIGHT: "✓", SO_FAR: "✓", FOLLOWS: "↪", WRONG: "✗", LATER: "…"}
_ROLES = {RIGHT: "target", SO_FAR: "target", WRONG: "fault"}


class ByHand(Shown):
    """A worksheet to fill in: type the numbers that you have computed so far, and press Check.

    The sheet is that of a seed, which can be changed in its field without losing what was typed, or a `Worksheet` of
    your own. `fields` are the text fields by element, "dL_dW1[0,1]" or "new_b2[0]"; `check()` does what the button does
    and returns the feedback. Raises `ValueError`, naming the argument, if something does not fit a sheet.
    """

    def __init__(
        self, sheet: Worksheet | None = None, *, seed: int = 0, sizes=SIZES, eta: float = ETA, decimals: int = DECIMALS
    ):
        self._of_seed = {"sizes": sizes, "eta": eta, "decimals": decimals}
        sheet = Worksheet.random(seed, **self._of_seed) if sheet is None else sheet
        validate.instance("sheet", sheet, Worksheet)
        self.sheet, self._typed = sheet, {}
        described = [{"description": label(*element)} for element in self._elements().values()]
        fields = _alike(widgets.Text, described, layout={"width": "180px"}, style={"description_width": "92px"})
        self.fields = HelpfulDict("field", dict(zip(self._elements(), fields, strict=True)))
        self._marks = dict(zip(BLANKS, _alike(widgets.HTML, [{}] * len(BLANKS)), strict=True))
        self._given, self._answer = widgets.HTML(), Answer()
        self.check_button = button("Check", self.check, button_style="primary")
        self.hint_button = self._answer.hint_button
        self.seed = None if sheet.seed is None else self._seed_field()
        for control in filter(None, (*fields, self.seed)):
            control.add_class("bp-control")
        below = self.check_button, *self._answer.parts
        self.widget = cell_box(*filter(None, [self.seed]), self._given, self._steps(), *below)
        self._clear()

    def _seed_field(self) -> widgets.BoundedIntText:
        field = widgets.BoundedIntText(
            value=self.sheet.seed,
            min=0,
            max=LARGEST_SEED,
            description="seed of your sheet",
            tooltip="It is printed at the top of the sheet.",
            style={"description_width": "initial"},
        )
        field.observe(lambda change: self._load(change["new"]), "value")
        return field

    def _elements(self) -> dict[str, tuple]:
        """Return every number of the sheet by its name: its blank, and its place there."""
        places = ((name, place) for name in BLANKS for place in np.ndindex(self.sheet.key[name].shape))
        return {label(name, place).replace(symbol(name), name): (name, place) for name, place in places}

    def _steps(self) -> widgets.HBox:
        """Return each step with its blanks side by side."""
        written = [{"value": _framed("<b>{}</b><br><small>{}</small>".format(*formula_html(name)))} for name in BLANKS]
        words, fields = iter(_alike(widgets.HTML, written)), iter(self.fields.values())
        lined, framed = wrapping_row().layout, widgets.Layout(margin="0 24px 8px 0")

        def card(name: str) -> widgets.VBox:
            rows, columns = np.atleast_2d(self.sheet.key[name]).shape
            lines = [[next(fields) for _ in range(columns)] for _ in range(rows)]
            lines = [widgets.HBox(line, layout=lined) if columns > 1 else line[0] for line in lines]
            return widgets.VBox([next(words), *lines, self._marks[name]], layout=framed)

        wrapped, boxes = widgets.Layout(flex_flow="row wrap"), []
        for step, names in groupby(BLANKS, section):
            heading = widgets.HTML(_framed(f"<h3 style='margin:8px 0 0'>{step}</h3>"))
            boxes.append(widgets.VBox([heading, widgets.HBox([*map(card, names)], layout=wrapped)]))
        return widgets.HBox(boxes, layout=wrapped)

    def _load(self, seed: int) -> None:
        """Show another sheet of the same kind; what was typed is kept with its seed."""
        self._typed[self.sheet.seed] = {name: field.value for name, field in self.fields.items()}
        self.sheet = Worksheet.random(seed, **self._of_seed)
        for name, field in self.fields.items():
            field.value = self._typed.get(seed, {}).get(name, "")
        self._clear()

    def _clear(self) -> None:
        """Show the sheet's numbers, and nothing that was said about answers."""
        older = ""
        if self.sheet.seed is not None and self.sheet.sizes == SIZES:
            older = f" Has your sheet one output? Then run <code>{self.sheet.with_one_output()}</code>."
        rule = f"Round each number to <b>{self.sheet.decimals} decimals</b> and go on with the rounded number.{older}"
        self._given.value = _framed(f"{starting_numbers(self.sheet)}<p>{rule}</p>")
        for mark in self._marks.values():
            mark.value = ""
        self._answer.say("")

    def check(self) -> Feedback:
        """Judge what is typed so far, mark every blank, and return which step went wrong first."""
        typed = {name: [] for name in BLANKS}
        for element, (name, _) in self._elements().items():
            typed[name].append(self.fields[element].value)
        judgement = judge(self.sheet, typed)
        for name, mark in judgement.marks.items():
            self._marks[name].value = (
                _framed(coloured(_ROLES.get(mark, "muted"), f"{_SIGNS[mark]} {mark}")) if mark != BLANK else ""
            )
        words = html.escape(repr(judgement.feedback)).replace("\n", "<br>")
        self._answer.say(sentence_html(words, judgement.feedback.correct), judgement.feedback.hints)
        return judgement.feedback

    def __repr__(self) -> str:
        trace = self.sheet.trace
        given = "; ".join(f"{name} = {getattr(trace, name).tolist()}" for name in GIVEN)
        start = f"{given}; eta = {self.sheet.eta}"
        return f"Compute by hand ({self.sheet.title}): {start}. Run the notebook to type answers."

    def still(self) -> dict[str, str]:
        """Return the numbers that the sheet starts from, as a picture and in words."""
        return {"text/html": static_html(starting_numbers(self.sheet)), "text/plain": repr(self)}


def starting_numbers(sheet: Worksheet) -> str:
    """Return the picture of the network, and below it every given number with its symbol, in HTML."""
    shown = "".join(named(name, getattr(sheet.trace, name)) for name in GIVEN)
    eta = f"<div>{QUANTITIES['eta'].html} = {plain(sheet.eta)}</div>"
    return f"{NetworkDiagram(until='x')(sheet.trace)}<div class='bp-row'>{shown}{eta}</div>"


def named(name: str, array: np.ndarray, below: str = "") -> str:
    """Return a given array as a matrix with its symbol above it, and with what stands below it, in HTML."""
    known = QUANTITIES[name]
    cells = bracketed(array.shape, lambda *at: plain(array[at]), known.role, known.text, brackets=array.size > 1)
    return f"<div class='bp-box'><b>{known.html}</b>{cells}{below}</div>"


def _alike(kind: type, settings: list[dict], **looks) -> list:
    """Return widgets of one kind with a common layout and style: a third of the messages, a third of the time."""
    made = []
    for each in settings:
        made.append(kind(**each, **looks))
        looks = {"layout": made[0].layout, "style": made[0].style}
    return made


def _framed(shown: str) -> str:
    return f"<div class='bp'>{shown}</div>"
