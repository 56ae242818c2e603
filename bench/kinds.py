"""The servers that are compared: how each is started, and how people sit down at its tables."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench import npm, people
from bench.party import Party
from bench.process import IN_MEMORY, ON_DISK, Measured, new_folder, python, running
from bench.seat import Broadcast, Talk
from bench.talks import SocketIo, YWebsocket, greet_socketio
from bench.wire import Wire, open_wire
from tests.ports import free_port

WORDS_OF_FLAPOVER = people.Words()
SitDown = Callable[[Measured, int, int], Awaitable[Party]]
"""(server, tables, seats at each) -> everybody."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the servers."""

    name: str
    command: Callable[[int, Path], list[str]]
    """(port, folder for its files) -> the command."""
    sit_down: SitDown
    ready: str = "/"
    within: Path = ON_DISK
    environment: Mapping[str, str] = field(default_factory=dict)
    bring: Callable[[], None] = lambda: None
    """Brings what the server needs and the project does not."""

    @contextmanager
    def start(self) -> Iterator[Measured]:
        """Start the server with an empty folder of its own."""
        with new_folder(self.within) as folder, self.start_in(folder, free_port()) as server:
            yield server

    @contextmanager
    def start_in(self, folder: Path, port: int) -> Iterator[Measured]:
        """Start the server with a folder that it may have used before."""
        self.bring()
        command = self.command(port, folder)
        with running(command, port, self.ready, self.environment) as server:
            yield server


async def sit_at_boards(server: Measured, tables: int, seats: int) -> Party:
    """Seat people at boards of Flapover."""
    boards = await people.open_boards(server, tables, seats)
    wires = [wire for board in boards for _, wire in board]
    return Party(wires, WORDS_OF_FLAPOVER, tables, seats)


def sitting(talk: Talk, path: str, greet: Callable[[Wire], Awaitable[None]] | None) -> SitDown:
    """Return how people sit down where a table is but a path; `{}` is its number."""

    async def sit_down(server: Measured, tables: int, seats: int) -> Party:
        async def one(number: int) -> list[Wire]:
            wires = [await open_wire(server.port, path.format(number)) for _ in range(seats)]
            if greet is not None:
                await asyncio.gather(*(greet(wire) for wire in wires))
            return wires

        first = next(_numbers)
        wires = [wire for n in range(tables) for wire in await one(first + n)]
        return Party(wires, talk, tables, seats)

    return sit_down


def _thousands() -> Iterator[int]:
    number = 0
    while True:
        number += 1000
        yield number


_numbers = _thousands()
"""So that nobody sits down at a table that was used before."""


def _flapover(port: int, folder: Path) -> list[str]:
    return python("flapover", "--host", "127.0.0.1", "--port", str(port), "--data", str(folder))


FLAPOVER = Kind("flapover", _flapover, sit_at_boards, ready="/healthz", environment=people.ROOMY)
PATIENT = replace(FLAPOVER, environment={**people.ROOMY, "FLAPOVER_HEARTBEAT_SECONDS": "600"})
"""For seats that keep quiet: nobody here says that they are still there."""
MEMORY = Kind(
    "memory",
    _flapover,
    sit_at_boards,
    ready="/healthz",
    within=IN_MEMORY,
    environment=people.ROOMY,
)
"""Flapover again, its file on a disk that is memory: what durability costs."""
BARE = Kind(
    "bare",
    lambda port, _folder: python("bench.servers.bare", str(port)),
    sitting(Broadcast(), "/{}", None),
)
NAIVE = Kind(
    "naive",
    lambda port, folder: python("bench.servers.naive", str(port), str(folder)),
    sitting(Broadcast(), "/{}", None),
)
SOCKETIO = Kind(
    "socketio",
    lambda port, _folder: ["node", "bench/servers/socketio.mjs", str(port)],
    sitting(SocketIo(), SocketIo.path, greet_socketio),
    bring=npm.bring,
)
PYSOCKETIO = Kind(
    "pysocketio",
    lambda port, _folder: python("bench.servers.pysocketio", str(port)),
    sitting(SocketIo(), SocketIo.path, greet_socketio),
)
YWEBSOCKET = Kind(
    "ywebsocket",
    lambda port, _folder: [
        *("env", "HOST=127.0.0.1", f"PORT={port}"),
        *("node", str(npm.MODULES / "y-websocket" / "bin" / "server.cjs")),
    ],
    sitting(YWebsocket(), "/{}", None),
    bring=npm.bring,
)
KINDS = {
    kind.name: kind for kind in (FLAPOVER, MEMORY, BARE, SOCKETIO, PYSOCKETIO, YWEBSOCKET, NAIVE)
}
