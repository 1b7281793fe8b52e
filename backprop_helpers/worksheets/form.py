"""Fields for the numbers of a worksheet, and a button that says which step went wrong first. `judge` does the rest."""

from __future__ import annotations

import html

import ipywidgets as widgets
import numpy as np

from ..mathematics import validate
from ..widgets.controls import HelpfulDict, row
from ..exercises.feedback import Feedback
from .judge import BLANK, FOLLOWS, LATER, RIGHT, SO_FAR, WRONG, judge, section
from .sheet import BLANKS, DECIMALS, ETA, SIZES, Worksheet, symbol
from ..widgets.spoken import LiveRegion
from ..style import CSS
from .reading import label
from .hand import GIVEN, formula, starting_numbers
from ..views.parts.static import static_html

_WIDE = {"description_width": "initial"}
_SIGNS = {RIGHT: "✓", SO_FAR: "✓", FOLLOWS: "↪", WRONG: "✗", LATER: "…"}


class ByHand:
    """A worksheet to fill in: type what you have computed by hand, as far as you are, and press Check.

    The sheet is that of a seed (which can be changed in its field, and nothing that was typed is lost), or a
    `Worksheet` of your own. `fields` are the text fields by element, "dL_dW1[0,1]" or "new_b2[0]"; `check()` does
    what the button does and returns the feedback. Raises `ValueError` for what makes no sheet.
    """

    def __init__(
        self, sheet: Worksheet | None = None, *, seed: int = 0, sizes=SIZES, eta: float = ETA, decimals: int = DECIMALS
    ):
        self._of_seed = {"sizes": sizes, "eta": eta, "decimals": decimals}
        if sheet is None:
            sheet = Worksheet.random(seed, **self._of_seed)
        validate.instance("sheet", sheet, Worksheet)
        self.sheet, self._typed = sheet, {}
        self._build()

    def _build(self) -> None:
        described = [{"description": label(self.sheet, *element)} for element in self._elements().values()]
        fields = _alike(widgets.Text, described, layout={"width": "180px"}, style={"description_width": "92px"})
        for field in fields:
            field.add_class("bp-control")
        self.fields = HelpfulDict("field", dict(zip(self._elements(), fields, strict=True)))
        self._marks = dict(zip(BLANKS, _alike(widgets.HTML, [{}] * len(BLANKS)), strict=True))
        self._given, self._said, self._hints = (
            widgets.HTML(_framed(starting_numbers(self.sheet))),
            LiveRegion(),
            widgets.VBox(),
        )
        self.check_button = widgets.Button(description="Check", button_style="primary")
        self.check_button.on_click(lambda _: self.check())
        self.seed = None
        if self.sheet.seed is not None:
            self.seed = widgets.BoundedIntText(
                value=self.sheet.seed,
                min=0,
                max=10**9,
                description="seed of your sheet",
                tooltip="It is printed at the top of the sheet.",
                style=_WIDE,
            )
            self.seed.add_class("bp-control")
            self.seed.observe(lambda change: self._load(change["new"]), "value")
        self.widget = widgets.VBox(
            [
                widgets.HTML(f"<style>{CSS}</style>", layout=widgets.Layout(display="none")),
                *([self.seed] if self.seed else []),
                self._given,
                self._steps(),
                self.check_button,
                self._said,
                self._hints,
            ]
        )

    def _elements(self) -> dict[str, tuple]:
        """Every number of the sheet by its name: which blank, and where in it."""
        places = ((name, place) for name in BLANKS for place in np.ndindex(self.sheet.key[name].shape))
        return {self._name(*each): each for each in places}

    def _name(self, name: str, place: tuple[int, ...]) -> str:
        return label(self.sheet, name, place).replace(symbol(name), name)

    def _steps(self) -> widgets.HBox:
        """Each step with its blanks side by side."""
        written = [{"value": _framed("<b>{}</b><br><small>{}</small>".format(*formula(name)))} for name in BLANKS]
        steps: dict[str, list] = {}
        lined, framed = row().layout, widgets.Layout(margin="0 24px 8px 0")
        for name, words in zip(BLANKS, _alike(widgets.HTML, written), strict=True):
            rows = np.atleast_2d(self.sheet.key[name])
            boxes = [self.fields[self._name(name, place)] for place in np.ndindex(self.sheet.key[name].shape)]
            lines = [boxes[k : k + rows.shape[1]] for k in range(0, rows.size, rows.shape[1])]
            lines = [widgets.HBox(line, layout=lined) if line[1:] else line[0] for line in lines]
            card = widgets.VBox([words, *lines, self._marks[name]], layout=framed)
            steps.setdefault(section(name), []).append(card)
        wrapped = widgets.Layout(flex_flow="row wrap")
        boxes = []
        for step, cards in steps.items():
            heading = widgets.HTML(_framed(f"<h3 style='margin:8px 0 0'>{step}</h3>"))
            boxes.append(widgets.VBox([heading, widgets.HBox(cards, layout=wrapped)]))
        return widgets.HBox(boxes, layout=wrapped)

    def _load(self, seed: int) -> None:
        """Another sheet of the same kind; what was typed is kept with its seed."""
        self._typed[self.sheet.seed] = {name: field.value for name, field in self.fields.items()}
        self.sheet = Worksheet.random(seed, **self._of_seed)
        self._given.value = _framed(starting_numbers(self.sheet))
        for name, field in self.fields.items():
            field.value = self._typed.get(seed, {}).get(name, "")
        for mark in self._marks.values():
            mark.value = ""
        self._said.value, self._hints.children = "", ()

    def check(self) -> Feedback:
        """Judges what is typed by now, marks every blank, and says which step went wrong first."""
        typed = {name: [] for name in BLANKS}
        for element, (name, _) in self._elements().items():
            typed[name].append(self.fields[element].value)
        judgement = judge(self.sheet, typed)
        for name, mark in judgement.marks.items():
            self._marks[name].value = _framed(f"{_SIGNS[mark]} {mark}") if mark != BLANK else ""
        feedback = judgement.feedback
        lines = html.escape(repr(feedback)).replace("\n", "<br>")
        self._said.value = f"<div class='bp bp-sentence'><p>{lines}</p></div>"
        self._hints.children = feedback.widget.children[1:] if feedback.hints else ()
        return feedback

    def __repr__(self) -> str:
        trace = self.sheet.trace
        given = "; ".join(f"{name} = {getattr(trace, name).tolist()}" for name in GIVEN)
        return (
            f"Compute by hand ({self.sheet.title}): {given}; eta = {self.sheet.eta}. Run the notebook to type answers."
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        return {
            "application/vnd.jupyter.widget-view+json": view,
            "text/html": static_html(starting_numbers(self.sheet)),
            "text/plain": repr(self),
        }


def _alike(kind: type, settings: list[dict], **looks) -> list:
    """Widgets of one kind that share their layout and their style: a third of the messages, a third of the time."""
    made = []
    for each in settings:
        made.append(kind(**each, **looks))
        looks = {"layout": made[0].layout, "style": made[0].style}
    return made


def _framed(shown: str) -> str:
    return f"<div class='bp'>{shown}</div>"
