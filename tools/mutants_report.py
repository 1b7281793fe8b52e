"""What the checks say to thousands of wrong answers, as a table: by exercise and by kind of change.

python tools/mutants_report.py (or make mutants)   every single change, and 600 pairs
python tools/mutants_report.py --sample 300        some of them, drawn by a seed, and what went wrong with each
"""

import argparse
import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import told  # noqa: E402
from mutants import Mutant, pairs, singles  # noqa: E402


@dataclass(frozen=True)
class Finding:
    """What a check did with a mutant. `read` and `true` are None for a right one, and where nothing is to be read."""

    mutant: Mutant
    judged: bool  # refused or accepted, as it must be
    read: bool | None = None  # a formula was read back, and the piece that differs is marked in it
    untrue: tuple[str, ...] = ()  # what was said, but is not so
    said: str = ""


def judge(mutant: Mutant) -> Finding:
    """Ask the check, and compare what it says with what the mutant computes."""
    feedback = mutant.exercise.ask(mutant.function)
    judged = feedback.correct is mutant.is_right
    if mutant.is_right or not judged:
        return Finding(mutant, judged, said=repr(feedback))
    return Finding(
        mutant, True, told.is_read_back(mutant, feedback), tuple(told.untrue(mutant, feedback)), repr(feedback)
    )


def judge_all(mutants: Iterable[Mutant], processes: int = 2) -> list[Finding]:
    """The findings, in the mutants' order."""
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(judge, mutants, chunksize=16))


def share(findings: Iterable[bool | None]) -> float:
    """The share of those that are true, of those that are known; not a number if there are none."""
    known = [one for one in findings if one is not None]
    return sum(known) / len(known) if known else math.nan


def rows(findings: list[Finding], group) -> Iterator[tuple[str, list[Finding]]]:
    """The findings by what `group` says of their mutant, and all."""
    groups = defaultdict(list)
    for finding in findings:
        groups[group(finding.mutant)].append(finding)
    yield from sorted(groups.items())
    yield "all", findings


def table(findings: list[Finding], title: str, group) -> str:
    """A line for each group: how many, and the shares that are judged rightly, read back, and told nothing untrue."""
    lines = [f"{title:38}{'mutants':>8}{'right':>7}{'judged':>9}{'read back':>11}{'true':>8}"]
    for name, found in rows(findings, group):
        wrong = [one for one in found if not one.mutant.is_right]
        lines.append(
            f"{name:38}{len(found):8}{len(found) - len(wrong):7}{share(one.judged for one in found):9.1%}"
            f"{share(one.read for one in wrong):11.1%}{share(not one.untrue for one in wrong):8.1%}"
        )
    return "\n".join(lines)


def main() -> int:
    """Print the tables, and with --sample what went wrong. Return 0 if the checks do as well as they should."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sample", type=int, help="so many single changes, and no pairs")
    options.add_argument("--exercise", help="of this notebook alone, such as 07")
    chosen = options.parse_args()
    mutants = [one for one in singles() if chosen.exercise in (None, one.exercise.number)]
    if chosen.sample:
        mutants = random.Random(14).sample(mutants, min(chosen.sample, len(mutants)))
    findings = judge_all(mutants)
    print(table(findings, "Single changes, by notebook", lambda mutant: mutant.exercise.number))
    print("\n" + table(findings, "Single changes, by kind", lambda mutant: mutant.kinds[0]))
    if not (chosen.sample or chosen.exercise):
        two = judge_all(pairs(600))
        print("\n" + table(two, "Pairs of changes, by notebook", lambda mutant: mutant.exercise.number))
        return 0 if good_enough(findings) and all(one.judged for one in two) else 1
    for one in findings:
        if not one.judged or one.read is False or one.untrue:
            state = "misjudged" if not one.judged else "untrue" if one.untrue else "not read back"
            print(f"\n{one.mutant.exercise.number} {state}: {one.mutant.changes} {one.untrue}\n{one.said[:400]}")
    return 0 if good_enough(findings) else 1


def good_enough(findings: list[Finding]) -> bool:
    """Return whether none is misjudged, 19 of 20 are read back, and 49 of 50 are told nothing untrue."""
    wrong = [one for one in findings if not one.mutant.is_right]
    true = share(not one.untrue for one in wrong)
    return all(one.judged for one in findings) and share(one.read for one in wrong) >= 0.95 and true >= 0.98


if __name__ == "__main__":
    raise SystemExit(main())
