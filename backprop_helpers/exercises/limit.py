"""Stops a learner's code that runs too long, whatever it catches. Needs neither threads nor signals."""

import contextlib
import ctypes
import sys
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path

import numpy as np

SECONDS = 4  # that all calls of one check may take together
_LIBRARIES = (str(Path(np.__file__).parent), str(Path(__file__).parents[1]))  # their lines are not watched
_TOOL = 4  # a free number for `sys.monitoring`


class TooLong(BaseException):
    """Raised in code that runs too long, and before a call for which no time is left."""


class Clock:
    """The seconds that calls took: all of them, the longest one, and the longest time without a look at the clock."""

    def __init__(self):
        self.spent = self.longest = self.pause = self._began = self._seen = 0.0
        self.is_running = self.was_stopped = False

    @property
    def has_time(self) -> bool:
        """Whether another call can be made, if it takes as long as the longest one so far."""
        return not self.was_stopped and self.spent + self.longest <= SECONDS

    def start(self) -> None:
        self._began = self._seen = time.monotonic()

    def look(self) -> None:
        """Raise `TooLong` if the time is over, in the learner's code alone."""
        now = time.monotonic()
        self.pause, self._seen = max(self.pause, now - self._seen), now
        if self.is_running and self.spent + now - self._began > SECONDS:
            self.was_stopped = True
            raise TooLong

    def stop(self) -> None:
        took = time.monotonic() - self._began
        self.spent, self.longest = self.spent + took, max(self.longest, took)

    @property
    def words(self) -> str:
        """What to say about code that was stopped, or is not called again."""
        if self.was_stopped and self.pause < SECONDS / 2:
            return f"was still running after {SECONDS} s and was stopped: does one of its loops never end?"
        return f"is too slow to be checked: it ran for {self.longest:.1f} s on one network, and there are several."


_CLOCK: ContextVar[Clock | None] = ContextVar("clock", default=None)


@contextlib.contextmanager
def one_clock() -> Iterator[Clock]:
    """Let all limited calls inside share one clock, that of the outermost."""
    clock = _CLOCK.get() or Clock()
    token = _CLOCK.set(clock)
    try:
        yield clock
    finally:
        _CLOCK.reset(token)


def limited(function: Callable, *positional, **keywords):
    """Return what the function returns. Raises `TooLong` if it runs too long, also if it catches that itself."""
    with one_clock() as clock:
        if not clock.has_time:
            raise TooLong
        clock.start()
        try:
            with _monitored(clock) if hasattr(sys, "monitoring") else _traced(clock):
                return _called(clock, function, positional, keywords)
        finally:
            clock.stop()
            if clock.was_stopped:
                raise TooLong from None


def _called(clock: Clock, function: Callable, positional: tuple, keywords: dict):
    before, clock.is_running = clock.is_running, True
    try:
        return function(*positional, **keywords)
    finally:
        clock.is_running = before


@contextlib.contextmanager
def _monitored(clock: Clock) -> Iterator[None]:
    """Look at the clock at each jump and each call of Python code, from Python 3.12 on."""
    monitoring = sys.monitoring

    def look(code, *place):
        return monitoring.DISABLE if code.co_filename.startswith(_LIBRARIES) else clock.look()

    if monitoring.get_tool(_TOOL):  # a check inside a learner's function: the outer one watches
        yield
        return
    monitoring.use_tool_id(_TOOL, __name__)
    events = (monitoring.events.PY_START, monitoring.events.PY_RESUME, monitoring.events.JUMP)
    try:
        for event in events:
            monitoring.register_callback(_TOOL, event, look)
        monitoring.set_events(_TOOL, sum(events))
        yield
    finally:
        monitoring.set_events(_TOOL, 0)
        monitoring.free_tool_id(_TOOL)


@contextlib.contextmanager
def _traced(clock: Clock) -> Iterator[None]:
    """Look at the clock at each instruction, since a loop on one line has no other events, before Python 3.12."""

    def watch(frame, event, argument):
        try:
            clock.look()
        except TooLong:  # an exception in here also ends the tracing
            _STOP.again()
            raise
        if event == "call" and frame.f_code.co_filename.startswith(_LIBRARIES):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(before)


class _Stop:
    """Raises `TooLong` as long as a learner's code runs, at each jump and call: what it catches comes again.

    Python makes its pending calls there. One that asks whether this is not true raises what `__bool__` raises.
    """

    def __bool__(self) -> bool:
        frame = sys._getframe()
        while frame:
            if frame.f_code is _called.__code__:
                self.again()
                raise TooLong
            frame = frame.f_back
        return True

    def again(self) -> None:
        ctypes.pythonapi.Py_AddPendingCall(ctypes.pythonapi.PyObject_Not, ctypes.py_object(self))


_STOP = _Stop()
