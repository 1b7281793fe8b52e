"""Builds the site into _site: `make site` the whole, `make html` only the pages to read, in a few seconds."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from browser_python import NotBuilt
from landing import build_landing
from lessons import ROOT
from lite import build_lab
from pages import build_pages
from starting import first_start

SITE = ROOT / "_site"


def build(site: Path, lab: bool) -> str:
    """Pages, landing page and, if `lab`, JupyterLab into the folder `site`; a sentence that says what is there.

    Everything is built beside `site` and takes the place of what was there when it is complete. Without `lab`, a
    JupyterLab that is there stays. Raises `NotBuilt`; `site` is then as before.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=site.parent, prefix=f"{site.name}-") as work:
        new = Path(work, "site")
        new.mkdir()
        if lab:
            build_lab(new, Path(work))
        fetched = first_start(new if lab else site)
        pages = build_pages(new / "pages", bool(fetched))
        build_landing(new, fetched)
        (new / ".nojekyll").touch()  # GitHub Pages serves the files as they are
        old = Path(work, "old")
        old.mkdir()
        if lab and site.exists():
            site.rename(old / "site")
        site.mkdir(exist_ok=True)
        for made in new.iterdir():
            if (site / made.name).exists():
                (site / made.name).rename(old / made.name)
            made.rename(site / made.name)
    return f"{site / 'index.html'}: {len(pages)} lessons to read{', and JupyterLab to run them' if fetched else ''}"


if __name__ == "__main__":
    try:
        print(build(SITE, lab="--pages" not in sys.argv[1:]))
    except NotBuilt as reason:
        sys.exit(f"{reason}\n{'The site is as it was before.' if SITE.exists() else 'There is no site yet.'}")
