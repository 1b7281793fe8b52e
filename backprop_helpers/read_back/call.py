"""One call of a learner's function, with plain arrays or with arrays that write down what is done to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .expression import Expr
from .record import frozen_value, recording


@dataclass(frozen=True)
class Outcome:
    """What a call gave: numbers and expressions of each wanted quantity, and the arguments afterwards."""

    numbers: list[np.ndarray]
    expressions: list[Expr | None]
    arguments: Mapping[str, object]


@dataclass(frozen=True)
class Learner:
    """A learner's function, what it asks for, {quantity: whether by keyword only}, and the quantities that it gives."""

    function: Callable
    asked: Mapping[str, bool]
    wanted: Sequence[str]

    def call(self, values: Mapping, recorded: bool = False) -> Outcome | BaseException:
        """What one call gives, or the exception that it ended with, of whatever kind."""
        lists = {each: values[each] for key in self.asked if isinstance(values[key], list) for each in values[key]}
        given = {**lists, **{key: values[key] for key in self.asked}}
        given = recording(given) if recorded else _copies(given)
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
        return Outcome(numbers, [*map(frozen_value, answers)], given)


def _copies(given: Mapping) -> dict[str, object]:
    arrays = {key for key, each in given.items() if not isinstance(each, list) and np.ndim(each)}
    copies = {key: np.array(each) if key in arrays else each for key, each in given.items()}
    return {key: [copies[e] for e in each] if isinstance(each, list) else each for key, each in copies.items()}
