"""One installation at a time. The system frees the lock of a process that was killed."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Waits until no other process is between these lines, and says so."""
    with open(lock, "w") as file:
        try:
            if not is_ours(file, wait=False):
                print("Another make is installing: waiting ...", flush=True)
                while not is_ours(file, wait=True):
                    pass
        except OSError:  # some network drives have no locks
            pass
        yield


def is_ours(file, wait: bool) -> bool:
    """True if the lock is ours now, False if it is still another's."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # waits for 10 s
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return True
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
