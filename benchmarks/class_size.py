"""How big a machine a class needs, from what classroom.py measured. The formula stands in docs/class_size.md."""

from __future__ import annotations

import math
from collections.abc import Mapping

from report import table

CLASSES = (10, 20, 30, 60, 100, 200)
SYSTEM_GB, SPARE = 1.0, 1.3  # the system's own memory; for notebooks of the learners' own, and other plots
MOVING, PER_SECOND, BUSY = 1 / 3, 4, 0.6  # of the users, steps each, and how busy the cores may be
START = 180  # seconds until everyone who came at once is ready
CORES, GIBIBYTES = (2, 4, 8, 16, 32, 64), (2, 4, 8, 16, 32, 64, 128)  # that machines have
LARGEST = 16  # cores; a class that needs more gets several machines


def memory(users: int, found: Mapping[str, float]) -> float:
    """GB: the system, the hub with its proxy, and a server with a kernel for each user."""
    return SYSTEM_GB + (found["hub_mb"] + users * (found["server_mb"] + found["kernel_mb"])) * SPARE / 1000


def cores(users: int, found: Mapping[str, float]) -> float:
    """The most of what moving sliders takes, and what starting takes."""
    moving = users * MOVING * PER_SECOND * found["step_core_ms"] / 1000 / BUSY
    return max(moving, users * found["start_core_s"] / START)


def at_least(need: float, offered: tuple[int, ...]) -> int | None:
    """The smallest that is offered; None when none is large enough."""
    return next((size for size in offered if size >= need), None)


def machines(users: int, found: Mapping[str, float]) -> str:
    """One machine, or how many of the largest share the users."""
    for count in range(1, users + 1):
        share = math.ceil(users / count)
        size, room = at_least(cores(share, found), CORES), at_least(memory(share, found), GIBIBYTES)
        if size and room and size <= LARGEST:
            return f"{'one' if count == 1 else count} with {size} cores and {room} GiB"
    raise ValueError(f"One user needs more than the largest machine has: {dict(found)}.")


def sizes(found: Mapping[str, float]) -> str:
    """What was measured, and the table of classes."""
    rows = [(users, f"{memory(users, found):.1f}", f"{cores(users, found):.1f}", machines(users, found))
            for users in CLASSES]  # fmt: skip
    measured = (
        f"Measured: server {found['server_mb']:.0f} MB, kernel {found['kernel_mb']:.0f} MB, hub and proxy "
        f"{found['hub_mb']:.0f} MB, a step {found['step_core_ms']:.0f} ms of one core, a start "
        f"{found['start_core_s']:.1f} s of one core."
    )
    return f"{measured}\n\n{table(('students', 'memory GB', 'cores', 'machines'), rows)}"
