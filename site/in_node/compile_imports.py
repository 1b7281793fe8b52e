"""In the site's Python: imports what a notebook imports, and puts it into Python's archives in /site as compiled.

What is compiled takes the place of its source; the project's own modules, which readers may want to read, keep theirs
beside it. None is ever compared with its source (PEP 552).
"""

import importlib
import marshal
import pkgutil
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

KERNEL_IMPORTS = ("IPython.core.interactiveshell", "matplotlib_inline.backend_inline", "micropip", "unittest.mock")
NOTEBOOKS_IMPORT = ("matplotlib.pyplot", "numpy.random", "backprop_helpers")
PLACES = {"python_stdlib.zip": "/lib/python312.zip/", "*.whl": "/lib/python3.12/site-packages/"}
UNCHECKED = (1).to_bytes(4, "little")


def import_all():
    sys.dont_write_bytecode = False  # what is compiled for an import is there for `compiled`
    for name in (*KERNEL_IMPORTS, *NOTEBOOKS_IMPORT):
        importlib.import_module(name)
    for module in pkgutil.walk_packages(sys.modules["backprop_helpers"].__path__, "backprop_helpers."):
        importlib.import_module(module.name)


def compiled(spec):
    """The content of a module's compiled file."""
    code = spec.loader.get_code(spec.name)
    return MAGIC_NUMBER + UNCHECKED + source_hash(spec.loader.get_data(spec.origin)) + marshal.dumps(code)


def put(made, archive, folder):
    """Puts the compiled files, each named by its source, into the archive that is unpacked in this folder."""
    with ZipFile(archive) as old:
        files = {name: old.read(name) for name in old.namelist()}
    if not any(folder + name in made for name in files):
        return
    with ZipFile(archive, "w", ZIP_DEFLATED) as new:
        for name, content in files.items():
            module = made.get(folder + name)
            keep = module is None or archive.name.startswith("backprop_helpers")
            if keep:
                new.writestr(ZipInfo(name), content, ZIP_DEFLATED)
            if module is not None:
                new.writestr(ZipInfo(cache_from_source(name) if keep else f"{name}c"), module, ZIP_DEFLATED)


import_all()
specs = [module.__spec__ for module in sys.modules.values() if getattr(module, "__spec__", None)]
made = {spec.origin: compiled(spec) for spec in specs if str(spec.origin).endswith(".py")}
for pattern, folder in PLACES.items():
    for archive in Path("/site").glob(pattern):
        put(made, archive, folder)
