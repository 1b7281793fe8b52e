"""What classroom.py reports: a row for each size of the class, its bars, and the figures for other classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hub import KINDS
from report import Bar, at_most, percentile

BAR_USERS, BAR_MS = 30, 250
HEADS = ("users", "moving", "failures", "steps", "p50 ms", "p95 ms", "slowest ms")
HEADS += tuple(f"cores {kind}" for kind in ("kernel", "server", "hub", "proxy", "users")) + ("MB server", "MB kernel")


@dataclass
class Row:
    """What was seen while so many users moved sliders."""

    what: str
    users: int
    moving: int
    failures: list[str]
    times: list[float]
    cores: dict[str, float]
    megabytes: dict[str, float]
    passed: float  # seconds

    def cells(self) -> list[str]:
        ms = [f"{1000 * percentile(self.times, percent):.0f}" for percent in (50, 95, 100)]
        cores = [f"{value:.2f}" for value in self.cores.values()]
        memory = [f"{self.megabytes[kind]:.0f}" for kind in ("server", "kernel")]
        return [f"{self.users} {self.what}", self.moving, len(self.failures), len(self.times), *ms, *cores, *memory]


def figures(rows: list[Row], hub: dict[str, list[float]], start: float) -> dict[str, float]:
    """What class_size.py computes with, from the largest class that was not all moving at once."""
    row = max((row for row in rows if row.what == "users"), key=lambda row: row.users)
    work = sum(row.cores[kind] for kind in KINDS) * row.passed
    return {
        "server_mb": row.megabytes["server"],
        "kernel_mb": row.megabytes["kernel"],
        "hub_mb": sum(hub["hub"]) + sum(hub["proxy"]),
        "step_core_ms": 1000 * work / max(len(row.times), 1),
        "start_core_s": start,
    }


def bars(rows: Iterable[Row]) -> list[Bar]:
    """What 30 users must have, if so many were there."""
    found = [row for row in rows if row.users == BAR_USERS and row.what == "users"]
    checked = []
    for row in found:
        failed = len(row.failures)
        checked.append(Bar(f"{BAR_USERS} users, {row.moving} moving: failures", "none", str(failed), not failed))
        slow = 1000 * percentile(row.times, 95)
        checked.append(at_most(f"{BAR_USERS} users, {row.moving} moving: p95 of a step", BAR_MS, slow, "ms"))
    return checked


def storm_text(waits: list[float], failures: list[str], users: int, within: float, total: float) -> str:
    each = ", ".join(
        f"{percentile(waits, percent):.0f} s {name}" for name, percent in (("median", 50), ("longest", 100))
    )
    return (
        f"Start: {users} users log in within {within:.0f} s and run all cells. Each waits {each} from login "
        f"to last cell; everyone is ready {total:.0f} s after the first came. Failures: {len(failures)}."
    )
