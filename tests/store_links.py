"""Writes where to launch the notebooks into README.md, the notebooks and CITATION.cff: `make links`

The address stands in one place, pyproject.toml: [project.urls] Repository. Without one there are no links.
A second run changes nothing.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import quote

import nbformat

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
START = "lab/tree/notebooks/00_start_here.ipynb"  # JupyterLab, with the first notebook open
BINDER = "https://mybinder.org/v2/"
HOSTS = {"https://github.com/": "gh", "https://gitlab.com/": "gl"}


def repository() -> str | None:
    """The address of the project's repository, where one is set."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project.get("urls", {}).get("Repository")


def launch_link(address: str) -> str:
    """The Markdown link that opens the sequence on Binder. Raises `ValueError` for a host that is not known here."""
    for host, provider in HOSTS.items():
        name = address.removeprefix(host).removesuffix("/").removesuffix(".git")
        if address.startswith(host) and re.fullmatch(r"[\w.-]+(/[\w.-]+)+", name):
            place = name if provider == "gh" else quote(name, safe="")
            return f"[Open the notebooks on Binder]({BINDER}{provider}/{place}/HEAD?urlpath={quote(START, safe='')})"
    raise ValueError(f"Repository should be like {'owner/name or '.join(HOSTS)}owner/name, but is {address!r}.")


def with_link(text: str, address: str | None) -> str:
    """A Markdown text with the launch link below its title, and no other; with none where there is no address."""
    without = re.sub(rf"\n\n\[[^\]\n]*\]\({re.escape(BINDER)}[^)\n]*\)", "", text)
    if address is None:
        return without
    title, rest = re.fullmatch(r"(#[^\n]*)(.*)", without, re.DOTALL).groups()
    return f"{title}\n\n{launch_link(address)}{rest}"


def cited_at(text: str, address: str | None) -> str:
    """CITATION.cff with the repository's address, or with none."""
    without = re.sub(r"^repository-code:.*\n", "", text, flags=re.MULTILINE)
    return without if address is None else f"{without}repository-code: {address}\n"


def notebook_with_link(text: str, address: str | None) -> str:
    """A notebook's file with the launch link in its first cell, below the title."""
    notebook = nbformat.reads(text, as_version=4)
    notebook.cells[0].source = with_link(notebook.cells[0].source, address)
    return nbformat.writes(notebook) + "\n"


def main() -> None:
    address = repository()
    jobs = {ROOT / "README.md": with_link, ROOT / "CITATION.cff": cited_at}
    jobs.update(dict.fromkeys(NOTEBOOKS, notebook_with_link))
    try:
        for path, job in jobs.items():
            before = path.read_text(encoding="utf-8")
            after = job(before, address)
            if after != before:
                path.write_text(after, encoding="utf-8", newline="\n")
                print(f"{path.name}: {'links to ' + address if address else 'no link'}")
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
