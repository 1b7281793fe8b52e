"""What a browser says to a kernel, without a browser: cells to run, sliders to move, and what comes back for each."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from dataclasses import dataclass, field

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"  # JupyterLab's: a frame holds the channel and the parts of a message
SLIDERS = ("FloatSliderModel", "IntSliderModel")


class Lost(RuntimeError):
    """A request that got no answer, or the wrong one."""


@dataclass
class Slider:
    """A slider that the kernel has made, and where it is."""

    comm: str
    low: float
    high: float
    step: float
    value: float
    way: int = 1

    def move(self) -> float:
        """One step on, and back from the ends."""
        if not self.low <= self.value + self.way * self.step <= self.high:
            self.way = -self.way
        self.value = round(min(max(self.value + self.way * self.step, self.low), self.high), 10)
        return self.value


@dataclass
class Answer:
    """What a request brought until the kernel was idle again."""

    started: float
    done: asyncio.Future
    seconds: float = 0.0
    received: int = 0  # bytes
    kinds: list[str] = field(default_factory=list)
    state: dict = field(default_factory=dict)  # of the last widget that told it
    error: str = ""

    def take(self, kind: str, content: bytes, now: float, size: int) -> None:
        """Notes one message of the answer, which has come at `now`; the kernel is idle again after the last one."""
        self.kinds.append(kind)
        self.received += size
        if kind == "error":
            self.error = "{ename}: {evalue}".format(**json.loads(content))
        elif kind == "comm_msg" and b'"request_state"' not in content:
            self.state = json.loads(content)["data"].get("state", {}) if size < 4000 else self.state
        elif kind == "status" and json.loads(content)["execution_state"] == "idle" and not self.done.done():
            self.seconds = now - self.started
            self.done.set_result(None)


def sliders(state_by_comm: dict[str, dict]) -> list[Slider]:
    """The sliders among the widgets, in the order in which they were made."""
    return [
        Slider(comm, *(state[name] for name in ("min", "max", "step", "value")))
        for comm, state in state_by_comm.items()
        if state.get("_model_name") in SLIDERS
    ]


class Talk:
    """A kernel's socket. Every request waits for its own answer."""

    def __init__(self, socket, session: str):
        self._socket, self._session = socket, session
        self._open: dict[str, Answer] = {}
        self.widgets: dict[str, dict] = {}
        self.bytes = 0  # in both directions
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def connect(cls, url: str, headers: dict[str, str] | None = None) -> Talk:
        session = uuid.uuid4().hex
        joined = f"{url}{'&' if '?' in url else '?'}session_id={session}"
        request = HTTPRequest(joined, headers=headers, connect_timeout=120, request_timeout=120)
        asked = {"subprotocols": [PROTOCOL], "compression_options": {}, "max_message_size": 1 << 30}
        return cls(await websocket_connect(request, **asked), session)

    async def ask(self, kind: str, content: dict, timeout: float = 120, since: float | None = None) -> Answer:
        """Sends one message and waits until the kernel is idle again. Raises `Lost`."""
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self._session,
            "username": "",
            "version": "5.2",
        }
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}
        frame = serialize_msg_to_ws_v1(message, "shell", lambda part: json.dumps(part).encode())
        frame = b"".join(frame) if isinstance(frame, list) else frame
        answer = Answer(time.perf_counter() if since is None else since, asyncio.get_running_loop().create_future())
        self._open[header["msg_id"]] = answer
        self.bytes += len(frame)
        try:
            await self._socket.write_message(frame, binary=True)
            await asyncio.wait_for(answer.done, timeout)
        except asyncio.TimeoutError:
            raise Lost(f"no answer to {kind} within {timeout} s") from None
        finally:
            del self._open[header["msg_id"]]
        if answer.error:
            raise Lost(answer.error)
        return answer

    async def run(self, code: str) -> Answer:
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}}
        return await self.ask("execute_request", {**content, "allow_stdin": True, "stop_on_error": True})

    async def move(self, slider: Slider, since: float | None = None) -> Answer:
        """Moves a slider by a step, as ipywidgets in a browser does."""
        data = {"method": "update", "state": {"value": slider.move()}, "buffer_paths": []}
        return await self.ask("comm_msg", {"comm_id": slider.comm, "data": data}, 60, since)

    async def value(self, slider: Slider) -> float:
        """What the kernel takes the slider's value to be."""
        answer = await self.ask("comm_msg", {"comm_id": slider.comm, "data": {"method": "request_state"}}, 60)
        return answer.state["value"]

    async def _read(self) -> None:
        while (frame := await self._socket.read_message()) is not None:
            now = time.perf_counter()
            self.bytes += len(frame)
            _, (header, parent, _, content, *_) = deserialize_msg_from_ws_v1(frame)
            kind, answer = json.loads(header)["msg_type"], self._open.get(json.loads(parent).get("msg_id"))
            if kind == "comm_open":
                opened = json.loads(content)
                self.widgets[opened["comm_id"]] = opened["data"].get("state", {})
            if answer:
                answer.take(kind, content, now, len(frame))
        for answer in self._open.values():
            if not answer.done.done():
                answer.done.set_exception(Lost("the connection was closed"))

    async def close(self) -> None:
        self._socket.close()
        await self._reading
