"""Reads and writes record files: kernels that write at once lose nothing, and nothing that was in a file is lost.

A line is added by a single write at the end of the file, under a lock if the system has one. That needs no second file
and no renaming, so it also works on a network disk, on Windows and in the browser.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from stat import S_ISREG

from .lines import line_of, parsed

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

LARGEST = 20_000_000  # bytes of a file that can be a record
PATIENCE = 2  # seconds to wait for other kernels

to_say: list[str] = []  # sentences for the learner
_said: set[str] = set()
_read_before: dict[Path, tuple[tuple, list[dict]]] = {}


def say(sentence: str) -> None:
    """Put a sentence by for the learner, once."""
    if sentence not in _said:
        _said.add(sentence)
        to_say.append(sentence)


def append(path: Path, line: bytes) -> bool:
    """Add a line to the file and return whether that worked."""
    read(path)  # what is foreign is set aside before anything is added to it
    with contextlib.suppress(OSError):
        if os.path.exists(path) and not _is_own(os.stat(path)):
            return False
        with _locked(path) as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                line = line if file.read(1) == b"\n" else b"\n" + line  # the line before was cut off
            return file.write(line) == len(line)
    return False


@contextlib.contextmanager
def _locked(path: Path) -> Iterator:
    """Open a file to read it and to add to it, for this kernel alone; after `PATIENCE` without a lock."""
    with open(path, "a+b", buffering=0) as file:
        until = time.monotonic() + PATIENCE
        while not _lock(file) and time.monotonic() < until:
            time.sleep(0.002)
        yield file


def _lock(file) -> bool:
    """Return whether the file is locked now, or can't be locked at all here; closing it ends the lock."""
    try:
        if hasattr(fcntl, "flock"):  # the browser's has none
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            file.seek(LARGEST)  # a byte beyond the end: others can still read the file
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):
        return False
    except (OSError, ImportError):
        return True
    return True


def read(path: Path) -> list[dict]:
    """Return the events of a file that is the learner's own, from memory if it has not changed."""
    try:
        state = os.stat(path)
        if not _is_own(state) or not os.access(path, os.W_OK):
            return []
        version = state.st_mtime_ns, state.st_size, state.st_ino
        if _read_before.get(path, (None,))[0] != version:
            found, damaged = ([], True) if state.st_size > LARGEST else parsed(path.read_bytes())
            if damaged:
                return _without_damage(path)
            _read_before[path] = version, found
        return _read_before[path][1]
    except OSError:
        return []


def _is_own(state: os.stat_result) -> bool:
    """Return whether this is a file, and not another user's, as in a folder in which a whole class may write."""
    return S_ISREG(state.st_mode) and (not hasattr(os, "getuid") or os.getuid() in (0, state.st_uid))


def _without_damage(path: Path) -> list[dict]:
    """Set a copy of the whole file aside, leave the events that can be read in the file, and return them."""
    # in the browser an open file holds its bytes, and closing it brings them back
    with contextlib.nullcontext() if sys.platform == "emscripten" else _locked(path):
        content = path.read_bytes()
        found, damaged = parsed(content) if len(content) <= LARGEST else ([], [content])
        if not damaged:  # another kernel was writing
            return found
        names = (path.with_name(f"{path.stem}_set_aside_{number}") for number in count(1))
        aside = next(name for name in names if not name.exists())
        try:
            with open(aside, "xb") as copy:
                copy.write(content)
                copy.flush()
                os.fsync(copy.fileno())
            path.write_bytes(b"".join(map(line_of, found)))
            said = f"It was copied to {aside.name}, and goes on without them."
        except OSError:
            said = "They are left out."
        say(f"{path} has lines that are damaged, or not from a record. {said}")
    return found
