"""The form of a worksheet: a field for every number, and beside each step a button that says what went wrong first."""

from itertools import groupby

import ipywidgets as widgets
import numpy as np

from ..exercises.feedback import Feedback
from ..mathematics import validate
from ..notation.table import QUANTITIES
from ..records import journal
from ..views.diagram import NetworkDiagram
from ..views.parts.matrices import bracketed
from ..views.parts.static import static_html
from ..views.parts.tables import coloured
from ..widgets.cell import Shown, cell_box
from ..widgets.controls import HelpfulDict, wrapping_row
from .answer import StepAnswer
from .blanks import BLANKS, formula_html, label, section, symbol
from .judge import BLANK, FOLLOWS, LATER, RIGHT, SO_FAR, WRONG, judge
from .pages import GIVEN, plain
from .reading import NOTHING
from .sheet import DECIMALS, ETA, LARGEST_SEED, SIZES, Worksheet

_SIGNS = {RIGHT: "✓", SO_FAR: "✓", FOLLOWS: "↪", WRONG: "✗", LATER: "…"}
_ROLES = {RIGHT: "target", SO_FAR: "target", WRONG: "fault"}
STEPS = {step: tuple(names) for step, names in groupby(BLANKS, section)}
#: What was typed in this kernel, by the sheet's starting numbers: it is there again if the cell is run again.
_TYPED: dict[str, dict[str, str]] = {}


class ByHand(Shown):
    """A worksheet to fill in: type the numbers that you have computed so far, and press the Check of their step.

    The sheet is that of a seed, which can be changed in its field, or a `Worksheet` of your own. What was typed is kept
    as long as the kernel runs. `fields` are the text fields by element, "dL_dW1[0,1]" or "new_b2[0]"; `answers` holds
    for each step ("Forward Pass", "Step 1" to "Step 5", "Update") its button and what is said. `check()` does what such
    a button does and returns the feedback. Raises `ValueError`, naming the argument, if something does not fit a sheet.
    """

    def __init__(
        self, sheet: Worksheet | None = None, *, seed: int = 0, sizes=SIZES, eta: float = ETA, decimals: int = DECIMALS
    ):
        self._of_seed = {"sizes": sizes, "eta": eta, "decimals": decimals}
        sheet = Worksheet.random(seed, **self._of_seed) if sheet is None else sheet
        validate.instance("sheet", sheet, Worksheet)
        self.sheet = sheet
        described = [{"description": label(*element)} for element in self._elements().values()]
        fields = _alike(widgets.Text, described, layout={"width": "180px"}, style={"description_width": "92px"})
        self.fields = HelpfulDict("field", dict(zip(self._elements(), fields, strict=True)))
        self._marks = dict(zip(BLANKS, _alike(widgets.HTML, [{}] * len(BLANKS)), strict=True))
        self._given = widgets.HTML()
        self.answers = HelpfulDict("step", {step: StepAnswer(step, self.check) for step in STEPS})
        self.seed = None if sheet.seed is None else self._seed_field()
        for control in filter(None, (*fields, self.seed)):
            control.add_class("bp-control")
        for name, field in self.fields.items():
            field.add_class("bp-number")
            field.observe(lambda change, name=name: self._typed_into(name, change["new"]), "value")
        self.widget = cell_box(*filter(None, [self.seed]), self._given, self._steps())
        self._show_sheet()

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
        """Return each step with its blanks side by side, and what is said about them below."""
        written = [{"value": _framed("<b>{}</b><br><small>{}</small>".format(*formula_html(name)))} for name in BLANKS]
        words, fields = iter(_alike(widgets.HTML, written)), iter(self.fields.values())
        lined, framed = wrapping_row().layout, widgets.Layout(margin="0 24px 8px 0")

        def card(name: str) -> widgets.VBox:
            rows, columns = np.atleast_2d(self.sheet.key[name]).shape
            lines = [[next(fields) for _ in range(columns)] for _ in range(rows)]
            lines = [widgets.HBox(line, layout=lined) if columns > 1 else line[0] for line in lines]
            for line in lines if columns > 2 else ():
                line.add_class("bp-entries")
            return widgets.VBox([next(words), *lines, self._marks[name]], layout=framed)

        wrapped, boxes = widgets.Layout(flex_flow="row wrap"), []
        for step, names in STEPS.items():
            heading = widgets.HTML(_framed(f"<h3 style='margin:8px 0 0'>{step.capitalize()}</h3>"))
            cards = widgets.HBox([*map(card, names)], layout=wrapped)
            boxes.append(widgets.VBox([heading, cards, *self.answers[step].widgets]))
        return widgets.HBox(boxes, layout=wrapped)

    def _load(self, seed: int) -> None:
        """Show another sheet of the same kind."""
        self.sheet = Worksheet.random(seed, **self._of_seed)
        self._show_sheet()

    def _show_sheet(self) -> None:
        """Show the sheet's numbers and what was typed there before, and nothing that was said about answers."""
        older = ""
        if self.sheet.seed is not None and self.sheet.sizes == SIZES:
            older = f" Does your sheet have one output? Then run <code>{self.sheet.with_one_output()}</code>."
        rule = f"Round each number to <b>{self.sheet.decimals} decimals</b> and go on with the rounded number.{older}"
        self._given.value = _framed(f"{starting_numbers(self.sheet)}<p>{rule}</p>")
        self._typed = _TYPED.setdefault(repr(self), {})
        for name, field in self.fields.items():
            field.value = self._typed.get(name, "")
        self._mark(dict.fromkeys(BLANKS, BLANK), {})
        self._say(None)

    def _typed_into(self, name: str, text: str) -> None:
        """Keep what was typed; it is not judged yet."""
        self._typed[name] = text
        look(self.fields[name], "")

    def check(self, step: str = "Update") -> Feedback:
        """Judge what is typed up to this step, mark each number, and return which step went wrong first."""
        judged = [name for each in list(STEPS)[: list(STEPS).index(step) + 1] for name in STEPS[each]]
        typed = {name: [] for name in judged}
        for element, (name, _) in self._elements().items():
            if name in typed:
                typed[name].append(self.fields[element].value)
        judgement = judge(self.sheet, typed)
        self._mark({name: judgement.marks[name] for name in judged}, judgement.follows)
        self._say(judgement.feedback, step)
        if judgement.feedback.correct is not None:
            found = judgement.feedback.correct, judgement.feedback.mistake
            journal.add_if_changed("exercise", f"ByHand, {step}", *found)
        return judgement.feedback

    def _mark(self, marks: dict[str, str], follows: dict[str, np.ndarray]) -> None:
        """Mark these blanks, and each of their numbers: it follows from the numbers before it, or it does not."""
        for name, mark in marks.items():
            signed = coloured(_ROLES.get(mark, "muted"), f"{_SIGNS[mark]} {mark}") if mark != BLANK else ""
            self._marks[name].value = _framed(signed) if signed else ""
        for element, (name, place) in self._elements().items():
            if name in marks:
                field, right = self.fields[element], "follows" if marks[name] == FOLLOWS else "right"
                typed = field.value.strip() not in NOTHING and follows
                look(field, (right if follows[name][place] else "wrong") if typed else "")

    def _say(self, feedback: Feedback | None, step: str | None = None) -> None:
        """Say this beside one step, and nothing beside the others."""
        for each, answer in self.answers.items():
            answer.tell(feedback if each == step else None)

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


def look(field: widgets.Text, look: str) -> None:
    """Show a number as "right", "wrong", "follows" (from wrong numbers), or, with "", as not judged."""
    for each in ("right", "wrong", "follows"):
        (field.add_class if each == look else field.remove_class)(f"bp-{each}")


def _alike(kind: type, settings: list[dict], **looks) -> list:
    """Return widgets of one kind with a common layout and style: a third of the messages, a third of the time."""
    made = []
    for each in settings:
        made.append(kind(**each, **looks))
        looks = {"layout": made[0].layout, "style": made[0].style}
    return made


def _framed(shown: str) -> str:
    return f"<div class='bp'>{shown}</div>"
