"""A case: what an exercise changes in the primer's network, with the mistakes that belong to the change."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..notation.table import QUANTITIES, Quantity
from .bank import BATCH_MISTAKES, MISTAKES, STEP_MISTAKES
from .mistake import Mistake


@dataclass(frozen=True, eq=False)
class Case:
    """A case by its name: `sentence` says how it differs from the primer's network.

    `formulas` replace those of the notation table, `batch_formulas` those for several examples where these are other.
    `mistakes` are added to the bank's; one with a name of the bank replaces its sentence, and its formulas at the
    places that it names. If the examples lie `in_rows`, every quantity that is not a weight is the transpose.
    The targets of an example are `shares` if they sum to 1.
    """

    name: str = ""
    sentence: str = ""
    formulas: Mapping[str, str] = field(default_factory=dict)
    batch_formulas: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    in_rows: bool = False
    shares: bool = False

    def __add__(self, other: "Case") -> "Case":
        """Return both changes as one case. Raises `ValueError` if both change the same formula."""
        if both := [*self.formulas.keys() & other.formulas.keys()]:
            said = f"The cases {self.name!r} and {other.name!r} can't be combined"
            raise ValueError(f"{said}: both change {', '.join(sorted(both))}.")
        return Case(
            " and ".join(filter(None, (self.name, other.name))),
            f"{self.sentence} {other.sentence}".strip(),
            {**self.formulas, **other.formulas},
            {**self.batch_formulas, **other.batch_formulas},
            self.mistakes + other.mistakes,
            self.in_rows or other.in_rows,
            self.shares or other.shares,
        )

    def formulas_for(self, batch: bool) -> dict[str, str]:
        """Return the formulas that replace the table's, for one example or for a batch."""
        return {**self.formulas, **(self.batch_formulas if batch else {})}

    def quantity(self, name: str) -> Quantity:
        """Return the row of the notation table, with this case's formula for one example and its shape."""
        row = QUANTITIES[name]
        shape = row.shape[::-1] if self.in_rows and not row.is_matrix else row.shape
        return replace(row, shape=shape, formula=self.formulas.get(name, row.formula))

    @cached_property
    def named(self) -> dict[str, Mistake]:
        """The mistakes that can be made in this case, by name."""
        every = MISTAKES | STEP_MISTAKES | BATCH_MISTAKES
        found = {name: _in_rows(each) if self.in_rows else each for name, each in every.items()}
        for own in self.mistakes:
            before = found[own.name].places if own.name in found else {}
            places = {at: formulas for at, formulas in {**before, **own.places}.items() if formulas}
            found[own.name] = replace(own, places=places)
        return found


def _in_rows(mistake: Mistake) -> Mistake:
    """Return the mistake where examples are rows: all is the transpose of what it is in columns, but the weights."""
    vectors = "|".join(name for name, row in QUANTITIES.items() if row.shape and not row.is_matrix)

    def turned(at: str, formula: str) -> str:
        formula = re.sub(rf"\b({vectors})\b", r"\1.T", formula)
        weights = at not in QUANTITIES or QUANTITIES[at].is_matrix or not QUANTITIES[at].shape
        return formula if weights else f"({formula}).T"

    places = {at: tuple(turned(at, each) for each in formulas) for at, formulas in mistake.places.items()}
    return replace(mistake, places=places)


def changed(name: str, places: Mapping[str, tuple[str, ...]], sentence: str = "") -> Mistake:
    """Return a mistake of the bank with other formulas, and perhaps another sentence."""
    return replace(MISTAKES[name], places=places, sentence=sentence or MISTAKES[name].sentence)
