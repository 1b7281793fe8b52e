"""One real browser in the class: which files it asks for, and what it sends for a slider's step."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from lab import HANDLE, NotebookPage, browser_path, chromium  # noqa: E402

OWN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")  # of a kernel or a session: another user has another
SHARED = ("/user/{user}/", "/hub/static/")  # the login goes a way of its own


@dataclass
class Seen:
    """`files` with {user} for the name; `sent` are (type, content) of the messages of one step."""

    files: tuple[str, ...]
    sent: list[tuple[str, dict]]


def watch(url: str, notebook: str, name: str = "browser") -> Seen | None:
    """Logs in, opens the notebook, runs all, presses a slider's key. None when there is no Chromium here."""
    if not browser_path():
        return None
    with chromium() as browser:
        page = browser.new_page()
        got, sent = [], []
        page.on("response", lambda answer: got.append(answer.request) if answer.ok else None)
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
        log_in(page, url, name)
        server = {"url": f"{url}/user/{name}/", "route": "doc/tree/", "token": ""}
        opened = NotebookPage(page, server, f"notebooks/{notebook}")
        paths = [path_of(request.url, name) for request in got if request.method == "GET"]
        opened.run_all()
        handle = page.locator(HANDLE).first
        handle.press("ArrowRight")  # the first one also brings what was still to be said
        page.wait_for_timeout(2000)
        del sent[:]
        handle.press("ArrowRight")
        page.wait_for_timeout(2000)
        messages = [said(frame) for frame in sent if isinstance(frame, bytes)]
        opened.close()
    files = dict.fromkeys(path for path in paths if path.startswith(SHARED) and not OWN.search(path))
    return Seen(tuple(files), messages)


def log_in(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/hub/login")
    page.get_by_label("Username").fill(name)
    page.locator("#login_submit").click()
    page.wait_for_url(re.compile(f"/user/{name}/"), timeout=120_000)


def path_of(url: str, name: str) -> str:
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path.replace("{", "%7B").replace("}", "%7D").replace(f"/user/{name}/", "/user/{user}/")


def said(frame: bytes) -> tuple[str, dict]:
    """A message's type and content."""
    _, (header, _, _, content, *_) = deserialize_msg_from_ws_v1(frame)
    return json.loads(header)["msg_type"], json.loads(content)
