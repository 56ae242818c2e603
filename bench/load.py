"""Tables of people who write: the same load for Flapover and for the bare broadcast.

Every card carries a mark; the load sees it come back at each seat and keeps the time that took.
"""

import asyncio
import json
import random
import re
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

from bench.process import Measured

SEATS = 8
EVERYBODY_WRITES = "krachten"
"""The step of the tien-stappenmethode in which all may write, in the open."""

FILL = "Wat maakt dat je juist nu hierover wilt praten, en wat zou er anders zijn als het lukt? "
MARK = re.compile(r"#(\d+)#")
FRAME_BYTES = 400
"""About what Flapover sends for one card; the bare broadcast sends on as many."""


@dataclass(slots=True)
class Tally:
    """What came back."""

    sent_at: dict[int, float] = field(default_factory=dict)
    seen_seconds: list[float] = field(default_factory=list)
    delivered: int = 0
    frames: int = 0
    acknowledged: int = 0

    def note(self, text: str) -> int:
        """Count the cards in a frame; return how many there were."""
        now = time.perf_counter()
        marks = MARK.findall(text)
        for mark in marks:
            self.seen_seconds.append(now - self.sent_at[int(mark)])
        self.delivered += len(marks)
        self.frames += 1
        return len(marks)


class Seat:
    """Somebody at a table: writes, and sees what all write."""

    def __init__(self, socket: ClientConnection, tally: Tally, frame: str) -> None:
        """Sit down; `frame` is what a card is sent as, with `MARK` and `ID` to fill in."""
        self._socket = socket
        self._tally = tally
        self._frame = frame
        self._answered = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    async def write(self) -> None:
        """Write one card."""
        mark = len(self._tally.sent_at)
        text = self._frame.replace("#MARK#", f"#{mark}#").replace("ID", f"bench-{mark:012d}")
        self._tally.sent_at[mark] = time.perf_counter()
        await self._socket.send(text)

    async def write_and_wait(self) -> None:
        """Write one card and wait for its answer."""
        self._answered.clear()
        await self.write()
        await self._answered.wait()

    async def leave(self) -> None:
        """Go."""
        self._reader.cancel()
        await self._socket.close()

    async def _read(self) -> None:
        async for text in self._socket:
            assert isinstance(text, str)
            self._tally.note(text)
            if '"answers":[{' in text:
                if '"refused":"' in text:
                    raise RuntimeError(text)
                self._tally.acknowledged += text.count('"refused":null')
                self._answered.set()


async def bare_table(server: Measured, name: int, tally: Tally) -> list[Seat]:
    """Seat eight people at a path of the bare broadcast."""
    frame = json.dumps({"card": f"#MARK# ID {FILL}"})
    frame += " " * max(0, FRAME_BYTES - len(frame))
    url = f"ws://127.0.0.1:{server.port}/{name}"
    return [Seat(await connect(url, compression=None), tally, frame) for _ in range(SEATS)]


async def flapover_table(server: Measured, tally: Tally, seats: int = SEATS) -> list[Seat]:
    """Open a board of Flapover and bring it to a step in which everybody writes in the open."""
    async with httpx.AsyncClient(base_url=server.origin) as http:
        maker = {"method": "tien-stappen", "name": "Lea", "takes_part": True}
        opened = (await http.post("/api/boards", json=maker)).json()
        board = opened["board"]
        leader, views = await _sit(server, board, opened["token"])
        secret = next(view["secret"] for view in views if view["type"] == "door")
        sockets, people = [leader], [opened["person"]]
        for number in range(1, seats):
            ask = {"secret": secret, "name": f"P{number}"}
            seated = (await http.post(f"/api/boards/{board}/seats", json=ask)).json()
            sockets.append((await _sit(server, board, seated["token"]))[0])
            people.append(seated["person"])
    for socket in sockets:
        await _ask(socket, type="agree")
    await _ask(leader, type="give_inbrenger", person=people[1])
    started = await _ask(leader, type="start_round")
    steps = _steps(started)
    await _ask(leader, type="go_to_step", step=steps[0], to=EVERYBODY_WRITES)
    card = {"type": "write_card", "kind": "kracht", "text": f"#MARK# {FILL}"}
    frame = json.dumps({"type": "ask", "id": "ID", "request": card})
    return [Seat(socket, tally, frame) for socket in sockets]


def _steps(views: list[dict[str, Any]]) -> list[str]:
    method = next(view for view in views if view["type"] == "method")
    return [step["id"] for step in method["steps"]]


async def _sit(
    server: Measured, board: str, token: str
) -> tuple[ClientConnection, list[dict[str, str]]]:
    url = f"ws://127.0.0.1:{server.port}/ws"
    socket = await connect(url, origin=server.origin, compression=None)  # type: ignore[arg-type]
    hello = {"type": "hello", "protocol": 1, "board": board, "token": token}
    await socket.send(json.dumps(hello))
    views: list[dict[str, str]] = json.loads(await socket.recv())["views"]
    return socket, views


async def _ask(socket: ClientConnection, **request: object) -> list[dict[str, Any]]:
    name = f"setup-{random.getrandbits(64):016x}"
    await socket.send(json.dumps({"type": "ask", "id": name, "request": request}))
    while True:
        frame = json.loads(await socket.recv())
        for answer in frame["answers"]:
            if answer["id"] == name:
                if answer["refused"]:
                    raise RuntimeError(f"{request}: {answer['refused']}")
                views: list[dict[str, Any]] = frame["set"]
                return views
