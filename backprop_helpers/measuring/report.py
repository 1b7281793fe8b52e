"""What a class has learned: reads the receipts and records of a folder, and counts. No names are needed."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np

from ..questions.question import SURENESS
from ..records.lines import as_utf8, parsed
from .item import MISCONCEPTIONS, Option
from .sitting import Sitting, receipts, sittings

LARGEST = 20_000_000  # bytes of a file
RESAMPLES = 2000
OUTPUT = "class_report"

Class = dict[str, list[Sitting]]


def read_folder(folder: Path) -> tuple[Class, dict[str, str]]:
    """Return each student's finished sittings by the name of the file, also in folders, and faults by file."""
    students, faults = {}, {}
    if not folder.is_dir():
        raise NotADirectoryError(f"There is no folder {folder}.")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts) or path.stem == OUTPUT or not path.is_file():
            continue
        try:
            found, fault = read_file(path)
        except (OSError, ValueError) as error:
            found, fault = [], str(error)
        if found:
            students[name.as_posix()] = found
        if fault:
            faults[name.as_posix()] = fault
    return students, faults


def read_file(path: Path) -> tuple[list[Sitting], str]:
    """Return the finished sittings of a receipt or a record, by date, and a sentence about what was left out, or ""."""
    if path.stat().st_size > LARGEST:
        raise ValueError("The file is too large to be a receipt or a record.")
    content = as_utf8(path.read_bytes())
    events, damaged = parsed(content)
    if events:
        found = sittings(events)
        unfinished = sum(not sitting.finished for sitting in found)
        faults = [f"Damaged lines that were left out: {len(damaged)}."] * bool(damaged)
        faults += [f"Sittings that were not finished: {unfinished}."] * bool(unfinished)
    else:
        faults: list[str] = []
        found = receipts(content.decode("utf-8", "replace"), faults)
    done = [sitting for number, sitting in enumerate(found) if sitting.finished and sitting not in found[:number]]
    if not done and not faults:
        faults.append("There is no receipt here, and no record with a finished test.")
    return sorted(done, key=lambda sitting: sitting.day), " ".join(faults)


@dataclass(frozen=True)
class Gain:
    """How scores changed from the first sitting to a later one: mean scores, the normalised gain and its interval."""

    students: int
    before: float
    after: float
    gain: float
    interval: tuple[float, float]


def normalised_gain(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return what was gained of what could be gained, of mean scores from 0 to 1; NaN if nothing could be."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(before < 1, (after - before) / (1 - before), np.nan)


def gain(students: Class, later: int = 1, seed: int = 0) -> Gain | None:
    """Return the gain of all who sat both times, with a bootstrap's 95 % interval over students; None for nobody."""
    pairs = np.array([(one[0].score, one[later].score) for one in students.values() if len(one) > later])
    if not len(pairs):
        return None
    drawn = np.random.default_rng(seed).integers(len(pairs), size=(RESAMPLES, len(pairs)))
    gains = normalised_gain(*pairs[drawn].mean(axis=1).T)
    is_known = len(pairs) > 1 and not np.isnan(gains).all()  # one student says nothing about others
    low, high = np.quantile(gains[~np.isnan(gains)], (0.025, 0.975)) if is_known else (np.nan, np.nan)
    before, after = pairs.mean(axis=0)
    return Gain(len(pairs), before, after, float(normalised_gain(before, after)), (float(low), float(high)))


@dataclass(frozen=True)
class Held:
    """How often a misconception was chosen, of the answers to items that offer it, and how often with certainty."""

    chosen: int
    offered: int
    certain: int

    @property
    def share(self) -> float:
        return self.chosen / self.offered if self.offered else 0.0


def held(sat: Iterable[Sitting]) -> dict[str, Held]:
    """Return each misconception as it shows in these sittings, the one that is held most first."""
    answers = [(sitting.items[name], *answer) for sitting in sat for name, answer in sitting.answers.items()]
    found = {}
    for name in MISCONCEPTIONS:
        offered = [each for each in answers if any(option.believes == name for option in each[0].options)]
        sure = [sure for _, option, sure in offered if option.believes == name]
        found[name] = Held(len(sure), len(offered), sure.count(SURENESS[-1]))
    return dict(sorted(found.items(), key=lambda pair: -pair[1].share))


def at_time(students: Class, time: int) -> list[Sitting]:
    """Return the first (0), second or third sitting of each student who has one."""
    return [sat[time] for sat in students.values() if len(sat) > time]


def table(students: Class) -> str:
    """Return a CSV with a row for each item of each sitting: who chose what, how sure, and what it belongs to."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["student", "sitting", "form", "day", "item", "notebook", "right", "sure", "chosen", "misconception"])
    for student, sat in students.items():
        name = f"'{student}" if student[0] in "=+-@" else student  # no formula for a spreadsheet
        for number, sitting in enumerate(sat, 1):
            for item in sitting.items.values():
                option, sure = sitting.answers.get(item.name, (Option(""), ""))
                answer = int(option == item.right), sure, option.text, option.misconception
                rows.writerow([name, number, sitting.form, sitting.day, item.name, item.notebook, *answer])
    return text.getvalue()
