"""From a slider's key to the painted picture, in JupyterLab: python benchmarks/slider_latency.py [02 08] [--rounds 3]

For the floor (a bare number in an HTML widget), for every explorer, and for what people use instead. Each slider of
an explorer is stepped in turn. A step ends when the browser's main thread has painted the last change that it brings.
Its bytes are those between browser and server in both directions, as `ss` counts them; what browser and kernel said to
each other, before it was compressed, stands beside them. Then the first slider is dragged. Of several rounds the
quietest counts. What misses a bar is marked: without a plot 1.5 times the floor, 2 frames and 8 kB, with
one 3 times, 3 frames and 30 kB; at least 4 times as fast as `interact`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import nbformat
from report import Bar, Report, at_most, parser, percentile, progress, show, table
from rival_notebook import rivals

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from lab import HANDLE, NOTEBOOKS, ROOT, NotebookPage, chromium, jupyter_lab  # noqa: E402

OTHERS = {"rivals.ipynb": "", "ipympl.ipynb": "ipympl"}
STEPS, DRAG, FRAME = 30, 1.6, 1000 / 60  # steps, seconds, milliseconds
BARS = {False: (1.5, 2, 8), True: (3, 3, 30)}  # with a plot or not: times the floor, frames, kB
FASTER = 4  # than `interact`
NAMED, OURS = r"(?:Player\()?(\w+)", re.compile(r"\d\d ")

WATCH = """() => {
    const painted = [], {port1, port2} = new MessageChannel();
    let due = false;
    window.bench = {painted, input: 0, busy: 0, idle: 0};
    window.jupyterapp.shell.currentWidget.sessionContext.statusChanged.connect((_, status) => {
        window.bench[status] = performance.now();
    });
    port1.onmessage = () => painted.push(performance.now());
    const changed = () => {
        if (due) return;
        due = true;
        requestAnimationFrame(() => { due = false; port2.postMessage(null); });  // received after this frame's paint
    };
    const shown = '.widget-html, .jp-OutputArea .jp-OutputArea';
    const heard = record => record.addedNodes[0]?.matches?.('.bp-heard');  // words that are not seen
    const seen = ({target}) => (target.closest ? target : target.parentNode)?.closest(shown);
    new MutationObserver(records => {
        if (records.some(record => seen(record) && !heard(record))) changed();
    }).observe(document.querySelector('.jp-Notebook'), {subtree: true, childList: true, characterData: true});
    const {drawImage} = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.drawImage = function (...given) { changed(); drawImage.apply(this, given); };
    for (const kind of ['keydown', 'pointermove', 'mousemove'])
        addEventListener(kind, event => { window.bench.input = event.timeStamp; }, true);
}"""
SETTLED = """async () => {  // the last paint after the last key or move, once the kernel is idle and nothing changes
    const {painted, input} = window.bench, last = () => painted.at(-1) ?? 0;
    const under_way = () => !(input < window.bench.busy && window.bench.busy < window.bench.idle);
    const moment = () => performance.now(), wait = () => new Promise(resolve => setTimeout(resolve, 5));
    while (under_way() ? moment() < input + 3000 : moment() < Math.max(window.bench.idle, last()) + 60) await wait();
    return last() > input ? last() - input : null;
}"""


@dataclass
class Measured:
    """One explorer or one other way: milliseconds of each step, kilobytes of one, sent and said; what a drag shows."""

    name: str
    plot: bool
    times: list[float]
    kilobytes: float
    said: float
    per_second: float
    last: float

    @property
    def median(self) -> float:
        return median(self.times)

    def misses(self, floor: float, interact: float) -> str:
        found = (self.median / floor, self.median / FRAME, self.kilobytes)
        over = [
            f"{value:.2g} > {bar} {unit}"
            for value, bar, unit in zip(found, BARS[self.plot], ("x floor", "frames", "kB"), strict=True)
            if value > bar
        ]
        return "; ".join(over + ["not 4 x faster than interact"] * (self.median * FASTER > interact))


class Traffic:
    """Between a page and its server: the bytes that go over the line, and those of the messages on its sockets."""

    def __init__(self, page, port: int):
        self._port, self._said = port, 0
        page.on("websocket", self._listen)

    def _listen(self, socket) -> None:
        for way in ("framereceived", "framesent"):
            socket.on(way, lambda payload: setattr(self, "_said", self._said + len(payload)))

    def so_far(self) -> tuple[int, int]:
        """Sent and said."""
        command = ["ss", "--tcp", "--info", "--numeric", "--no-header", "--oneline", f"sport = :{self._port}"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return sum(map(int, re.findall(r"bytes_(?:sent|received):(\d+)", told))), self._said


def measure(browser, server: dict, notebook: str) -> list[Measured]:
    """Every explorer of a notebook, or every way of the rivals' one."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    traffic, opened = Traffic(page, server["port"]), None
    try:
        opened = NotebookPage(page, server, notebook)
        opened.run_all()
        page.evaluate(WATCH)
        found = []
        for output in opened.explorers:
            times, sent, said = step(page, output, traffic)
            found.append(Measured(name(output, notebook), plotted(output), times, sent, said, *drag(page, output)))
        return found
    finally:
        if opened:
            opened.close()


def name(output, notebook: str) -> str:
    """A rival's title, its cell's first line; else the notebook's number and the explorer's name, on the last line."""
    lines = output.evaluate(
        """output => window.jupyterapp.shell.currentWidget.content.widgets
            .find(cell => cell.node.contains(output)).model.sharedModel.getSource().split('\\n')"""
    )
    if notebook in OTHERS:
        return lines[0].removeprefix("# ")
    return f"{notebook[:2]} {re.match(NAMED, lines[-1])[1]}"


def plotted(output) -> bool:
    return output.locator("img, canvas").count() > 0


def step(page, output, traffic: Traffic) -> tuple[list[float], float, float]:
    """Milliseconds of each step that changes something, and kilobytes of a step, sent and said."""
    handles, ways, times, bytes_of = output.locator(HANDLE).all(), {}, [], []
    for handle in handles:  # once around before it counts
        handle.press("ArrowLeft")
        page.evaluate(SETTLED)
    for turn in range(STEPS):
        handle = handles[turn % len(handles)]
        now, low, high = (float(handle.get_attribute(f"aria-value{end}")) for end in ("now", "min", "max"))
        way = (
            "ArrowRight" if now <= low else "ArrowLeft" if now >= high else ways.get(turn % len(handles), "ArrowRight")
        )
        ways[turn % len(handles)] = way
        handle.focus()
        before = traffic.so_far()
        page.keyboard.press(way)
        times.append(page.evaluate(SETTLED))
        bytes_of.append([after - first for after, first in zip(traffic.so_far(), before, strict=True)])
    sent, said = (median(each) / 1000 for each in zip(*bytes_of, strict=True))
    return [ms for ms in times if ms is not None], sent, said


def drag(page, output) -> tuple[float, float]:
    """Pictures per second while the first slider is dragged to and fro, and milliseconds to the last one after it."""
    bar, handle = output.locator(".noUi-target").first, output.locator(HANDLE).first
    handle.scroll_into_view_if_needed()
    box, track = handle.bounding_box(), bar.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    started = time.perf_counter()
    first = page.evaluate("[window.bench.painted.length, performance.now()]")
    while (passed := time.perf_counter() - started) < DRAG:
        there = abs((passed / DRAG * 2) % 2 - 1)  # 1 at both ends, 0 in the middle
        page.mouse.move(track["x"] + track["width"] * (0.05 + 0.9 * there), y)
        time.sleep(max(0, FRAME / 1000 - (time.perf_counter() - started - passed)))
    count, input = page.evaluate("[window.bench.painted.length, window.bench.input]")
    last = page.evaluate(SETTLED) or 0.0
    page.mouse.up()
    return (count - first[0]) / (input - first[1]) * 1000, last


def quietest(rounds: int, wanted: list[str], stock: bool) -> dict[str, Measured]:
    """The quietest round of each, the floor first; `stock` leaves out the project's settings of the server."""
    found: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as home, chromium() as browser:
        folder = shutil.copytree(NOTEBOOKS, Path(home, "notebooks"))
        chosen = [path.name for path in sorted(folder.glob("*.ipynb")) if path.name.startswith(tuple(wanted))]
        others = [name for name, only in OTHERS.items() if not only or find_spec(only)]
        for name in others:
            nbformat.write(rivals(OTHERS[name]), folder / name)
        with jupyter_lab(folder, config="" if stock else ROOT) as server:
            for turn in range(rounds):
                for notebook in (*others, *chosen):
                    progress(f"round {turn + 1} of {rounds}: {notebook}")
                    for new in measure(browser, server, notebook):
                        found[new.name] = min(found.get(new.name, new), new, key=lambda each: each.median)
    return found


def promises(found: Iterable[Measured], floor: float, interact: float, server: str = "") -> list[Bar]:
    """Each promise with the explorer that is worst at it; `server` stands before its name."""
    checked = []
    for plot, (times, _, kilobytes) in BARS.items():
        which = f"{server}explorers {'with' if plot else 'without'} a plot"
        if some := [each for each in found if each.plot == plot]:
            slowest, largest = max(some, key=lambda each: each.median), max(some, key=lambda each: each.kilobytes)
            checked.append(at_most(f"{which}: a step ({slowest.name})", times, slowest.median / floor, "x the floor"))
            checked.append(at_most(f"{which}: bytes of a step ({largest.name})", kilobytes, largest.kilobytes, "kB"))
            ratio = interact / slowest.median
            words = f"at least {FASTER} x faster", f"{ratio:.1f} x faster"
            checked.append(Bar(f"{which}: than `interact` ({slowest.name})", *words, ratio >= FASTER))
    return checked


def report(found: dict[str, Measured], server: str = "") -> Report:
    """The table and the promises."""
    floor = next(each.median for name, each in found.items() if name.startswith("floor"))
    interact = next(each.median for name, each in found.items() if name.startswith("interact"))
    ours = [each for name, each in found.items() if OURS.match(name)]
    heads = ("what", "plot", "median ms", "p95", "x floor", "frames", "kB sent", "kB said", "pictures/s", "last ms")
    rows = [
        (
            each.name,
            "yes" if each.plot else "",
            *(f"{ms:.1f}" for ms in (each.median, percentile(each.times, 95), each.median / floor)),
            *(f"{value:.1f}" for value in (each.median / FRAME, each.kilobytes, each.said)),
            *(f"{value:.0f}" for value in (each.per_second, each.last)),
            each.misses(floor, interact) if each in ours else "",
        )
        for each in found.values()
    ]
    return Report(table((*heads, "misses"), rows), promises(ours, floor, interact, server))


def main() -> None:
    options = parser(__doc__)
    options.add_argument("notebooks", nargs="*", default=[""], help="numbers of notebooks, such as 02; else all")
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--stock", action="store_true", help="a Jupyter server without this project's settings")
    given = options.parse_args()
    wanted = ["02", "08"] if given.quick else given.notebooks
    server = "plain server: " if given.stock else ""
    show(report(quietest(given.rounds, wanted, given.stock), server), given)


if __name__ == "__main__":
    main()
