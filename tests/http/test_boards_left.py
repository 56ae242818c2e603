"""Boards that everybody left cost this process nothing (P31)."""

# ruff: noqa: ASYNC110 -- what is waited for has no event of its own

from __future__ import annotations

import asyncio
import gc
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flapover.live import rooms
from flapover.live.limits import Limit
from tests.live.kit import Home, at_home, open_table

pytestmark = pytest.mark.timeout(120)
BOARDS = 10
HOUR_SECONDS = 3600.0


class Clock:
    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(autouse=True)
def unlogged() -> Iterator[None]:
    """Let pytest keep no line of the log, as it does where an earlier test made the log talk."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


async def test_P31_of_boards_that_everybody_left_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "IDLE_SECONDS", 0.02)
    async with at_home(tmp_path) as home:
        clock = Clock()
        for limit in limits(home):
            monkeypatch.setattr(limit, "_now", clock)
        # The first ones fill what is kept for good.
        await come_and_go(home)
        clock.at += HOUR_SECONDS
        before = held()
        for _ in range(BOARDS):
            await come_and_go(home)
            clock.at += HOUR_SECONDS
        grown = held() - before
    assert {name: more for name, more in grown.items() if more >= BOARDS} == {}


async def come_and_go(home: Home) -> None:
    table = await open_table(home.url, ["ben", "ann"])
    await table.begin("ben", "krachten")
    assert await table["ann"].ask("write_card", kind="kracht", text="Rust") is None
    await table.close()
    async with asyncio.timeout(30):
        while len(home.house.rooms):
            await asyncio.sleep(0.01)


def limits(home: Home) -> list[Limit]:
    house = home.house
    found = [one for thing in (house, house.desk) for one in fields(thing).values()]
    return [one for one in found if isinstance(one, Limit)]


def fields(thing: object) -> dict[str, object]:
    return {name: getattr(thing, name) for name in thing.__slots__}  # type: ignore[attr-defined]


def held() -> Counter[str]:
    """Count what is ours by its type."""
    gc.collect()
    kinds = (type(one) for one in gc.get_objects())
    return Counter(kind.__qualname__ for kind in kinds if kind.__module__.startswith("flapover."))
