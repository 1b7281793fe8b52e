"""How long a check takes to answer: python benchmarks/check_speed.py [--quick]

Asks about right and wrong answers to every exercise, those of the tests: each time is of the first call in a process
that has asked once before. The median should be at most 0.3 s and the longest at most 1 s.
"""

from __future__ import annotations

import random
import statistics
import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mutants import singles  # noqa: E402

SAMPLE, QUICK = 400, 100
MEDIAN, LONGEST = 0.3, 1.0  # seconds


def main() -> None:
    """Print the median, the 95th percentile and the longest time, and what took longest."""
    asked = random.Random(14).sample(singles(), QUICK if "--quick" in sys.argv else SAMPLE)
    times = []
    for mutant in asked:
        function, start = mutant.function, perf_counter()
        mutant.exercise.ask(function)
        times.append(perf_counter() - start)
    ordered = sorted(times)
    slowest = asked[times.index(ordered[-1])]
    print(f"{len(asked)} answers to {len({each.exercise for each in asked})} exercises")
    print(f"median  {statistics.median(times):.3f} s   (at most {MEDIAN} s)")
    print(f"95 %    {ordered[int(0.95 * len(ordered))]:.3f} s")
    print(f"longest {ordered[-1]:.3f} s   (at most {LONGEST} s): notebook {slowest.exercise.number}, {slowest.changes}")


if __name__ == "__main__":
    main()
