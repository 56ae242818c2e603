"""Nodes that die while everybody writes: their people go on elsewhere, and nothing is lost."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from flapover.journal.migrate import upgrade
from tests.cluster.kit import Roaming, same_for_all, spread_table
from tests.faults.test_kill import Writer, all_write_on, judge
from tests.live.kit import ROOMY, Server, Table
from tests.redis_server import RedisServer

pytestmark = pytest.mark.timeout(240)
WRITERS = ("ann", "ben", "cas", "dirk", "eva")


class Cluster:
    """Three nodes in processes of their own, each of which may die."""

    def __init__(self, folder: Path, database: str, redis: str, stack: ExitStack) -> None:
        self.database = database
        folders = [folder / str(number) for number in range(3)]
        for own in folders:
            own.mkdir()
        servers = [Server(own, database_url=database, redis_url=redis, **ROOMY) for own in folders]
        with ThreadPoolExecutor() as side_by_side:
            list(side_by_side.map(Server.start, servers))
        self.servers = [stack.enter_context(_ended(server)) for server in servers]

    @property
    def urls(self) -> list[str]:
        return [server.url for server in self.servers]

    async def table(self) -> Table:
        """Seat people who come back at the next node when theirs is gone."""
        table = await spread_table(self.urls, WRITERS)
        await table.begin("ben", "krachten")
        for name, one in list(table.people.items()):
            await one.leave()
            roaming = Roaming(self.urls, one)
            table.people[name] = roaming
            await roaming.come()
        return table


@contextmanager
def _ended(server: Server) -> Iterator[Server]:
    try:
        yield server
    finally:
        server.__exit__()


async def run(
    cluster: Cluster,
    trouble: Callable[[Cluster], object],
    times: int,
    most_seconds_between: float = 1 / 3,
) -> None:
    """Let everybody write on two boards while trouble comes again and again."""
    chance = random.Random(1)
    tables = [await cluster.table() for _ in range(2)]
    writers = [
        Writer(table[name], random.Random(chance.random()), most_seconds_between)
        for table in tables
        for name in WRITERS
    ]
    stop = asyncio.Event()
    writing = [asyncio.create_task(writer.write(stop)) for writer in writers]
    for _ in range(times):
        await all_write_on(writers, 10)
        await asyncio.sleep(0.3 + chance.random())
        await asyncio.to_thread(trouble, cluster)
    await asyncio.sleep(0.5)
    stop.set()
    await asyncio.gather(*writing)
    for table in tables:
        await same_for_all(cluster.database, table)
    assert sum(len(writer.acknowledged) for writer in writers) > 10 * times
    assert [writer.refused for writer in writers if writer.refused] == []
    for server in cluster.servers:
        assert "Traceback" not in server.log.read_text()
    for table in tables:
        await judge(cluster.database, table, writers)


def kill_one(cluster: Cluster) -> None:
    random.choice([server for server in cluster.servers if server.alive()]).kill()


def kill_and_start_one(cluster: Cluster) -> None:
    server = random.choice(cluster.servers)
    server.kill()
    server.start()


@pytest.mark.long(16)
async def test_P1_P2_P3_P35_nodes_that_die_lose_nothing_that_was_answered(
    tmp_path: Path, postgres_url: str, redis_server: RedisServer
) -> None:
    await asyncio.to_thread(upgrade, postgres_url)
    with ExitStack() as stack:
        cluster = await asyncio.to_thread(Cluster, tmp_path, postgres_url, redis_server.url, stack)
        await run(cluster, kill_one, times=2)


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_P35_sixty_seconds_without_redis_and_a_node_that_sleeps_for_thirty(
    tmp_path: Path, postgres_url: str, redis_server: RedisServer
) -> None:
    await asyncio.to_thread(upgrade, postgres_url)

    def trouble(cluster: Cluster) -> None:
        redis_server.stop()
        sleeper = random.choice(cluster.servers)
        assert sleeper.process is not None
        sleeper.process.send_signal(signal.SIGSTOP)
        time.sleep(30)
        sleeper.process.send_signal(signal.SIGCONT)
        time.sleep(30)
        redis_server.start()
        kill_and_start_one(cluster)

    with ExitStack() as stack:
        cluster = await asyncio.to_thread(Cluster, tmp_path, postgres_url, redis_server.url, stack)
        # Slowly: in two minutes and more a board must not come to hold its thousand cards.
        await run(cluster, trouble, times=2, most_seconds_between=2)
