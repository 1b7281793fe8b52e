"""A worksheet: a network to compute by hand, its blanks with their right numbers, and how exact an answer can be.

NumPy only. The numbers come from `Network.trace` and `Network.step`; the only formula written here is the short form
of the sigmoid's slope, a (1 - a), which is what people compute by hand.
"""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..mathematics import validate
from ..mathematics.functions import SIGMOIDS
from ..mathematics.network import Network, Trace
from ..mistakes.bank import MISTAKES, STEP_MISTAKES
from ..mistakes.mistake import STEP, Mistake
from ..mistakes.wrong_pass import FormulaPass
from ..notation.table import QUANTITIES
from .blanks import BLANKS, FORMULAS, SLOPES
from .tolerance import error_bounds, rounded_up

SIZES, ETA, DECIMALS = (2, 3, 2), 0.5, 4  # two outputs, so that gradients sum over paths
ONE_OUTPUT = (2, 3, 1)  # sheets of earlier days, whose call doesn't say their sizes
LARGEST_LAYER, LARGEST_SEED = 4, 10**9  # what has room on a page, and in the form's field
_MOST_DRAWN, _MOST_COMPARED = 4000, 40


@dataclass(frozen=True)
class ExpectedError:
    """What a mistake of the bank gives at one blank if everything before it is right."""

    mistake: Mistake
    blank: str
    numbers: np.ndarray


@dataclass(frozen=True, eq=False)
class Worksheet:
    """A network with layers of at most 4, one example x (n,), y (m,), and a learning rate, to compute by hand.

    Every number is to be rounded to `decimals` places. `seed` is printed on the sheet if it has one.
    Raises `ValueError`, naming the argument, if something does not fit.
    """

    net: Network
    x: np.ndarray
    y: np.ndarray
    eta: float = ETA
    decimals: int = DECIMALS
    seed: int | None = None

    def __post_init__(self):
        validate.instance("net", self.net, Network)
        if self.net.functions != SIGMOIDS:
            raise ValueError("net should have sigmoids and half the squared error: a worksheet has no other formulas.")
        for letter, size in zip("nhm", self.sizes, strict=True):
            validate.whole(letter, size, 1, LARGEST_LAYER)
        checked = {
            "x": validate.columns("x", self.x, self.net.n, 1),
            "y": validate.columns("y", self.y, self.net.m, 1),
            "eta": validate.above_zero("eta", self.eta),
            "decimals": validate.whole("decimals", self.decimals, 2, 6),
            "seed": None if self.seed is None else validate.whole("seed", self.seed, 0, LARGEST_SEED),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)

    @classmethod
    def random(cls, seed: int = 0, sizes=SIZES, eta: float = ETA, decimals: int = DECIMALS) -> "Worksheet":
        """Return the sheet of this seed: numbers with one decimal, none of them 0, all sizes in a matrix different.

        `sizes` are n, h and m. It is the first network drawn in which no unit is saturated, no output is on its target
        and rounding hides no mistake of the bank; if there is none, the one in which it hides the fewest.
        Raises `ValueError`, naming the argument, if something does not fit.
        """
        sizes = validate.listed("sizes", sizes, "n, h and m")
        if len(sizes) != 3:
            raise ValueError(f"sizes should be three numbers, n, h and m, but is {tuple(sizes)!r}.")
        n, h, m = (validate.whole(letter, size, 1, LARGEST_LAYER) for letter, size in zip("nhm", sizes, strict=True))
        draw, best, best_rank, compared = random.Random(f"{seed} {n} {h} {m}"), None, (-1.0, 0), 0
        for _ in range(_MOST_DRAWN):
            sheet = cls(*_drawn(draw, n, h, m), eta, decimals, seed)
            in_range = _in_range(sheet.trace)
            compared += in_range == 1
            rank = (in_range, -len(sheet.indistinguishable) if in_range == 1 else 0)
            if rank > best_rank:
                best, best_rank = sheet, rank
            if best_rank == (1, 0) or compared == _MOST_COMPARED:
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
        """The code that checks this sheet in a notebook."""
        if self.seed is None:
            return "ByHand(Worksheet(net, x, y, eta))"
        usual = {"sizes": SIZES, "eta": ETA, "decimals": DECIMALS}
        others = "".join(f", {name}={getattr(self, name)}" for name in usual if getattr(self, name) != usual[name])
        return f"ByHand(seed={self.seed}{others})"

    def with_one_output(self) -> str:
        """Return the code that checks the sheet of the same seed as it was printed when one output was the rule."""
        return f"ByHand(seed={self.seed}, sizes={ONE_OUTPUT})"

    @cached_property
    def trace(self) -> Trace:
        return self.net.trace(self.x, self.y)

    @cached_property
    def after(self) -> Trace:
        """The trace after the step; its loss should be lower."""
        return self.net.step(self.trace, self.eta).trace(self.x, self.y)

    @cached_property
    def key(self) -> dict[str, np.ndarray]:
        """The right numbers of every blank, not rounded: {"z1": (h, 1), ..., "loss": (), ..., "new_b1": (h, 1)}."""
        new = {blank: getattr(self.after, blank.removeprefix("new_")) for blank in STEP}
        return {name: np.asarray(new[name] if name in new else getattr(self.trace, name)) for name in BLANKS}

    def computed(
        self, name: str, numbers: Trace, formulas: Mapping[str, str] = SLOPES, given: Collection[str] = QUANTITIES
    ) -> np.ndarray:
        """Return one blank computed from these numbers: from all of them, or from those in `given` alone.

        `formulas` take the place of the notation table's. Raises `ValueError` if their shapes do not fit.
        """
        return np.asarray(FormulaPass(numbers, formulas, [each for each in given if each != name], self.eta)[name])

    @cached_property
    def tolerance(self) -> dict[str, float]:
        """How far each blank may be from the key through rounding alone, in whole units of the last decimal."""
        bounds = error_bounds(self.computed, self.decimals, self.trace, FORMULAS)
        return {name: rounded_up(bound, self.decimals) for name, bound in bounds.items()}

    def same(self, name: str, one, other, tolerance: float | None = None) -> np.ndarray:
        """Return, number by number, whether two answers to a blank differ by no more than rounding."""
        return np.abs(one - other) <= (self.tolerance[name] if tolerance is None else tolerance) + 1e-9

    @cached_property
    def expected_errors(self) -> tuple[ExpectedError, ...]:
        """What each mistake of the bank gives at each blank, if more than rounding sets it apart from the key."""
        return tuple(each for each in self._wrong_answers if not self._near_key(each, 1))

    @cached_property
    def indistinguishable(self) -> tuple[str, ...]:
        """The names of the mistakes that somewhere on this sheet hardly differ from the key by more than rounding."""
        return tuple(dict.fromkeys(each.mistake.name for each in self._wrong_answers if self._near_key(each, 2)))

    def _near_key(self, error: ExpectedError, tolerances: int) -> bool:
        right, tolerance = self.key[error.blank], tolerances * self.tolerance[error.blank]
        return self.same(error.blank, error.numbers, right, tolerance).all()

    @cached_property
    def _wrong_answers(self) -> tuple[ExpectedError, ...]:
        """Each mistake, in its usual form, at each blank where it gives other numbers in the blank's shape."""
        found = []
        usual = ((each, *pair) for each in (MISTAKES | STEP_MISTAKES).values() for pair in each.places.items())
        for mistake, blank, formulas in sorted(usual, key=lambda each: BLANKS.index(each[1])):
            try:
                numbers = self.computed(blank, self.trace, {blank: formulas[0]})
            except ValueError:  # the shapes do not fit: nobody can make it here
                continue
            right = self.key[blank]
            if numbers.shape == right.shape and not np.allclose(numbers, right, 1e-9, 1e-12):
                found.append(ExpectedError(mistake, blank, numbers))
        return tuple(found)


def _drawn(draw: random.Random, n: int, h: int, m: int) -> tuple:
    """Return a network, x and y in tenths; x is whole, so that z1 has one decimal and is in the sigmoid's table."""

    def some(count: int, most: int) -> list[int]:  # random() alone draws the same in every Python
        return sorted(range(1, most + 1), key=lambda _: draw.random())[:count]

    def signed(rows: int, columns: int, most: int) -> np.ndarray:
        sizes = some(rows * columns, most)
        return np.reshape([size if draw.random() < 0.5 else -size for size in sizes], (rows, columns))

    net = Network(signed(h, n, 16) / 10, signed(h, 1, 9) / 10, signed(m, h, 16) / 10, signed(m, 1, 9) / 10)
    return net, signed(n, 1, 4), np.array(some(m, 9)) / 10


def _in_range(trace: Trace) -> float:
    """Return the share of a trace's units that are neither saturated nor on their target, from 0 to 1."""
    z = np.abs(np.concatenate([trace.z1, trace.z2]))
    return float(np.mean(np.concatenate([z <= 2.5, z >= 0.1, np.abs(trace.dL_da2) >= 0.1])))
