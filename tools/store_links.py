"""Writes launch links into README.md, the notebooks and CITATION.cff: `make links`, or python tools/store_links.py

The address stands in one place, pyproject.toml: [project.urls] Repository. Without one there are no links.
A second run changes nothing. Binder opens the whole sequence; Colab, which reads from GitHub only, one notebook.
"""

import re
import sys
from functools import partial
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
COLAB = "https://colab.research.google.com/github/"
HOSTS = {"https://github.com/": "gh", "https://gitlab.com/": "gl"}


def repository() -> str | None:
    """The address of the project's repository, where one is set."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project.get("urls", {}).get("Repository")


def place(address: str) -> tuple[str, str]:
    """Binder's word for the host, and owner/name. Raises `ValueError` for an address that Binder cannot launch."""
    for host, provider in HOSTS.items():
        name = address.removeprefix(host).removesuffix("/").removesuffix(".git")
        if address.startswith(host) and re.fullmatch(r"[\w.-]+(/[\w.-]+)+", name):
            return provider, name
    raise ValueError(f"Repository should be like {'owner/name or '.join(HOSTS)}owner/name, but is {address!r}.")


def launch_link(address: str) -> str:
    """The Markdown link that opens the sequence on Binder."""
    provider, name = place(address)
    name = name if provider == "gh" else quote(name, safe="")
    return f"[Open the notebooks on Binder]({BINDER}{provider}/{name}/HEAD?urlpath={quote(START, safe='')})"


def install_line(address: str | None) -> str:
    """What brings the package into Colab; with ADDRESS in it where there is no address."""
    return f"%pip install -q git+{address or 'ADDRESS'}"


def colab_link(address: str, notebook: str) -> str:
    """The link that opens one notebook in Colab, and what to do there; "" for a host that Colab does not read."""
    provider, name = place(address)
    if provider != "gh":
        return ""
    link = f"[open this one in Colab]({COLAB}{name}/blob/HEAD/notebooks/{notebook})"
    return f", or {link} and first run `{install_line(address)}` in a new code cell."


def with_link(text: str, address: str | None, notebook: str | None = None) -> str:
    """A Markdown text with the links below its title, and no others; with none where there is no address."""
    without = re.sub(rf"\n\n\[[^\]\n]*\]\({re.escape(BINDER)}[^\n]*", "", text)
    if address is None:
        return without
    title, rest = re.fullmatch(r"(#[^\n]*)(.*)", without, re.DOTALL).groups()
    return f"{title}\n\n{launch_link(address)}{colab_link(address, notebook) if notebook else ''}{rest}"


def readme_with_link(text: str, address: str | None) -> str:
    """README.md with the launch link, and with the address in the line for Colab."""
    return with_link(re.sub(r"%pip install -q git\+\S+", lambda _: install_line(address), text), address)


def cited_at(text: str, address: str | None) -> str:
    """CITATION.cff with the repository's address, or with none."""
    without = re.sub(r"^repository-code:.*\n", "", text, flags=re.MULTILINE)
    return without if address is None else f"{without}repository-code: {address}\n"


def notebook_with_link(text: str, address: str | None, name: str) -> str:
    """A notebook's file with its links in its first cell, below the title."""
    notebook = nbformat.reads(text, as_version=4)
    notebook.cells[0].source = with_link(notebook.cells[0].source, address, name)
    return nbformat.writes(notebook) + "\n"


def main() -> None:
    address = repository()
    if address is None:
        print("No address, no links: set Repository below [project.urls] in pyproject.toml, and try again.")
    jobs = {ROOT / "README.md": readme_with_link, ROOT / "CITATION.cff": cited_at}
    jobs.update({path: partial(notebook_with_link, name=path.name) for path in NOTEBOOKS})
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
