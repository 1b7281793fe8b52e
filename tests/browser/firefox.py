"""Firefox without a window, driven by WebDriver BiDi, the protocol that it speaks by itself."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import websocket

ARROW_RIGHT = "\ue014"
ANSWER, READY = 120, 90  # seconds


def firefox_path() -> str | None:
    """Where this machine's Firefox is."""
    return next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


class FirefoxPage:
    """Its only page."""

    def __init__(self, address: str):
        self._socket = websocket.create_connection(f"{address}/session", timeout=ANSWER, suppress_origin=True)
        self._numbers = count(1)
        self._ask("session.new", capabilities={})
        self._page = {"context": self._ask("browsingContext.getTree")["contexts"][0]["context"]}

    def _ask(self, method: str, **params) -> dict:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass  # what it tells unasked
        if answer["type"] == "error":
            raise RuntimeError(answer["message"])
        return answer["result"]

    def open(self, url: str, width: int = 1280, height: int = 800) -> None:
        self._ask("browsingContext.setViewport", **self._page, viewport={"width": width, "height": height})
        self._ask("browsingContext.navigate", **self._page, url=url, wait="complete")

    def evaluate(self, expression: str):
        """The value of an expression, or of its promise, through JSON."""
        wrapped = f"(async () => JSON.stringify(await ({expression})) ?? 'null')()"
        answer = self._ask("script.evaluate", expression=wrapped, target=self._page, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def wait_for(self, expression: str, seconds: float = READY) -> None:
        until = time.monotonic() + seconds
        while not self.evaluate(f"Boolean({expression})"):
            if time.monotonic() > until:
                raise TimeoutError(expression)
            time.sleep(0.2)

    def press(self, key: str) -> None:
        actions = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self._ask("input.performActions", **self._page, actions=[{"type": "key", "id": "keys", "actions": actions}])


@contextmanager
def firefox() -> Iterator[FirefoxPage]:
    """A headless Firefox with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        command = [firefox_path(), "--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0"]
        env = {**os.environ, "HOME": home}
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            found = (re.search(r"WebDriver BiDi listening on (ws://\S+)", line) for line in process.stderr)
            yield FirefoxPage(next(filter(None, found))[1])
        finally:
            process.kill()
            process.wait(30)
