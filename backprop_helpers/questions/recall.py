"""Two questions from earlier notebooks, to answer at the top of a notebook: what comes back is remembered."""

import math
import random
from collections.abc import Mapping
from itertools import combinations

from ..mathematics import validate
from ..mathematics.network import Network, Trace
from ..records import journal
from ..style import MINUS, number
from ..widgets.cell import Shown, cell_box
from .bank import ASKED
from .question import Question
from .recall_00_to_05 import RECALL_00_TO_05
from .recall_06_to_11 import RECALL_06_TO_11
from .schedule import drawn

RECALL: dict[str, dict] = {**RECALL_00_TO_05, **RECALL_06_TO_11}
ABOUT = {name: notebook for notebook, names in ASKED.items() for name in names if name in RECALL}
APART = 0.05  # how far numbers among the options differ at least, as a fraction of the largest one


class Recall(Shown):
    """Questions below each other; `questions` are the `Question` objects."""

    def __init__(self, questions: list[Question]):
        self.questions = questions
        self.widget = cell_box(*(question.widget for question in questions))

    def still(self) -> dict[str, str]:
        shown = [question.still() for question in self.questions]
        return {kind: "\n".join(each[kind] for each in shown) for kind in shown[0]}


def recall(notebook: int) -> Recall:
    """Return two questions from the notebooks before this one, with new numbers each time that they are asked.

    Which ones depends on the reader's record: first what was answered wrongly though sure, then a new one, then what is
    due, 2, 4, 8, ... notebooks after it was known. Without a record they are always the same. Raises `ValueError` if
    `notebook` is not from 1 to 99.
    """
    notebook, events = validate.whole("notebook", notebook, 1, 99), journal.events()
    asked = [event["item"] for event in events]
    return Recall([recalled(name, notebook, asked.count(name)) for name in drawn(notebook, events, ABOUT)])


def recalled(name: str, notebook: int, times: int) -> Question:
    """Return a question for a notebook, with the numbers that it has if it was asked so many times before."""
    return _Recalled(**wording(name, notebook, times), name=name, noted={"asked_in": notebook})


def wording(name: str, notebook: int, times: int) -> dict:
    """Return the text, the options, the answer and the reason of such a question, by these names."""
    known, draw = RECALL[name], random.Random(f"{name} {notebook} {times}")
    options, numbers = list(known["options"].items()), None
    while numbers is None:
        numbers = _numbers(known, draw)
    draw.shuffle(options)
    filled = {option.format(**numbers): tempts.format(**numbers) for option, tempts in options}
    answer = next(option for option, tempts in filled.items() if not tempts)
    text, why = known["text"].format(**numbers), known["why"].format(**numbers)
    return {"text": text, "options": filled, "answer": answer, "why": why}


class _Recalled(Question):
    @property
    def lead(self) -> str:
        return f"From notebook {ABOUT[self.name]:02}."


def _numbers(known: Mapping, draw: random.Random) -> dict[str, str] | None:
    """Return what stands in the braces of a question, or None if two of its options are nearly the same number."""
    numbers = known["numbers"](_trace(draw), draw) if "numbers" in known else {}
    among = [value for name, value in numbers.items() if f"{{{name}}}" in known["options"]]
    if any(abs(one - other) <= APART * max(map(abs, among)) for one, other in combinations(among, 2)):
        return None
    return {name: _text(value) for name, value in numbers.items()}


def _trace(draw: random.Random) -> Trace:
    """Return the trace of a random network of two inputs, three hidden units and two outputs, in round numbers."""

    def some(count: int) -> list[float]:
        return [draw.choice([-1, 1]) * draw.randint(2, 15) / 10 for _ in range(count)]

    net = Network([some(2), some(2), some(2)], some(3), [some(3), some(3)], some(2))
    return net.trace(some(2), [draw.choice([0, 1]), draw.choice([0, 1])])


def _text(value: float) -> str:
    """Return a number as short as it can be: with two decimals or two digits if it has no more, or to three digits."""
    is_short = abs(value) >= 1e-4 and any(math.isclose(value, s) for s in (round(value, 2), float(f"{value:.2g}")))
    return f"{value:g}".replace("-", MINUS) if is_short or value == 0 else number(value)
