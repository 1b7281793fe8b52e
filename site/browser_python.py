"""Python for the browser: Pyodide, NumPy, matplotlib and the package, as files of the site.

Pyodide's files come from its own server, or from the folder that PYODIDE_FILES names; each is compared with the sha256
that npm's package `pyodide` has for it. Pyodide's lock lists every package that there is; the site's lists only what
the notebooks need, and the project's own wheels.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import urllib.request
import zipfile
from email.parser import Parser
from pathlib import Path

from matplotlib.font_manager import ttfFontProperty
from matplotlib.ft2font import FT2Font
from packaging.utils import canonicalize_name

VERSION = "0.27.7"  # the newest that is proven: all its files can be had here, and every notebook was run on it
SERVER = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
LOCK = "pyodide-lock.json"
#: The sha256 of what npm's package `pyodide` holds. The lock has those of all other files.
CORE = {
    "pyodide.js": "b4cb23a53aba19c221659b9fb40a2f18281d685691dc06647fb0afd0681baf98",
    "pyodide.asm.js": "6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51",
    "pyodide.asm.wasm": "a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f",
    "python_stdlib.zip": "16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16",
    LOCK: "9c45b916001a750f4102fc287494f3eab215909c7535c626a20db80fd6333e2c",
}
KERNEL_NEEDS = ("micropip", "ssl", "sqlite3", "jedi", "ipython")  # what the kernel asks for when it starts
NOTEBOOKS_NEED = ("numpy", "matplotlib")


class NotBuilt(RuntimeError):
    """The site can't be built: something can't be fetched, or is not what it should be. Says what to do."""


def pyodide_file(name: str, sha256: str) -> bytes:
    """The file of this name, which must have this digest. What was fetched is kept. Raises `NotBuilt`."""
    folder = os.environ.get("PYODIDE_FILES")
    kept = Path(folder or Path(sys.prefix, "share", f"pyodide-{VERSION}"), name)
    try:
        if kept.is_file():
            content, source = kept.read_bytes(), kept
        elif folder:
            raise NotBuilt(f"{name} is not in {folder}, which PYODIDE_FILES names.")
        else:
            source = SERVER + name
            with urllib.request.urlopen(source, timeout=60) as answer:
                content = answer.read()
    except OSError as error:
        reason = getattr(error, "reason", error)
        raise NotBuilt(
            f"{name} of Pyodide {VERSION} cannot be fetched from {SERVER} ({reason}): go online, "
            "or set PYODIDE_FILES to a folder with its files."
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotBuilt(f"{source} is not the file of Pyodide {VERSION}: its sha256 should be {sha256}.")
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")  # whoever reads at the same time finds all of it or nothing
        part.write_bytes(content)
        part.replace(kept)
    return content


def with_needs(packages: dict[str, dict], names: tuple[str, ...]) -> dict[str, dict]:
    """The entries of a lock for these packages, and for everything that they need."""
    todo, found = list(names), {}
    while todo:
        name = canonicalize_name(todo.pop())
        if name not in found:
            found[name] = packages[name]
            todo += found[name]["depends"]
    return found


def entry(wheel: Path, depends: tuple[str, ...]) -> dict:
    """What a lock says about a wheel of pure Python."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        said = Parser().parsestr(archive.read(metadata).decode())
    return {
        "name": canonicalize_name(said["Name"]),
        "version": said["Version"],
        "file_name": wheel.name,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "imports": sorted({name.partition("/")[0] for name in names if name.endswith("/__init__.py")}),
        "depends": list(depends),
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
    }


def font_list(matplotlib: Path) -> str:
    """What matplotlib would write down about its own fonts when it is first imported, and say in red that it does."""
    with zipfile.ZipFile(matplotlib) as wheel:
        manager = wheel.read("matplotlib/font_manager.py").decode()
        fonts = []
        for name in sorted(name for name in wheel.namelist() if name.endswith(".ttf")):
            with wheel.open(name) as file:
                font = vars(ttfFontProperty(FT2Font(file)))
            font = {key: value for key, value in font.items() if key != "index"}  # newer than Pyodide's matplotlib
            place = name.removeprefix("matplotlib/mpl-data/")
            fonts.append({**font, "fname": place, "__class__": "FontEntry"})
    version = re.search(r"class FontManager\b.*?__version__ = (\d+)", manager, re.DOTALL)[1]
    families = {"ttf": "DejaVu Sans", "afm": "Helvetica"}
    made = {"_version": int(version), "_FontManager__default_weight": "normal", "default_size": None}
    return json.dumps({**made, "defaultFamily": families, "afmlist": [], "ttflist": fonts, "__class__": "FontManager"})


def add_wheel(out: Path, name: str, files: dict[str, str]) -> Path:
    """A wheel of pure Python with these files."""
    wheel = out / f"{name}-0-py3-none-any.whl"
    about = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, text in {**files, **{f"{name}-0.dist-info/{part}": said for part, said in about.items()}}.items():
            archive.writestr(place, text)
    return wheel


def add_python(out: Path, wheels: dict[Path, tuple[str, ...]], files: dict[str, str]) -> list[str]:
    """Python into the folder `out`, and the names of what it should load at its start.

    `wheels` are the project's, each with what it needs; `files` come beside them, where imports find them. Raises
    `NotBuilt`.
    """
    out.mkdir(parents=True)
    for name, sha256 in CORE.items():
        (out / name).write_bytes(pyodide_file(name, sha256))
    lock = json.loads((out / LOCK).read_text(encoding="utf-8"))
    every = {canonicalize_name(name): package for name, package in lock["packages"].items()}
    lock["packages"] = with_needs(every, KERNEL_NEEDS + NOTEBOOKS_NEED)
    for package in lock["packages"].values():
        (out / package["file_name"]).write_bytes(pyodide_file(package["file_name"], package["sha256"]))
    fonts = font_list(out / lock["packages"]["matplotlib"]["file_name"])
    own = add_wheel(out, "backprop_site", {**files, "matplotlib/fontlist.json": fonts})
    added = [entry(own, ("matplotlib",))]  # unpacked after it: its own list of fonts is for another version
    for wheel, depends in wheels.items():
        (out / wheel.name).write_bytes(wheel.read_bytes())
        added.append(entry(wheel, depends))
    lock["packages"].update((package["name"], package) for package in added)
    (out / LOCK).write_text(json.dumps(lock), encoding="utf-8")
    return [*KERNEL_NEEDS, *NOTEBOOKS_NEED, *(package["name"] for package in added)]
