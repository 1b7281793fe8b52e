"""The first page of the site: the sequence, in the words of the notebooks themselves."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import look
from jinja2 import Environment, FileSystemLoader
from lessons import ROOT, lessons

WORKSHEETS = ROOT / "worksheets"


def words() -> tuple[str, str]:
    """The project's title and what it offers, from the top of the README."""
    title, pitch = re.match(
        r"# (.+)\n\n(?:\[.*\n\n)?((?:.+\n)+)", (ROOT / "README.md").read_text(encoding="utf-8")
    ).groups()
    return title, " ".join(pitch.split())


def worksheets(site: Path) -> list[tuple[str, str]]:
    """Brings the worksheets that were made (not the keys) into the site: the address and title of each."""
    found = []
    for sheet in sorted(set(WORKSHEETS.glob("*.html")) - set(WORKSHEETS.glob("*-key.html"))):
        copy = site / "worksheets" / sheet.name
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(sheet, copy)
        title = re.search(r"<title>(.*?)</title>", sheet.read_text(encoding="utf-8"))
        found.append((f"worksheets/{sheet.name}", html.unescape(title[1]) if title else sheet.stem))
    return found


def build_landing(site: Path, lab: int) -> Path:
    """index.html of the site. `lab`: how many megabytes the first start of its JupyterLab fetches, 0 without one."""
    template = Environment(loader=FileSystemLoader(look.HERE / "templates"), autoescape=True).get_template(
        "index.html.j2"
    )
    css = look.style_sheet() + (look.HERE / "index.css").read_text(encoding="utf-8")
    title, pitch = words()
    page = site / "index.html"
    page.write_text(
        template.render(title=title, pitch=pitch, css=css, lessons=lessons(), lab=lab, worksheets=worksheets(site)),
        encoding="utf-8",
    )
    return page
