"""Sets the project up in .venv and starts it. Needs Python 3.10 to 3.14 and nothing else.

  make lab      open the notebooks in JupyterLab            ARGS="--port 8890" goes on to JupyterLab
  make check    style, and the tests without a browser      ARGS="-k network" goes on to pytest
  make test     style, tests of every part, in a browser too, and every notebook against its stored outputs
  make thorough what make test leaves out: each notebook in the browser and on the site, and many more inputs
  make outputs  run the notebooks, store their outputs      ARGS="notebooks/01_notation.ipynb" for one of them
  make worksheets  sheets to compute by hand, with keys     ARGS="--class 30 --seed 1 --sizes 2 3 1"
  make measuring  the test before and after on paper, two forms with their keys
  make questions  every question for a learning platform, as Moodle XML and as GIFT
  make student  the notebooks without solutions             ARGS="--nbgrader" for nbgrader's cell metadata
  make screenshot  take the README's picture of an explorer anew (needs Chromium)
  make links    write the launch links for the address in pyproject.toml
  make site     build the web site into _site: JupyterLab in the browser, and every notebook as a page
  make html     only the pages, to read and to print
  make pyodide  run every notebook on the site, in the browser's Python alone (needs Chromium)
  make bench    measure speed, memory and a class           ARGS="--write" to keep the figures, "--quick" for few
  make lock     renew requirements.lock from pyproject.toml ARGS="--upgrade" for the newest versions
  make audit    look for known vulnerabilities in what is locked
  make mutants  try the checks with thousands of wrong answers; slow   ARGS="--exercise 07" for one notebook's
  make updates  try how nbgitpuller brings corrections to learners, line by line of docs/updates.md
  make versions run the notebooks with other versions       ARGS="colab": binder, colab, newest, oldest; slow

Without make: python3 dev.py lab --port 8890  (Windows: py dev.py lab --port 8890)
The first call installs the packages; later calls start at once.
"""
# Readable even to Python 2.7, which must be able to say that it is too old: no f-strings, no annotations.

from __future__ import print_function

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(ROOT, "tools"))

from make.pythons import NEWEST, OLDEST, other_python, run  # noqa: E402


def main(args):
    here = tuple(sys.version_info[:2])
    if not OLDEST <= here <= NEWEST:
        return run(other_python(here) + [os.path.join(ROOT, "dev.py")] + args)
    from make.every import COMMANDS

    if not args or args[0] in ("help", "-h", "--help"):
        print(__doc__.strip())
        return 0
    if args[0] not in COMMANDS:
        sys.exit("There is no '%s': say %s or help." % (args[0], ", ".join(sorted(COMMANDS))))
    return COMMANDS[args[0]](args[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except EnvironmentError as error:
        sys.exit("That did not work: %s" % error)
