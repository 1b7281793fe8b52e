"""Times the ways to the gradient on this computer, in short slices, so that whoever runs them can stop in between."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from . import validate
from .costs import checked_sizes, multiply_adds, parameters, ready

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


class Timings:
    """Each way on each network (its sizes, inputs first), timed in `len` slices; iterating runs them.

    Each slice is one run, and gives all that is timed so far. A way gets slow as networks grow: where its last time
    promises a run over 0.3 seconds, its slices do nothing. Raises `ValueError` for other ways, and sizes that are none.
    """

    def __init__(self, ways: Iterable[str], networks: Iterable[Iterable[int]]):
        ways = validate.listed("ways", ways, "ways to the gradient")
        networks = validate.listed("networks", networks, "the sizes of each network")
        networks = [checked_sizes(sizes, f"networks[{k}]") for k, sizes in enumerate(networks)]
        self._runs = [(way, sizes) for sizes in networks for way in ways]
        for way in ways:
            multiply_adds(way, (1, 1))  # refuses what is none

    def __len__(self) -> int:
        return len(self._runs) * REPEATS

    def __iter__(self) -> Iterator[tuple[Timed, ...]]:
        found: dict[tuple, Timed] = {}
        for way, sizes in self._runs:
            count, run = multiply_adds(way, sizes), None
            before = [each for each in found.values() if each.way == way]
            bearable = not before or before[-1].seconds * count / before[-1].multiply_adds < LONGEST
            least = math.inf
            for _ in range(REPEATS):
                if bearable:
                    run = run or ready(way, sizes)
                    start = perf_counter()
                    run()
                    least = min(least, perf_counter() - start)
                    found[way, sizes] = Timed(way, sizes, count, least)
                yield tuple(found.values())
