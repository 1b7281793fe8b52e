"""A mistake as data: the quantities in which it can be made, its wrong formulas, and what a learner is told."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..notation.table import BACKWARD

#: The step of gradient descent: the new parameters, and their formulas. They are not quantities of a pass.
STEP = {f"new_{name}": f"{name} - eta * dL_d{name}" for name in ("W2", "b2", "W1", "b1")}
#: Names that some mistakes had before.
_FORMER = {"stale_W2": "new_W2", "skip_delta2": "dL_da2_for_dL_dz2", "sigma_of_a": "slope_at_a"}


@dataclass(frozen=True)
class Mistake:
    """A mistake by its name: `sentence` says what was done and `hint` where to look, neither gives the formula away.

    `places` maps each quantity where the mistake can be made to its wrong formulas there, the usual one first. `done`
    says in a few words what a program with it does, for a table of the bank.
    """

    name: str
    sentence: str
    hint: str
    places: Mapping[str, tuple[str, ...]]
    done: str = ""

    def everywhere(self, variant: int = 0, among: Collection[str] = (*BACKWARD, *STEP)) -> dict[str, str]:
        """Return the wrong formulas of a backward pass with the mistake made everywhere it can be."""
        return {at: found[min(variant, len(found) - 1)] for at, found in self.places.items() if at in among}

    def variants(self) -> Iterator[dict[str, str]]:
        """Yield the wrong formulas, by quantity: each alone, those at every place of a backward pass, then of both."""
        yield from ({at: formula} for at, formulas in self.places.items() for formula in formulas)
        for among in ((*BACKWARD, *STEP), self.places):
            if len(self.everywhere(0, among)) > 1:
                yield from (self.everywhere(k, among) for k in range(max(map(len, self.places.values()))))


class ByName(dict):
    """Mistakes by their names: `ByName(mistake, ...)`. Former names are understood, but not listed."""

    def __init__(self, *mistakes):
        super().__init__({mistake.name: mistake for mistake in mistakes})

    def __missing__(self, name):
        if name not in _FORMER:
            raise KeyError(name)
        return self[_FORMER[name]]

    def __contains__(self, name) -> bool:
        return super().__contains__(_FORMER.get(name, name))


def at_both(place: str, *formulas: str) -> dict[str, tuple[str, ...]]:
    """Return the places of a mistake that can be made in each layer: {layer} is its number, {fed} its input."""
    layers = ({"layer": 2, "fed": "a1"}, {"layer": 1, "fed": "x"})
    return {place.format(**at): tuple(formula.format(**at) for formula in formulas) for at in layers}
