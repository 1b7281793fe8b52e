"""Every command: a function of the arguments after it."""

from functools import partial

from .environment import set_up
from .locked import audit, lock
from .pythons import run
from .server import lab
from .stages import check, test, thorough

#: Commands that run a script or a module (-m): the extras to install, and the command line.
SCRIPTS = {
    "outputs": (("lab", "test"), "tools/store_outputs.py"),
    "screenshot": (("lab", "test"), "tools/screenshots.py --readme"),
    "links": (("lab", "test"), "tools/store_links.py"),
    "versions": (("lab", "test"), "tools/in_venv.py"),
    "updates": (("lab", "test"), "-m pytest tools/course_updates.py"),
    "mutants": (("lab", "test"), "tools/mutants_report.py"),
    "site": (("lab", "site"), "site/build.py"),
    "html": (("lab", "site"), "site/build.py --pages"),
    "pyodide": (("lab", "test", "site"), "-m pytest tests/browser/test_site_notebooks.py"),
    "worksheets": (("lab",), "-m backprop_helpers.worksheets"),
    "measuring": (("lab",), "-m backprop_helpers.measuring"),
    "questions": (("lab",), "tools/question_bank.py"),
    "student": (("lab",), "tools/student_notebooks.py"),
    "bench": (("lab", "test", "bench"), "benchmarks/run_all.py"),
}


def script(command: str, args: list[str]) -> int:
    extras, path = SCRIPTS[command]
    return run([set_up(*extras), *path.split(), *args])


COMMANDS = {"lab": lab, "check": check, "test": test, "thorough": thorough, "lock": lock, "audit": audit}
COMMANDS |= {name: partial(script, name) for name in SCRIPTS}
