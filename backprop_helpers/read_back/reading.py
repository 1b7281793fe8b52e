"""What was read back: the formula of each wanted quantity, the pieces that differ, or what a function stopped at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .expression import Expr
from .writing import text


@dataclass(frozen=True)
class Difference:
    """A piece of what is computed and the piece of the step in its place; `kind` and `sentence` are None if unknown."""

    computed: Expr
    right: Expr
    kind: str | None = None
    sentence: str | None = None


@dataclass(frozen=True)
class Formula:
    """One wanted quantity, read back: trees for `written`, with the differing pieces marked.

    `computed_tree` is None if the code could not be read. `inherits` is an earlier wrong quantity of the same code
    with which this one is the step. `followed` is false where the numbers were searched for, else `holds` are the
    quantities that the code computes rightly on the way, and "@" if it has a matrix product.
    """

    name: str
    correct: bool
    right_tree: Expr
    computed_tree: Expr | None = None
    differences: tuple[Difference, ...] = ()
    inherits: str | None = None
    followed: bool = False
    holds: frozenset[str] = frozenset()

    @property
    def computed(self) -> str | None:
        return self.computed_tree and text(self.computed_tree)

    @property
    def right(self) -> str:
        return text(self.right_tree)

    @property
    def kind(self) -> str | None:
        return next((each.kind for each in self.differences), None)

    @property
    def sentence(self) -> str | None:
        said = list(dict.fromkeys(each.sentence for each in self.differences))
        return " ".join(said) if said and None not in said else None


@dataclass(frozen=True)
class Reading:
    """What a function computes: its formulas, the arguments that it changed in place, or what it stopped at.

    `order` is the order in which the right results came, if that is all that is wrong. `stopped` is None, or the
    operation that failed with both operands, empty for another error; `situation` a (kind, sentence) of it.
    """

    formulas: Mapping[str, Formula] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] | None = None
    stopped: str | None = None
    situation: tuple[str, str] | None = None
