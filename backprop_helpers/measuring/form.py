"""The forms of the test: the same items, each form with the numbers of its own seed."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import combinations, count

import numpy as np

from ..mathematics import validate
from ..style import MINUS
from ..worksheets.sheet import Worksheet
from .computed import COMPUTED, computed
from .item import Item, Option
from .reasoned import REASONED, facts, reasoned

EDITION = 1  # of the items: a receipt holds the places of options, so it is read only by the edition that it is from
FORMS = {"A": 7, "B": 66}  # the first seed that is tried
_APART = 1.25  # two numbers of an item differ at least by this factor


class Draw:
    """What the numbers of a form come from: two sheets by one seed, and whole numbers."""

    def __init__(self, seed: int):
        self.pair, self.wide = Worksheet.random(seed, (2, 2, 2)), Worksheet.random(seed, (2, 2, 3))
        self._random = random.Random(seed).random

    def whole(self, least: int, most: int) -> int:
        return least + int(self._random() * (most - least + 1))

    def different(self, least: int, most: int) -> tuple[int, int]:
        one = self.whole(least, most)
        return one, least + (one - least + self.whole(1, most - least)) % (most - least + 1)

    def places(self, counts: Iterable[int]) -> Iterator[int]:
        """Yield the place of each right option among so many: every place comes once before one comes again."""
        left: dict[int, list[int]] = {}
        for many in counts:
            rest = left.setdefault(many, [])
            rest += [] if rest else sorted(range(many), key=lambda _: self._random())
            yield rest.pop()

    def mixed(self, options: tuple[Option, ...], place: int) -> tuple[Option, ...]:
        """Return the options, of which the right one comes first, in another order and with that one at this place."""
        right, *wrong = (replace(option, number=number) for number, option in enumerate(options))
        wrong.sort(key=lambda _: self._random())
        return (*wrong[:place], right, *wrong[place:])

    @cached_property
    def gradients(self) -> tuple[float, float]:
        """Two gradients with two decimals, the larger one first."""
        return tuple(sorted(np.round(self.pair.trace.dL_dW2[0], 2).tolist(), key=abs, reverse=True))

    @cached_property
    def saturated(self) -> tuple[int, int]:
        """Two pre-activations of outputs that should be 1: one far off, one nearer."""
        return -self.whole(6, 8), -self.whole(1, 2)

    @cached_property
    def traces(self) -> dict:
        x, y = self.pair.x, self.pair.y
        batch = self.pair.net.trace([[*row, -row[0], 1] for row in x], [[*row, 1 - row[0], 1] for row in y])
        return {"pair": self.pair.trace, "wide": self.wide.trace, "batch": batch}


@dataclass(frozen=True)
class Form:
    """A form by its name: its items by their names, in the order of the notebooks."""

    name: str
    items: dict[str, Item]


@cache
def form(name: str) -> Form:
    """Return form "A" or "B". Raises `ValueError` with the names for any other."""
    validate.known("form", name, FORMS)
    return next(made for made in (_drawn(name, seed) for seed in count(FORMS[name])) if made)


def _drawn(name: str, seed: int) -> Form | None:
    """Return the form of a seed, or None if two numbers of an item are close together."""
    draw = Draw(seed)
    items = [computed(each, draw.traces) for each in COMPUTED]
    large, small = map(abs, draw.gradients)
    if not small or large < _APART * small or not all(map(_apart, items)):
        return None
    known = facts(draw)
    items = sorted([*items, *(reasoned(each, known) for each in REASONED)], key=lambda item: item.notebook)
    places = draw.places(len(item.options) for item in items)
    mixed = [replace(item, options=draw.mixed(item.options, next(places))) for item in items]
    return Form(name, {item.name: item for item in mixed})


def _apart(item: Item) -> bool:
    """Return whether no given number is 0 unless it is a bias, and the options can be told apart."""
    numbers = [float(option.text.replace(MINUS, "-")) for option in item.options]
    near = any(one * other > 0 and max(one / other, other / one) < _APART for one, other in combinations(numbers, 2))
    given = [array for name, array in item.given.items() if name != "b2"]
    return len(set(numbers)) == len(numbers) and not near and all(array.all() for array in given)
