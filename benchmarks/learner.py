"""One of a class, without a browser: logs in to JupyterHub, opens a notebook, runs its cells, moves its sliders.

What it sends is what JupyterLab sends: the files that a browser asked for, the same requests, and on the kernel's
socket the same messages. `Pace` says how a slider is moved.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import nbformat
from talk import Lost, Slider, Talk, sliders

PATIENCE = 300  # seconds until a request counts as lost


@dataclass(frozen=True)
class Pace:
    """How often a slider is moved, and how many steps go to one slider before the next one's turn."""

    per_second: float = 4
    stay: int = 8


class Learner:
    def __init__(self, url: str, name: str, files: tuple[str, ...] = ()):
        """`files` are paths that a browser asks for, with {user} for the name."""
        self.name, self._files = name, files
        limits = httpx.Limits(max_connections=6, keepalive_expiry=2)  # as browsers; the proxy hangs up after 5 s
        self._http = httpx.AsyncClient(base_url=url, follow_redirects=True, timeout=PATIENCE, limits=limits)
        self._talk: Talk | None = None
        self._sliders: list[Slider] = []
        self._session = ""

    # Log in, open, run

    async def log_in(self) -> None:
        """By the form, and waits until the own server is there. Raises `Lost`."""
        await self._ask("GET", "/hub/login")
        form = {"username": self.name, "password": "", "_xsrf": self._xsrf("/hub/")}
        await self._ask("POST", "/hub/login", data=form)
        headers = {"X-XSRFToken": self._xsrf("/hub/"), "Accept": "text/event-stream"}
        path = f"/hub/api/users/{self.name}/server/progress"
        async with self._http.stream("GET", path, headers=headers) as progress:
            lines = [line async for line in progress.aiter_lines()]
        if not any('"ready": true' in line for line in lines):
            raise Lost(f"the server did not start: {lines[-1:]}")
        await self._ask("GET", f"/user/{self.name}/lab")

    async def open(self, notebook: str) -> None:
        """Loads the page and starts a kernel."""
        await asyncio.gather(*(self._ask("GET", path.format(user=self.name)) for path in self._files))
        path = f"notebooks/{notebook}"
        await self._ask("GET", f"/user/{self.name}/api/contents/{path}")
        wanted = {"path": path, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}}
        session = (await self._ask("POST", f"/user/{self.name}/api/sessions", json=wanted)).json()
        self._session, kernel = session["id"], session["kernel"]["id"]
        url = str(self._http.base_url).replace("http", "ws", 1).rstrip("/")
        url += f"/user/{self.name}/api/kernels/{kernel}/channels?_xsrf={self._xsrf(f'/user/{self.name}/')}"
        self._talk = await Talk.connect(url, {"Cookie": self._cookies()})
        await self._talk.ask("kernel_info_request", {}, PATIENCE)

    async def run_all(self, path: Path) -> None:
        """Runs each cell when the one before is done."""
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                await self._talk.run(cell.source)
        self._sliders = sliders(self._talk.widgets)

    async def close(self) -> None:
        """Stops the kernel."""
        if self._talk:
            await self._talk.close()
            await self._ask("DELETE", f"/user/{self.name}/api/sessions/{self._session}")
        self._talk = None

    # Move

    async def move(self, seconds: float, pace: Pace) -> list[float]:
        """Moves one slider after the other; seconds until the answer to each step was there to the end.

        While a step is under way the next one waits, as in a browser, and goes on with where the slider is by then; its
        time counts from when it was there. Raises `Lost` when the kernel has not got the last step.
        """
        times, start, taken = [], time.perf_counter(), 0
        while (now := time.perf_counter()) < start + seconds:
            due = start + taken / pace.per_second
            if due > now:
                await asyncio.sleep(due - now)
            taken = int((time.perf_counter() - start) * pace.per_second)  # steps that were meant to be made by now
            since = start + taken / pace.per_second
            slider = self._sliders[taken // pace.stay % len(self._sliders)]
            times.append((await self._talk.move(slider, since)).seconds)
            taken += 1
        if abs((held := await self._talk.value(slider)) - slider.value) > 1e-6:
            raise Lost(f"the slider is at {held} in the kernel, but was moved to {slider.value}")
        return times

    # Requests

    async def _ask(self, method: str, path: str, **content) -> httpx.Response:
        """A request; once more, as in browsers, where the other end has hung up. Raises `Lost` for a refusal."""
        headers = {"X-XSRFToken": self._xsrf(f"/user/{self.name}/")}
        try:
            response = await self._http.request(method, path, headers=headers, **content)
        except httpx.RemoteProtocolError:
            response = await self._http.request(method, path, headers=headers, **content)
        if response.status_code >= 400:
            raise Lost(f"{method} {response.request.url.path} was answered with {response.status_code}")
        return response

    def _xsrf(self, path: str) -> str:
        return next((each.value for each in self._http.cookies.jar if (each.name, each.path) == ("_xsrf", path)), "")

    def _cookies(self) -> str:
        """What a browser sends along to the own server."""
        paths = ("/", f"/user/{self.name}/")
        return "; ".join(f"{each.name}={each.value}" for each in self._http.cookies.jar if each.path in paths)
