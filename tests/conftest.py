"""What holds for all tests."""

import asyncio

import pytest


@pytest.fixture(autouse=True)
def no_leftover_event_loop(request):
    """A test without a browser starts without an event loop, though the browser's may still run in this process."""
    if "browser" in request.path.parts:
        yield
        return
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)
