"""Takes pictures of whole notebooks as JupyterLab shows them after Run All, for people to look at.

python tools/screenshots.py notebooks/02*.ipynb --theme dark -o pictures
python tools/screenshots.py notebooks/02*.ipynb --zoom 200 --move 'x[1]=2' 'W1[0,1]=-1.5' --choose stage=z2
python tools/screenshots.py --readme    (`make screenshot`: the picture of an explorer that the README shows)
"""

import argparse
import sys
from pathlib import Path

from backprop_helpers.notation.table import element

sys.path.append(str(Path(__file__).parents[1] / "tests" / "browser"))
from lab import THEMES, NotebookPage, chromium, jupyter_lab  # noqa: E402

WIDTH, HEIGHT = 1280, 800
SLICE = 1600  # the highest picture, in dots
README = Path(__file__).parents[1] / "docs" / "explorer.png"
README_WIDTH, README_ZOOM, MARGIN = 1000, 150, 8  # of the explorer, before it is enlarged; percent; beside it
README_OPTIONS = ["notebooks/00_start_here.ipynb", "--move", "W2[0,0]=2.5", "--zoom", str(README_ZOOM)]


def main() -> None:
    readme = sys.argv[1:] == ["--readme"]
    options = _options(README_OPTIONS if readme else sys.argv[1:])
    if not readme:
        options.output.mkdir(parents=True, exist_ok=True)
    scale = options.zoom / 100
    with chromium() as browser:
        for path in options.notebooks:
            with jupyter_lab(path.resolve().parent) as server:
                size = {"width": round(options.width / scale), "height": round(HEIGHT / scale)}
                page = browser.new_page(viewport=size, device_scale_factor=scale)
                opened = NotebookPage(page, server, path.name, options.theme)
                if not opened.run_all():
                    print(f"{path.name}: a cell raised an error; the picture shows it.")
                for label, value in options.move:
                    _move(opened, label, value)
                for name, option in options.choose:
                    _choose(opened, name, option)
                if readme:
                    _first_explorer(opened, README)
                    continue
                for file in _pictures(opened, options.output / f"{path.stem}-{options.theme}-{options.zoom}", scale):
                    print(file)
                page.close()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("pictures"), help="folder for the pictures")
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument("--zoom", type=int, default=100, help="200 is what a projector wants")
    parser.add_argument("--width", type=int, default=WIDTH, help=f"of the window ({WIDTH})")
    parser.add_argument("--move", nargs="+", default=[], type=_pair, metavar="SLIDER=NUMBER")
    parser.add_argument("--choose", nargs="+", default=[], type=_pair, metavar="CHOICE=OPTION")
    return parser.parse_args(arguments)


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


def _move(opened: NotebookPage, name: str, value: str) -> None:
    """Types the number into every field of this slider."""
    label = element(name).text if "[" in name else name
    for field in opened.fields(label).all():
        field.fill(value)
        field.press("Enter")


def _choose(opened: NotebookPage, name: str, option: str) -> None:
    """Takes the first option that begins with these words, in a list or in buttons of this name."""
    for choice in opened.notebook.locator(".bp-control", has=opened.page.get_by_text(name, exact=True)).all():
        found = [text for text in choice.locator("option, button").all_inner_texts() if text.startswith(option)]
        if choice.locator("select").count():
            choice.locator("select").select_option(label=found[0])
        else:
            choice.get_by_role("button", name=found[0]).click()


def _first_explorer(opened: NotebookPage, file: Path) -> None:
    """The first explorer alone, in one picture."""
    page, explorer = opened.page, opened.explorers[0]
    page.evaluate("document.activeElement.blur()")
    wider = round(README_WIDTH - explorer.bounding_box()["width"])
    page.set_viewport_size({"width": page.viewport_size["width"] + wider, "height": HEIGHT})
    page.wait_for_timeout(500)
    _make_window_high(opened)
    box = explorer.bounding_box()
    clip = {"x": box["x"] - MARGIN, "y": box["y"], "width": README_WIDTH + 2 * MARGIN, "height": box["height"]}
    page.screenshot(path=file, clip=clip)


def _make_window_high(opened: NotebookPage) -> int:
    """Makes the window as high as the notebook, and returns its height."""
    page, top = opened.page, opened.notebook.bounding_box()["y"]
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
    last = opened.notebook.locator(".jp-Cell").last.bounding_box()
    high = round(last["y"] + last["height"] + 2 * top)
    page.set_viewport_size({"width": page.viewport_size["width"], "height": high})
    page.wait_for_timeout(500)
    return high


def _pictures(opened: NotebookPage, stem: Path, scale: float) -> list[Path]:
    """The whole notebook, top to bottom, in slices."""
    page, high = opened.page, _make_window_high(opened)
    files = []
    step = round(SLICE / scale)
    for number, top in enumerate(range(0, high, step)):
        files.append(stem.with_name(f"{stem.name}-{number:02}.png"))
        clip = {"x": 0, "y": top, "width": page.viewport_size["width"], "height": min(step, high - top)}
        page.screenshot(path=files[-1], clip=clip)
    return files


if __name__ == "__main__":
    main()
