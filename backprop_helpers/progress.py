"""What the reader has done, from the record: by notebook, what was sure and wrong, and how sure against how right."""

import html
from collections import Counter
from collections.abc import Mapping, Sequence

import ipywidgets as widgets

from .mistakes.bank import MISTAKES
from .questions.bank import ASKED, QUESTIONS
from .questions.question import SURENESS
from .records import journal
from .views.parts.plot import FORWARD, RolePlot, Words
from .views.parts.static import static_html
from .widgets.cell import Shown, cell_box

#: What the record calls the exercise of each notebook, the last one if there are several.
EXERCISES = {
    1: "check_shapes",
    2: "z1, a1, z2, a2, loss, tanh hidden, mean over outputs",
    3: "dL_da2, mean over outputs",
    4: "dL_dz2, tanh output",
    5: "dL_dW2, dL_db2, rows",
    6: "dL_da1, dL_dz1, activations in the loss",
    7: "dL_dW1, dL_db1, dL_dW2, dL_db2",
    8: "check_update",
    9: "check_count",
    10: "check_backward",
    11: "check_bug_hunt",
    12: "dL_dW1, dL_db1, dL_dW2, dL_db2, batch",
    13: "dL_dz2, dL_dz1, ReLU hidden, softmax with cross-entropy",
    14: "check_autograd, class",
}
KEPT = (
    "Your answers are kept in a file beside the notebooks, my_backprop_record.txt, and are sent nowhere. "
    "delete_record() deletes it, keep_record(False) switches it off."
)
EMPTY = (
    "No answer is recorded yet. When you have answered some questions, run this cell again: "
    "it will show what you have done."
)


class Calibration(RolePlot):
    """A plot of how many answers were right, in percent, for each degree of sureness: {sureness: (right, all)}."""

    size = 2.8, 2.3, 200

    def draw(self, axes) -> list:
        axes.set(xlim=(-0.5, len(SURENESS) - 0.5), ylim=(-5, 105), ylabel="right, in percent")
        axes.set_xticks(range(len(SURENESS)), SURENESS)
        axes.tick_params(labelsize=9)
        axes.grid(axis="y", color="0.88")
        (self._points,) = axes.plot([], [], "o-", color=FORWARD, linewidth=2, markersize=9, label="answers")
        return [self._points]

    def show(self, state: Mapping[str, tuple[int, int]], choices: Mapping) -> Words:
        points = [
            (place, 100 * state[sure][0] / state[sure][1]) for place, sure in enumerate(SURENESS) if sure in state
        ]
        self._points.set_data(*zip(*points, strict=True))
        lines = [f"{sure}: {right} of {every} right" for sure, (right, every) in state.items()]
        said = f"How often you were right, by how sure you were. {'; '.join(lines)}."
        return Words(said, ("<b>how sure</b>", *lines))


class Progress(Shown):
    """What the record held when it was made, as a table, a plot and two lists."""

    def __init__(self, events: Sequence[Mapping]):
        lines = [f"<p>{html.escape(line)}</p>" for line in filter(None, (journal.notice(), _state(events), KEPT))]
        self._html = f"<div class='bp'>{''.join([*lines[:-1], *_parts(events), lines[-1]])}</div>"
        self.widget = cell_box(widgets.HTML(self._html))
        table = "\n".join("  ".join(filter(None, (f"{number:02}", *row))) for number, row in _rows(events))
        self._text = "\n".join([_state(events), *([table] if events else []), KEPT])

    def still(self) -> dict[str, str]:
        return {"text/html": static_html(self._html), "text/plain": self._text}


def progress() -> Progress:
    """Return what the reader has done so far, to be shown in a cell; run the cell again to bring it up to date."""
    return Progress(journal.events())


def _state(events: Sequence[Mapping]) -> str:
    if not events:
        return "The record is off." if journal.places() and journal.is_off() else EMPTY
    answered = {event["item"] for event in events if event["kind"] == "question"} & QUESTIONS.keys()
    passed = {event["item"] for event in events if event["kind"] == "exercise" and event["right"]}
    return (
        f"You have answered {len(answered)} of {len(QUESTIONS)} questions and passed "
        f"{len(passed & {*EXERCISES.values()})} of {len(EXERCISES)} exercises."
    )


def _rows(events: Sequence[Mapping]) -> list[tuple[int, tuple[str, str]]]:
    """Return for each notebook its number, and in words how far its questions and its exercise are done."""
    first, last = {}, {}
    for event in events:
        first.setdefault((event["kind"], event["item"]), event["right"])
        last[event["kind"], event["item"]] = event["right"]
    words, rows = {True: "✓ passed", False: "✗ not right yet", None: "to do"}, []
    for number, names in ASKED.items():
        given = [first["question", name] for name in names if ("question", name) in first]
        asked = f"{len(given)} of {len(names)} answered, {sum(given)} right" if given else f"{len(names)} to answer"
        exercise = words[last.get(("exercise", EXERCISES[number]))] if number in EXERCISES else ""
        rows.append((number, (asked, exercise)))
    return rows


def _parts(events: Sequence[Mapping]) -> list[str]:
    """Return the table, the plot and the lists, in HTML; nothing for an empty record."""
    if not events:
        return []
    cells = "".join(
        f"<tr><th scope='row'>{number:02}</th>{''.join(f'<td>{each}</td>' for each in row)}</tr>"
        for number, row in _rows(events)
    )
    head = "".join(f"<th scope='col'>{title}</th>" for title in ("notebook", "questions", "exercise"))
    found = [f"<table class='bp-table' aria-label='What you have done'><tr>{head}</tr>{cells}</table>"]
    answers = [event for event in events if event.get("sure") in SURENESS]
    every, right = (Counter(each["sure"] for each in some) for some in (answers, [a for a in answers if a["right"]]))
    if answers:
        found.append(Calibration()({sure: (right[sure], every[sure]) for sure in SURENESS if every[sure]}))
    known = {event["item"]: event["right"] for event in answers}
    wrong = {each["item"]: each for each in answers if not each["right"] and each["sure"] != SURENESS[0]}
    found += _listed(
        "Wrong though sure", ((QUESTIONS[name]["text"], known[name]) for name in wrong if name in QUESTIONS)
    )
    done = {event["item"]: event["right"] for event in events if event["kind"] == "exercise"}
    met = {event["mistake"]: done[event["item"]] for event in events if event.get("mistake") and event["item"] in done}
    found += _listed("Mistakes met", ((MISTAKES[name].done or name, met[name]) for name in met if name in MISTAKES))
    return found


def _listed(title: str, lines) -> list[str]:
    items = [f"<li>{line}{' <b>✓ right since</b>' if right else ''}</li>" for line, right in lines]
    return [f"<p><b>{title}</b></p><ul>{''.join(items)}</ul>"] if items else []
