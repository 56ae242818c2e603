"""What a node's figures say of its way to the others."""

# ruff: noqa: ASYNC110 -- what is waited for has no event of its own

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.cluster.kit import nodes_at_home
from tests.http.test_metrics import TOKEN, figures
from tests.redis_server import RedisServer

pytestmark = pytest.mark.timeout(240)


async def until_told(url: str, line: str) -> None:
    async with asyncio.timeout(60):
        while line not in (await figures(url)).splitlines():
            await asyncio.sleep(0.05)


async def test_P35_whether_redis_is_there_can_be_watched_at_every_node(
    tmp_path: Path, postgres_url: str, redis_server: RedisServer
) -> None:
    async with nodes_at_home(
        tmp_path, postgres_url, redis_server.url, count=2, metrics_token=TOKEN
    ) as nodes:
        for url in nodes.urls:
            await until_told(url, "flapover_redis_connected 1.0")
        await asyncio.to_thread(redis_server.stop)
        for url in nodes.urls:
            await until_told(url, "flapover_redis_connected 0.0")
        await asyncio.to_thread(redis_server.start)
        for url in nodes.urls:
            await until_told(url, "flapover_redis_connected 1.0")
