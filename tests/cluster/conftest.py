"""Three nodes on a real PostgreSQL and a real Redis, and a listener on all that Redis carries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest_asyncio
from redis.asyncio import Redis

from tests.cluster.kit import Nodes, nodes_at_home
from tests.live.kit import everybody_out
from tests.redis_server import RedisServer


@pytest_asyncio.fixture(autouse=True)
async def nobody_stays() -> AsyncIterator[None]:
    yield
    await everybody_out()


@pytest_asyncio.fixture
async def nodes(
    tmp_path: Path, postgres_url: str, redis_server: RedisServer
) -> AsyncIterator[Nodes]:
    async with nodes_at_home(tmp_path, postgres_url, redis_server.url) as served:
        yield served


@pytest_asyncio.fixture
async def carried(redis_server: RedisServer) -> AsyncIterator[list[str]]:
    """Collect every message that goes over Redis."""
    collected: list[str] = []
    client = Redis.from_url(redis_server.url, decode_responses=True)
    radio = client.pubsub()
    await radio.psubscribe("*")

    async def collect() -> None:
        async for said in radio.listen():
            collected.append(f"{said['channel']} {said['data']}")  # noqa: PERF401 -- as they come

    collecting = asyncio.create_task(collect())
    yield collected
    collecting.cancel()
    with suppress(asyncio.CancelledError):
        await collecting
    await radio.aclose()  # type: ignore[no-untyped-call]
    await client.aclose()
