"""An import only brings names, and imports point one way: the mathematics knows no widget and no picture."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import backprop_helpers

PACKAGE = Path(backprop_helpers.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
#: NumPy and each other: these are to be read without knowing a widget or a plot.
MATHEMATICS = [
    "network",
    "deep",
    "counting",
    "slow_ways",
    "timing",
    "validate",
    "notation",
    "gradient_check",
    "paths",
    "mistakes",
    "mistake_bank",
    "sheet",
    "rounding",
    "typed",
]
DRAWS, CONTROLS = {"matplotlib", "contourpy", "PIL"}, {"ipywidgets", "traitlets"}


def imported(path):
    """The modules that this file imports, by their first name; the package's own with a dot for each level."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {"." * node.level + (node.module or alias.name).split(".")[0] for alias in node.names}
    return found


def test_imports_are_found():
    assert imported(PACKAGE / "validate.py") == {"__future__", "collections", "inspect", "numbers", "numpy"}
    assert {".validate", "numpy"} <= imported(PACKAGE / "network.py")
    assert {"..network", "matplotlib"} <= imported(PACKAGE / "views" / "plot.py")


@pytest.mark.parametrize("name", MATHEMATICS)
def test_the_mathematics_knows_numpy_and_itself_alone(name):
    own = {f".{each}" for each in MATHEMATICS}
    assert imported(PACKAGE / f"{name}.py") <= {"numpy"} | own | set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_views_draw_and_no_view_knows_a_widget(path):
    assert not imported(path) & (CONTROLS if path.parent.name == "views" else DRAWS)


SIDE_EFFECTS = """
import sys, warnings
import ipywidgets, matplotlib, numpy

def state():
    plots = {key: matplotlib.rcParams[key] for key in matplotlib.rcParams if key != "backend"}  # that would load pyplot
    return list(warnings.filters), numpy.geterr(), numpy.get_printoptions(), numpy.random.get_state()[1].tolist(), plots

before = state()
import backprop_helpers
assert state() == before, "a global setting is another after the import"
assert "matplotlib.pyplot" not in sys.modules, "pyplot came with the import"
"""


def test_the_import_has_no_side_effect():
    done = subprocess.run([sys.executable, "-W", "error", "-c", SIDE_EFFECTS], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_everything_that_the_package_offers_is_there():
    assert len(set(backprop_helpers.__all__)) == len(backprop_helpers.__all__)
    for name in backprop_helpers.__all__:
        assert getattr(backprop_helpers, name) is not None
