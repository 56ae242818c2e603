"""A real server and real participants: what the tests of the live part are made of.

`Server` is Flapover in a process of its own, that may be killed; `at_home` is the same application
in this process, for tests that must reach inside. `Participant` does what every client must:
a snapshot replaces all, an update is applied only when it is the next, anything else is a resync.
"""
# ruff: noqa: A002 -- a request has an id

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import secrets
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

import httpx
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Origin

import flapover.app
from flapover.app import create_app
from flapover.http.house import House, utc_now
from flapover.live.wire import PROTOCOL, outgoing
from flapover.methods import Library
from flapover.serve import _Server, listen, uvicorn_config
from flapover.settings import Settings

if TYPE_CHECKING:
    from uvicorn._types import ASGIApplication

START_SECONDS = 20
PATIENCE_SECONDS = 30
# Tests act faster than people; those about limits ask for the real ones.
ROOMY = {
    "person_burst": "1000",
    "person_per_second": "1000",
    "board_per_second": "10000",
    "boards_burst": "10000",
    "boards_per_second": "1000",
}
View = dict[str, Any]
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""To be handed to httpx, which else reads all that the world trusts for each client."""


class Server:
    """Flapover in a process of its own, on one folder and, after a restart, on the same port."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.port = 0
        self.process: subprocess.Popen[str] | None = None
        self._settings = {f"FLAPOVER_{name.upper()}": value for name, value in settings.items()}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Server:
        """Start it, and return when it answers."""
        command = [sys.executable, "-m", "flapover", "--host", "127.0.0.1"]
        environment = {**os.environ, "FLAPOVER_DATA": str(self.folder / "data"), **self._settings}
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port)],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environment,
            )
        opened = self._opened()
        self.port = self.port or opened  # what it says may be its public address
        return self

    def _opened(self) -> int:
        """Wait until it says where it is: on stdout, or in a log of JSON, which stands alone."""
        assert self.process is not None
        assert self.process.stdout is not None
        if self._settings.get("FLAPOVER_LOG_FORMAT") != "json":
            opened = re.search(r":(\d+)\n", self.process.stdout.readline())
        else:
            while not (opened := re.search(r'"port": (\d+)', self.log.read_text())):
                assert self.alive(), self.log.read_text()
                time.sleep(0.02)
        assert opened, self.log.read_text()
        return int(opened[1])

    def kill(self) -> None:
        """Let it die without a word."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def terminate(self) -> None:
        """Ask it to end."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.alive():
            self.kill()
        elif self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()


# Without a repr: asyncio asks for that of every fixture's value, and here it would be every method.
@dataclass(repr=False)
class Home:
    """The application in this process."""

    app: FastAPI
    house: House
    url: str
    server: _Server


@asynccontextmanager
async def at_home(
    folder: Path, now: Callable[[], datetime] = utc_now, **settings: Any
) -> AsyncIterator[Home]:
    """Serve from this process, on a real port, with the bounds that tests need."""
    home: dict[str, Any] = {"host": "127.0.0.1", "port": 0, **ROOMY}
    chosen = Settings(data=folder, **{**home, **settings})
    # Read once for all tests, whatever a test has put in its place.
    once = partial(_library, vars(flapover.app)["load_library"])
    with patch("flapover.app.load_library", once):
        app = create_app(chosen, now)
    door = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{door.getsockname()[1]}"
    # pytest has its own way of logging, which uvicorn must leave alone.
    quiet = {"version": 1, "incremental": True}
    with patch("flapover.serve.log_config", lambda *_: quiet):
        config = uvicorn_config(cast("ASGIApplication", app), chosen)
        server = _Server(config, chosen, door)
    with patch("sys.stdout"):
        serving = asyncio.create_task(server._serve([door]))
        while not server.started:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    try:
        yield Home(app, app.state.house, url, server)
    finally:
        await everybody_out()
        server.should_exit = True
        await serving


@cache
def _library(load: Callable[[Path], Library], folder: Path) -> Library:
    return load(folder)


def request_id() -> str:
    return secrets.token_hex(12)


def key_of(view: View) -> str:
    """Return `type:id`, or just `type` where a board has one of it."""
    one_of_it = view["type"] in ("board", "me", "door", "now", "lead", "timer", "clip")
    return str(view["type"]) if one_of_it else f"{view['type']}:{view['id']}"


@dataclass
class Mirror:
    """The views as a client must keep them; refuses to go on over a hole."""

    views: dict[str, View] = field(default_factory=dict)
    n: int | None = None

    def take(self, frame: dict[str, Any]) -> bool:
        """Apply a snapshot or an update; False when a fresh snapshot must be asked for."""
        if frame["type"] == "snapshot":
            self.views = {key_of(view): view for view in frame["views"]}
        elif self.n is None or frame["n"] != self.n + 1:
            self.n = None
            return False
        else:
            self.views = self.views | {key_of(view): view for view in frame["set"]}
            for key in frame["gone"]:
                del self.views[key]
        self.n = frame["n"]
        return True


class Gone(Exception):
    """The socket was closed for good; the message is the bye's reason."""


class Participant:
    """A seat whose socket comes back by itself, with an outbox of what is unanswered."""

    comes_back_after: tuple[str, ...] = ("restart",)
    """The goodbyes after which it does."""

    def __init__(self, url: str, board: str, token: str, person: str = "") -> None:
        self.url, self.board, self.token, self.person = url, board, token, person
        self.mirror = Mirror()
        self.heard: list[str] = []
        """Every message as it came, over all connections."""
        self.byes: list[str] = []
        self.codes: list[int | None] = []
        self.resyncs = 0
        self.snapshots = 0
        self.doubling = random.Random(1)
        self.double_share = 0.0
        """The part of the requests that is sent twice at once."""
        self.comes_back = True
        self._outbox: dict[str, tuple[str, asyncio.Future[str | None]]] = {}
        self._socket: ClientConnection | None = None
        self._changed = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    @property
    def views(self) -> dict[str, View]:
        return self.mirror.views

    def of(self, noun: str) -> list[View]:
        """Return the views of one type."""
        return [view for view in self.views.values() if view["type"] == noun]

    def one(self, noun: str) -> View:
        return self.views[noun]

    def texts(self) -> list[str]:
        return [card["text"] for card in self.of("card")]

    async def come(self) -> Participant:
        """Connect and wait for the first snapshot."""
        before = self.snapshots
        closed_at_the_end(self.leave)
        self._task = asyncio.create_task(self._live())
        await self.until(lambda: self.snapshots > before or self._task_done())
        if self._task_done():
            raise Gone(str(self.byes[-1:] or self.codes[-1:]))
        return self

    async def leave(self) -> None:
        """Go away without a word."""
        self.comes_back = False
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def ask(
        self, type_: str, *, id: str | None = None, by: str | None = None, **fields: Any
    ) -> str | None:
        """Send a request, again after every reconnection, and return why it was refused, if so."""
        return await self.send(type_, id=id, by=by, **fields)[1]

    def send(
        self, type_: str, *, id: str | None = None, by: str | None = None, **fields: Any
    ) -> tuple[str, asyncio.Future[str | None]]:
        """Send a request; return its id and the answer to come."""
        name = id or request_id()
        body = {"type": "ask", "id": name, "request": {"type": type_, **fields}}
        if by is not None:
            body["on_behalf_of"] = by
        text = json.dumps(body)
        answer = asyncio.get_running_loop().create_future()
        self._outbox[name] = (text, answer)
        if self._socket is not None:
            self._say(self._socket, text)
            if self.doubling.random() < self.double_share:
                self._say(self._socket, text)
        return name, answer

    def say(self, text: str | bytes) -> None:
        """Send anything at all."""
        assert self._socket is not None
        self._say(self._socket, text)

    def cut(self) -> None:
        """Tear the line without a goodbye."""
        if self._socket is not None:
            self._socket.transport.abort()

    def unanswered(self) -> int:
        return len(self._outbox)

    async def until(self, holds: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until something holds; looked at again after every message.

        A view that is asked for and has not come yet is waited for as well: another seat or node
        may have done what it comes of, and has its answer before this one hears of it.
        """
        missing: Exception | None = None

        def holds_now() -> bool:
            nonlocal missing
            missing = None
            try:
                return bool(holds())
            except (LookupError, StopIteration) as error:
                missing = error
                return False

        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(holds_now)
        except TimeoutError:
            last = [text[:300] for text in self.heard[-2:]]
            lacked = f"; there was no {missing!r}" if missing is not None else ""
            raise AssertionError(f"it never came{lacked}; last heard {last}") from missing

    async def quiet(self) -> None:
        """Come back after everything that was under way for this seat has been told."""
        await self.until(lambda: self._socket is not None)  # it may be on its way back
        heard = len(self.heard)
        self.say('{"type":"beat"}')
        await self.until(lambda: any('"pulse"' in text for text in self.heard[heard:]))

    def _task_done(self) -> bool:
        return self._task is not None and self._task.done()

    def _say(self, socket: ClientConnection, text: str | bytes) -> None:
        async def say() -> None:
            with suppress(ConnectionClosed):
                await socket.send(text)

        task = asyncio.ensure_future(say())
        _pending.add(task)
        task.add_done_callback(_pending.discard)

    async def _live(self) -> None:
        try:
            while True:
                with suppress(OSError, WebSocketException, EOFError):
                    await self._once()
                if not self.comes_back or (
                    self.byes and self.byes[-1] not in self.comes_back_after
                ):
                    return
                await asyncio.sleep(0.05 + random.random() / 20)
        finally:
            self._socket = None
            asyncio.get_running_loop().call_soon(lambda: asyncio.ensure_future(self._notify()))

    async def _once(self) -> None:
        async with opened(self.url, board=self.board) as socket:
            hello = {
                "type": "hello",
                "protocol": PROTOCOL,
                "board": self.board,
                "token": self.token,
            }
            await socket.send(json.dumps(hello))
            self.mirror.n = None
            try:
                async for text in socket:
                    assert isinstance(text, str)
                    outgoing.validate_json(text)
                    self.heard.append(text)
                    self._hear(socket, json.loads(text))
                    await self._notify()
            finally:
                self._socket = None
                self.codes.append(socket.close_code)

    def _hear(self, socket: ClientConnection, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "snapshot" | "update":
                if not self.mirror.take(frame):
                    self.resyncs += 1
                    self._say(socket, '{"type":"resync"}')
                    return
                if frame["type"] == "snapshot":
                    self.snapshots += 1
                    self.person = frame["me"]
                    if self._socket is None:
                        self._socket = socket
                        for text, _ in self._outbox.values():
                            self._say(socket, text)
                for answer in frame["answers"]:
                    kept = self._outbox.pop(answer["id"], None)
                    if kept is not None and not kept[1].done():
                        kept[1].set_result(answer["refused"])
            case "bye":
                self.byes.append(frame["reason"])
            case _:
                pass

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()


_pending: set[asyncio.Future[None]] = set()
_came: list[tuple[asyncio.AbstractEventLoop, Callable[[], Coroutine[Any, Any, None]]]] = []


def closed_at_the_end(close: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Have `everybody_out` close something too."""
    _came.append((asyncio.get_running_loop(), close))


async def everybody_out() -> None:
    """Close what a test left open, also one that failed."""
    here = asyncio.get_running_loop()
    ours = [one for one in _came if one[0] is here]
    _came[:] = [one for one in _came if one[0] is not here]
    await asyncio.gather(*(close() for _, close in ours))


def caller(url: str) -> httpx.AsyncClient:
    """Return who asks over HTTP, until everybody goes out."""
    http = httpx.AsyncClient(base_url=url, trust_env=False, timeout=30, verify=NO_TLS)
    closed_at_the_end(http.aclose)
    return http


@asynccontextmanager
async def opened(
    url: str, origin: str | None = None, board: str | None = None, **options: Any
) -> AsyncIterator[ClientConnection]:
    """Open a bare socket, as a page of this server would; the board is a hint for balancers."""
    address = url.replace("http", "ws", 1) + ("/ws" if board is None else f"/ws?board={board}")
    async with connect(
        address,
        origin=Origin(origin or url),
        compression=None,
        proxy=None,
        max_size=None,
        close_timeout=1,
        **options,
    ) as socket:
        yield socket


async def all_said(socket: ClientConnection) -> list[str | bytes]:
    """Return every message until the other side closes."""
    said: list[str | bytes] = []
    with suppress(ConnectionClosed):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                said.append(await socket.recv())
    return said


@dataclass(repr=False)
class Table:
    """A board with its people, the first of whom leads."""

    url: str
    board: str
    leader_secret: str
    people: dict[str, Participant]
    http: httpx.AsyncClient

    def __getitem__(self, name: str) -> Participant:
        return self.people[name]

    async def seat(self, name: str, *, agree: bool = True, device: str = "phone") -> Participant:
        """Bring somebody in by the link that the leader sees."""
        secret = self.people["lena"].one("door")["secret"]
        body = {"secret": secret, "name": name, "device": device}
        seated = await self.http.post(f"/api/boards/{self.board}/seats", json=body)
        assert seated.status_code == 201, seated.text
        got = seated.json()
        one = await Participant(self.url, self.board, got["token"], got["person"]).come()
        self.people[name] = one
        if agree and device == "phone":
            assert await one.ask("agree") is None
        return one

    async def again(self, name: str) -> Participant:
        """Open another device of somebody."""
        seat = self.people[name]
        return await Participant(self.url, self.board, seat.token, seat.person).come()

    async def begin(self, inbrenger: str | None = "ben", step: str | None = None) -> None:
        """Start a round, and go to a step."""
        lena = self.people["lena"]
        if inbrenger is not None:
            assert await lena.ask("give_inbrenger", person=self.people[inbrenger].person) is None
        assert await lena.ask("start_round") is None
        if step is not None:
            assert await lena.ask("go_to_step", step=lena.one("now")["step"], to=step) is None
        await self.settle()

    async def settle(self, names: Iterable[str] | None = None) -> None:
        """Let everybody hear all that is under way."""
        for name in names or list(self.people):
            await self.people[name].quiet()

    async def close(self) -> None:
        await asyncio.gather(*(one.leave() for one in self.people.values()))
        await self.http.aclose()


async def open_table(
    url: str,
    names: Iterable[str] = (),
    method: str = "tien-stappen",
    title: str = "Dinsdag",
    **leader: Any,
) -> Table:
    """Open a board led by lena, with others at the table who have promised confidentiality."""
    http = caller(url)
    body = {"title": title, "method": method, "name": "lena", **leader}
    made = await http.post("/api/boards", json=body)
    assert made.status_code == 201, made.text
    got = made.json()
    lena = await Participant(url, got["board"], got["token"], got["person"]).come()
    assert await lena.ask("agree") is None
    table = Table(url, got["board"], got["leader_secret"], {"lena": lena}, http)
    for name in names:
        await table.seat(name)
    return table
