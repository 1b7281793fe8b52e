"""Times the ways to the gradient on this computer, in short slices, so that whoever runs them can stop in between."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from .counting import multiply_adds, parameters, ready

REPEATS = 20  # of each run; the fastest counts
LONGEST = 0.3  # seconds; a run that is expected to take longer is left out


@dataclass(frozen=True)
class Timed:
    """One way on a network of these sizes: its multiply-adds, and the seconds of its fastest run."""

    way: str
    sizes: tuple[int, ...]
    multiply_adds: int
    seconds: float

    @property
    def parameters(self) -> int:
        return parameters(self.sizes)


def slices(ways: Iterable[str], networks: Iterable[Iterable[int]]) -> int:
    """How many slices `timed` has."""
    return len(list(ways)) * len(list(networks)) * REPEATS


def timed(ways: Iterable[str], networks: Iterable[Iterable[int]]) -> Iterator[tuple[Timed, ...]]:
    """Runs each way on each network (its sizes, inputs first), and gives all that is timed so far after each run.

    A way gets slow as networks grow: where its last time promises a run over 0.3 seconds, its slices do nothing.
    """
    ways, found = list(ways), {}
    for sizes in map(tuple, networks):
        for way in ways:
            count, run = multiply_adds(way, sizes), None
            before = [each for each in found.values() if each.way == way]
            bearable = not before or before[-1].seconds * count / before[-1].multiply_adds < LONGEST
            for _ in range(REPEATS):
                if bearable:
                    run = run or ready(way, sizes)
                    start = perf_counter()
                    run()
                    seconds = min(
                        perf_counter() - start, found[way, sizes].seconds if (way, sizes) in found else math.inf
                    )
                    found[way, sizes] = Timed(way, sizes, count, seconds)
                yield tuple(found.values())
