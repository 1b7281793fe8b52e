"""Predict, then reveal: the reader commits to an answer and says how sure, then sees what is right, and why."""

import html
from collections.abc import Mapping

import ipywidgets as widgets

from ..mathematics import validate
from ..records import journal
from ..widgets.cell import LiveRegion, Shown, button, cell_box, projector_switch, sentence_html, with_tooltip
from ..widgets.controls import wrapping_row
from .bank import QUESTIONS

SURENESS = ("a guess", "fairly sure", "certain")
_COMMENT = {
    (True, "a guess"): "A lucky guess? Read why, and next time you will know.",
    (True, "fairly sure"): "Well predicted.",
    (True, "certain"): "You knew it.",
    (False, "a guess"): "A guess costs nothing. Now read why.",
    (False, "fairly sure"): "Find the step at which your reasoning and this one part ways.",
    (False, "certain"): "You were certain. Mistakes like this teach the most.",
}


class Question(Shown):
    """A question with options to choose from. Shown in a cell, it asks; nothing is revealed before the reader commits.

    `options` maps each wrong option to a sentence that says why it is tempting, and the right one, `answer`, to "".
    `why` explains the answer. Texts may hold HTML, options are plain text. After a commit `chosen`, `sure` and
    `correct` tell what was answered; `ask_again()` starts over. The first answer goes into the reader's record under
    `name`, with what else is `noted`; without a name none does.
    Raises `ValueError` for an answer that is not among the options, and for a wrong option without its sentence.
    """

    lead = "Predict."

    def __init__(
        self,
        text: str,
        options: Mapping[str, str],
        answer: str,
        why: str,
        name: str | None = None,
        noted: Mapping[str, object] = {},
    ):
        options = validate.mapping("options", options)
        for part, words in (("text", text), ("answer", answer), ("why", why)):
            validate.instance(part, words, str)
        if answer not in options:
            raise ValueError(f"The answer {answer!r} is not among the options {list(options)}.")
        silent = [option for option, tempts in options.items() if option != answer and not tempts]
        if silent or not why:
            raise ValueError(
                f"Say why the answer is right, and why each wrong option tempts; missing: {silent or 'why'}."
            )
        self.text, self.options, self.answer, self.why = text, dict(options), answer, why
        self.name, self._noted, self._is_noted = name, dict(noted), False
        self.chosen = self.sure = self.correct = None
        self._build()

    def _build(self) -> None:
        self.radio, self.sureness = answer_controls(list(self.options))
        self.commit_button = button("Commit", self.commit, button_style="primary")
        self.again_button = button("Ask again", self.ask_again, disabled=True)
        self.reveal = LiveRegion()
        self.widget = cell_box(
            widgets.HTML(f"<div class='bp'><p><b>{self.lead}</b> {self.text}</p></div>"),
            self.radio,
            wrapping_row(self.sureness),
            wrapping_row(self.commit_button, self.again_button, projector_switch()),
            self.reveal,
        )
        self.widget.add_class("bp-question")

    def commit(self) -> None:
        """Fix the chosen answer and reveal the right one, or ask for a choice if there is none yet."""
        if self.radio.value is None:
            self._say("Choose one of the answers first; a guess is fine.")
            return
        self.chosen, self.sure = self.radio.value, self.sureness.value
        self.correct = self.chosen == self.answer
        self._freeze(True)
        if self.name and not self._is_noted:
            journal.add("question", self.name, self.correct, sure=self.sure, chosen=self.chosen, **self._noted)
            self._is_noted = True  # an answer after "Ask again" is no prediction
        comment = f"{_COMMENT[self.correct, self.sure]} {html.escape(journal.notice())}".strip()
        if self.correct:
            self._say(f"<b class='bp-target'>✓ Right: {html.escape(self.answer)}.</b> {self.why} <i>{comment}</i>")
        else:
            tempts = self.options[self.chosen]
            self._say(
                f"<b class='bp-fault'>✗ Not “{html.escape(self.chosen)}”.</b> {tempts} "
                f"<b>The right answer: {html.escape(self.answer)}.</b> {self.why} <i>{comment}</i>"
            )

    def ask_again(self) -> None:
        """Clear the answer, so that the question can be answered again."""
        self.chosen = self.sure = self.correct = None
        self._freeze(False)
        self.radio.value = None
        self.reveal.value = ""

    def _freeze(self, frozen: bool) -> None:
        self.radio.disabled = self.sureness.disabled = self.commit_button.disabled = frozen
        self.again_button.disabled = not frozen

    def _say(self, words: str) -> None:
        self.reveal.value = sentence_html(words, self.correct)

    def still(self) -> dict[str, str]:
        listed = "".join(f"<li>{html.escape(option)}</li>" for option in self.options)
        plain = "\n".join(f"  ( ) {option}" for option in self.options)
        return {
            "text/html": f"<p><b>{self.lead}</b> {self.text}</p><ul>{listed}</ul>",
            "text/plain": f"{self.lead} Run the notebook to answer.\n{plain}",
        }


def answer_controls(options: list[str]) -> tuple[widgets.RadioButtons, widgets.ToggleButtons]:
    """Return the control for the answer, with none chosen, and the one for how sure it is."""
    wide, label = widgets.Layout(width="auto"), {"description_width": "0px"}
    radio = widgets.RadioButtons(options=options, value=None, description="answer", layout=wide, style=label)
    sureness = widgets.ToggleButtons(
        options=SURENESS, value=SURENESS[0], description="How sure?", style={"button_width": "auto"}
    )
    radio.add_class("bp-field")
    for control in (radio, sureness):
        control.add_class("bp-control")
    return with_tooltip(radio, "Your answer"), with_tooltip(sureness, "How sure you are")


def ask(name: str) -> Question:
    """Return a question of the bank by its name. Raises `ValueError` with all names for any other."""
    if not isinstance(name, str) or name not in QUESTIONS:
        raise ValueError(f"There is no question {name!r}; there are {', '.join(map(repr, QUESTIONS))}.")
    answer = next(option for option, tempts in QUESTIONS[name]["options"].items() if not tempts)
    return Question(**QUESTIONS[name], answer=answer, name=name)
