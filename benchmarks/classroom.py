"""A class in JupyterHub on this machine: python benchmarks/classroom.py [--users 1 5 10 20 30 40] [--seconds 60]

Every user logs in, gets a server and a kernel of its own, opens a notebook, runs all its cells, and moves sliders four
times a second; a third of the users move at a time. A step ends with the last message of the kernel's answer, as it
comes through the hub's proxy. The users are no browsers: one real browser shows which files it asks for and what it
sends, and the others do the same. They run on the machine's own cores too. At some sizes the same users open an
`interact` with an inline figure instead, and all move at once. In the end a storm: a new class arrives within a minute.

Bars: 30 users lose nothing, and of their steps 95 % take at most 250 ms.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass
from pathlib import Path

import browser_user
import nbformat
from class_report import BAR_USERS, HEADS, Row, bars, figures, storm_text
from hub import ROOT, Hub, jupyter_hub
from learner import Learner, Pace
from report import Report, parser, progress, show, table
from rival_notebook import rivals
from talk import Lost

LESSON, INTERACT = "04_step2_output_preactivation.ipynb", "interact.ipynb"
ONE_GROUP, THREE = 1, 3  # all move at once, or a third at a time


@dataclass
class Class:
    """The users who are there, and what went wrong since it was last asked."""

    hub: Hub
    home: Path
    files: tuple[str, ...]
    learners: list[Learner]
    failures: list[str]

    async def tried(self, doing: Awaitable, who: Learner):
        """What it gives, or None and a failure more."""
        try:
            return await doing
        except Exception as error:  # whatever it is, this user has lost something
            self.failures.append(f"{who.name}: {type(error).__name__} {error}")

    async def arrive(self, count: int, within: float = 0) -> list[float]:
        """So many more users log in at random moments; seconds each waited for a notebook that has run."""
        first = len(self.learners)
        new = [Learner(self.hub.url, f"learner{first + place}", self.files) for place in range(count)]
        moments = random.Random(1)
        waits = await asyncio.gather(*(self._begin(each, moments.uniform(0, within)) for each in new))
        self.learners += [each for each, wait in zip(new, waits, strict=True) if wait is not None]
        return [wait for wait in waits if wait is not None]

    async def _begin(self, learner: Learner, after: float) -> float | None:
        async def steps() -> float:
            await asyncio.sleep(after)
            started = time.perf_counter()
            await learner.log_in()
            await learner.open(LESSON)
            await learner.run_all(self.home / LESSON)
            return time.perf_counter() - started

        return await self.tried(steps(), learner)

    async def turn_to(self, notebook: str) -> None:
        """Everyone stops the kernel and opens another notebook, a few at a time."""
        few = asyncio.Semaphore(4)

        async def steps(learner: Learner) -> None:
            async with few:
                await learner.close()
                await learner.open(notebook)
                await learner.run_all(self.home / notebook)

        await asyncio.gather(*(self.tried(steps(each), each) for each in self.learners))

    async def move(self, what: str, seconds: float, groups: int) -> Row:
        """One group after the other moves; the row of what was seen, failures since the last row among it."""
        groups = min(groups, len(self.learners))
        before, own, started = self.hub.seconds(), time.process_time(), time.perf_counter()
        times, largest = [], 0
        for group in range(groups):
            movers = self.learners[group::groups]
            largest = max(largest, len(movers))
            moved = (self.tried(each.move(seconds / groups, Pace()), each) for each in movers)
            times += [step for steps in await asyncio.gather(*moved) for step in steps or ()]
        passed = time.perf_counter() - started
        cores = {kind: (used - before[kind]) / passed for kind, used in self.hub.seconds().items()}
        cores["users"] = (time.process_time() - own) / passed
        memory = {kind: sum(each) / max(len(each), 1) for kind, each in self.hub.megabytes().items()}
        failures, self.failures = self.failures, []
        row = Row(what, len(self.learners), largest, failures, times, cores, memory, passed)
        progress(" | ".join(map(str, row.cells())))
        for failure in failures[:5]:
            progress(f"  {failure}")
        return row


async def grow(group: Class, sizes: Iterable[int], seconds: float, compared: Iterable[int]) -> list[Row]:
    """A row for each size of the class; at those to compare, also with all moving at once, and with `interact`."""
    rows, seats = [], 0
    for users in sizes:
        await group.arrive(users - seats)
        seats = users
        rows.append(await group.move("users", seconds if users == BAR_USERS else seconds / 2, THREE))
        if users in compared:
            rows.append(await group.move("all at once", seconds / 3, ONE_GROUP))
            await group.turn_to(INTERACT)
            rows.append(await group.move("with interact", seconds / 3, THREE))
            await group.turn_to(LESSON)
    return rows


def browser_text(seen: browser_user.Seen | None) -> str:
    if not seen:
        return "No Chromium is here, so the users ask for no files of JupyterLab."
    if not any(is_step(*message) for message in seen.sent):
        raise Lost(f"a browser sends something else for a slider's step: {seen.sent}")
    return f"One real browser was asked first: it loads {len(seen.files)} files and sends the same messages for a step."


def is_step(kind: str, content: dict) -> bool:
    """Whether a message is what `Talk.move` sends, but for its numbers."""
    data = content.get("data", {})
    return kind == "comm_msg" and set(data) == {"method", "state", "buffer_paths"} and list(data["state"]) == ["value"]


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--users", type=int, nargs="+", default=[1, 5, 10, 20, 30, 40])
    options.add_argument("--seconds", type=float, default=60, help=f"of moving with {BAR_USERS} users; half of it else")
    options.add_argument("--compared", type=int, nargs="*", default=[10, 30], help="sizes also with interact")
    options.add_argument("--storm", type=int, default=30, help="users of the storm")
    options.add_argument("--within", type=float, default=60, help="seconds in which the storm's users log in")
    given = options.parse_args()
    if given.quick:
        given.users, given.seconds, given.compared, given.storm = [1, 5], 9, [5], 5
    rows, texts = [], []
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        for path in (ROOT / "notebooks").glob("*.ipynb"):
            (folder / path.name).write_bytes(path.read_bytes())
        nbformat.write(rivals(only="interact"), folder / INTERACT)
        with jupyter_hub(folder) as hub:
            seen = browser_user.watch(hub.url, LESSON)
        files = seen.files if seen else ()
        texts.append(browser_text(seen))
        with jupyter_hub(folder) as hub:
            rows = asyncio.run(grow(Class(hub, folder, files, [], []), given.users, given.seconds, given.compared))
            memory = hub.megabytes()
        with jupyter_hub(folder) as hub:
            group, started = Class(hub, folder, files, [], []), time.perf_counter()
            waits = asyncio.run(group.arrive(given.storm, given.within))
            passed = time.perf_counter() - started
            start = sum(hub.seconds().values()) / given.storm
            texts.append(storm_text(waits, group.failures, given.storm, given.within, passed))
    text = "\n\n".join([table(HEADS, (row.cells() for row in rows)), *texts])
    show(Report(text, bars(rows), figures(rows, memory, start)), given)


if __name__ == "__main__":
    main()
