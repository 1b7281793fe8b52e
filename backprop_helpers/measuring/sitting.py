"""A sitting: the answers of one learner to one form on one day, from a record, to a receipt and back."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ..questions.question import SURENESS
from .form import EDITION, FORMS, form
from .item import Item, Option

END = "end of the test"  # what the record has as the item of an event that ends a sitting
LETTERS = "abcde"
_RECEIPT = re.compile(r"(?<![a-zA-Z0-9])backprop\d+\.[a-zA-Z0-9.-]*[a-zA-Z0-9]")
_BREAK = r"=?[\r\n]+[>\s]*"  # as mail programs break a line
_MAY = f"(?:{_BREAK})?"
_SITTING = rf"{_MAY}\.{_MAY}[A-Z]{_MAY}\.(?:{_MAY}\d){{8}}{_MAY}\.(?:{_MAY}[a-e0-2-])+"
_BROKEN = re.compile(rf"backprop\d+(?:{_SITTING})+{_MAY}\.(?:{_MAY}[0-9a-f]){{10}}(?![a-zA-Z0-9])")
#: What programs put into a text, and what they put in the place of hyphens.
_CHANGED = {**dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")), 0x2011: "-", 0x2013: "--", 0x2014: "--"}


@dataclass
class Sitting:
    """The form's name, the day (2026-11-26), and for each item that was answered the option and how sure it was."""

    form: str
    day: str
    answers: dict[str, tuple[Option, str]] = field(default_factory=dict)
    finished: bool = False

    @property
    def items(self) -> dict[str, Item]:
        return form(self.form).items

    @property
    def right(self) -> int:
        return sum(not option.believes for option, _ in self.answers.values())

    @property
    def score(self) -> float:
        """The share of items that are right, from 0 to 1; an open item is not right."""
        return self.right / len(self.items)


def option_of(item: Item, text: object) -> Option | None:
    """Return the item's option with this text, or None."""
    return next((option for option in item.options if option.text == text), None)


def sittings(events: Iterable[dict]) -> list[Sitting]:
    """Return the sittings in the events of a record, in order; the last one of a form may be unfinished."""
    found, running = [], {}
    for event in events:
        name = event.get("form")
        if event["kind"] != "test" or name not in FORMS:
            continue
        if name not in running:
            found.append(running.setdefault(name, Sitting(name, event["at"][:10])))
        sitting, item = running[name], form(name).items.get(event["item"])
        option = option_of(item, event.get("chosen")) if item else None
        if option and event.get("sure") in SURENESS:
            sitting.answers[item.name] = option, event["sure"]
        if event["item"] == END:
            sitting.finished = True
            del running[name]
    return [sitting for sitting in found if sitting.answers]


def receipt(done: Iterable[Sitting]) -> str:
    """Return one line that holds these sittings. Whoever knows how it is made can forge it."""
    parts = [f"backprop{EDITION}"]
    for sitting in done:
        answers = (_letters(item, *sitting.answers.get(item.name, (None, ""))) for item in sitting.items.values())
        parts += [sitting.form, sitting.day.replace("-", ""), "".join(answers)]
    return ".".join([*parts, checksum(parts)])


def _letters(item: Item, option: Option | None, sure: str) -> str:
    return f"{LETTERS[item.options.index(option)]}{SURENESS.index(sure)}" if option else "--"


def checksum(parts: list[str]) -> str:
    """Return ten letters that change with every part of a receipt, and with the places at which options are shown."""
    places = [
        (name, item.name, [option.number for option in item.options])
        for name in FORMS
        for item in form(name).items.values()
    ]
    return hashlib.sha256(f"{parts} {places}".encode()).hexdigest()[:10]


def receipts(text: str, faults: list[str] | None = None) -> list[Sitting]:
    """Return the sittings of every receipt in a text, also if it was pasted into a mail or a word processor.

    Raises `ValueError` with a sentence for a damaged receipt, or adds the sentence to `faults`.
    """
    found, text = [], text.translate(_CHANGED)
    for begin in _RECEIPT.finditer(text):
        whole = _BROKEN.match(text, begin.start())
        try:
            found += _read(re.sub(_BREAK, "", whole[0]) if whole else begin[0])
        except ValueError as error:
            if faults is None:
                raise
            faults.append(str(error))
    return found


def _read(line: str) -> list[Sitting]:
    kind, *parts, last = line.split(".")
    if kind != f"backprop{EDITION}":
        raise ValueError(f"The receipt begins with {kind}, but this is edition {EDITION} of the test.")
    if not parts or len(parts) % 3 or last != checksum([kind, *parts]):
        raise ValueError("The checksum does not fit: the receipt is damaged, or from another version of the test.")
    return [_sitting(*each) for each in zip(parts[::3], parts[1::3], parts[2::3], strict=True)]


def _sitting(name: str, day: str, letters: str) -> Sitting:
    try:
        made = Sitting(name, datetime.strptime(day, "%Y%m%d").date().isoformat(), finished=True)
        for item, letter, sure in zip(form(name).items.values(), letters[::2], letters[1::2], strict=True):
            if letter != "-":
                made.answers[item.name] = item.options[LETTERS.index(letter)], SURENESS[int(sure)]
    except (ValueError, IndexError):
        raise ValueError("The receipt has a checksum that fits, but no answers that do: somebody made it up.") from None
    return made
