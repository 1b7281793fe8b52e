"""The house: which room may know which, how long a file may be, and that an import only brings names."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from public import PUBLIC as OFFERED

import backprop_helpers

PACKAGE = Path(backprop_helpers.__file__).parent
MODULES = {str(path.relative_to(PACKAGE).with_suffix("")): path for path in sorted(PACKAGE.rglob("*.py"))}
LONGEST = 200  # lines of a file
PUBLIC = {"__init__", "worksheet"}  # the package's own door, and an old name of the worksheets' command
#: folder or file -> what it may import: other rooms, and packages that are not of the standard library.
MAY_IMPORT = {
    "style": set(),
    "notation": {"style", "numpy"},
    "mathematics": {"notation", "numpy"},
    "published": {"mathematics", "numpy"},
    "records": set(),
    "progress": {"records", "mistakes", "questions", "views", "widgets", "ipywidgets"},
    "setup_check": {"mathematics", "numpy", "packaging"},
    "mistakes": {"mathematics", "notation", "numpy"},
    "read_back": {"mathematics", "mistakes", "notation", "numpy"},
    "views": {"style", "notation", "mathematics", "published", "mistakes", "numpy", "matplotlib", "PIL", "contourpy"},
    "widgets": {"style", "notation", "mathematics", "views", "numpy", "ipywidgets"},
    "questions": {"style", "notation", "records", "mathematics", "widgets", "numpy", "ipywidgets"},
    "exercises": {
        *("style", "notation", "records", "mathematics", "mistakes", "read_back", "widgets"),
        *("numpy", "ipywidgets"),
    },
    "worksheets": {
        *("style", "notation", "records", "mathematics", "mistakes", "views", "widgets", "exercises"),
        *("numpy", "ipywidgets"),
    },
    "practice": {
        *("notation", "mathematics", "mistakes", "records", "views", "widgets", "exercises", "worksheets"),
        *("numpy", "ipywidgets"),
    },
    "measuring": {
        *("style", "notation", "mathematics", "records", "mistakes", "views", "widgets", "questions", "worksheets"),
        *("numpy", "ipywidgets"),
    },
    "class_report": {"measuring"},
}
#: Packages that are imported where they are used, so that whoever needs no picture and no widget does without.
ON_DEMAND = {"views": {"matplotlib", "PIL", "contourpy"}, "exercises": {"widgets", "ipywidgets"}}


def room(module):
    """The folder, or the file beside the folders, that a module is in."""
    return module.split("/")[0]


def imports(path, module):
    """(name, whether at the top of the file) of everything that a file imports; the package's own as a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name.split(".")[0], node in tree.body
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0], node in tree.body
        elif isinstance(node, ast.ImportFrom):
            folder = [*module.split("/")[: -node.level], *(node.module or "").split(".")]
            base = "/".join(filter(None, folder))
            for alias in node.names:
                for target in (f"{base}/{alias.name}".lstrip("/"), base, f"{base}/__init__".lstrip("/")):
                    if target in MODULES:
                        yield target, node in tree.body
                        break


def foreign(module):
    """The rooms and the packages, not of the standard library, that a module imports from outside its own room."""
    for name, at_top in imports(MODULES[module], module):
        other = room(name) if name in MODULES else name
        if other != room(module) and other not in sys.stdlib_module_names:
            yield other, at_top


def test_imports_are_found():
    found = dict(imports(MODULES["views/boundary"], "views/boundary"))
    assert found["mathematics/network"] and found["views/parts/plot"] and found["numpy"] and not found["contourpy"]
    assert "mathematics/validate" in found


@pytest.mark.parametrize("module", sorted(set(MODULES) - PUBLIC))
def test_a_room_knows_only_the_rooms_that_the_table_allows(module):
    found = {other for other, _ in foreign(module)}
    assert found <= MAY_IMPORT[room(module)], f"{module} imports {found - MAY_IMPORT[room(module)]}"


@pytest.mark.parametrize("module", sorted(module for module in MODULES if room(module) in ON_DEMAND))
def test_plots_and_widgets_are_imported_only_on_demand(module):
    assert not {other for other, at_top in foreign(module) if at_top} & ON_DEMAND[room(module)]


def test_every_room_is_in_the_table_and_uses_what_the_table_allows():
    rooms = {room(module) for module in MODULES} - PUBLIC
    assert rooms == set(MAY_IMPORT)
    for one, allowed in MAY_IMPORT.items():
        used = {other for module in MODULES if room(module) == one for other, _ in foreign(module)}
        assert used == allowed, f"{one}: the table allows {allowed - used} for nothing"


def test_no_modules_import_each_other_in_a_circle():
    knows = {module: {name for name, _ in imports(path, module)} & set(MODULES) for module, path in MODULES.items()}
    while free := {module for module, others in knows.items() if not others & set(knows)}:
        knows = {module: others for module, others in knows.items() if module not in free}
    assert not knows, f"there is a circle among {sorted(knows)}"


@pytest.mark.parametrize("module", MODULES)
def test_a_file_can_be_read_in_one_sitting(module):
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LONGEST


TESTS = Path(__file__).parent
MOST_PRIVATE = 10  # uses of private attributes in all tests


def private_uses(path):
    """Where a file uses a private attribute that is not its own; IPython's `_repr_html_` and its like are public."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.endswith("_"):
            if not (isinstance(node.value, ast.Name) and node.value.id == "self"):
                yield f"{path.relative_to(TESTS)}:{node.lineno} {node.attr}"


def test_tests_leave_private_attributes_alone():
    found = [use for path in sorted(TESTS.rglob("*.py")) for use in private_uses(path)]
    assert len(found) <= MOST_PRIVATE, found


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


def test_the_package_offers_few_names_and_a_list_of_them_is_kept_nowhere():
    assert 40 <= len(OFFERED) <= 60
    assert not [module for module, path in MODULES.items() if "__all__" in path.read_text(encoding="utf-8")]
