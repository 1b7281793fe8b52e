"""Which questions come back in a notebook: those answered wrongly though sure, then a new one, then one that is due.

The new one is about the notebook before, if it can be. After it was known, a question is due 2, 4, 8, ... notebooks
later. Notebooks whose questions were not answered count as known, so without a record all readers are asked the same.
"""

from collections.abc import Iterable, Mapping

FIRST = 2  # the first notebook with questions from earlier ones
URGENT = {"certain": 0, "fairly sure": 1}  # how soon a wrong answer comes back, by how sure it was


def drawn(notebook: int, events: Iterable[Mapping], about: Mapping[str, int], how_many: int = 2) -> list[str]:
    """Return the names of the questions for a notebook, none twice. `about` says which notebook each is about.

    `events` are those of the record, the oldest first. An answer given at the top of a notebook has its number as
    `asked_in`; one without it was given where the question belongs.
    """
    memory, asked_in, answered = _Memory(about), None, set()
    answers = [event for event in events if event["kind"] == "question" and event["item"] in about]
    seen = {event.get("asked_in") for event in answers}
    skipped = [number for number in range(FIRST, notebook) if number not in seen]
    for event in answers:
        name, here = event["item"], event.get("asked_in")
        if type(here) is int:
            if here != asked_in or name in answered:  # another sitting
                while skipped and skipped[0] < here:
                    memory.pass_over(skipped.pop(0), how_many)
                memory.clock, asked_in, answered = memory.clock + 1, here, set()
            answered.add(name)
            memory.answer(name, event["right"] and event.get("sure") != "a guess")
        if not event["right"] and event.get("sure") in URGENT:
            memory.urgent[name] = URGENT[event["sure"]]
        elif type(here) is int:
            memory.urgent.pop(name, None)
    for number in skipped:
        memory.pass_over(number, how_many)
    return memory.chosen(notebook, how_many)


class _Memory:
    """When each question is due, in notebooks; how often in a row it was known, once asked; and which are urgent."""

    def __init__(self, about: Mapping[str, int]):
        self.about, self.clock = about, FIRST - 1
        self.due = {name: notebook + 1 for name, notebook in about.items()}
        self.known: dict[str, int] = {}
        self.urgent: dict[str, int] = {}

    def chosen(self, notebook: int, how_many: int, urgent: bool = True) -> list[str]:
        """Return the questions for a notebook: the urgent ones, a new one, one that is due, and then others."""
        found: list[str] = []
        left = {name: self.due[name] for name, earlier in self.about.items() if earlier < notebook}
        if urgent:
            found += sorted(self.urgent.keys() & left.keys(), key=lambda name: (self.urgent[name], left[name], name))
        new = [name for name in left if name not in self.known]
        found += sorted(new, key=self.about.get, reverse=True)[:1]
        due = [name for name in left if name in self.known and left[name] <= self.clock + 1]
        found += sorted(due, key=left.get)[:1]
        found = [*dict.fromkeys(found)][:how_many]
        there = {self.about[name] for name in found}
        others = sorted(
            left.keys() - set(found), key=lambda name: (name in self.known, self.about[name] in there, left[name], name)
        )
        return found + others[: how_many - len(found)]

    def pass_over(self, notebook: int, how_many: int) -> None:
        """Go through a notebook whose questions were not answered, as if they were known."""
        names = self.chosen(notebook, how_many, urgent=False)
        self.clock += 1
        for name in names:
            self.answer(name, True)

    def answer(self, name: str, known: bool) -> None:
        """Set when the question is due again."""
        self.known[name] = self.known.get(name, 0) + 1 if known else 0
        self.due[name] = self.clock + 2 ** self.known[name]
