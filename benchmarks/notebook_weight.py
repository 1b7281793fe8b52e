"""What each notebook weighs: python benchmarks/notebook_weight.py [02 08] [--moves 10000]

In a kernel of its own, over a server's socket: the time from the first cell to the last, against a notebook that only
imports what everyone imports and draws one line (best of a few fresh kernels, in turn); the kernel's memory after it;
the size of its file; and how much the memory grows while sliders move, 10,000 times or as often as there is time.
Bars: 2 times the bare notebook, 110 MB, 500 kB, and 5 MB over 10,000 moves.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import nbformat
import psutil
from report import Report, at_most, parser, progress, show, table
from talk import Slider, Talk, sliders

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from lab import NOTEBOOKS, jupyter_lab  # noqa: E402

BARE = "bare imports"
BARE_CELLS = (
    "import ipywidgets as widgets\nimport matplotlib.pyplot as plt\nimport numpy as np",
    "plt.plot(np.arange(3))\nplt.show()",
    "widgets.FloatSlider()",
)
TIMES, MEGABYTES, KILOBYTES, GROWTH = 2, 110, 500, 5
TURN, BATCH = 20, 40  # moves of one slider before the next one's turn; moves under way
WARM = 3  # turns of each slider, before growth counts


@dataclass
class Weight:
    """Of one notebook: seconds of each run, and what its last kernel showed."""

    name: str
    seconds: list[float]
    kilobytes: float = 0.0
    megabytes: float = 0.0
    moves: int = 0
    growth: float = 0.0


class Kernel:
    """A kernel of a server, in the folder of the notebooks."""

    def __init__(self, server: dict):
        self._server = server

    async def __aenter__(self) -> Kernel:
        while True:
            try:
                found = await asyncio.to_thread(self._ask, "POST", "api/kernels", {"name": "python3", "path": ""})
                break
            except urllib.error.URLError:  # a server just started
                await asyncio.sleep(0.2)
        self._id = found["id"]
        url = f"{self._server['url'].replace('http', 'ws', 1)}api/kernels/{self._id}/channels"
        self.talk = await Talk.connect(f"{url}?token={self._server['token']}")
        await self.talk.ask("kernel_info_request", {})
        below = psutil.Process(self._server["pid"]).children(recursive=True)
        self.process = next(each for each in below if self._id in " ".join(each.cmdline()))
        return self

    async def __aexit__(self, *error) -> None:
        await self.talk.close()
        await asyncio.to_thread(self._ask, "DELETE", f"api/kernels/{self._id}")

    def _ask(self, method: str, path: str, content: dict | None = None) -> dict:
        headers = {"Authorization": f"token {self._server['token']}"}
        data = json.dumps(content).encode() if content else None
        request = urllib.request.Request(self._server["url"] + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read() or "{}")

    async def run_all(self, cells: Iterable[str]) -> float:
        return sum([(await self.talk.run(cell)).seconds for cell in cells])

    async def growth(self, moves: int, seconds: float) -> tuple[int, float]:
        """How many moves it made in the time that it has, and how many megabytes of its own it has more after them."""
        found = sliders(self.talk.widgets)
        await self._move(found, WARM * TURN * len(found), seconds)
        before = await self._own()
        made = await self._move(found, moves, seconds)
        return made, await self._own() - before

    async def _move(self, found: list[Slider], moves: int, seconds: float) -> int:
        turns, made, until = itertools.cycle(slider for slider in found for _ in range(TURN)), 0, monotonic() + seconds
        while made < moves and monotonic() < until:
            batch = list(itertools.islice(turns, min(BATCH, moves - made)))
            await asyncio.gather(*(self.talk.move(slider) for slider in batch))
            made += len(batch)
        return made

    async def _own(self) -> float:
        await self.talk.run("import gc; _ = gc.collect()")
        return sum(each.anonymous for each in self.process.memory_maps()) / 1e6  # no file that a neighbour maps too


async def weigh(server: dict, weights: list[Weight], rounds: int, moves: int, seconds: float) -> None:
    """Fills in what each notebook weighs; timed one by one, moved two at a time."""
    cells = {weight.name: code(weight.name) for weight in weights}
    for turn in range(rounds):
        for weight in weights:
            progress(f"round {turn + 1} of {rounds}: {weight.name}")
            async with Kernel(server) as kernel:
                weight.seconds.append(await kernel.run_all(cells[weight.name]))
                weight.megabytes = max(weight.megabytes, kernel.process.memory_full_info().pss / 1e6)
    two = asyncio.Semaphore(2)

    async def grow(weight: Weight) -> None:
        async with two, Kernel(server) as kernel:
            await kernel.run_all(cells[weight.name])
            if sliders(kernel.talk.widgets):
                weight.moves, weight.growth = await kernel.growth(moves, seconds)
                progress(f"{weight.name}: {weight.growth:+.1f} MB after {weight.moves} moves")

    await asyncio.gather(*(grow(weight) for weight in weights if moves and weight.name != BARE))


def code(name: str) -> list[str]:
    if name == BARE:
        return list(BARE_CELLS)
    return [cell.source for cell in nbformat.read(NOTEBOOKS / name, 4).cells if cell.cell_type == "code"]


def report(weights: list[Weight]) -> Report:
    bare, *ours = weights
    rows = [
        (
            weight.name.removesuffix(".ipynb"),
            f"{min(weight.seconds):.2f}",
            f"{min(weight.seconds) / min(bare.seconds):.2f}",
            f"{weight.megabytes:.0f}",
            f"{weight.kilobytes:.0f}" if weight is not bare else "",
            *((f"{weight.moves:,}", f"{weight.growth:+.1f}") if weight.moves else ("", "")),
        )
        for weight in weights
    ]
    moves = [weight.moves for weight in ours if weight.moves]
    heads = ("notebook", "run all s", "x bare imports", "kernel MB", "file kB", "moves", "MB more after them")
    slow, heavy, large, growing = (
        max(ours, key=key)
        for key in (lambda w: min(w.seconds), lambda w: w.megabytes, lambda w: w.kilobytes, lambda w: w.growth)
    )
    times = min(slow.seconds) / min(bare.seconds)
    bars = [
        at_most(f"run all ({slow.name[:2]})", TIMES, times, "x the bare imports"),
        at_most(f"a kernel's memory ({heavy.name[:2]})", MEGABYTES, heavy.megabytes, "MB"),
        at_most(f"a notebook's file ({large.name[:2]})", KILOBYTES, large.kilobytes, "kB"),
    ]
    if moves:
        bars.append(
            at_most(
                f"growth over {min(moves):,} to {max(moves):,} moves ({growing.name[:2]})", GROWTH, growing.growth, "MB"
            )
        )
    return Report(table(heads, rows), bars)


def main() -> None:
    options = parser(__doc__)
    options.add_argument("notebooks", nargs="*", default=[""], help="numbers of notebooks, such as 02; else all")
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--moves", type=int, default=10_000)
    options.add_argument("--seconds", type=float, default=120, help="of moves for each notebook, at most")
    given = options.parse_args()
    if given.quick:
        given.notebooks, given.rounds, given.moves = ["02", "08"], 1, 400
    paths = [path for path in sorted(NOTEBOOKS.glob("*.ipynb")) if path.name.startswith(tuple(given.notebooks))]
    weights = [Weight(BARE, []), *(Weight(path.name, [], path.stat().st_size / 1000) for path in paths)]
    with jupyter_lab() as server:
        asyncio.run(weigh(server, weights, given.rounds, given.moves, given.seconds))
    show(report(weights), given)


if __name__ == "__main__":
    main()
