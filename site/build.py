"""Builds the site into _site: `make site` the whole, `make html` only the pages to read, in a few seconds."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from landing import build_landing
from lessons import ROOT
from lite import build_lab
from pages import build_pages

SITE = ROOT / "_site"


def build(site: Path, lab: bool) -> None:
    """Pages and landing page into the folder `site`, and JupyterLab where `lab` is asked for. What was there goes."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    if lab:
        with tempfile.TemporaryDirectory() as work:
            build_lab(site, Path(work))
    pages = build_pages(site / "pages", lab)
    build_landing(site, lab)
    (site / ".nojekyll").touch()  # GitHub Pages serves the files as they are
    print(f"{site / 'index.html'}: {len(pages)} lessons to read{', and JupyterLab to run them' if lab else ''}")


if __name__ == "__main__":
    build(SITE, lab="--pages" not in sys.argv[1:])
