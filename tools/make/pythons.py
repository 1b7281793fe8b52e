"""The right Python, and handing over to it. Python 2.7 must be able to read this, to say that it is too old."""

import os
import subprocess
import sys

OLDEST, NEWEST = (3, 10), (3, 14)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


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
