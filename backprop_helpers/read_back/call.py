"""One call of a learner's function, with plain arrays or with arrays that write down what is done to them."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from .expression import Expr
from .record import bare, frozen_value, recording


class Outcome(NamedTuple):
    """What a call gave: numbers and expressions of each wanted quantity, now and before each change in place, and
    the arguments afterwards.
    """

    numbers: list[np.ndarray]
    expressions: list[Expr | None]
    earlier: list[tuple[Expr | None, ...]]
    arguments: Mapping[str, object]


class Learner(NamedTuple):
    """A learner's function, what it asks for, {quantity: whether by keyword only}, and the quantities that it gives."""

    function: Callable
    asked: Mapping[str, bool]
    wanted: Sequence[str]

    def call(self, values: Mapping, recorded: bool = False) -> Outcome | BaseException:
        """What one call gives, or the exception that it ended with, of whatever kind."""
        given = {key: each if recorded else bare(each) for key, each in recording(values, self.asked).items()}
        keywords = {key: given[key] for key, by_keyword in self.asked.items() if by_keyword}
        try:
            answer = self.function(*(given[key] for key in self.asked if key not in keywords), **keywords)
            answers = [answer] if len(self.wanted) == 1 else list(answer)
            numbers = [np.array(each, dtype=float, subok=False) for each in answers if each is not None]
            if len(numbers) != len(self.wanted):
                raise ValueError(f"{len(numbers)} results for {len(self.wanted)} quantities")
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # also what is no Exception, such as CancelledError
            return error
        return Outcome(
            numbers, [*map(frozen_value, answers)], [getattr(each, "earlier", ()) for each in answers], given
        )
