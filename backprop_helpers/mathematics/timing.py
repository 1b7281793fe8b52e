"""Times the methods on this computer, in short slices, so that a run can be stopped in between."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from . import validate
from .costs import multiply_adds, parameters, ready
from .deep import checked_sizes

REPEATS = 20  # of each run; the fastest counts
TIME_LIMIT_S = 0.3  # a run that is expected to take longer is skipped


@dataclass(frozen=True)
class Timed:
    """One method on a network of these sizes: its multiply-adds, and the seconds of its fastest run."""

    method: str
    sizes: tuple[int, ...]
    multiply_adds: int
    seconds: float

    @property
    def parameters(self) -> int:
        return parameters(self.sizes)


class Timings:
    """Each method on each network (its sizes, inputs first), timed in `len` slices; iterating runs them.

    Each slice is one run, and gives all that is timed so far. A method whose next run is expected to take over 0.3 s
    is skipped. Raises `ValueError` for an unknown method or invalid sizes.
    """

    def __init__(self, methods: Iterable[str], networks: Iterable[Iterable[int]]):
        methods = validate.listed("methods", methods, "names of methods")
        networks = validate.listed("networks", networks, "the sizes of each network")
        networks = [checked_sizes(sizes, f"networks[{k}]") for k, sizes in enumerate(networks)]
        self._runs = [(method, sizes) for sizes in networks for method in methods]
        for method in methods:
            multiply_adds(method, (1, 1))  # refuses an unknown one

    def __len__(self) -> int:
        return len(self._runs) * REPEATS

    def __iter__(self) -> Iterator[tuple[Timed, ...]]:
        found: dict[tuple, Timed] = {}
        for method, sizes in self._runs:
            count = multiply_adds(method, sizes)
            before = [each for each in found.values() if each.method == method]
            bearable = not before or before[-1].seconds * count / before[-1].multiply_adds < TIME_LIMIT_S
            run, least = ready(method, sizes) if bearable else None, math.inf
            for _ in range(REPEATS):
                if run:
                    start = perf_counter()
                    run()
                    least = min(least, perf_counter() - start)
                    found[method, sizes] = Timed(method, sizes, count, least)
                yield tuple(found.values())
