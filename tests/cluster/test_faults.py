"""What goes away and comes back: Redis, PostgreSQL, a node. Nothing that was answered is lost."""

# ruff: noqa: ASYNC110 -- what is waited for has no event of its own

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from flapover.live.redis_bus import RedisBus
from tests.cluster.kit import Nodes, same_for_all, spread_table
from tests.live.kit import Participant, Table
from tests.redis_server import RedisServer

pytestmark = pytest.mark.timeout(240)
WRITERS = ("ann", "ben", "cas", "dirk", "eva")


async def open_step(nodes: Nodes, *names: str) -> Table:
    table = await spread_table(nodes.urls, names, takes_part=True)
    await table.begin("ben", "krachten")
    await same_for_all(nodes.database, table)
    return table


async def wants(one: Participant, text: str) -> str | None:
    return await one.ask("write_card", kind="kracht", text=text)


async def wrote(one: Participant, text: str) -> None:
    assert await wants(one, text) is None


async def all_hear(nodes: Nodes, *, hear: bool) -> None:
    """Wait until every node knows that Redis is there, or is not."""
    async with asyncio.timeout(60):
        for home in nodes.homes:
            bus = home.house.bus
            assert isinstance(bus, RedisBus)
            while bus.reaches != hear:
                await asyncio.sleep(0.02)


async def test_P35_without_redis_the_nodes_find_out_by_looking_and_hear_again_when_it_is_back(
    nodes: Nodes, redis_server: RedisServer
) -> None:
    table = await open_step(nodes, "ben", "ann")
    lena, ben, ann = table["lena"], table["ben"], table["ann"]
    await asyncio.to_thread(redis_server.stop)
    await all_hear(nodes, hear=False)
    await wrote(lena, "Zonder bel")
    await wrote(ben, "Van de tweede")
    await same_for_all(nodes.database, table)
    assert "Zonder bel" in ann.texts()
    assert await lena.ask("remove_person", person=ben.person) is None
    await ben.until(lambda: ben.codes)
    assert ben.byes == ["removed"]
    await asyncio.to_thread(redis_server.start)
    await all_hear(nodes, hear=True)
    await ann.leave()
    await lena.until(lambda: not lena.views[f"presence:{ann.person}"]["here"])


async def test_P35_no_false_answer_while_the_database_is_away(nodes: Nodes) -> None:
    table = await open_step(nodes, "ben", "ann")
    await wrote(table["ann"], "Ervoor")
    await same_for_all(nodes.database, table)
    with away(nodes.database):
        for name in ("lena", "ben", "ann"):
            assert await wants(table[name], f"Niet van {name}") == "unavailable"
    for name in ("lena", "ben", "ann"):
        async with asyncio.timeout(30):
            while await wants(table[name], f"Erna van {name}") == "unavailable":
                await asyncio.sleep(0.1)
    await same_for_all(nodes.database, table)
    kept = ["Erna van ann", "Erna van ben", "Erna van lena", "Ervoor"]
    assert sorted(table["lena"].texts()) == kept


async def test_P35_a_lost_bell_is_made_good_by_looking(
    nodes: Nodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = await open_step(nodes, "ben", "ann")
    for home in nodes.homes:
        monkeypatch.setattr(home.house.bus, "ring", lambda _board, _seq: None)
    await wrote(table["ben"], "Niemand belde")
    await same_for_all(nodes.database, table)
    assert "Niemand belde" in table["lena"].texts()


@contextmanager
def away(database: str) -> Iterator[None]:
    """Have a database take nobody, and hang up on whoever it has."""
    name = database.rpartition("/")[2]
    operator = psycopg.connect(database.removesuffix(name) + "postgres", autocommit=True)
    with operator:
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        operator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        try:
            yield
        finally:
            operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
