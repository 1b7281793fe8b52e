"""A worksheet: a network to compute by hand, its blanks and their right numbers, and how exact an answer can be.

NumPy only. The numbers are those of `Network.trace` and `Network.step`; here is no formula of its own but the short
form of the slope, a (1 - a), which is what people compute by hand.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..mathematics import validate
from ..mistakes.bank import MISTAKES, STEP, STEP_MISTAKES, Mistake
from ..mistakes.wrong_pass import FormulaPass
from ..mathematics.network import Network, Trace
from ..notation.table import QUANTITIES
from .tolerance import errors, whole_units

SIZES, ETA, DECIMALS = (2, 3, 1), 0.5, 4
LARGEST_LAYER = 4  # what has room on a page
#: Everything that is to be computed, in this order.
BLANKS = (*(name for name, row in QUANTITIES.items() if row.formula), *STEP)
#: The slope of the sigmoid, as it is computed by hand.
SLOPES = {f"da{k}_dz{k}": f"a{k} * (1 - a{k})" for k in (1, 2)}
#: Every blank's formula, as it is computed by hand.
FORMULAS = {name: SLOPES.get(name) or STEP.get(name) or QUANTITIES[name].formula for name in BLANKS}
_TRIES, _LOOKED_AT = 4000, 40


@dataclass(frozen=True)
class Slip:
    """What a mistake of the bank gives at one blank, when everything before it is right."""

    mistake: Mistake
    blank: str
    numbers: np.ndarray


@dataclass(frozen=True, eq=False)
class Worksheet:
    """A network with layers of at most 4, one example x (n,), y (m,), and a learning rate, to be computed by hand.

    Every number is to be rounded to so many `decimals`. `seed` is printed on the sheet, if it has one.
    Raises `ValueError`, naming the argument, for what fits no sheet.
    """

    net: Network
    x: np.ndarray
    y: np.ndarray
    eta: float = ETA
    decimals: int = DECIMALS
    seed: int | None = None

    def __post_init__(self):
        validate.instance("net", self.net, Network)
        for letter, size in zip("nhm", self.sizes, strict=True):
            validate.whole(letter, size, 1, LARGEST_LAYER)
        given = {
            "x": validate.columns("x", self.x, self.net.n, 1),
            "y": validate.columns("y", self.y, self.net.m, 1),
            "eta": validate.above_zero("eta", self.eta),
            "decimals": validate.whole("decimals", self.decimals, 2, 6),
            "seed": None if self.seed is None else validate.whole("seed", self.seed, 0),
        }
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @classmethod
    def random(cls, seed: int = 0, sizes=SIZES, eta: float = ETA, decimals: int = DECIMALS) -> Worksheet:
        """The sheet of this seed: numbers with one decimal, none of them 0 and no two of a matrix of the same size.

        `sizes` are n, h and m. Of the networks drawn it is the first on which no unit is saturated, every output is
        off its target, and no mistake of the bank is hidden by rounding; or else the one on which fewest are.
        """
        seed = validate.whole("seed", seed, 0)
        sizes = validate.listed("sizes", sizes, "n, h and m")
        if len(sizes) != 3:
            raise ValueError(f"sizes should be three numbers, n, h and m, but is {tuple(sizes)!r}.")
        n, h, m = (validate.whole(letter, size, 1, LARGEST_LAYER) for letter, size in zip("nhm", sizes, strict=True))
        draw, best, best_rank, looked_at = random.Random(f"{seed} {n} {h} {m}"), None, (-1.0, 0), 0
        for _ in range(_TRIES):
            sheet = cls(*_drawn(draw, n, h, m), eta, decimals, seed)
            in_range = _in_range(sheet.trace)
            looked_at += in_range == 1
            rank = (in_range, -len(sheet.hidden) if in_range == 1 else 0)
            if rank > best_rank:
                best, best_rank = sheet, rank
            if best_rank == (1, 0) or looked_at == _LOOKED_AT:
                break
        return best

    @property
    def sizes(self) -> tuple[int, int, int]:
        return self.net.n, self.net.h, self.net.m

    @property
    def title(self) -> str:
        return "own numbers" if self.seed is None else f"seed {self.seed}"

    @property
    def call(self) -> str:
        """What to run in a notebook to have this sheet checked."""
        if self.seed is None:
            return "ByHand(Worksheet(net, x, y, eta))"
        usual = {"sizes": SIZES, "eta": ETA, "decimals": DECIMALS}
        others = "".join(f", {name}={getattr(self, name)}" for name in usual if getattr(self, name) != usual[name])
        return f"ByHand(seed={self.seed}{others})"

    @cached_property
    def trace(self) -> Trace:
        return self.net.trace(self.x, self.y)

    @cached_property
    def after(self) -> Trace:
        """The trace after the step: the loss should have fallen."""
        return self.net.step(self.trace, self.eta).trace(self.x, self.y)

    @cached_property
    def key(self) -> dict[str, np.ndarray]:
        """The right numbers of every blank, not rounded: {"z1": (h, 1), ..., "loss": (), ..., "new_b1": (h, 1)}."""
        new = {blank: getattr(self.after, blank.removeprefix("new_")) for blank in STEP}
        return {name: np.asarray(new[name] if name in new else getattr(self.trace, name)) for name in BLANKS}

    @property
    def unit(self) -> float:
        """One in the last decimal."""
        return 10.0**-self.decimals

    def made(self, name: str, numbers: Trace, wrong: Mapping[str, str] = SLOPES, given: Collection[str] = QUANTITIES):
        """What one blank comes to, given these numbers: all of them, or those in `given` alone."""
        return np.asarray(FormulaPass(numbers, wrong, [each for each in given if each != name], self.eta)[name])

    @cached_property
    def tolerance(self) -> dict[str, float]:
        """How far from the key a blank may be, through rounding alone, in whole units of the last decimal."""
        found = errors(self, self.trace, FORMULAS)
        return {name: whole_units(error, self.decimals) for name, error in found.items()}

    def same(self, name: str, one, other, tolerance: float | None = None) -> np.ndarray:
        """Where two answers to a blank are the same number but for rounding."""
        return np.abs(one - other) <= (self.tolerance[name] if tolerance is None else tolerance) + 1e-9

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """What each mistake of the bank gives at each blank where it can be made and is seen."""
        return tuple(
            slip for slip in self._slips if not self.same(slip.blank, slip.numbers, self.key[slip.blank]).all()
        )

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """The names of the mistakes that hardly stand out from rounding somewhere on this sheet, or not at all."""

        def near(slip: Slip) -> bool:
            return self.same(slip.blank, slip.numbers, self.key[slip.blank], 2 * self.tolerance[slip.blank]).all()

        return tuple(dict.fromkeys(slip.mistake.name for slip in self._slips if near(slip)))

    @cached_property
    def _slips(self) -> tuple[Slip, ...]:
        """Each mistake, in its usual way, at each blank where it gives other numbers in the blank's shape."""
        found = []
        for blank in BLANKS:
            for mistake in (*MISTAKES.values(), *STEP_MISTAKES.values()):
                if blank not in mistake.places:
                    continue
                try:
                    numbers = self.made(blank, self.trace, {blank: mistake.places[blank][0]})
                except ValueError:  # shapes that do not fit: nobody can make it here
                    continue
                if numbers.shape == self.key[blank].shape and not np.allclose(numbers, self.key[blank], 1e-9, 1e-12):
                    found.append(Slip(mistake, blank, numbers))
        return tuple(found)


def symbol(name: str) -> str:
    """A blank's symbol: z₁, ∂L/∂W₂, new W₁."""
    return f"new {QUANTITIES[name[4:]].text}" if name in STEP else QUANTITIES[name].text


def _drawn(draw: random.Random, n: int, h: int, m: int) -> tuple:
    """A network, x and y in tenths; the inputs are whole, so that z1 has one decimal and stands in the table."""

    def some(count: int, most: int) -> list[int]:  # of all that draws, random() alone stays the same in every Python
        return sorted(range(1, most + 1), key=lambda _: draw.random())[:count]

    def signed(rows: int, columns: int, most: int) -> np.ndarray:
        sizes = some(rows * columns, most)
        return np.reshape([size if draw.random() < 0.5 else -size for size in sizes], (rows, columns))

    net = Network(signed(h, n, 16) / 10, signed(h, 1, 9) / 10, signed(m, h, 16) / 10, signed(m, 1, 9) / 10)
    return net, signed(n, 1, 4), np.array(some(m, 9)) / 10


def _in_range(trace: Trace) -> float:
    """How many of a trace's units are neither saturated nor on their target, from 0 to 1."""
    active = [np.abs(z) <= 2.5 for z in (trace.z1, trace.z2)]
    seen = [np.abs(trace.z1) >= 0.1, np.abs(trace.z2) >= 0.1, np.abs(trace.dL_da2) >= 0.1]
    return float(np.mean(np.concatenate([*active, *seen])))
