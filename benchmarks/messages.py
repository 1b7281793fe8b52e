"""What a kernel sends for one step of a slider: python benchmarks/messages.py

Counted, not timed, so the figures are the same on a busy machine. Each slider of each notebook is stepped, as a browser
does it, on a Jupyter server without this project's settings: there each message goes its own way, uncompressed, and TCP
may hold one back until the browser has acknowledged the one before. The floor is a slider and a bare number in an
`HTML` widget: the kernel says that it is busy, sends the slider's value back, sends the number, and says that it is
idle.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from statistics import median

import nbformat
from report import Report, at_most, parser, progress, show, table
from talk import Answer, Talk, sliders
from tornado.httpclient import AsyncHTTPClient

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from lab import NOTEBOOKS, jupyter_lab  # noqa: E402

STEPS = 8  # of each slider
FLOOR = """import ipywidgets as widgets
slider, number = widgets.FloatSlider(readout=False), widgets.HTML()
slider.observe(lambda change: setattr(number, "value", f"{change['new']}"), "value")"""
MOST = 4, 40  # messages and kilobytes of a step


async def steps(server: dict, cells: list[str]) -> list[Answer]:
    """The answers to the steps of all sliders, after these cells have run in a kernel of their own."""
    kernels, token = f"{server['url']}api/kernels", {"Authorization": f"token {server['token']}"}
    asked = AsyncHTTPClient().fetch
    kernel = json.loads((await asked(kernels, method="POST", headers=token, body="{}", request_timeout=60)).body)["id"]
    address = f"ws{kernels.removeprefix('http')}/{kernel}/channels"
    talk = await Talk.connect(address, token)
    try:
        for cell in cells:
            await talk.run(cell)
        return [await talk.move(slider) for slider in sliders(talk.widgets) for _ in range(STEPS)]
    finally:
        await talk.close()
        await asked(f"{kernels}/{kernel}", method="DELETE", headers=token)


async def count(names: list[str]) -> dict[str, list[Answer]]:
    found = {}
    with jupyter_lab(config="") as server:
        found["floor"] = await steps(server, [FLOOR])
        for name in names:
            progress(name)
            cells = nbformat.read(NOTEBOOKS / name, as_version=4).cells
            found[name[:-6]] = await steps(server, [cell.source for cell in cells if cell.cell_type == "code"])
    return found


def report(found: dict[str, list[Answer]]) -> Report:
    """For each notebook the messages and the kilobytes of a step; the bars are for the largest step of all."""
    rows, bars, ours = [], [], [answer for name, answers in found.items() if name != "floor" for answer in answers]
    for name, answers in found.items():
        messages, sizes = [len(each.kinds) for each in answers], [each.received / 1000 for each in answers]
        counts = (len(answers), f"{median(messages):g}", max(messages))
        rows.append((name, *counts, f"{median(sizes):.1f}", f"{max(sizes):.1f}"))
    bars.append(at_most("a step: messages from the kernel", MOST[0], max(len(each.kinds) for each in ours), "messages"))
    bars.append(at_most("a step: what the kernel says", MOST[1], max(each.received for each in ours) / 1000, "kB"))
    return Report(table(("notebook", "steps", "messages", "most", "kB", "most kB"), rows), bars)


def main() -> None:
    given = parser(__doc__).parse_args()
    names = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
    show(report(asyncio.run(count(names[::6] if given.quick else names))), given)


if __name__ == "__main__":
    main()
