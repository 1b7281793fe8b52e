"""What holds for all tests."""

import asyncio
import os
import re

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("any machine", deadline=None)  # a busy machine is no failure
settings.load_profile("any machine")

os.environ["BACKPROP_RECORD"] = "off"  # a reader's record is neither read nor written, also by kernels that tests start

#: What is done with a lesson in the browser, in this order: it is opened and run once, and the last ones change it.
WITH_A_LESSON = (
    "test_lab.py",
    "test_one_screen.py",
    "test_every_slider.py",
    "test_every_answer.py",
    "test_accessibility.py",
)

#: The file that takes longest: one Python in the browser after the other.
LONGEST = "test_site_notebooks.py"


def lesson_of(nodeid):
    """The notebook of a browser test that shares it with other files, or ""."""
    file, _, rest = nodeid.partition("::")
    lesson = re.search(r"\[(\d\d_\w+)", rest)
    return lesson[1] if lesson and file.endswith(WITH_A_LESSON) else ""


def pytest_collection_modifyitems(items):
    """What takes long first, so that no process is left with it at the end: that file, the lessons, other files."""
    order = {name: place for place, name in enumerate(WITH_A_LESSON)}
    long = {item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("thorough")}

    def rank(item):
        lesson = lesson_of(item.nodeid)
        return (item.path not in long, item.path.name != LONGEST, not lesson, lesson)

    items.sort(key=lambda item: (*rank(item), order.get(item.path.name, 0)))


class ByLesson(LoadScopeScheduling):
    """One process for all tests of a lesson, and for those of any other file."""

    def _split_scope(self, nodeid):
        return lesson_of(nodeid) or nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # in the order above, not those with the most tests first
    return ByLesson(config, log)


@pytest.fixture(autouse=True)
def no_leftover_event_loop(request):
    """A test without a browser starts without an event loop, though the browser's may still run in this process."""
    if "browser" in request.path.parts:
        yield
        return
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    set_running_loop = asyncio._set_running_loop
    set_running_loop(None)
    yield
    set_running_loop(loop)
