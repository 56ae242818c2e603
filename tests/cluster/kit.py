"""One board whose seats are spread over several nodes: on real PostgreSQL and real Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flapover.core.events import load
from flapover.core.ids import BoardId, PersonId
from flapover.core.project import Scene, snapshot
from flapover.journal import Entry, open_journal
from flapover.journal.migrate import upgrade
from flapover.live.room import Room, open_room
from tests.live.fakes import Clock
from tests.live.kit import (
    Home,
    Participant,
    Table,
    View,
    at_home,
    caller,
    key_of,
    open_table,
)

BEAT_SECONDS = 10.0


@dataclass(repr=False)
class Nodes:
    """Several nodes in this process, and what they share."""

    homes: list[Home]
    database: str

    @property
    def urls(self) -> list[str]:
        return [home.url for home in self.homes]


@asynccontextmanager
async def nodes_at_home(
    folder: Path, database: str, redis: str, count: int = 3, **settings: Any
) -> AsyncIterator[Nodes]:
    """Serve from this process as so many nodes."""
    await asyncio.to_thread(upgrade, database)
    async with AsyncExitStack() as stack:
        homes = [
            await stack.enter_async_context(
                at_home(folder / str(number), database_url=database, redis_url=redis, **settings)
            )
            for number in range(count)
        ]
        yield Nodes(homes, database)


def at(table: Table, url: str) -> Table:
    """Return the same table as seen from another node."""
    return replace(table, url=url, http=caller(url))


async def spread_table(
    urls: list[str], names: Iterable[str] = (), *, takes_part: bool = False
) -> Table:
    """Open a table led at the first node, with everybody else one node further each time."""
    table = await open_table(urls[0], takes_part=takes_part)
    for number, name in enumerate(names, start=1):
        await at(table, urls[number % len(urls)]).seat(name)
    return table


async def same_for_all(database: str, table: Table) -> None:
    """Wait until everybody sees what the journal says that they may see, and nothing else (P3)."""
    board = (await as_stored(database, table.board)).board
    for one in table.people.values():
        views = snapshot(Scene(board), PersonId(one.person))
        fresh = {key_of(view.model_dump()): view.model_dump(mode="json") for view in views}
        await one.until(lambda one=one, fresh=fresh: stripped(one.views) == stripped(fresh))  # type: ignore[misc]


def stripped(views: dict[str, View]) -> dict[str, View]:
    """Leave out who is there, which is in no journal."""
    return {key: view for key, view in views.items() if not key.startswith("presence")}


async def stored(database: str, board: str) -> list[Entry]:
    """Return a board's entries."""
    journal = open_journal(database)
    try:
        return await journal.read(BoardId(board))
    finally:
        await journal.close()


async def as_stored(database: str, board: str) -> Room:
    """Return a board as a node that starts now would have it."""
    journal = open_journal(database)
    try:
        room = await open_room(BoardId(board), journal, Clock())
    finally:
        await journal.close()
    assert room is not None
    return room


async def events(database: str, board: str, type_: str) -> list[Any]:
    """Return the events of one type."""
    return [
        event
        for entry in await stored(database, board)
        for event in load(entry.events)
        if event.type == type_
    ]


class Roaming(Participant):
    """A seat that comes back at the next node, as a balancer would have it.

    It lasts for minutes, so it says that it is there, and comes back when a node that slept takes
    it for asleep.
    """

    comes_back_after = ("restart", "too_slow")

    def __init__(self, urls: list[str], one: Participant) -> None:
        super().__init__(one.url, one.board, one.token, one.person)
        self._urls = urls

    async def _once(self) -> None:
        beating = asyncio.create_task(self._beat())
        try:
            await super()._once()
        finally:
            beating.cancel()
            self.url = self._urls[(self._urls.index(self.url) + 1) % len(self._urls)]

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            if self._socket is not None:
                self.say('{"type":"beat"}')
