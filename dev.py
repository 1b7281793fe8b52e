"""Sets the project up in .venv and starts it. Needs Python 3.10 to 3.14 and nothing else.

  make lab      open the notebooks in JupyterLab            ARGS="--port 8890" goes on to JupyterLab
  make check    style, and the tests without a browser      ARGS="-k network" goes on to pytest
  make test     all of it: style, every test, every notebook against its stored outputs
  make outputs  run the notebooks, store their outputs      ARGS="notebooks/01_notation.ipynb" for one of them
  make worksheets  sheets to compute by hand, with keys     ARGS="--class 30 --seed 1 --sizes 2 3 1"
  make screenshot  take the README's picture of an explorer anew (needs Chromium)
  make links    write the launch links for the address in pyproject.toml
  make site     build the web site into _site: JupyterLab in the browser, and every notebook as a page
  make html     only the pages, to read and to print
  make pyodide  run every notebook on the site, in the browser's Python (needs Chromium); make test runs three
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

import argparse
import contextlib
import errno
import functools
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile

OLDEST, NEWEST = (3, 10), (3, 14)
FIRST_PORT, LAST_PORT = 8888, 8938
START = "notebooks/00_start_here.ipynb"

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")


# ---- the right Python


def version_of(python):
    """(3, 12) for a command that starts Python 3.12, None for one that starts no Python."""
    ask = ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        process = subprocess.Popen(python + ask, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return tuple(int(number) for number in process.communicate()[0].decode().split("."))
    except (OSError, ValueError):
        return None


def other_python(here):
    """The newest supported Python of this machine, as a command. `here` is the version that is not supported."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        for python in (["python3.%d" % minor], ["py", "-3.%d" % minor]):
            if version_of(python) == (3, minor):
                return python
    sys.exit(
        "This is Python %d.%d, and the project needs Python %d.%d to %d.%d: get one from https://www.python.org/downloads/"
        % (here + OLDEST + NEWEST)
    )


# ---- set-up


def in_venv(venv=None):
    return os.path.join(venv or VENV, "Scripts" if os.name == "nt" else "bin", "python")


def set_up(*extras):
    """.venv with the locked packages of these extras. Does nothing when the last set-up still holds."""
    stamp = os.path.join(VENV, "setup.json")
    have = read_json(stamp)  # None: a .venv that is not from here. {}: a set-up that did not end
    extras = sorted(set(extras) | set(have.get("extras", []) if have else []))
    wanted = {"root": ROOT, "packages": fingerprint(), "extras": extras}
    sound = version_of([in_venv()]) == sys.version_info[:2]
    if sound and have == wanted:
        return
    anew = not sound or (have is not None and have.get("root") != ROOT)  # broken, moved, or not ended
    if anew:
        shutil.rmtree(VENV, ignore_errors=True)
    if not os.path.isdir(VENV):
        os.makedirs(VENV)
    write_json(stamp, {})
    print("Installing the packages into .venv (once; takes about a minute) ...")
    sys.stdout.flush()
    with open(os.path.join(VENV, "setup.log"), "w") as log:
        try:
            if anew:
                make_venv(VENV, log)
            pip_install(VENV, log, "-c", "requirements.lock", "-e", ".[%s]" % ",".join(extras))
        except SystemExit:
            if have and not anew:  # pip has put back what was there
                write_json(stamp, have)
            raise
    no_news()
    write_json(stamp, wanted)


def fingerprint():
    """Changes whenever the packages that belong into .venv may have changed."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "requirements.lock"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def read_json(path):
    try:
        with open(path) as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def write_json(path, content):
    with open(path, "w") as file:
        json.dump(content, file, indent=1)


def make_venv(venv, log):
    # Not sys.executable: that may be the Python of the very .venv that is made anew.
    python = getattr(sys, "_base_executable", sys.executable)
    if subprocess.call([python, "-m", "venv", venv], stdout=log, stderr=log) == 0:
        return
    said = read(log)
    if "ensurepip is not" in said or "No module named" in said:
        sys.exit(
            "This Python cannot make a virtual environment: on Debian and Ubuntu run "
            "'sudo apt install python%d.%d-venv', then try again." % sys.version_info[:2]
        )
    sys.exit("A virtual environment cannot be made: %s tells why." % log.name)


def pip_install(venv, log, *what):
    # Few and short tries, so that a missing network is noticed soon. Whoever has set these keeps them.
    env = dict({"PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "10"}, **os.environ)
    pip = [in_venv(venv), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    if subprocess.call(pip + list(what), cwd=ROOT, env=env, stdout=log, stderr=log) == 0:
        return
    said = read(log)
    if any(sign in said for sign in ("connection broken by", "Max retries exceeded", "Failed to establish")):
        sys.exit("The packages cannot be fetched: go online, then try again. (%s tells more.)" % log.name)
    errors = [line.strip() for line in said.splitlines() if line.strip().lower().startswith("error")]
    sys.exit("\n".join(["The packages cannot be installed: %s tells why." % log.name] + errors[-1:]))


def read(log):
    log.flush()
    with open(log.name, errors="replace") as file:
        return file.read()


def no_news():
    """JupyterLab asks every new user about news; a class has other questions."""
    settings = os.path.join(VENV, "share", "jupyter", "lab", "settings")
    if not os.path.isdir(settings):
        os.makedirs(settings)
    notification = {"fetchNews": "false", "checkForUpdates": False}
    write_json(os.path.join(settings, "overrides.json"), {"@jupyterlab/apputils-extension:notification": notification})


# ---- the commands


def lab(args):
    set_up("lab")
    # Retries off: JupyterLab would quietly take another port than the one asked for.
    env = dict(os.environ, JUPYTER_PORT=str(choose_port(args, os.environ)), JUPYTER_PORT_RETRIES="0")
    env["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [ROOT, os.environ.get("JUPYTER_CONFIG_PATH")]))
    notebook = [] if any(arg.endswith(".ipynb") for arg in args) else [START]
    return run([in_venv(), "-m", "jupyterlab"] + notebook + args, env)


def choose_port(args, env):
    """The port asked for, by --port or by PORT, which must be free; else the first free one."""
    options = argparse.ArgumentParser(prog="dev.py lab", add_help=False, allow_abbrev=False)
    options.add_argument("--port", "--ServerApp.port", default=env.get("PORT") or env.get("JUPYTER_PORT"))
    asked = options.parse_known_args(args)[0].port
    if asked:
        if not asked.isdecimal() or int(asked) > 65535:
            sys.exit("A port is a number up to 65535, not %s." % asked)
        if not is_free(int(asked)):
            sys.exit("Port %s is taken by another program: stop that program or ask for another port." % asked)
        return int(asked)
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if is_free(port):
            return port
    sys.exit("The ports %d to %d are all taken: ask for another with --port." % (FIRST_PORT, LAST_PORT))


def is_free(port):
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                if os.name != "nt":  # as JupyterLab's own server does: a port just left is free
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
    return True


STYLE = [("lint", ["ruff", "check"]), ("format", ["ruff", "format", "--check"])]
PYTEST = ["pytest", "--numprocesses=logical", "--maxprocesses=4", "--dist=loadfile"]
QUICK = ["--ignore=tests/browser", "-m", "not slow"]
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"]
NBVAL += ["--nbval-sanitize-with=tests/nbval_sanitize.cfg", "notebooks"]


def check(args):
    """Everything that needs neither a browser nor another environment nor a server."""
    return stages(STYLE + [("tests", PYTEST + QUICK + args)])


def test(args):
    return stages(STYLE + [("tests", PYTEST + ["-m", "not all_on_site"] + args), ("notebooks", PYTEST + NBVAL)])


def stages(todo):
    """Calls each stage, also after one that failed, and says which have failed."""
    set_up("lab", "test", "site")
    failed = []
    for name, command in todo:
        print("\n== %s: %s" % (name, " ".join(command)))
        sys.stdout.flush()
        if subprocess.call([in_venv(), "-m"] + command, cwd=ROOT) != 0:  # pytest that finds no test counts as failed
            failed.append(name)
    print("\nFailed: %s" % ", ".join(failed) if failed else "\nEverything passed.")
    return 1 if failed else 0


#: Commands that run one script: what it needs, where it is (-m: a module), and what it is told.
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
    "bench": (("lab", "test", "bench"), "benchmarks/run_all.py"),
}


def script(command, args):
    extras, path = SCRIPTS[command]
    set_up(*extras)
    return run([in_venv()] + path.split() + args)


@contextlib.contextmanager
def tool(name):
    """A folder, and the command of a Python tool in it that nothing else here needs; both are gone afterwards."""
    venv = tempfile.mkdtemp()
    with open(os.path.join(venv, "setup.log"), "w") as log:  # stays where something fails
        make_venv(venv, log)
        pip_install(venv, log, name)
    try:
        yield venv, [in_venv(venv), "-m", name.replace("-", "_")]
    finally:
        shutil.rmtree(venv, ignore_errors=True)


def lock(args):
    """One lock for all supported Pythons, all systems and all extras, which pip reads as constraints."""
    options = "pip compile --quiet --universal --all-extras --strip-extras --python-version %d.%d" % OLDEST
    files = ["--custom-compile-command", "make lock", "-o", "requirements.lock", "pyproject.toml"]
    with tool("uv") as (_, uv):
        return subprocess.call(uv + options.split() + files + args, cwd=ROOT)


def audit(args):
    """Every locked version, for whatever Python it is. What cannot be looked up counts as unsafe (--strict)."""
    with tool("pip-audit") as (folder, pip_audit):
        command = pip_audit + "--strict --no-deps --disable-pip --progress-spinner off".split()
        with open(os.path.join(ROOT, "requirements.lock")) as file:
            for number, pins in enumerate(one_version_each(file)):
                listed = os.path.join(folder, "pins%d.txt" % number)
                with open(listed, "w") as out:
                    out.write("\n".join(pins))
                command += ["--requirement", listed]
        return subprocess.call(command + args, cwd=ROOT)


def one_version_each(lock):
    """The pins of a lock without their markers, in lists that name each package once, as pip-audit needs them."""
    lists = []
    for pin in sorted(set(line.partition(" ;")[0].strip() for line in lock if "==" in line.partition("#")[0])):
        name = pin.partition("==")[0]
        place = next((pins for pins in lists if name not in pins), None)
        if place is None:
            place = {}
            lists.append(place)
        place[name] = pin
    return [list(pins.values()) for pins in lists]


def run(command, env=None):
    """Hands over to another program: to its keyboard, its signals and its exit code."""
    os.chdir(ROOT)
    if os.name != "nt":
        os.execvpe(command[0], command, env or os.environ)
    process = subprocess.Popen(command, env=env)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the program has seen it too, and decides
            pass


#: Every command: a function of the arguments after it.
COMMANDS = {"lab": lab, "check": check, "test": test, "lock": lock, "audit": audit}
COMMANDS.update((name, functools.partial(script, name)) for name in SCRIPTS)


def main(args):
    here = tuple(sys.version_info[:2])
    if not OLDEST <= here <= NEWEST:
        return run(other_python(here) + [os.path.join(ROOT, "dev.py")] + args)
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
